"""Correction sheets: what the stage that reads sources and the one that gives them back have to agree on.

In: a source as it is to be given back, and the names of sheets. Out: values. It knows nothing of workbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

import msgspec

from koryu_rdf.texts import Language, Text

Table = Sequence[Sequence[str]]

SHEET_NAMES: Mapping[Language, str] = {"ja": "koryu-問題一覧", "en": "koryu-problems"}


class Original(msgspec.Struct, frozen=True):
    """The source to give back: a ``workbook`` to open, else ``tables`` by the names of their sheets, else neither.

    ``texts`` gives the lines of a document by their file and number; ``notes`` are said at the head of the list.
    """

    workbook: Callable[[], BinaryIO] | None = None
    tables: Mapping[str, Table] = {}
    texts: Mapping[tuple[str | None, int | None], str] = {}
    notes: Sequence[Text] = ()


def is_problem_list(sheet: str) -> bool:
    """Say whether a sheet of that name is a list of problems that an earlier run added; spreadsheets ignore case in names."""
    return sheet.strip().casefold() in SHEET_NAMES.values()
