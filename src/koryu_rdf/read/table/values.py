"""The cells of one record, by what their columns mean.

In: the rows of a record. Out: :class:`Values`: texts by role, each with its place; and an account of every other cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from koryu_rdf.problems import Report, Where
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import Journal, RecordJournal
from koryu_rdf.read.survey import NOTHING
from koryu_rdf.read.table.cells import Cell, SheetRow
from koryu_rdf.read.table.header import Header
from koryu_rdf.read.table.place import SheetPlace
from koryu_rdf.read.table.vocabulary import IGNORED, JAPANESE_ROLES, OVERSEAS_ROLES, Column

PARTY_ROLES = frozenset((*JAPANESE_ROLES, *OVERSEAS_ROLES))
_PASSED_OVER = {None: "column-unknown", IGNORED: "column-ignored", "other": "column-not-kept"}


class Value(NamedTuple):
    """What a cell says. ``line`` is its number in the record's journal; ``ordinal`` which of several columns alike it is in."""

    line: int
    text: str
    date: str | None
    row: int
    ordinal: int | None
    is_copy: bool


class CellJournal(RecordJournal):
    """The journal, open at one record of a table; its lines are the record's cells."""

    def __init__(self, journal: Journal, file: str, record: str, places: Sequence[Where]) -> None:
        super().__init__(journal, file, record)
        self.places = places

    def locate(self, line: int) -> Where:
        """Say where a cell of the record stands."""
        return self.places[line]


class Values:
    """The values of one record by role, from the top row down and from the left."""

    def __init__(self, rows: Sequence[SheetRow], header: Header, place: SheetPlace, record: str) -> None:
        self.record = record
        self._place = place
        self._places: list[Where] = [place.locate(rows[0], record=record)]
        self._first = rows[0]
        self._columns = {column.role: number for number, column in reversed(header.columns.items())}
        self.journal = CellJournal(place.journal, place.file, record, self._places)
        self._by_role: dict[str, list[Value]] = {}
        for index, row in enumerate(rows):
            for _, cell in sorted(row.cells.items()):
                self._take(row, cell, header.columns.get(cell.column), is_first_row=index == 0)

    def get(self, role: str) -> list[Value]:
        """Get what the record's cells of a role say."""
        return self._by_role.get(role, [])

    def add(self, role: str, text: str) -> None:
        """Add what holds for the whole record and stands in none of its cells."""
        rows = [value.row for roles in self._by_role.values() for value in roles]
        self._by_role[role] = [Value(0, text, None, min(rows, default=0), None, is_copy=True)]

    def list_sets(self, roles: Sequence[str]) -> list[dict[str, Value]]:
        """List what belongs together of some roles: the cells of one row whose columns have the same number."""
        sets: dict[tuple[int, int], dict[str, Value]] = {}
        for role in roles:
            for value in self.get(role):
                sets.setdefault((value.row, value.ordinal or 0), {}).setdefault(role, value)
        ordered = [parts for _, parts in sorted(sets.items())]
        return [
            parts
            for index, parts in enumerate(ordered)
            if index == 0 or not all(value.is_copy for value in parts.values())
        ]

    def take_one(self, role: str) -> Value | None:
        """Take the only value of a role; another one that differs is reported and left out."""
        values = self.get(role)
        for other in values[1:]:
            self.at(other)("value-repeated", field=role, value=other.text)
        return values[0] if values else None

    def at(self, value: Value | None) -> Report:
        """Give the function that reports what is wrong in a cell, or in the record as a whole."""
        return self.journal.at(value.line if value else 0)

    def at_empty(self, *roles: str) -> Report:
        """Give the function that reports at the cell where one of some roles would stand."""
        column = next((self._columns[role] for role in roles if role in self._columns), None)
        where = self._place.locate_empty(self._first, column, self.record) if column else self._places[0]
        return self.journal.journal.at(where)

    def to_lines(self, *roles: str) -> list[Line]:
        """Give the lines of text in the cells of some roles."""
        values = [value for role in roles for value in self.get(role)]
        return [Line(value.line, line) for value in values for line in value.text.splitlines() if line.strip()]

    def place(self, field: str, values: Iterable[Value]) -> None:
        """Say where a field of the record stands."""
        self.journal.place(field, [value.line for value in values])

    def _take(self, row: SheetRow, cell: Cell, column: Column | None, *, is_first_row: bool) -> None:
        role = column.role if column else None
        if cell.is_copy and not (is_first_row or role in PARTY_ROLES):
            return
        where = self._place.locate(row, cell, self.record)
        self._places.append(where)
        line = len(self._places) - 1
        if cell.fault:
            _report_fault(cell, self.journal.at(line))
        elif role == "person" and not cell.is_copy:
            self.journal.leave_out(line, "contact", cell.text)
        elif role in _PASSED_OVER or NOTHING.fullmatch(cell.text):
            if not cell.is_copy:
                self.journal.pass_over(line, _PASSED_OVER.get(role, "nothing-said"), cell.text)
        elif role and column and column.meaning:
            self._keep(role, Value(line, cell.text, cell.date, row.number, column.meaning.ordinal, cell.is_copy))

    def _keep(self, role: str, value: Value) -> None:
        """Keep a value; one that only says the same again, as where a record has several rows, is known already."""
        kept = self._by_role.setdefault(role, [])
        if role in PARTY_ROLES or value.text not in (other.text for other in kept):
            kept.append(value)


def _report_fault(cell: Cell, report: Report) -> None:
    if cell.fault == "cell-error":
        report("cell-error", value=cell.text)
    else:
        report("formula-without-value")
