"""The table reader: sheets, their headers, their columns, their rows, and at last agreements.

In: a spreadsheet or a text table, one agreement a row or several rows. Out: agreements as the rows go by; problems, cells passed over and
how each table was understood go to the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from koryu_rdf.a1 import name_column
from koryu_rdf.correction_sheet import is_problem_list
from koryu_rdf.model import Agreement
from koryu_rdf.model import Source as Origin
from koryu_rdf.problems import Where
from koryu_rdf.read.consistency import Consistency
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.layouts import ColumnLayout, TableLayout
from koryu_rdf.read.source import Source
from koryu_rdf.read.survey import name_survey
from koryu_rdf.read.table import record as cells
from koryu_rdf.read.table.body import Group, group_rows
from koryu_rdf.read.table.book import read_book
from koryu_rdf.read.table.cells import Sheet, SheetRow
from koryu_rdf.read.table.columns import find_missing, settle_columns
from koryu_rdf.read.table.context import find_defaults, list_roles, read_context
from koryu_rdf.read.table.date_columns import join_dates
from koryu_rdf.read.table.header import SEARCHED, Header, find_header
from koryu_rdf.read.table.numbering import Numbering
from koryu_rdf.read.table.parties import read_japanese_parties, read_overseas_parties
from koryu_rdf.read.table.place import SheetPlace
from koryu_rdf.read.table.values import Values
from koryu_rdf.read.web_pages import read_web_pages
from koryu_rdf.settings import Settings


def read_table(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read a spreadsheet (``.xlsx``, ``.xls``, ``.ods``) or a text table (``.csv``, ``.tsv``), sheet by sheet.

    The settings may name the survey; without that it is the file's name. They may say what a column means and what holds for the
    whole list.
    """
    reader = _TableReader(source, journal, settings)
    for sheet in read_book(source, journal, settings.limits):
        yield from reader.read_sheet(sheet)
    reader.report_end()


