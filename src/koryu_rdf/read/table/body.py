"""The body of a table: its rows, taken together where several are about one agreement.

In: the rows below a header. Out: :class:`Group` values, a record each. Rows that say nothing about an agreement (totals, footnotes,
headings between) are passed over, ditto marks are replaced by what they stand for, and merged or empty key cells continue a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.read.table.cells import Cell, SheetRow
from koryu_rdf.read.table.context import find_defaults, read_context
from koryu_rdf.read.table.header import Header, repeats_header
from koryu_rdf.read.table.place import SheetPlace

_TOTAL = re.compile(r"(?:合計|総合計|総計|小計|計|total|subtotal|grandtotal)(?:[:(\d].*|件数?.*)?")
_FOOTNOTE = re.compile(r"(?:※|＊|\*|[（(]?注\d*[）):：. 　)]|注意|備考|出典|資料[:：]|以下余白|以上$)")
_DITTO = re.compile(r"[〃〟″々]|同上|″|\"|''")
_KEYS = ("number", "title")
_MOST_ROWS = 1000  # of a record; that many only stand together where a number was filled down by mistake


class Group(NamedTuple):
    """The rows of one record, and what a heading above them says of all below it, by role."""

    rows: list[SheetRow]
    context: Mapping[str, str]


def group_rows(rows: Iterable[SheetRow], header: Header, place: SheetPlace) -> Iterator[Group]:
    """Give the rows of each record, as they come."""
    body = _Body(header, place)
    group: Group | None = None
    for row in body.take_rows(rows):
        if group and len(group.rows) < _MOST_ROWS and body.continues(row, group):
            group.rows.append(row)
        else:
            if group:
                yield group
            group = Group([row], body.context)
    if group:
        yield group


class _Body:
    """The body of one table while its rows go by."""

    def __init__(self, header: Header, place: SheetPlace) -> None:
        self.header = header
        self.place = place
        self.context: dict[str, str] = {}
        self._above: dict[int, Cell] = {}
        roles = {column.role: number for number, column in reversed(header.columns.items())}
        self._keys = [roles[role] for role in _KEYS if role in roles]
        self._signed = roles.get("signed", 0)
        self._first = min(header.columns, default=1)
        self._number = roles.get("number", 0)

    def take_rows(self, rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
        """Give the rows that are about agreements, and pass over the others."""
        for row in rows:
            if not any(cell.text or cell.fault for cell in row.own):
                continue
            reason = self._name_reason(row)
            if reason is None:
                yield self._resolve_dittos(row)
                continue
            self.place.pass_over(row, reason)
            if reason == "heading-between":
                self._begin_part(row)

    def continues(self, row: SheetRow, group: Group) -> bool:
        """Say whether a row goes on with the record before: its key cells are merged with those above, empty, or the same."""
        if not self._keys:
            return False
        own = {number: cell for number in self._keys if (cell := row.cells.get(number)) and not cell.is_copy}
        first = group.rows[0].cells
        if own:
            is_same = all(number in first and first[number].text == cell.text for number, cell in own.items())
            return is_same and self._number in own
        signed = row.cells.get(self._signed)
        is_dated = signed is not None and not signed.is_copy
        return bool(self._number) or not is_dated or any(number in row.cells for number in self._keys)

    def _begin_part(self, row: SheetRow) -> None:
        """Take in a heading between rows; one that says something holds until the next that does."""
        heading = row.own[0]
        if context := read_context(heading.text):
            self.context = context
            if find_defaults(self.header, {}, context):
                self.place.journal.at(self.place.locate(row, heading))("heading-applied", value=heading.text)

    def _name_reason(self, row: SheetRow) -> str | None:
        """Name the reason to pass over a row, or none."""
        own = row.own
        first = own[0].text
        if repeats_header(row, self.header):
            return "header-repeated"
        if _TOTAL.fullmatch(fold(first)):
            return "total"
        if own[0].column <= self._first + 1 and len(own) <= len(_KEYS) and _FOOTNOTE.match(first):
            return "footnote"
        return "heading-between" if len(own) == 1 and self._is_heading(row, own[0]) else None

    def _is_heading(self, row: SheetRow, cell: Cell) -> bool:
        """Say whether a row's only cell spans the table, or is words where numbers stand."""
        spanned = sum(other.is_copy and other.text == cell.text for other in row.cells.values())
        if len(self.header.columns) > 1 and 2 * spanned >= len(self.header.columns):
            return True
        return cell.column == self._number and not re.search(r"\d", fold(cell.text))

    def _resolve_dittos(self, row: SheetRow) -> SheetRow:
        """Put what stands above in the place of ditto marks."""
        cells = dict(row.cells)
        for cell in row.own:
            above = self._above.get(cell.column)
            if above and _DITTO.fullmatch(cell.text):
                self.place.journal.pass_over_at(self.place.locate(row, cell), "ditto", cell.text)
                cells[cell.column] = cell._replace(text=above.text, date=above.date)
        self._above = {**self._above, **cells}
        return row._replace(cells=cells)
