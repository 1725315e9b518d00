"""The names by which a correction sheet is known: what one stage writes into a workbook and another passes over.

In: the name of a sheet. Out: whether it is our list of problems. It knows nothing of workbooks.
"""

from __future__ import annotations

from collections.abc import Mapping

from koryu_rdf.texts import Language

SHEET_NAMES: Mapping[Language, str] = {"ja": "koryu-問題一覧", "en": "koryu-problems"}


def is_problem_list(sheet: str) -> bool:
    """Say whether a sheet of that name is a list of problems that an earlier run added; spreadsheets ignore case in names."""
    return sheet.strip().casefold() in SHEET_NAMES.values()
