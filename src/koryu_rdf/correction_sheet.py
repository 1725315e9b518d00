"""Correction sheets: what the stage that reads sources and the one that gives them back have to agree on.

In: a source as it is to be given back, and the names of sheets. Out: values. It knows nothing of workbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO, NamedTuple

import msgspec

from koryu_rdf.texts import Language, Text

SHEET_NAMES: Mapping[Language, str] = {"ja": "koryu-問題一覧", "en": "koryu-problems"}


class TableRow(NamedTuple):
    """A row of texts: its number, and what stands in its columns, both counted from 1."""

    number: int
    cells: Mapping[int, str]
    is_hidden: bool = False


class Table(NamedTuple):
    """One sheet of texts. What was hidden stays hidden: it is passed over when the table is read again."""

    name: str
    rows: Sequence[TableRow]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()


class Original(msgspec.Struct, frozen=True):
    """The source to give back: a ``workbook`` to open, else ``tables``, else neither.

    ``texts`` gives the lines of a document by their file and number; ``notes`` are said at the head of the list.
    """

    workbook: Callable[[], BinaryIO] | None = None
    tables: Sequence[Table] = ()
    texts: Mapping[tuple[str, int], str] = {}
    notes: Sequence[Text] = ()


def is_problem_list(sheet: str) -> bool:
    """Say whether a sheet of that name is a list of problems that an earlier run added; spreadsheets ignore case in names."""
    return sheet.strip().casefold() in SHEET_NAMES.values()
