"""The Japanese eras since 1873: the year that is each one's first, and its days.

In: nothing. Out: a table. Source: the edicts, cabinet orders and laws that began each era.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple


class Era(NamedTuple):
    """A Japanese era: the year that is its first, and its days, both ends included (a day of change is in both eras)."""

    name: str
    year_one: int
    first: datetime.date
    last: datetime.date


# Meiji begins here with the Gregorian calendar: before 1873 months followed the moon, and no such date is converted.
# Reiwa is given as many years as Shōwa, the longest era there was: a later year is a slip.
ERAS = {
    era.name: era
    for era in (
        Era("明治", 1868, datetime.date(1873, 1, 1), datetime.date(1912, 7, 30)),
        Era("大正", 1912, datetime.date(1912, 7, 30), datetime.date(1926, 12, 25)),
        Era("昭和", 1926, datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
        Era("平成", 1989, datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
        Era("令和", 2019, datetime.date(2019, 5, 1), datetime.date(2082, 12, 31)),
    )
}
