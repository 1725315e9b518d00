"""What a part of the benchmarks gives: rows of figures, and what they are to be compared with.

Rows are kept as JSON in the cache, one file a part, so that a part can be run alone and the report still shows the others.
"""

from __future__ import annotations

from statistics import median

import msgspec


class Row(msgspec.Struct, frozen=True):
    """The medians of one contender's runs at one size.

    ``case`` tells rows of one part apart that measure different things, such as one saved query; ``ratio`` is the median of the paired
    ratios to the part's base, above 1 where this one takes longer. ``cpu`` counts all its processes, ``peak_mb`` too.
    """

    contender: str
    size: int
    seconds: float
    cpu: float | None = None
    peak_mb: float | None = None
    ratio: float | None = None
    case: str = ""
    note: str = ""


class Table(msgspec.Struct, frozen=True):
    """The rows of a part. ``base`` is the contender that the ratios are of; ``intro`` says what is measured, in Markdown."""

    title: str
    intro: str
    rows: list[Row]
    base: str = ""
    commands: dict[str, str] = {}
    versions: dict[str, str] = {}
    goals: list[str] = []
    measured: str = ""


def find_paired_ratio(mine: list[float], base: list[float]) -> float | None:
    """Give the median of the ratios of runs that stood beside each other."""
    pairs = [one / other for one, other in zip(mine, base, strict=False) if other]
    return median(pairs) if pairs else None
