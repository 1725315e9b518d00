"""How a table was understood: what ``koryu read --explain`` shows.

In: nothing. Out: plain values that a journal carries.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Ground = Literal["words", "settings", "content"]
"""What a column was understood by: the words of its heading, the settings, or what stands in it."""


class ColumnLayout(NamedTuple):
    """A column: its letter, its heading as written, and its role (a key of ``texts/columns.toml``), if it has one."""

    letter: str
    heading: str
    role: str | None
    ground: Ground | None


class TableLayout(NamedTuple):
    """A table: the rows of its header such as ``3:4``, or ``None`` where there is none, and its columns from the left."""

    file: str
    sheet: str | None
    header: str | None
    columns: list[ColumnLayout]
