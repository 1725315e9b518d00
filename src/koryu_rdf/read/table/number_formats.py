"""Number formats: how a spreadsheet shows a number, above all one that is a date.

In: a number and its cell's format code, such as ``[$-411]ggge"年"m"月"d"日"``. Out: the text shown, and for a date its ISO 8601 value,
cut to what the format shows. Only what dates and codes need is read; any other number is shown plainly.
Source: ECMA-376 part 1, 18.8.30 and 18.8.31; ``e``, ``g`` and ``aaa`` as Excel in Japanese shows them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from koryu_rdf.dates import ERAS, Era, from_serial

GENERAL = "General"
# The formats that a workbook may name by number alone: those of every language, and those of Japanese.
BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((27, 36, 50, 57), "[$-411]ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), '[$-411]ggge"年"m"月"d"日"'),
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<general>General)|(?P<half>AM/PM|A/P)'
    r"|(?P<date>g{1,3}|e+|[yY]+|m+|d+|a{3,4}|h+|s+)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_LETTERS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}
_MOST_PLAIN_DIGITS = 1e15


class Shown(NamedTuple):
    """A number as a spreadsheet shows it, and its ISO 8601 value where it is a date."""

    text: str
    date: str | None = None


class _Part(NamedTuple):
    """A piece of a format: letters that stand for a part of a date, or text to show as it is."""

    letters: str
    text: str


def show_number(number: float, code: str, *, is_1904: bool = False) -> Shown:
    """Show a number in a format.

    >>> show_number(39023, '[$-411]ggge"年"m"月"d"日"')
    Shown(text='平成18年11月2日', date='2006-11-02')
    >>> show_number(39023, 'ggge"年"'), show_number(11002.0, "000000")
    (Shown(text='平成18年', date='2006'), Shown(text='011002', date=None))
    """
    parts = _parse_format(code)
    day = from_serial(number, is_1904=is_1904) if _shows_date(parts) else None
    if day is None:
        return Shown(_show_plainly(number).zfill(len(code)) if re.fullmatch("0+", code) else _show_plainly(number))
    moment = datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(seconds=round(number % 1 * 86400))
    text = "".join(part.text if not part.letters else _SHOW[part.letters[0]](moment, part.letters) for part in parts)
    return Shown(text, day.isoformat()[: _measure_precision(parts)])


def _show_plainly(number: float) -> str:
    """Show a number without exponent or ``.0``.

    >>> _show_plainly(242012.0), _show_plainly(0.5)
    ('242012', '0.5')
    """
    return str(int(number)) if number == round(number) and abs(number) < _MOST_PLAIN_DIGITS else repr(number)


@lru_cache(maxsize=256)
def _parse_format(code: str) -> tuple[_Part, ...]:
    """Part the first section of a format; an ``m`` between hours and seconds is minutes, written ``n`` here."""
    parts: list[_Part] = []
    for match in _TOKEN.finditer(code):
        if match["plain"] == ";":
            break
        if match["date"] or match["half"]:
            parts.append(_Part((match["date"] or "p").lower(), ""))
        elif text := match["quoted"] or match["escaped"] or match["plain"]:
            parts.append(_Part("", text))
    letters = [part.letters[:1] for part in parts if part.letters]
    clock = iter(
        letter == "m" and ("h" in letters[max(index - 1, 0) : index] or letters[index + 1 : index + 2] == ["s"])
        for index, letter in enumerate(letters)
    )
    return tuple(_Part("n" * len(part.letters), "") if part.letters and next(clock) else part for part in parts)


def _shows_date(parts: tuple[_Part, ...]) -> bool:
    return any(part.letters[:1] in {*"yegmda"} for part in parts if part.letters)


def _measure_precision(parts: tuple[_Part, ...]) -> int:
    """Give the length of the ISO 8601 value that a format shows; without a year it is the day that the cell holds."""
    letters = {part.letters[0] for part in parts if part.letters}
    if letters & {"d", "a"} or not letters & {*"yeg"}:
        return 10
    return 7 if "m" in letters else 4


def _find_era(moment: datetime.datetime) -> Era | None:
    return next((era for era in reversed(ERAS.values()) if era.first <= moment.date()), None)


def _show_era(moment: datetime.datetime, letters: str) -> str:
    era = _find_era(moment)
    name = era.name if era else ""
    return {1: _LETTERS.get(name, ""), 2: name[:1]}.get(len(letters), name)


def _show_era_year(moment: datetime.datetime, letters: str) -> str:
    era = _find_era(moment)
    return str(moment.year - (era.year_one - 1 if era else 0)).zfill(len(letters))


def _show_year(moment: datetime.datetime, letters: str) -> str:
    return str(moment.year) if len(letters) > 2 else f"{moment.year % 100:02}"  # noqa: PLR2004


def _show_named(number: int, names: list[str], letters: str) -> str:
    """Show a month or a day of the week: by number for one letter or two, else by name."""
    return {1: str(number), 2: f"{number:02}", 3: names[number - 1][:3]}.get(len(letters), names[number - 1])


def _show_day(moment: datetime.datetime, letters: str) -> str:
    if len(letters) < 3:  # noqa: PLR2004
        return str(moment.day).zfill(len(letters))
    return _show_named(moment.isoweekday(), _DAYS, letters)


_SHOW: Mapping[str, Callable[[datetime.datetime, str], str]] = {
    "g": _show_era,
    "e": _show_era_year,
    "y": _show_year,
    "m": lambda moment, letters: _show_named(moment.month, _MONTHS, letters),
    "d": _show_day,
    "a": lambda moment, letters: "月火水木金土日"[moment.weekday()] + ("曜日" if len(letters) > 3 else ""),  # noqa: PLR2004
    "h": lambda moment, letters: str(moment.hour).zfill(len(letters)),
    "n": lambda moment, letters: str(moment.minute).zfill(len(letters)),
    "s": lambda moment, letters: str(moment.second).zfill(len(letters)),
    "p": lambda moment, _: "AM" if moment.hour < 12 else "PM",  # noqa: PLR2004
}
