"""Cells, rows and sheets: what every kind of table file becomes before anybody asks what it means.

In: nothing. Out: plain values, a row at a time, so that a long sheet never stands in memory as a whole. Only cells with something
in them are there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from koryu_rdf.a1 import name_cell

MOST_COLUMNS = 1 << 14
"""What spreadsheet programs have; a file may claim more."""
Fault = Literal["cell-error", "formula-without-value"]


class Cell(NamedTuple):
    """A cell: its place from 1, its text as a spreadsheet shows it, and its ISO 8601 value where it holds a true date.

    ``is_copy`` where the text belongs to a merged cell whose corner lies elsewhere.
    """

    row: int
    column: int
    text: str
    date: str | None = None
    fault: Fault | None = None
    is_copy: bool = False

    @property
    def name(self) -> str:
        """The cell's reference, such as ``C7``."""
        return name_cell(self.row, self.column)


class SheetRow(NamedTuple):
    """A row with something in it: its number, its cells by column, and its first physical line where it stood in a text."""

    number: int
    cells: Mapping[int, Cell]
    line: int | None = None
    is_hidden: bool = False
    is_misquoted: bool = False

    @property
    def own(self) -> list[Cell]:
        """The cells that stand in this row themselves, from the left."""
        return [cell for _, cell in sorted(self.cells.items()) if not cell.is_copy]


class Sheet(NamedTuple):
    """One table: its rows stream past once. ``name`` is ``None`` for a text file."""

    name: str | None
    rows: Iterator[SheetRow]
    is_hidden: bool = False
    hidden_columns: Collection[int] = frozenset()
