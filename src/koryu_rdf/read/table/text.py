"""Tables in text files (``.csv``, ``.tsv``): one sheet without a name.

In: a source. Out: a :class:`Sheet`; its encoding, control characters and lone quotes go to the journal.
"""

from __future__ import annotations

from collections.abc import Iterator

from koryu_rdf.a1 import name_cell
from koryu_rdf.delimited import Row, find_delimiter, is_declaration, parse_rows
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source, clean_text, read_text
from koryu_rdf.read.table.cells import Cell, Sheet, SheetRow


def read_delimited(source: Source, journal: Journal) -> Sheet:
    """Read a table whose cells are parted by commas, tabs or semicolons."""
    text = read_text(source, journal)
    delimiter = find_delimiter(text, "\t" if source.suffix == ".tsv" else ",")
    return Sheet(None, _read_rows(text, delimiter, source.name, journal))


def _read_rows(text: str, delimiter: str, file: str, journal: Journal) -> Iterator[SheetRow]:
    for number, row in enumerate(parse_rows(text, delimiter), 1):
        if is_declaration(row, delimiter):
            journal.pass_over(file, row.line, "delimiter", delimiter.join(row.cells))
            continue
        cells = {cell.column: cell for cell in _read_cells(row, number, file, journal) if cell.text}
        if cells:
            yield SheetRow(number, cells, row.line, is_misquoted=row.is_misquoted)


def _read_cells(row: Row, number: int, file: str, journal: Journal) -> Iterator[Cell]:
    for column, text in enumerate(row.cells, 1):
        where = Where(file=file, line=row.line, cell=name_cell(number, column))
        yield Cell(number, column, clean_text(text, journal.at(where)).strip())
