"""Where the time goes when documents are converted: reading, the gate, sorting, lifting."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from benchmarks.bench import Bench, Contender
from benchmarks.documents import write_csv, write_form
from benchmarks.records import Generator
from benchmarks.rows import Table

LEAST, MOST = 1_000, 10_000
JSON_LINES = "JSON Lines"


def measure(bench: Bench) -> Table:
    """Measure each step over the same records in three forms."""

    def find_form(size: int) -> str:
        make = Generator().make_records(size)
        return str(bench.keep(f"form-{size}.txt", lambda file: write_form(make, file)))

    def find_table(size: int) -> str:
        make = Generator().make_records(size)
        return str(bench.keep(f"table-{size}.csv", lambda file: write_csv(make, file)))

    finders: dict[str, Callable[[int], str]] = {
        JSON_LINES: lambda size: str(bench.find_records(size)),
        "survey form": find_form,
        "CSV": find_table,
    }
    out = str(bench.scratch("shares.nt"))
    contenders = [
        Contender(name, partial(_command, find, out), most=MOST, first_round_only=True)
        for name, find in finders.items()
    ]
    return Table(
        title="Where the time goes",
        intro="The same records from three forms, one step after the other; ratios are to the same step from JSON Lines.",
        rows=bench.compare(contenders, sizes=[size for size in bench.sizes if size >= LEAST]),
        base=JSON_LINES,
        commands={"shares": "python -m benchmarks.shares SOURCE out.nt"},
    )


def _command(find: Callable[[int], str], out: str, size: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.shares", find(size), out]
