"""Every day from 1873-01-01 to 2082-12-31, written in every style, is read as itself and nothing is reported."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from japanera import EraDate

from koryu_rdf.dates import parse_dates

FIRST, LAST = datetime.date(1873, 1, 1), datetime.date(2082, 12, 31)
ENGLISH_MONTHS = "January February March April May June July August September October November December".split()
WIDE = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")


class Day(NamedTuple):
    """A day, and its year in the era that another library puts it in."""

    date: datetime.date
    era: str
    letter: str
    era_year: int


def list_days() -> Iterator[Day]:
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        date = datetime.date.fromordinal(ordinal)
        found = EraDate.from_date(date)
        yield Day(date, found.era.kanji, found.era.english[0], found.year - found.era.since.year + 1)


DAYS = list(list_days())


def to_kanji(number: int) -> str:
    """Write a number below 100 in kanji with 十."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else "一二三四五六七八九"[tens - 1])
        + ("十" if tens else "")
        + "〇一二三四五六七八九"[ones].strip("〇")
    )


def to_year(day: Day) -> str:
    return "元" if day.era_year == 1 else str(day.era_year)


def in_kanji(day: Day) -> str:
    year = "元" if day.era_year == 1 else to_kanji(day.era_year)
    return f"{day.era}{year}年{to_kanji(day.date.month)}月{to_kanji(day.date.day)}日"


def in_kanji_places(day: Day) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.date.year))
    return f"{year}年{to_kanji(day.date.month)}月{to_kanji(day.date.day)}日"


STYLES: dict[str, Callable[[Day], str]] = {
    "era": lambda day: f"{day.era}{to_year(day)}年{day.date.month}月{day.date.day}日",
    "era, Gregorian": lambda day: f"{day.era}{day.era_year}（{day.date.year}）年{day.date.month}月{day.date.day}日",
    "Gregorian, era": lambda day: f"{day.date.year}年（{day.era}{to_year(day)}年）{day.date.month}月{day.date.day}日",
    "points": lambda day: f"{day.letter}{to_year(day)}.{day.date.month}.{day.date.day}",
    "wide": lambda day: f"{day.letter}{day.era_year:02}/{day.date.month:02}/{day.date.day:02}".translate(WIDE),
    "compact era": lambda day: f"{day.letter}{day.era_year:02}{day.date.month:02}{day.date.day:02}",
    "kanji": in_kanji,
    "kanji places": in_kanji_places,
    "weekday": lambda day: (
        f"{day.date.year}年{day.date.month}月{day.date.day}日（{'月火水木金土日'[day.date.weekday()]}）"
    ),
    "ISO 8601": lambda day: f"{day.date.isoformat()}T00:00:00",
    "compact": lambda day: f"{day.date:%Y%m%d}",
    "English": lambda day: f"{ENGLISH_MONTHS[day.date.month - 1]} {day.date.day}, {day.date.year}",
}


def test_there_is_every_day() -> None:
    """210 years, 51 of them leap years: 1876 to 2080 but for 1900."""
    assert len(DAYS) == 210 * 365 + 51


@pytest.mark.parametrize("style", STYLES)
def test_every_day_is_read_as_itself(style: str) -> None:
    codes: list[str] = []

    def report(code: str, **slots: object) -> None:
        codes.append(code)

    write = STYLES[style]
    for day in DAYS:
        [read] = parse_dates(write(day), report)
        if read.value != day.date.isoformat() or read.as_written != write(day):
            pytest.fail(f"{write(day)} was read as {read}")
    assert codes == []
