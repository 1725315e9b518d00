"""What koryu-rdf costs in time and memory, beside its peers: ``make bench``, or ``python -m benchmarks PART…``.

Each part is a module of ``benchmarks/parts`` with one function, ``measure``, that takes a :class:`~benchmarks.bench.Bench` and gives a
:class:`~benchmarks.rows.Table`. ``PARTS`` names them in the order they run.
"""

from __future__ import annotations

PARTS = ("start", "convert", "shares", "check", "query", "build", "spark", "serve")
