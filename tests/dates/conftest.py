"""Dates: reading a field, and what it reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from koryu_rdf.dates import parse_dates
from koryu_rdf.model import WrittenDate

ReadDates = Callable[[str], tuple[list[WrittenDate], list[str]]]


@pytest.fixture(scope="session")
def read() -> ReadDates:
    """Give the function that reads a text: the dates, and the codes that were reported."""

    def read_dates(text: str) -> tuple[list[WrittenDate], list[str]]:
        codes: list[str] = []

        def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
            assert field == "dates"
            assert value is None or value in text
            codes.append(code)

        return parse_dates(text, report), codes

    return read_dates
