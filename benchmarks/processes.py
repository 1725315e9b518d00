"""A command run as a child: how long it took, its processor time, and the most memory that it and its children held at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LAUNCHER = Path(__file__).with_name("launch.py")


class Run(NamedTuple):
    """One run. ``seconds`` is None where it was stopped at the time limit."""

    seconds: float | None
    cpu: float
    peak_mb: float
    output: str
    code: int


def run(
    command: Sequence[str], *, limit: float = 300, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Run:
    """Run a command to its end or to the limit; what it prints is kept."""
    with tempfile.NamedTemporaryFile("r") as result:
        launched = subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCHER), str(limit), result.name, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            check=False,
        )
        figures = result.read().split()
    output = launched.stdout.decode("utf-8", "replace")
    if not figures:
        raise OSError(output)
    seconds, cpu, peak, code = map(float, figures)
    return Run(None if seconds < 0 else seconds, cpu, peak / 1024, output, int(code))
