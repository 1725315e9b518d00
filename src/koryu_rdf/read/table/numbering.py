"""Numbers of records: what a table's own column says, or the running order.

In: the number cell of each record. Out: a number that no other record of the file has. A sheet that counts from 1 again is numbered on.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from koryu_rdf.problems import Report

_NUMBER = re.compile(r"\D{0,9}(\d{1,9})(?:\.0*)?\D{0,5}")


class Numbering:
    """The numbers of one file, sheet by sheet."""

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._last = 0
        self._offset = 0
        self._is_first_of_sheet = True

    def begin_sheet(self) -> None:
        """Begin another sheet."""
        self._offset = 0
        self._is_first_of_sheet = True

    def take(self, text: str | None, report: Report) -> int:
        """Take the number of a record; ``text`` is its cell, ``None`` where it has none."""
        written = self._read(text, report) if text else None
        if self._is_first_of_sheet and written in self._taken:
            self._offset = self._last
            report(
                "numbers-restart", field="number", value=str(written), number=written + self._offset if written else 0
            )
        self._is_first_of_sheet = False
        number = written + self._offset if written is not None else self._last + 1
        if number in self._taken:
            report("number-repeated", field="number", value=text or "", number=self._last + 1)
            number = self._last + 1
        self._taken.add(number)
        self._last = max(self._last, number)
        return number

    def _read(self, text: str, report: Report) -> int | None:
        match = _NUMBER.fullmatch(normalize("NFKC", "".join(text.split())))
        if match and int(match[1]):
            return int(match[1])
        report("number-invalid", field="number", value=text, number=self._last + 1)
        return None
