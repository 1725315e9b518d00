"""Dates in Japanese: an era's year, a Gregorian year or both, then 月 and 日 or points between the numbers.

In: a match of one of ``JAPANESE_STYLES``. Out: an ISO 8601 value. No value for a date outside its era or the calendar, for
two years that disagree, for a fiscal year, and for the lunar calendar: all are faults, none is mended.
"""

from __future__ import annotations

import re

from koryu_rdf.dates.eras import ERAS, LETTERS, LUNAR_ERAS, Era, get_era
from koryu_rdf.dates.iso import to_iso
from koryu_rdf.dates.numerals import KANJI_DIGITS, NUMBER, YEAR, to_number
from koryu_rdf.dates.styles import Finding, Style, find

_LAST_LUNAR_YEAR = 5  # of Meiji
_NUMBER_NEXT = rf"(?=[.\s]{{0,3}}[0-9元十廿卅{KANJI_DIGITS}])"
_ERA_NAME = (
    rf"(?:{'|'.join(ERAS)}|[㍾㍽㍼㍻㋿]|(?<![A-Za-z])[{LETTERS}]{_NUMBER_NEXT}|(?<![一-鿿])[明大昭平令]{_NUMBER_NEXT})"
)


def _match_era(group: str) -> str:
    return rf"(?P<{group}>{_ERA_NAME})\.?\s*+(?P<{group}_year>元|{NUMBER})"


def _match_gregorian(group: str) -> str:
    return rf"(?:西暦\s*+)?(?P<{group}>{YEAR})"


def _match_beside(year: str) -> str:
    return rf"(?:(?:\s*+年)?\s*+[(/=]\s*+{year}(?:\s*+年(?=\s*+\)))?(?:\s*+\)|(?=\s*+年)))?"


def _match_either(prefix: str, before: str = "") -> str:
    """Match an era's year or a Gregorian year; ``before`` must not stand before the latter."""
    alone = rf"(?<![0-9{KANJI_DIGITS}{before}])"
    return rf"(?:{_match_era(f'{prefix}era')}|{alone}{_match_gregorian(f'{prefix}year')})"


_POINTED = r"\s*+[./-]\s*+(?P<month2>[0-9]{1,2})(?:\s*+[./-]\s*+(?P<day2>[0-9]{1,2}))?(?![0-9])"
_MONTH_AND_DAY = (
    rf"\s*+(?:(?P<month>{NUMBER})\s*+月(?:\s*+(?P<day>{NUMBER})\s*+日)?"
    r"|(?P<month3>[0-9]{1,2})[./](?P<day3>[0-9]{1,2})(?![0-9]))"
)
_DATE = (
    rf"(?:{_match_era('era')}{_match_beside(_match_gregorian('beside'))}"
    rf"|(?<![0-9{KANJI_DIGITS}]){_match_gregorian('year')}{_match_beside(_match_era('beside_era'))})"
    rf"(?:(?:\s*+年(?![度代])|(?<=\))(?!\s*+年[度代]))(?:{_MONTH_AND_DAY})?"
    rf"|{_POINTED}|(?=\s*+~\s*+[0-9]{{4}}\s*+年(?![度代])))"
)
_COMPACT = (
    rf"(?<![A-Za-z])(?P<sign>[{LETTERS}])(?P<sign_year>[0-9]{{2}})(?P<month4>[0-9]{{2}})(?P<day4>[0-9]{{2}})(?![0-9])"
)
_LUNAR = (
    rf"(?:{'|'.join(LUNAR_ERAS)})\s*+(?:元|{NUMBER}){_match_beside(YEAR)}"
    rf"\s*+年(?:\s*+閏?{NUMBER}\s*+月(?:\s*+{NUMBER}\s*+日)?)?"
)
_FISCAL = (
    rf"(?:{_match_era('fiscal_era')}{_match_beside(_match_gregorian('fiscal_beside'))}"
    rf"|(?<![0-9{KANJI_DIGITS}])(?:{_match_gregorian('fiscal_year')}{_match_beside(_match_era('fiscal_beside_era'))}|[0-9]{{1,2}}))"
    r"\s*+年度"
)
YEAR_IN_BRACKETS = re.compile(rf"\s*+\(\s*+{_match_either('')}(?:\s*+年)?\s*+\)")
"""A year that is said again after a date: ``2011年5月3日（平成23年）``."""


def read_year(match: re.Match[str]) -> int:
    """Read the year of a match of :data:`YEAR_IN_BRACKETS`."""
    return to_number(match["year"]) if match["year"] else _count_year(get_era(match["era"]), match["era_year"])


def _count_year(era: Era, number: str) -> int:
    return era.year_one + to_number(number) - 1


def _read_date(match: re.Match[str]) -> str | Finding:
    era = match["era"] or match["beside_era"]
    number, gregorian = match["era_year"] or match["beside_era_year"], match["year"] or match["beside"]
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day3"]
    if not era:
        return _write(None, to_number(gregorian), month, day)
    year = _count_year(get_era(era), number)
    if gregorian and to_number(gregorian) != year:
        return find("date-years-disagree", era_year=year, gregorian=to_number(gregorian))
    return _write(get_era(era), year, month, day)


def _read_compact(match: re.Match[str]) -> str | Finding:
    era = get_era(match["sign"])
    return _write(era, _count_year(era, match["sign_year"]), match["month4"], match["day4"])


def _write(era: Era | None, year: int, month: str | None, day: str | None) -> str | Finding:
    """Write a date that lies in the calendar and in its era."""
    if era and era.name == "明治" and era.year_one <= year < era.year_one + _LAST_LUNAR_YEAR:
        return find("date-lunar")
    value = to_iso(year, to_number(month) if month else None, to_number(day) if day else None)
    if value is None:
        return find("date-impossible")
    if era and not era.first.isoformat()[: len(value)] <= value <= era.last.isoformat()[: len(value)]:
        return find("date-outside-era", era=era.name, first=era.first, last=era.last)
    return value


def _refuse_lunar(_: re.Match[str]) -> Finding:
    return find("date-lunar")


def _refuse_fiscal(_: re.Match[str]) -> Finding:
    return find("date-fiscal-year")


JAPANESE_STYLES = {
    "japanese": Style(_DATE, _read_date),
    "compact_era": Style(_COMPACT, _read_compact),
    "fiscal": Style(_FISCAL, _refuse_fiscal),
    "lunar": Style(_LUNAR, _refuse_lunar),
}
"""The styles by name, in the order in which they are tried."""
