"""Dates that a table parts into columns of their own: 年 | 月 | 日, with the era in a column before them or without.

In: the columns of a header, and rows. Out: the same columns, all of them the date's; and rows in which its first cell says the whole
date, in the words of its parts. The other cells are noted as parts of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from koryu_rdf.folding import fold
from koryu_rdf.read.table.cells import Cell, SheetRow
from koryu_rdf.read.table.place import SheetPlace
from koryu_rdf.read.table.vocabulary import Column, Meaning, find_meaning, fold_heading

Run = tuple[tuple[int, str], ...]
"""The columns that hold one date, each with its unit: ``""`` for the era, 年, 月, 日."""

_ROLES = ("signed", "renewed", "dates")
_ERA, _YEAR, _MONTH, _DAY = "", "年", "月", "日"
_HEADINGS = {"元号": _ERA, "年号": _ERA, "和暦": _ERA, "era": _ERA, "year": _YEAR, "month": _MONTH, "day": _DAY}
_ORDERS = ((_ERA, _YEAR, _MONTH, _DAY), (_YEAR, _MONTH, _DAY), (_ERA, _YEAR, _MONTH), (_YEAR, _MONTH))
_BARE = re.compile(
    r"[a-z]?(?:[0-9]{1,4}|元|[〇一二三四五六七八九十]{1,4})|(?:明治|大正|昭和|平成|令和)(?:[0-9]{1,2}|元)"
)


def find_runs(columns: Mapping[int, Column]) -> list[Run]:
    """Find the columns that hold one date together; they stand side by side.

    >>> find_runs({n: Column(n, (text,), None) for n, text in enumerate(["元号", "年", "月", "日"], 3)})
    [((3, ''), (4, '年'), (5, '月'), (6, '日'))]
    """
    units = [(number, _find_unit(column)) for number, column in sorted(columns.items())]
    runs: list[Run] = []
    index = 0
    while index < len(units):
        order = next((one for one in _ORDERS if _begins_with(units[index : index + len(one)], one)), ())
        if order:
            runs.append(tuple((units[index][0] + shift, unit) for shift, unit in enumerate(order)))
        index += len(order) or 1
    return runs


def _begins_with(units: Sequence[tuple[int, str | None]], order: Sequence[str]) -> bool:
    first = units[0][0]
    return list(units[: len(order)]) == [(first + shift, unit) for shift, unit in enumerate(order)]


def settle_runs(columns: dict[int, Column], runs: Sequence[Run]) -> dict[int, Column]:
    """Say of all columns of a date which date it is."""
    settled = dict(columns)
    for run in runs:
        role = _find_role([columns[number] for number, _ in run])
        settled |= {number: columns[number]._replace(meaning=Meaning(role)) for number, _ in run}
    return settled


def join_dates(row: SheetRow, runs: Sequence[Run], place: SheetPlace) -> SheetRow:
    """Put the parts of each date together in its first cell."""
    cells = dict(row.cells)
    for run in runs:
        parts = [(cells.pop(number), unit) for number, unit in run if number in cells]
        if not parts:
            continue
        first = parts[0][0]._replace(text="".join(_show(cell, unit) for cell, unit in parts))
        cells[run[0][0]] = first._replace(column=run[0][0], date=first.date if len(parts) == 1 else None)
        for cell, _ in parts[1:]:
            if not cell.is_copy:
                place.journal.pass_over_at(place.locate(row, cell), "date-part", cell.text)
    return row._replace(cells=cells)


def _find_unit(column: Column) -> str | None:
    """Find what part of a date a column holds, by the last of its headings: 年, 締結年."""
    key = fold_heading(column.path[-1]).key if column.path else ""
    if key in _HEADINGS:
        return _HEADINGS[key]
    return key[-1] if re.fullmatch("(?:締結|調印|提携|署名|協定|更新|改定)?[年月日]", key) else None


def _find_role(columns: Sequence[Column]) -> str:
    """Find which date it is: the heading above says so, or that of one of the columns."""
    above = [find_meaning(column.path[:-1], {}) for column in columns if len(column.path) > 1]
    found = {meaning.role for meaning in (*above, *(column.meaning for column in columns)) if meaning}
    return next((role for role in _ROLES if role in found), "dates")


def _show(cell: Cell, unit: str) -> str:
    """Show a part with its unit, which stands in the heading and not in the cell."""
    return cell.text + unit if unit and _BARE.fullmatch(fold(cell.text)) else cell.text
