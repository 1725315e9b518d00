"""Merged cells: the corner's text counts for the whole area.

In: areas, and rows as they stream past. Out: the rows' cells with copies of the corners filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from koryu_rdf.a1 import parse_cell
from koryu_rdf.read.table.cells import Cell

_WIDEST = 500  # columns that a copy reaches to the right; no table is wider, and a sheet may claim sixteen thousand


class Area(NamedTuple):
    """A merged area, its rows and columns counted from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def parse_area(reference: str) -> Area | None:
    """Read a reference to an area.

    >>> parse_area("B2:D3")
    Area(first_row=2, first_column=2, last_row=3, last_column=4)
    """
    first, _, last = re.sub(r"\$", "", reference).partition(":")
    start, end = parse_cell(first), parse_cell(last)
    return Area(*start, *end) if start and end else None


class Merges:
    """The merged areas of a sheet, opened and closed as its rows go by."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        self._waiting = sorted(areas, reverse=True)
        self._open: list[tuple[Area, Cell]] = []
        self._covered: set[int] = set()  # columns of those; areas cannot lie over one another

    def add(self, area: Area) -> None:
        """Take in an area that begins in the row to come."""
        self._waiting.append(area)

    def fill(self, number: int, cells: dict[int, Cell]) -> None:
        """Fill the copies into one row, after the rows above it."""
        self._close(number)
        while self._waiting and self._waiting[-1].first_row <= number:
            area = self._waiting.pop()
            corner = cells.get(area.first_column)
            if area.first_row == number and corner and self._covered.isdisjoint(_list_columns(area)):
                self._open.append((area, corner))
                self._covered.update(_list_columns(area))
        for area, corner in self._open:
            for column in _list_columns(area):
                cells.setdefault(column, corner._replace(row=number, column=column, is_copy=True))

    def _close(self, number: int) -> None:
        """Close the areas that end above a row."""
        if any(area.last_row < number for area, _ in self._open):
            self._open = [(area, corner) for area, corner in self._open if area.last_row >= number]
            self._covered = {column for area, _ in self._open for column in _list_columns(area)}


def _list_columns(area: Area) -> range:
    return range(area.first_column, min(area.last_column, area.first_column + _WIDEST) + 1)
