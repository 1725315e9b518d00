"""The columns of a table: every one gets a meaning, or a problem that says it has none.

In: a header and some rows below it. Out: the header with the meanings settled. What a heading does not tell, the content may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from koryu_rdf.problems import Where
from koryu_rdf.read.table.cells import SheetRow
from koryu_rdf.read.table.content import guess_role
from koryu_rdf.read.table.date_columns import find_runs, settle_runs
from koryu_rdf.read.table.header import Header
from koryu_rdf.read.table.place import SheetPlace
from koryu_rdf.read.table.vocabulary import JAPANESE_ROLES, OVERSEAS_ROLES, Column, Meaning
from koryu_rdf.texts import get_topic

_ALONE = frozenset(("number", "title", "kind", "code", "department", "phone", "email", "contact"))
_NEEDED = (("title",), ("signed", "dates", "renewed"), JAPANESE_ROLES, OVERSEAS_ROLES)


def settle_columns(
    header: Header, head: SheetRow, rows: Sequence[SheetRow], hidden: Collection[int], place: SheetPlace
) -> Header:
    """Settle what each column means; ``head`` is the header's first row, ``rows`` are the first ones below it."""
    numbers = sorted({*header.columns, *(number for row in rows for number in row.cells)})
    dates = find_runs(header.columns)
    given = settle_runs(header.columns, dates)
    columns: dict[int, Column] = {}
    taken: set[str | None] = set()
    for number in numbers:
        column = given.get(number, Column(number, (), None))
        columns[number] = _settle(column, taken, rows, place.locate_empty(head, number), place)
        taken.add(columns[number].role)
    for number in sorted(hidden & columns.keys()):
        place.journal.at(place.locate_empty(head, number))("column-hidden", value=columns[number].heading)
    return header._replace(columns=columns, dates=tuple(dates))


def _settle(
    column: Column, taken: Collection[str | None], rows: Sequence[SheetRow], where: Where, place: SheetPlace
) -> Column:
    report = place.journal.at(where)
    if column.role in _ALONE and column.role in taken:
        report("column-repeated", value=column.heading, role=column.role)
        return column._replace(meaning=None)
    if column.meaning:
        if column.role == "other":
            report("column-not-kept", value=column.heading)
        return column
    guessed = guess_role(_list_texts(column.number, rows))
    if guessed and guessed not in taken:
        report("column-by-content", value=column.heading, role=guessed, name=name_role(guessed))
        return column._replace(meaning=Meaning(guessed, None, "content"))
    report("column-unknown", value=column.heading, letter=where.cell and where.cell.rstrip("0123456789"))
    return column


def _list_texts(number: int, rows: Sequence[SheetRow]) -> list[str]:
    return [cell.text for row in rows if (cell := row.cells.get(number)) and not cell.is_copy and cell.text]


def find_missing(header: Header, given: Collection[str]) -> Iterator[str]:
    """Find what a table of agreements needs and this one lacks, in words."""
    roles = {column.role for column in header.columns.values()}.union(given)
    return (name_role(wanted[0]) for wanted in _NEEDED if not roles.intersection(wanted))


def name_role(role: str) -> str:
    """Name a role in words and as the settings call it."""
    return f"{get_topic('columns')[role]['ja']} ({role})"
