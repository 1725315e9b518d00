"""An environment of its own for each peer, under the cache; made once, kept for the next time.

The registries are those that pip is set up for. What is no Python package comes from the system: see ``find_program``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.bench import CACHE, Bench

_TOOLS = CACHE / "env" / "tools"


def make_python(name: str, *requirements: str) -> Path:
    """Make an environment with some packages, and give its Python."""
    folder = CACHE / "env" / name
    python, done = folder / "bin" / "python", folder / ".installed"
    if not done.exists() or done.read_text("utf-8").split("\n") != list(requirements):
        uv = _find_uv()
        _call(str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(folder))
        _call(str(uv), "pip", "install", "--quiet", "--no-config", "--python", str(python), *requirements)
        done.write_text("\n".join(requirements), "utf-8")
    return python


def find_versions(python: Path, *packages: str) -> dict[str, str]:
    """Give the versions of packages in an environment."""
    asked = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    found = subprocess.run([python, "-c", asked, *packages], check=True, capture_output=True, text=True).stdout
    return dict(zip(packages, found.split(), strict=True))


def find_program(name: str, bench: Bench, package: str = "") -> str | None:
    """Find a program of the system; where it is not there, say which Debian package has it."""
    if found := shutil.which(name):
        return found
    bench.say(f"  {name} is not here (Debian: {package or name}); left out")
    return None


def find_koryu(name: str = "koryu") -> str:
    """Give a program of the environment that runs the benchmarks: koryu itself, or what its tests use."""
    return str(Path(sys.executable).parent / name)


def _find_uv() -> Path:
    uv = _TOOLS / "bin" / "uv"
    if not uv.exists():
        _call(sys.executable, "-m", "venv", str(_TOOLS))
        _call(str(_TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    return uv


def _call(*command: str) -> None:
    subprocess.run(command, check=True)
