"""Cell references as spreadsheets show them: ``C7`` is the third column of the seventh row.

In: rows and columns, counted from 1. Out: references, and back.
"""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"([A-Z]{1,7})([1-9][0-9]{0,9})", re.ASCII)


def name_column(column: int) -> str:
    """Name a column.

    >>> [name_column(column) for column in (1, 26, 27, 702, 703)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    before, last = divmod(column - 1, 26)
    return (name_column(before) if before else "") + chr(ord("A") + last)


def name_cell(row: int, column: int) -> str:
    """Name a cell.

    >>> name_cell(7, 3)
    'C7'
    """
    return f"{name_column(column)}{row}"


def parse_cell(reference: str) -> tuple[int, int] | None:
    """Give the row and the column of a reference, or ``None`` where it is none.

    >>> parse_cell("AA7"), parse_cell("7")
    ((7, 27), None)
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
