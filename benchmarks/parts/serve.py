"""``koryu serve`` under a mixed load."""

from __future__ import annotations

import sys

from benchmarks.bench import Bench, Contender
from benchmarks.environments import find_koryu
from benchmarks.rows import Table

SECONDS = "15"


def measure(bench: Bench) -> Table:
    """Measure it over the bundled records; the client is our own, see ``serve_load.py``."""
    folder = str(bench.scratch("served"))

    def command(_: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.serve_load", folder, SECONDS]

    bench.run([find_koryu(), "build", "-o", folder])
    return Table(
        title="Serving",
        intro=(
            f"Eight readers at once for {SECONDS} seconds, over the loopback interface: pages, saved queries and, one request in twenty, "
            "a hostile query. Answers are compared with what the build wrote itself; the row says *failed* if one was wrong or broke off."
        ),
        rows=bench.compare([Contender("koryu serve", command)], sizes=[24]),
        goals=["no wrong answer", "pages and saved queries do not wait for hostile queries"],
    )
