"""Workbooks of LibreOffice and other OpenDocument programs (``.ods``), read as a stream.

In: a package. Out: :class:`Sheet` values. A cell is read as it was shown when the workbook was saved; a row or cell that claims to be
repeated is repeated as often as it has something in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from koryu_rdf.dates import parse_dates
from koryu_rdf.read.package import Package, PackageFaultError
from koryu_rdf.read.table.cells import MOST_COLUMNS, Cell, Sheet, SheetRow
from koryu_rdf.read.table.merges import Area, Merges
from koryu_rdf.read.table.number_formats import show_number

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NOT_SHOWN = {f"{_OFFICE}annotation", f"{_TEXT}ruby-text"}
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|Err:\d+")


def read_ods(package: Package) -> Iterator[Sheet]:
    """Read the sheets of a workbook in their order; the rows of one must be taken before the next."""
    hidden_styles: set[str] = set()
    events = package.iterate_xml("content.xml", ("start", "end"))
    for event, element in events:
        if event == "end" and element.tag == f"{_STYLE}style" and _is_hidden_style(element):
            hidden_styles.add(element.get(f"{_STYLE}name", ""))
        elif event == "start" and element.tag == f"{_TABLE}table":
            reader = _SheetReader()
            is_hidden = element.get(f"{_TABLE}style-name") in hidden_styles
            name = element.get(f"{_TABLE}name")
            yield Sheet(name, reader.take_rows(events, element), is_hidden, reader.hidden_columns)
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            element.clear()  # nobody wanted it


def _is_hidden_style(style: Element) -> bool:
    return any(entry.get(f"{_TABLE}display") == "false" for entry in style.iter(f"{_STYLE}table-properties"))


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _count(element: Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))


class _SheetReader:
    """Reads one sheet, column and row by row, as the elements go by."""

    def __init__(self) -> None:
        self.hidden_columns: set[int] = set()  # whole when the first row has been read
        self._merges = Merges()
        self._columns = 0
        self._number = 0

    def take_rows(self, events: Iterator[tuple[str, Element]], table: Element) -> Iterator[SheetRow]:
        """Read the rows up to the end of the table."""
        for event, element in events:
            if event == "start":
                continue
            if element is table:
                return
            if element.tag == f"{_TABLE}table-column":
                self._take_column(element)
            elif element.tag == f"{_TABLE}table-row":
                yield from self._repeat_row(element)
                element.clear()
                table.clear()  # rows that have been read

    def _take_column(self, element: Element) -> None:
        """Count columns, and note hidden ones."""
        first, self._columns = self._columns + 1, self._columns + _count(element, "number-columns-repeated")
        if _is_hidden(element):
            self.hidden_columns.update(range(first, min(self._columns, MOST_COLUMNS) + 1))

    def _repeat_row(self, element: Element) -> Iterator[SheetRow]:
        """Read a row, as often as it is repeated; an empty one costs nothing however often that is."""
        repeated = _count(element, "number-rows-repeated")
        is_hidden = _is_hidden(element)
        for number in range(self._number + 1, self._number + 1 + repeated):
            cells = {cell.column: cell for cell in self._read_cells(element, number)}
            if not cells:
                break
            self._merges.fill(number, cells)
            yield SheetRow(number, cells, is_hidden=is_hidden)
        self._number += repeated

    def _read_cells(self, row: Element, number: int) -> Iterator[Cell]:
        column = 1
        for entry in row:
            repeated = _count(entry, "number-columns-repeated")
            cell = _read_cell(entry)
            if cell.text or cell.fault:
                rows, columns = _count(entry, "number-rows-spanned"), _count(entry, "number-columns-spanned")
                if (rows, columns) != (1, 1):
                    self._merges.add(Area(number, column, number + rows - 1, column + columns - 1))
                if column + repeated - 1 > MOST_COLUMNS:
                    raise PackageFaultError("package-damaged", f"more than {MOST_COLUMNS} columns")
                for position in range(column, column + repeated):
                    yield cell._replace(row=number, column=position)
            column += repeated


def _read_cell(entry: Element) -> Cell:
    """Read a cell, its place left open; a cell covered by a merged one is not shown."""
    text = "\n".join(_read_paragraph(part) for part in entry if part.tag == f"{_TEXT}p").strip()
    kind = entry.get(f"{_OFFICE}value-type")
    is_formula = entry.get(f"{_TABLE}formula") is not None
    if entry.get(f"{_CALC}value-type") == "error" or (is_formula and _ERROR.fullmatch(text)):
        return Cell(0, 0, text or "#ERR", fault="cell-error")
    if is_formula and kind is None and not text:
        return Cell(0, 0, "", fault="formula-without-value")
    if kind == "date":
        return Cell(0, 0, text, _cut(entry.get(f"{_OFFICE}date-value", "")[:10], text))
    if kind == "float" and not text.isdecimal():
        return Cell(0, 0, show_number(float(entry.get(f"{_OFFICE}value", "0")), "General").text)
    return Cell(0, 0, text)


def _read_paragraph(element: Element) -> str:
    """Read a paragraph's text, its blanks and breaks; comments and readings (furigana) are not part of it."""
    pieces = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            pieces.append(" ")
        elif part.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
            pieces.append("\n")
        elif part.tag not in _NOT_SHOWN:
            pieces.append(_read_paragraph(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _cut(date: str, shown: str) -> str:
    """Cut a date to what is shown of it, where that can be read."""
    read = parse_dates(shown, _ignore)
    return date[: len(read[0].value)] if len(read) == 1 else date


def _ignore(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
    """Report nothing: the cell is read again where its problems count."""
