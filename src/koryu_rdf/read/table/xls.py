"""Workbooks of Excel before 2007 (``.xls``), by way of xlrd.

In: the file's bytes. Out: :class:`Sheet` values. Such a workbook always holds the values of its formulas. It has to stand in memory
as a whole, which at 65,536 rows a sheet is bearable.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from koryu_rdf.read.table.cells import Cell, Sheet, SheetRow
from koryu_rdf.read.table.merges import Area, Merges
from koryu_rdf.read.table.number_formats import GENERAL, show_number

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell as XlrdCell
    from xlrd.sheet import Sheet as XlrdSheet


def read_xls(data: bytes) -> Iterator[Sheet]:
    """Read the sheets of a workbook in their order."""
    import xlrd  # noqa: PLC0415  (few runs need it)

    log = io.StringIO()  # xlrd would print its remarks
    with xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=log) as book:
        for sheet in book.sheets():
            hidden_columns = frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden)
            yield Sheet(sheet.name, _read_rows(sheet, book), sheet.visibility != 0, hidden_columns)


def _read_rows(sheet: XlrdSheet, book: Book) -> Iterator[SheetRow]:
    merges = Merges(Area(first + 1, left + 1, end, right) for first, end, left, right in sheet.merged_cells)
    for index in range(sheet.nrows):
        found = (_read_cell(cell, index, column, book) for column, cell in enumerate(sheet.row(index)))
        cells = {cell.column: cell for cell in found if cell.text or cell.fault}
        if cells:
            merges.fill(index + 1, cells)
            info = sheet.rowinfo_map.get(index)
            yield SheetRow(index + 1, cells, is_hidden=bool(info and info.hidden))


def _read_cell(cell: XlrdCell, row: int, column: int, book: Book) -> Cell:
    import xlrd  # noqa: PLC0415

    empty = Cell(row + 1, column + 1, "")
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        shown = show_number(float(cell.value), _find_format(cell, book), is_1904=bool(book.datemode))
        return empty._replace(text=shown.text.strip(), date=shown.date)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return empty._replace(text=xlrd.error_text_from_code.get(int(cell.value), "#ERR"), fault="cell-error")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return empty._replace(text="TRUE" if cell.value else "FALSE")
    return empty._replace(text=str(cell.value).strip())


def _find_format(cell: XlrdCell, book: Book) -> str:
    code: str = book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str
    return code or GENERAL
