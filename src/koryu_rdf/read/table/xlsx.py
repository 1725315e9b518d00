"""Workbooks of Excel since 2007 (``.xlsx``, ``.xlsm``), read as a stream: the parts of the package that hold values.

In: a package. Out: :class:`Sheet` values. Macros, charts, links and comments are not looked at; a sheet's claim of its size is not
believed. Libraries were measured: python-calamine gives an empty text for an error and for a formula without value, openpyxl as a
stream knows neither merged cells nor hidden rows, and as a whole takes 150 MB for 20,000 rows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from koryu_rdf.read.package import Package, PackageFaultError, get_attribute, get_name
from koryu_rdf.read.table.cells import MOST_COLUMNS, Cell, Sheet, SheetRow
from koryu_rdf.read.table.merges import Area, Merges, parse_area
from koryu_rdf.read.table.number_formats import BUILT_IN, GENERAL, show_number

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:]+)[\"']")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_OVERLAP = 200  # longer than any tag of a merged area


class _Book(NamedTuple):
    """What cells refer to: shared texts, and formats by the number of a style."""

    texts: list[str]
    formats: list[str]
    is_1904: bool


def read_xlsx(package: Package) -> Iterator[Sheet]:
    """Read the sheets of a workbook in their order."""
    main = _find_main(package)
    parts = _read_relations(package, main)
    root = _read_root(package, main)
    settings = next(_find(root, "workbookPr"), None)
    is_1904 = settings is not None and settings.get("date1904", "0") in ("1", "true")
    texts = next((path for kind, path in parts.values() if kind == "sharedStrings"), None)
    styles = next((path for kind, path in parts.values() if kind == "styles"), None)
    book = _Book(_read_texts(package, texts), _read_formats(package, styles), is_1904)
    for entry in _find(root, "sheet"):
        kind, path = parts.get(get_attribute(entry, "id") or "", ("", ""))
        if kind == "worksheet":
            hidden_columns = _find_hidden_columns(package, path)
            rows = _read_rows(package, path, book)
            yield Sheet(entry.get("name"), rows, entry.get("state", "visible") != "visible", hidden_columns)


def _find_main(package: Package) -> str:
    return next(path for kind, path in _read_relations(package, "").values() if kind == "officeDocument")


def _read_relations(package: Package, path: str) -> Mapping[str, tuple[str, str]]:
    """Read what a part refers to: the kind and path of each, by identifier."""
    folder, name = posixpath.split(path)
    root = _read_root(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = ((entry.get("Id", ""), entry.get("Type", ""), entry.get("Target", "")) for entry in root)
    return {key: (kind.rpartition("/")[2], _resolve(folder, target)) for key, kind, target in found}


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _read_root(package: Package, path: str) -> Element:
    root = package.read_xml(path)
    if root is None:
        raise PackageFaultError("package-damaged", path)
    return root


def _find(root: Element, tag: str) -> Iterator[Element]:
    return (element for element in root.iter() if get_name(element) == tag)


def _read_texts(package: Package, path: str | None) -> list[str]:
    if path is None:
        return []
    texts: list[str] = []
    for _, element in package.iterate_xml(path):
        if get_name(element) == "si":
            texts.append(_read_text(element))
            element.clear()
    return texts


def _read_text(element: Element) -> str:
    """Join the runs of a text, but for the readings (furigana) that stand beside them."""
    readings = {id(part) for reading in _find(element, "rPh") for part in reading.iter()}
    text = "".join(part.text or "" for part in _find(element, "t") if id(part) not in readings)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _read_formats(package: Package, path: str | None) -> list[str]:
    """Read the format of each style of cells."""
    if path is None:
        return []
    root = _read_root(package, path)
    own = {entry.get("numFmtId"): entry.get("formatCode", GENERAL) for entry in _find(root, "numFmt")}
    styles = (style for group in _find(root, "cellXfs") for style in group)
    numbers = [style.get("numFmtId", "0") for style in styles]
    return [own.get(number) or BUILT_IN.get(int(number), GENERAL) for number in numbers]


def _find_hidden_columns(package: Package, path: str) -> frozenset[int]:
    """Find the hidden columns; they stand before the rows."""
    hidden: set[int] = set()
    for _, element in package.iterate_xml(path, ("start",)):
        if get_name(element) == "sheetData":
            break
        if get_name(element) == "col" and element.get("hidden") in ("1", "true"):
            hidden.update(range(int(element.get("min", "1")), min(int(element.get("max", "1")), MOST_COLUMNS) + 1))
    return frozenset(hidden)


def _find_areas(package: Package, path: str) -> Iterator[Area]:
    """Find the merged areas; they stand behind the rows, where a stream would come too late."""
    rest = b""
    for piece in package.iterate_pieces(path):
        rest += piece
        end = 0
        for match in _MERGE.finditer(rest):
            end = match.end()
            if area := parse_area(match[1].decode()):
                yield area
        rest = rest[max(end, len(rest) - _OVERLAP) :]


def _read_rows(package: Package, path: str, book: _Book) -> Iterator[SheetRow]:
    merges = Merges(_find_areas(package, path))
    number = 0
    data: Element | None = None
    for event, element in package.iterate_xml(path, ("start", "end")):
        tag = get_name(element)
        if event == "start":
            data = element if tag == "sheetData" else data
        elif tag == "row":
            number = int(element.get("r", number + 1))
            cells = {cell.column: cell for cell in _read_cells(element, number, book)}
            if data is not None:
                data.clear()  # rows that have been read
            if cells:
                merges.fill(number, cells)
                yield SheetRow(number, cells, is_hidden=element.get("hidden") in ("1", "true"))


def _read_cells(row: Element, number: int, book: _Book) -> Iterator[Cell]:
    column = 0
    for entry in row:
        reference = entry.get("r")
        column = _find_column(reference) if reference else column + 1
        cell = _read_cell(entry, book)._replace(row=number, column=column)
        if cell.text or cell.fault:
            yield cell


def _find_column(reference: str) -> int:
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _read_cell(entry: Element, book: _Book) -> Cell:
    """Read a cell, its place left open."""
    parts = {get_name(part): part for part in entry}
    kind, value = entry.get("t", "n"), parts["v"].text or "" if "v" in parts else None
    if kind == "inlineStr":
        return Cell(0, 0, _read_text(parts["is"]).strip() if "is" in parts else "")
    if value is None or (kind == "n" and not value.strip()):  # a formula of text may well give an empty one
        return Cell(0, 0, "", fault="formula-without-value" if "f" in parts else None)
    return _read_value(kind, value, book, int(entry.get("s", "0")))


def _read_value(kind: str, value: str, book: _Book, style: int) -> Cell:
    match kind:
        case "e":
            return Cell(0, 0, value, fault="cell-error")
        case "s":
            return Cell(0, 0, book.texts[int(value)].strip())
        case "str" | "d":
            return Cell(0, 0, value.strip(), value[:10] if kind == "d" else None)
        case "b":
            return Cell(0, 0, "TRUE" if value == "1" else "FALSE")
    code = book.formats[style] if style < len(book.formats) else GENERAL
    shown = show_number(float(value), code, is_1904=book.is_1904)
    return Cell(0, 0, shown.text.strip(), shown.date)
