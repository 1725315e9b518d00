"""Dates in the West's order, in English, in digits alone, and with a year of two digits.

In: a match of one of ``WESTERN_STYLES``. Out: an ISO 8601 value. What can mean several days has none: its candidates are
named, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from koryu_rdf.dates.eras import find_eras_of_year
from koryu_rdf.dates.iso import to_iso
from koryu_rdf.dates.numerals import NUMBER, to_number
from koryu_rdf.dates.styles import Finding, Style, find

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]{0,2}\s{1,3})?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_ENGLISH = (
    rf"(?i:(?<![a-z0-9]){_WEEKDAY}(?:"
    rf"(?P<day_first>{_DAY})(?:\s{{1,3}}of)?[\s-]{{0,3}}(?P<month_next>{_MONTH})\.?,?[\s-]{{0,3}}'?(?P<year_last>[0-9]{{4}}|[0-9]{{2}})"
    rf"|(?P<month_first>{_MONTH})\.?\s{{0,3}}(?:(?P<day_next>{_DAY})(?:,\s{{0,3}}|\s{{1,3}})|,\s{{0,3}})?(?P<year_end>[0-9]{{4}})"
    r")(?![0-9a-z]))"
)
_MOST_CANDIDATES = 4  # that a problem names
_DIGITS = r"(?<![0-9A-Za-z])(?P<digits>(?:18|19|20)[0-9]{6})(?![0-9])"
_YEAR_LAST = (
    r"(?<![0-9./-])(?P<one>[0-9]{1,2})(?P<point>[./-])(?P<other>[0-9]{1,2})(?P=point)(?P<whole_year>[0-9]{4})(?![0-9])"
)
_SHORT = (
    r"(?<![0-9A-Za-z./-])'?(?P<short_year>[0-9]{1,2})"
    rf"(?:\s{{0,3}}年\s{{0,3}}(?P<short_month>{NUMBER})\s{{0,3}}月(?:\s{{0,3}}(?P<short_day>{NUMBER})\s{{0,3}}日)?"
    r"|[./-](?P<short_month2>[0-9]{1,2})[./-](?P<short_day2>[0-9]{1,2})(?![0-9]|[./-][0-9]))"
)


def _read_english(match: re.Match[str]) -> str | Finding:
    month = _MONTHS.index((match["month_next"] or match["month_first"])[:3].lower()) + 1
    written = match["day_first"] or match["day_next"]
    day = int(re.sub("[a-z]+", "", written.lower())) if written else None
    year = int(match["year_last"] or match["year_end"])
    if match["year_last"] and len(match["year_last"]) < len("2011"):
        return _refuse(filter(None, (to_iso(century + year, month, day) for century in (2000, 1900))))
    return _check(to_iso(year, month, day))


def _read_digits(match: re.Match[str]) -> str | Finding:
    digits = match["digits"]
    return _check(to_iso(int(digits[:4]), int(digits[4:6]), int(digits[6:])))


def _read_year_last(match: re.Match[str]) -> str | Finding:
    """Read ``13/5/2011`` and ``5/13/2011``; ``3/5/2011`` is two days, a European's and an American's."""
    year, one, other = (int(match[name]) for name in ("whole_year", "one", "other"))
    candidates = sorted({value for pair in ((one, other), (other, one)) if (value := to_iso(year, *pair))})
    if len(candidates) > 1:
        return _refuse(iter(candidates))
    return _check(candidates[0] if candidates else None)


def _read_short(match: re.Match[str]) -> str | Finding:
    year, month = int(match["short_year"]), to_number(match["short_month"] or match["short_month2"])
    day = match["short_day"] or match["short_day2"]
    return _refuse(list_short_candidates(year, month, to_number(day) if day else None))


def list_short_candidates(year: int, month: int, day: int | None) -> Iterator[str]:
    """List the days that a year of one or two digits can mean: of this century, of each era, of the last century."""
    years = (2000 + year, *(era.year_one + year - 1 for era in find_eras_of_year(year)), 1900 + year)
    yield from filter(None, (to_iso(one, month, day) for one in dict.fromkeys(years)))


def refuse_six_digits(text: str) -> Finding:
    """Refuse ``201105`` or ``110503``: a month of a year, or a day of a year of two digits."""
    year, month, day = map(int, re.findall("..", text))
    candidates = (to_iso(int(text[:4]), day), *list_short_candidates(year, month, day))
    return _refuse(filter(None, candidates))


def _refuse(candidates: Iterator[str]) -> Finding:
    """Refuse what can mean several days, or none."""
    found = "、".join(islice(candidates, _MOST_CANDIDATES))
    return find("date-ambiguous", candidates=found) if found else find("date-impossible")


def _check(value: str | None) -> str | Finding:
    return value or find("date-impossible")


WESTERN_STYLES = {
    "english": Style(_ENGLISH, _read_english),
    "compact": Style(_DIGITS, _read_digits),
    "day_first_or_month_first": Style(_YEAR_LAST, _read_year_last),
    "short": Style(_SHORT, _read_short),
}
"""The styles by name, in the order in which they are tried."""
