"""The whole ``koryu build``."""

from __future__ import annotations

from benchmarks.bench import Bench, Contender
from benchmarks.environments import find_koryu
from benchmarks.rows import Table


def measure(bench: Bench) -> Table:
    """Measure it at every size."""

    def command(size: int) -> list[str]:
        return [find_koryu(), "build", str(bench.find_records(size)), "-o", str(bench.scratch("build"))]

    return Table(
        title="The whole build",
        intro="`koryu build` on generated records: read, lift, write, check, pages.",
        rows=bench.compare([Contender("koryu build", command, most=1_000, first_round_only=True)]),
        goals=["no stage grows faster than the number of records"],
    )
