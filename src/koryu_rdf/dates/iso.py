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
