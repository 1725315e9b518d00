"""Originals: a source as it is given back to whoever is to mend it.

In: the sources of a reading and what was wrong with them. Out: an :class:`~koryu_rdf.correction_sheet.Original`: the workbook itself,
tables of texts at the places where they stand, or the lines of a document. Several sources, and one that could not be
read through, are given back as nothing but a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from koryu_rdf.correction_sheet import Original, Table, TableRow
from koryu_rdf.problems import Problem
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source, read_lines
from koryu_rdf.read.table.book import read_book
from koryu_rdf.read.table.cells import Cell, Sheet
from koryu_rdf.settings import Settings
from koryu_rdf.texts import get_text

_NOT_READ_THROUGH = frozenset(
    "file-empty file-encrypted file-too-large memory-limit time-limit reader-failed xml-unsafe nested-too-deeply"
    " package-damaged package-too-large package-compressed workbook-is-text".split()
)


def find_original(sources: Sequence[Source], problems: Sequence[Problem], settings: Settings) -> Original:
    """Find what to give back of the sources."""
    if len(sources) != 1:
        return Original(notes=[get_text("correct", "list-several")] if sources else [])
    (source,) = sources
    if any(problem.code in _NOT_READ_THROUGH for problem in problems):
        return _list_only(source, settings)
    return ORIGINALS.get(source.suffix, _list_only)(source, settings)


def _open_workbook(source: Source, settings: Settings) -> Original:  # noqa: ARG001
    return Original(workbook=source.open)


def _read_tables(source: Source, settings: Settings) -> Original:
    sheets = read_book(source, Journal(), settings.limits)
    tables = [_to_table(sheet, Path(source.name).stem) for sheet in sheets]
    return Original(tables=tables, notes=[get_text("correct", "list-values", file=source.name)])


def _to_table(sheet: Sheet, name: str) -> Table:
    rows = [
        TableRow(row.number, {column: _to_text(cell) for column, cell in row.cells.items()}, row.is_hidden)
        for row in sheet.rows
    ]
    return Table(sheet.name or name, rows, sheet.is_hidden, sheet.hidden_columns)


def _to_text(cell: Cell) -> str:
    return cell.text


def _read_document(source: Source, settings: Settings) -> Original:
    texts: dict[tuple[str | None, int | None], str] = {
        (source.name, number): line.strip() for number, line in enumerate(read_lines(source, Journal()), 1)
    }
    return Original(texts=texts, notes=[get_text("correct", "list-document", file=source.name)])


def _list_only(source: Source, settings: Settings) -> Original:  # noqa: ARG001
    return Original(notes=[get_text("correct", "list-document", file=source.name)])


ORIGINALS: Mapping[str, Callable[[Source, Settings], Original]] = {
    ".txt": _read_document,
    **dict.fromkeys((".xlsx", ".xlsm"), _open_workbook),
    **dict.fromkeys((".csv", ".tsv", ".xls", ".ods"), _read_tables),
}
