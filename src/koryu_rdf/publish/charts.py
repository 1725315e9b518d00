"""Charts of years: columns as SVG, made when the pages are built.

In: counts by year. Out: a :class:`ColumnChart`, whose template draws it; every column leads to the page of its year.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_WIDTH, _HEIGHT, _LEFT, _FOOT, _TOP = 960, 240, 40, 24, 8
_MOST_TICKS = 5
_LABEL_WIDTH = 48


class Column(NamedTuple):
    """One year: its name, its page, and its rectangle in SVG units."""

    name: str
    path: str
    number: int
    x: float
    y: float
    width: float
    height: float
    is_labelled: bool


class Tick(NamedTuple):
    """A line across the chart at a round count."""

    number: int
    y: float


class ColumnChart(NamedTuple):
    """A chart: its size in SVG units, its lines and its columns."""

    width: int
    height: int
    left: int
    ticks: list[Tick]
    columns: list[Column]


def draw_years(counts: Mapping[str, int]) -> ColumnChart:
    """Draw a column for each year from the first to the last, those without agreements too.

    >>> [(column.name, column.number) for column in draw_years({"2009": 2, "2011": 1}).columns]
    [('2009', 2), ('2010', 0), ('2011', 1)]
    """
    years = range(int(min(counts)), int(max(counts)) + 1) if counts else range(0)
    step = (_WIDTH - _LEFT) / max(len(years), 1)
    every = next(span for span in (1, 2, 5, 10, 20, 50, 100) if span * step >= _LABEL_WIDTH or span == 100)  # noqa: PLR2004
    ticks = _list_ticks(max(counts.values(), default=1))
    scale = (_HEIGHT - _FOOT - _TOP) / ticks[-1]
    columns = [
        _draw_column(str(year), counts.get(str(year), 0), _LEFT + index * step, step, scale, labelled=year % every == 0)
        for index, year in enumerate(years)
    ]
    lines = [Tick(count, round(_HEIGHT - _FOOT - count * scale, 1)) for count in ticks]
    return ColumnChart(_WIDTH, _HEIGHT, _LEFT, lines, columns)


def _draw_column(name: str, count: int, x: float, step: float, scale: float, *, labelled: bool) -> Column:
    height = round(count * scale, 1)
    y = round(_HEIGHT - _FOOT - height, 1)
    return Column(name, f"year/{name}", count, round(x + step * 0.1, 1), y, round(step * 0.8, 1), height, labelled)


def _list_ticks(most: int) -> list[int]:
    """List round counts from zero to the first one that no column is higher than."""
    sizes = (factor * 10**power for power in range(10) for factor in (1, 2, 5))
    step = next(size for size in sizes if size * _MOST_TICKS >= most)
    return list(range(0, most + step, step)) if most % step else list(range(0, most + 1, step))
