"""The Japanese eras since 1873: the year that is each one's first, its days, and how its name is shortened.

In: a name or sign of an era. Out: the era. Source: the edicts, cabinet orders and laws that began each era. Eras of the
lunar calendar are known by name only: their dates are never converted.
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
LETTERS = "MTSHRmtshr"
_SIGNS = dict(zip(f"㍾㍽㍼㍻㋿明大昭平令{LETTERS}", [*ERAS.values()] * 4, strict=True))

LUNAR_ERAS = """
慶応 慶應 元治 文久 万延 安政 嘉永 弘化 天保 文政 文化 享和 寛政 天明 安永 明和 宝暦 寛延 延享 寛保 元文 享保 正徳 宝永 元禄
貞享 天和 延宝 寛文 万治 明暦 承応 慶安 正保 寛永 元和 慶長
""".split()


def get_era(name: str) -> Era:
    """Look an era up by its name, sign or letter; raises ``KeyError`` for one that is none of them.

    >>> get_era("㍻").name, get_era("s").name
    ('平成', '昭和')
    """
    return ERAS.get(name) or _SIGNS[name]


def find_eras_of_year(number: int) -> list[Era]:
    """Find the eras that had a year of that number, the latest first."""
    eras = [era for era in ERAS.values() if era.first.year <= era.year_one + number - 1 <= era.last.year]
    return eras[::-1]
