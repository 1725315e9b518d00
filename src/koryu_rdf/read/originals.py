"""Originals: a source as it is given back to whoever is to mend it.

In: the sources of a reading and what was wrong with them. Out: an :class:`~koryu_rdf.correction_sheet.Original`: the workbook itself,
tables of texts at the places where they stand, or the lines of a document. Several sources, and one that could not be
read through, are given back as nothing but a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from koryu_rdf.correction_sheet import Original, Table, TableRow
from koryu_rdf.problems import Problem
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.settings import Settings
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from koryu_rdf.read.table.cells import Sheet

_WORKBOOKS = (".xlsx", ".xlsm")
_TABLES = (".csv", ".tsv", ".xls", ".ods")
_CUT = {"line-too-long", "row-too-long", "columns-limit"}
_STILL_WHOLE = ("no-record",)


def is_table(source: Source) -> bool:
    """Say whether a source is a spreadsheet or a text table."""
    return source.suffix in _WORKBOOKS + _TABLES


def find_original(sources: Sequence[Source], journal: Journal, settings: Settings) -> Original:
    """Find what to give back of the sources, once they are read."""
    if len(sources) != 1:
        return Original(notes=[get_text("correct", "list-several")])
    (source,) = sources
    is_whole = not any(map(_ends_reading, journal.problems))
    if source.suffix in _WORKBOOKS and is_whole:
        return Original(workbook=source.open)
    if source.suffix in _TABLES and is_whole:
        from koryu_rdf.read.table.book import read_book  # noqa: PLC0415  (only who gives a table back needs it)

        tables = [_to_table(sheet, Path(source.name).stem) for sheet in read_book(source, Journal(), settings.limits)]
        return Original(tables=tables, notes=[get_text("correct", "list-values", file=source.name)])
    texts = {(quote.file, quote.line): quote.text.strip() for quote in journal.quotes}
    return Original(texts=texts, notes=[get_text("correct", "list-document", file=source.name)])


def _ends_reading(problem: Problem) -> bool:
    """Say whether a problem is an error of the file as a whole: damaged, protected, too large or not what its name says."""
    where = problem.where
    if problem.code in _CUT:
        return True
    is_of_file = where.line is None and where.cell is None
    return is_of_file and problem.severity == "error" and problem.code not in _STILL_WHOLE


def _to_table(sheet: Sheet, name: str) -> Table:
    """Keep what a spreadsheet shows; merged cells are given apart, each with the text that it is read with."""
    rows = [
        TableRow(row.number, {column: cell.text for column, cell in row.cells.items()}, row.is_hidden)
        for row in sheet.rows
    ]
    return Table(sheet.name or name, rows, sheet.is_hidden, frozenset(sheet.hidden_columns))