class _TableReader:
    """Reads one file."""

    def __init__(self, source: Source, journal: Journal, settings: Settings) -> None:
        self.file = source.name
        self.journal = journal
        self.settings = settings
        self.survey = settings.survey or name_survey(source.name, [])
        self.numbering = Numbering()
        self._consistency = Consistency(journal)
        self._has_header = self._has_records = False

    def read_sheet(self, sheet: Sheet) -> Iterator[Agreement]:
        """Read one sheet, or pass over it."""
        place = SheetPlace(self.journal, self.file, sheet.name)
        if sheet.name and is_problem_list(sheet.name):
            _pass_over_all(sheet.rows, place, "problem-list")
            return
        rows = _watch_rows(sheet, place)
        first = list(islice(rows, SEARCHED))
        if sheet.is_hidden:
            if first:
                self.journal.at(place.locate(first[0]))("sheet-hidden", value=sheet.name)
            _pass_over_all(chain(first, rows), place, "sheet-hidden")
            return
        header = find_header(first, self.settings.columns)
        if header is None:
            self._pass_over_sheet(first, rows, place)
            return
        yield from self._read_body(sheet, header, first, rows, place)

    def report_end(self) -> None:
        """Report what shows when every sheet has been read: tables without a row, and what does not fit between records."""
        if self._has_header and not self._has_records:
            self.journal.at(Where(file=self.file))("no-record")
        self._consistency.report_phones()

    def _pass_over_sheet(self, first: list[SheetRow], rows: Iterator[SheetRow], place: SheetPlace) -> None:
        """Pass over a sheet that does not look like a table of agreements."""
        self.journal.tables.append(TableLayout(self.file, place.sheet, None, []))
        if first:
            self.journal.at(place.locate(first[0]))("header-missing", value=place.sheet or self.file)
        _pass_over_all(chain(first, rows), place, "sheet-without-header")

    def _read_body(
        self, sheet: Sheet, found: Header, first: list[SheetRow], rows: Iterator[SheetRow], place: SheetPlace
    ) -> Iterator[Agreement]:
        for row in first[: found.start]:
            place.pass_over(row, "above-header")
        for row in first[found.start : found.end]:
            place.pass_over(row, "header")
        header = settle_columns(found, first[found.start], first[found.end :], sheet.hidden_columns, place)
        self._note_layout(header, first, place)
        self._has_header = True
        named = read_context(sheet.name or "")
        self._report_header(header, first[found.start], named, place)
        self.numbering.begin_sheet()
        above: dict[str, str] = {}
        for group in group_rows(chain(first[found.end :], rows), header, place):
            yield self._read_record(group._replace(context={**named, **group.context}), header, above, place)

    def _report_header(self, header: Header, head: SheetRow, named: Mapping[str, str], place: SheetPlace) -> None:
        """Report what a table lacks, and what its sheet's name says for all of it."""
        report = self.journal.at(place.locate(head))
        constants = self.settings.constants
        for name in find_missing(header, {*constants, *named}):
            report("column-missing", value=name)
        if find_defaults(header, {}, named).keys() - constants.keys():
            report("heading-applied", value=place.sheet)

    def _note_layout(self, header: Header, first: list[SheetRow], place: SheetPlace) -> None:
        start, end = first[header.start].number, first[header.end - 1].number
        columns = [
            ColumnLayout(
                name_column(number), column.heading, column.role, column.meaning.ground if column.meaning else None
            )
            for number, column in sorted(header.columns.items())
        ]
        self.journal.tables.append(
            TableLayout(self.file, place.sheet, f"{start}" if start == end else f"{start}-{end}", columns)
        )

    def _read_record(self, group: Group, header: Header, above: dict[str, str], place: SheetPlace) -> Agreement:
        number = self._take_number(group, header, place)
        record_id = f"{self.survey}/{number}"
        rows = [join_dates(row, header.dates, place) for row in group.rows] if header.dates else group.rows
        values = Values(rows, header, place, record_id)
        for role, text in find_defaults(header, self.settings.constants, group.context).items():
            values.add(role, text)
        cells.fill_from_above(values, header, above)
        first, last = group.rows[0], group.rows[-1]
        where = place.locate(first, record=record_id)
        self.journal.origins[record_id] = where
        self.journal.place(record_id, None, [where])
        lines = (first.line, last.line) if first.line else (first.number, last.number)
        self._has_records = True
        agreement = self._build(values, list(list_roles(header)), number, Origin(self.file, *lines, place.sheet))
        self._consistency.take(agreement, lambda field: self.journal.find_place(record_id, field) or where)
        return agreement

    def _take_number(self, group: Group, header: Header, place: SheetPlace) -> int:
        row = group.rows[0]
        column = next((number for number, one in header.columns.items() if one.role == "number"), None)
        cell = row.cells.get(column) if column else None
        report = self.journal.at(place.locate(row, cell))
        if row.is_misquoted:
            self.journal.at(place.locate(row))("quote-unclosed", value=row.own[0].text)
        return self.numbering.take(cell.text if cell and not cell.fault else None, report)

    def _build(self, values: Values, columns: list[str], number: int, source: Origin) -> Agreement:
        title = cells.read_title(values, columns)
        dates = cells.read_dates(values, columns)
        signed = next((date.value for date in dates if date.role == "signed"), None)
        japanese = read_japanese_parties(values, signed, _find_home(self.settings.constants))
        overseas = read_overseas_parties(values)
        cells.report_missing_parties(values, japanese, overseas, columns)
        return Agreement(
            id=values.record,
            survey=self.survey,
            number=number,
            title=title,
            kind=cells.read_kind(values, title),
            fields=cells.read_fields(values, title),
            dates=dates,
            japanese_parties=japanese,
            overseas_parties=overseas,
            title_parties=cells.read_title_parties(title, japanese, overseas, values),
            background=cells.read_text(values, "background"),
            activities=cells.read_text(values, "activities"),
            outcomes=cells.read_text(values, "outcomes"),
            web_pages=tuple(read_web_pages(values.to_lines("web_pages"), values.journal)),
            contact=cells.read_contact(values, columns),
            source=source,
        )


def _find_home(constants: Mapping[str, str]) -> str | None:
    return constants.get("japanese_parties") or constants.get("prefecture")


def _watch_rows(sheet: Sheet, place: SheetPlace) -> Iterator[SheetRow]:
    """Give the rows of a sheet, and say how many of them were hidden when the last one has gone by."""
    hidden = 0
    first: Where | None = None
    for row in sheet.rows:
        if row.is_hidden:
            hidden += 1
            first = first or place.locate(row)
        yield row
    if first and not sheet.is_hidden:
        place.journal.at(first)("rows-hidden", count=hidden)


def _pass_over_all(rows: Iterator[SheetRow] | chain[SheetRow], place: SheetPlace, reason: str) -> None:
    for row in rows:
        place.pass_over(row, reason)
