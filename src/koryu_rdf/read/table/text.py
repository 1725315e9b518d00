"""Tables in text files (``.csv``, ``.tsv``): one sheet without a name.

In: a source. Out: a :class:`Sheet`; its encoding, control characters and lone quotes go to the journal.
"""

from __future__ import annotations

from collections.abc import Iterator

from koryu_rdf.a1 import name_cell
from koryu_rdf.delimited import LongRowError, Row, find_delimiter, is_declaration, parse_rows
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.package import PackageFaultError
from koryu_rdf.read.source import Source, clean_text, read_text
from koryu_rdf.read.table.cells import MOST_COLUMNS, Cell, Sheet, SheetRow

_LINE_END = 2  # characters at most
_BLANK_ROWS = 10  # times as many rows may be there as may say something: Excel saves a million of them


def read_delimited(source: Source, journal: Journal) -> Sheet:
    """Read a table whose cells are parted by commas, tabs or semicolons."""
    text = read_text(source, journal)
    delimiter = find_delimiter(text, "\t" if source.suffix == ".tsv" else ",")
    return Sheet(None, _read_rows(text, delimiter, source, journal))


def _read_rows(text: str, delimiter: str, source: Source, journal: Journal) -> Iterator[SheetRow]:
    file = source.name
    for number, row in enumerate(_parse_rows(text, delimiter, source, journal), 1):
        if is_declaration(row, delimiter):
            journal.pass_over(file, row.line, "delimiter", delimiter.join(row.cells))
            continue
        cells = {cell.column: cell for cell in _read_cells(row, number, file, journal) if cell.text}
        if cells:
            yield SheetRow(number, cells, row.line, is_misquoted=row.is_misquoted)


def _parse_rows(text: str, delimiter: str, source: Source, journal: Journal) -> Iterator[Row]:
    """Give the rows; one that has no end ends the table."""
    limits = source.limits
    end = _BLANK_ROWS * limits.rows
    try:
        for number, row in enumerate(parse_rows(text, delimiter, limits.line_characters + _LINE_END), 1):
            if number > end:
                raise PackageFaultError("rows-limit", limit=limits.rows)
            yield row
    except LongRowError as error:
        journal.at(Where(file=source.name, line=error.line))("row-too-long", limit=limits.line_characters)


def _read_cells(row: Row, number: int, file: str, journal: Journal) -> Iterator[Cell]:
    if len(row.cells) > MOST_COLUMNS:
        journal.at(Where(file=file, line=row.line))("columns-limit", limit=MOST_COLUMNS)
    for column, text in enumerate(row.cells[:MOST_COLUMNS], 1):
        where = Where(file=file, line=row.line, cell=name_cell(number, column))
        yield Cell(number, column, clean_text(text, journal.at(where)).strip())
