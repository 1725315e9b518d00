"""Every saved query, without values, on the store inside the program and on others."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.bench import Bench, Contender
from benchmarks.environments import find_koryu, find_versions
from benchmarks.rows import Table

_LIMIT = 5
"""Seconds for one query; what takes longer stands with this."""


def measure(bench: Bench) -> Table:
    """Measure loading and each query."""

    def ask(store: str, size: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.query_stores", store, str(_find_data(bench, size)), str(_LIMIT)]

    contenders = [
        Contender("koryu, in memory", lambda size: ask("memory", size)),
        Contender("koryu, on disk", lambda size: ask("disk", size)),
        Contender("oxigraph server", lambda size: ask("server", size)),
        Contender("rdflib", lambda size: ask("rdflib", size), most=1_000),
    ]
    return Table(
        title="Query",
        intro="Every saved query without values, each in a process of its own after loading, its answer read to the end; a query that"
        f" takes longer than {_LIMIT} s stands with that. `(load)` is N-Triples into the store.",
        rows=bench.compare(contenders),
        base="koryu, in memory",
        versions=find_versions(Path(sys.executable), "pyoxigraph", "oxigraph", "rdflib"),
        goals=["each at most 0.05 s at 10,000 records, 0.5 s in memory and 1.5 s on disk at 100,000"],
    )


def _find_data(bench: Bench, size: int) -> Path:
    return bench.keep(
        f"records-{size}.nt",
        lambda file: bench.run([find_koryu(), "convert", "--quiet", str(bench.find_records(size)), "-o", str(file)]),
    )
