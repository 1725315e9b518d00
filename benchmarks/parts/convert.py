"""Records as JSON Lines become N-Triples."""

from __future__ import annotations

from benchmarks.bench import Bench, Contender
from benchmarks.environments import find_koryu
from benchmarks.rows import Table


def measure(bench: Bench) -> Table:
    """Measure the command, beside Oxigraph copying its output."""

    def convert(size: int) -> list[str]:
        return [find_koryu(), "convert", str(bench.find_records(size)), "-o", str(bench.scratch(f"{size}.nt"))]

    def copy(size: int) -> list[str]:
        files = ["--from-file", str(bench.scratch(f"{size}.nt")), "--to-file", str(bench.scratch("copy.nt"))]
        return [find_koryu("oxigraph"), "convert", *files]

    return Table(
        title="Convert",
        intro="JSON Lines to N-Triples; `oxigraph convert` copies the output.",
        rows=bench.compare(
            [Contender("koryu convert", convert), Contender("oxigraph convert", copy)], "oxigraph convert"
        ),
        base="oxigraph convert",
    )
