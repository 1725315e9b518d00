"""Additions: what may follow a date and belongs to it: a time, a weekday, 頃, the same once more, the end of a range.

In: a date as it was found. Out: the same with what belongs to it, its value cut to what is sure, or without a value where
the addition contradicts it. What is vague, contradicts or is left out is reported.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from koryu_rdf.dates.iso import PRECISIONS
from koryu_rdf.dates.japanese import YEAR_IN_BRACKETS, read_year
from koryu_rdf.dates.mentions import DateText, Mention, match_mention
from koryu_rdf.dates.numerals import NUMBER
from koryu_rdf.dates.roles import ROLE_AFTER
from koryu_rdf.dates.styles import find

_TIME = re.compile(r"(?:T|\s++)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?![0-9:])")
_WEEKDAYS = {"月": 0, "火": 1, "水": 2, "木": 3, "金": 4, "土": 5, "日": 6}
_WEEKDAYS |= {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_WEEKDAY = re.compile(
    r"\s*+(?:\(\s*+(?P<bracketed>[月火水木金土日]|(?i:mon|tue|wed|thu|fri|sat|sun))(?:曜日?|\.)?"
    r"(?:\s*+[・,、/]?\s*+\(?[祝休]日?\)?)?\s*+\)|(?P<bare>[月火水木金土日])曜日?)"
)
_VAGUE = "頃|ころ|ごろ|前後"
_APPROXIMATE = re.compile(
    rf"\s{{0,2}}(?:の\s?)?(?:{_VAGUE}|[上中下初]旬|[初始]め|はじめ|初頭|末日?|前半|後半|半ば|中頃|春|夏|秋|冬|[上下]半?期)(?:{_VAGUE})?"
)
_BEGINNING = re.compile(r"(?:約|およそ|おおよそ|おおむね|概ね|(?P<until>~))\s?$")
_LONGEST_BEGINNING = 6
_LIMIT = re.compile(r"\s?(?:以前|以降|以後|より前|まで)(?=\s*+(?:$|[、,;)]))")
_SAID_AGAIN = re.compile(r"\s*+[(/=]\s*+")
_CLOSING = re.compile(r"\s*+\)")
_TO = re.compile(r"\s*+(?:~|-|から|より)\s*+|\s++(?:to|until)\s++")
_UNTIL = re.compile(r"\s?まで")
_REST_OF_DATE = re.compile(
    rf"(?:{NUMBER}\s?年\s?)?(?:{NUMBER}\s?月\s?)?{NUMBER}\s?[年月日](?:\s?末日?)?(?![間度代目後ご毎])"
)

Addition = Callable[[Mention, DateText], Mention | None]


def take_additions(mention: Mention, text: DateText) -> Mention:
    """Take in what follows a date and belongs to it, each kind of addition once, and the 約 or ～ before it.

    The end of a range comes last: what follows that says something of the end.
    """
    mention = _take_beginning(mention, text)
    left = list(_ADDITIONS)
    while found := next(((one, longer) for one in left if (longer := one(mention, text))), None):
        addition, mention = found
        left.remove(addition)
    return _take_range(mention, text) or mention


def _take_time(mention: Mention, text: DateText) -> Mention | None:
    found = _TIME.match(text.folded, mention.end) if _is_day(mention) else None
    return mention._replace(end=found.end()) if found else None


def _take_weekday(mention: Mention, text: DateText) -> Mention | None:
    found = _WEEKDAY.match(text.folded, mention.end) if _is_day(mention) else None
    if not found or not mention.value:
        return None
    longer, day = mention._replace(end=found.end()), datetime.date.fromisoformat(mention.value)
    if _WEEKDAYS[(found["bracketed"] or found["bare"]).lower()] == day.weekday():
        return longer
    weekday = "月火水木金土日"[day.weekday()]
    return longer.add(find("date-weekday-disagrees", day=day, weekday=weekday))


def _take_approximation(mention: Mention, text: DateText) -> Mention | None:
    found = _APPROXIMATE.match(text.folded, mention.end)
    return _blur(mention._replace(end=found.end())) if found else None


def _take_beginning(mention: Mention, text: DateText) -> Mention:
    """Take in 約, and the ～ that makes a date the end of a range without a beginning."""
    found = _BEGINNING.search(text.folded[max(0, mention.start - _LONGEST_BEGINNING) : mention.start])
    if not found or (found["until"] and ROLE_AFTER.match(text.folded, mention.end)):
        return mention
    longer = mention._replace(start=mention.start - len(found[0]))
    return longer.refuse(find("date-limit-only")) if found["until"] else _blur(longer)


def _blur(mention: Mention) -> Mention:
    """Cut a value to what is sure: about a day is its month; a month and a year stay."""
    if mention.value is None:
        return mention
    value = mention.value[:7]
    return mention._replace(value=value).add(find("date-approximate", kept=value))


def _take_limit(mention: Mention, text: DateText) -> Mention | None:
    """Take no date from 以前 and the like: they say no more than that it was earlier or later."""
    found = _LIMIT.match(text.folded, mention.end)
    return mention._replace(end=found.end()).refuse(find("date-limit-only")) if found else None


def _take_year(mention: Mention, text: DateText) -> Mention | None:
    """Compare a year in brackets with the date's."""
    found = YEAR_IN_BRACKETS.match(text.folded, mention.end)
    if not found:
        return None
    longer, year = mention._replace(end=found.end()), read_year(found)
    if mention.value is None or int(mention.value[:4]) == year:
        return longer
    years = (int(mention.value[:4]), year)
    era_year, gregorian = years[::-1] if found["era"] else years
    return longer.refuse(find("date-years-disagree", era_year=era_year, gregorian=gregorian))


def _take_same(mention: Mention, text: DateText) -> Mention | None:
    """Take in ``（平成23年5月3日）`` after ``2011年5月3日``; another date is not part of this one."""
    opening = _SAID_AGAIN.match(text.folded, mention.end)
    other = match_mention(text, opening.end()) if opening else None
    if not (other and other.value and mention.value and mention.value.startswith(other.value)):
        return None
    closing = _CLOSING.match(text.folded, other.end)
    return mention._replace(end=closing.end() if closing else other.end)


def _take_range(mention: Mention, text: DateText) -> Mention | None:
    """Take in the end of a range. It is no date of the agreement's, and never a renewal, unless a word says so."""
    joint = _TO.match(text.folded, mention.end)
    if not joint:
        return None
    rest = _REST_OF_DATE.match(text.folded, joint.end())
    other = None if rest else match_mention(text, joint.end())
    end = rest.end() if rest else other.end if other else None
    if end is None:
        return None
    vague = _APPROXIMATE.match(text.folded, end)
    end = vague.end() if vague else end
    until = _UNTIL.match(text.folded, end)
    if not until and ROLE_AFTER.match(text.folded, end):
        return None
    return _close_range(mention._replace(end=until.end() if until else end), joint.end(), other, text)


def _close_range(whole: Mention, middle: int, other: Mention | None, text: DateText) -> Mention:
    if other and other.value and whole.value and other.value < whole.value[: len(other.value)]:
        return whole.refuse(find("date-range-reversed"))
    for finding in other.findings if other else ():
        whole = whole.add(finding)
    if whole.value is None:
        return whole
    return whole.add(find("date-range", first=whole.value, end=text.written[middle : whole.end].strip()))


def _is_day(mention: Mention) -> bool:
    return mention.value is not None and PRECISIONS[len(mention.value)] == "day"


_ADDITIONS: tuple[Addition, ...] = (
    _take_time,
    _take_weekday,
    _take_approximation,
    _take_limit,
    _take_year,
    _take_same,
)
