"""How long it takes until something happens: ``koryu --help``, and the 24 bundled records read."""

from __future__ import annotations

import sys

from benchmarks.bench import Bench, Contender
from benchmarks.environments import find_koryu
from benchmarks.rows import Table

RECORDS = 24  # the bundled ones


def measure(bench: Bench) -> Table:
    """Measure both against a bare ``import click``."""
    base = "import click"
    commands = {
        base: [sys.executable, "-c", "import click"],
        "koryu --help": [find_koryu(), "--help"],
        "koryu read records/": [find_koryu(), "read", "records", "-o", str(bench.scratch("read.jsonl"))],
    }
    contenders = [Contender(name, lambda _, command=command: command) for name, command in commands.items()]  # type: ignore[misc]
    return Table(
        title="Start",
        intro="How long until something happens. The records are the 24 of `records/`.",
        rows=bench.compare(contenders, sizes=[RECORDS]),
        base=base,
        commands={"koryu read": "koryu read records -o read.jsonl"},
        goals=["`koryu --help` at most 1.5, `koryu read` on 24 records at most 3 times `import click`"],
    )
