"""Where a table stands: what its problems and the cells passed over are noted at.

In: rows and cells. Out: places, in the form that problems have.
"""

from __future__ import annotations

from typing import NamedTuple

from koryu_rdf.a1 import name_cell
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.table.cells import Cell, SheetRow


class SheetPlace(NamedTuple):
    """Where a table stands: what its problems and cells are reported at."""

    journal: Journal
    file: str
    sheet: str | None = None

    def locate(self, row: SheetRow, cell: Cell | None = None, record: str | None = None) -> Where:
        """Say where a cell, or the first one of a row, stands."""
        name = cell.name if cell else next((own.name for own in row.own), None)
        return Where(file=self.file, line=row.line, sheet=self.sheet, cell=name, record=record)

    def locate_empty(self, row: SheetRow, column: int, record: str | None = None) -> Where:
        """Say where a cell stands that has nothing in it."""
        return Where(file=self.file, line=row.line, sheet=self.sheet, cell=name_cell(row.number, column), record=record)

    def pass_over(self, row: SheetRow, reason: str) -> None:
        """Pass over all of a row."""
        for cell in row.own:
            self.journal.pass_over_at(self.locate(row, cell), reason, cell.text)
