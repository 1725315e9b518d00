"""ISO 8601 dates cut to what is known: ``2011-10-24``, ``2011-10``, ``2011``.

In: such a value. Out: whether it is one, its precision, its datatype, its day of the week.
"""

from __future__ import annotations

import datetime

from koryu_rdf.model import Precision

PRECISIONS: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
"""The precision of an ISO 8601 date by its length."""

DATATYPES: dict[Precision, str] = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}
"""The datatype of a date by its precision."""


def is_iso_date(value: str, precision: Precision) -> bool:
    """Say whether a text is an ISO 8601 date of the calendar, cut to that precision.

    >>> is_iso_date("2011-10", "month"), is_iso_date("2011-13", "month"), is_iso_date("2011-10", "day")
    (True, False, False)
    """
    whole = value + {"day": "", "month": "-01", "year": "-01-01"}[precision]
    try:
        return datetime.date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        return False


def is_sunday(value: str) -> bool:
    """Say whether an ISO 8601 date, known to the day, is a Sunday."""
    return PRECISIONS[len(value)] == "day" and datetime.date.fromisoformat(value).isoweekday() == 7  # noqa: PLR2004


def to_iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Write a date as far as it is known; ``None`` for one that is not in the calendar.

    >>> to_iso(2011, 5), to_iso(2011, 2, 29)
    ('2011-05', None)
    """
    try:
        first = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return first.isoformat()[: 4 if month is None else 7 if day is None else 10]
