"""Formulas: text from a source that a spreadsheet would run when it opens a CSV file.

In: the text of a cell. Out: the same, with an apostrophe in front where a spreadsheet would take it for a formula.
"""

from __future__ import annotations

import re

_STARTS_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # a Japanese Excel takes the full-width signs too
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def guard_cell(text: str) -> str:
    """Make a text safe to open in a spreadsheet; a plain number is safe as it is.

    >>> guard_cell("=HYPERLINK(1)"), guard_cell("-1.5"), guard_cell("--")
    ("'=HYPERLINK(1)", '-1.5', "'--")
    """
    return f"'{text}" if _STARTS_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
