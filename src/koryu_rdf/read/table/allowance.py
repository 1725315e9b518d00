"""The allowance of a table: how many rows and cells, and how long ones, may be read of it before it is given up.

In: rows as they go by. Out: the same rows, up to the limits of the settings. Neither what a file claims to hold nor what it repeats is
believed: what counts is what there is to read.
"""

from __future__ import annotations

from collections.abc import Iterator

from koryu_rdf.read.package import PackageFaultError
from koryu_rdf.read.table.cells import Sheet, SheetRow
from koryu_rdf.settings import Limits


class Allowance:
    """What may still be read of one file: rows by the sheet, cells altogether."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._cells = limits.cells

    def allow(self, sheet: Sheet) -> Sheet:
        """Give a sheet whose rows end with a fault where the limits are reached."""
        return sheet._replace(rows=self._count(sheet.rows))

    def _count(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        for count, row in enumerate(rows, 1):
            self._cells -= len(row.cells)
            if count > self.limits.rows:
                raise PackageFaultError("rows-limit", limit=self.limits.rows)
            if self._cells < 0:
                raise PackageFaultError("cells-limit", limit=self.limits.cells)
            self._look_for_long_cells(row)
            yield row

    def _look_for_long_cells(self, row: SheetRow) -> None:
        most = self.limits.line_characters
        for cell in row.cells.values():
            if len(cell.text) > most:
                raise PackageFaultError("cell-too-long", cell=cell.name, limit=most)
