"""Dates as clerks write them: ``平成18（2006）年11月2日（※更新：平成23（2011）年10月17日）``.

In: the text of a date field. Out: :class:`~koryu_rdf.model.WrittenDate` values, each with its precision, its role and
its own characters. What is impossible or contradicts itself is reported and left out, never mended.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from koryu_rdf.dates.eras import ERAS, Era
from koryu_rdf.dates.iso import PRECISIONS
from koryu_rdf.dates.serials import from_serial
from koryu_rdf.model import DateRole, WrittenDate
from koryu_rdf.problems import Report

_SIGNS = dict(zip("㍾㍽㍼㍻㋿MTSHRＭＴＳＨＲ", (*ERAS, *ERAS, *ERAS), strict=True))
_KANJI_DIGITS = "〇一二三四五六七八九"

# No two optional runs of blanks stand side by side: on a long run they would take quadratic time.
_KANJI = f"[{_KANJI_DIGITS}]"
_NUMBER = rf"(?:\d{{1,2}}|{_KANJI}?十{_KANJI}?|{_KANJI}{{1,2}})"


def _match_era(group: str) -> str:
    name = rf"{'|'.join(ERAS)}|(?<![A-Za-z])[{''.join(_SIGNS)}](?=\s*[\d元十{_KANJI_DIGITS}])"
    return rf"(?P<{group}>{name})\s*(?P<{group}_year>元|{_NUMBER})"


def _match_gregorian(group: str) -> str:
    return rf"(?:西暦\s*)?(?P<{group}>\d{{4}}|{_KANJI}{{4}})"


def _match_beside(year: str) -> str:
    return rf"(?:(?:\s*年)?\s*[（(]\s*{year}(?:\s*年)?\s*[）)])?"


_DATE = re.compile(
    rf"(?:{_match_era('era')}{_match_beside(_match_gregorian('beside'))}"
    rf"|(?<![\d{_KANJI_DIGITS}]){_match_gregorian('year')}{_match_beside(_match_era('beside_era'))})"
    r"(?:(?:\s*年(?![度代])|(?<=[）)])(?!\s*年[度代]))"
    rf"(?:\s*(?P<month>{_NUMBER})\s*月(?:\s*(?P<day>{_NUMBER})\s*日)?)?"
    r"|\s*[./\-．／－]\s*(?P<month2>\d{1,2})(?:\s*[./\-．／－]\s*(?P<day2>\d{1,2}))?(?!\d))"
)
_ROLE_WORDS: dict[DateRole, str] = {
    "renewed": "更新|改定|改訂|改正|再締結|再調印|延長",
    "signed": "締結|調印|署名|提携|当初|初回",
}
_ROLE_WORD = rf"(?:第?{_NUMBER}回目?の?)?(?:{'|'.join(_ROLE_WORDS.values())})(?:年月日|日)?"
_ROLE_AFTER = re.compile(rf"\s*[（(][※＊*\s]*{_ROLE_WORD}\s*[）)]|{_ROLE_WORD}(?=[\s、，,;；・]|$)")
_NOT_A_REMARK = re.compile(rf"[\s、，,・;；:：／/※＊*（）()〜～~\-－]|から|及び|および|{_ROLE_WORD}|年月日|日付?")
_SERIAL = re.compile(r"\s*\d{5}(?:[.．]\d{1,15})?\s*")
_FIRST_SERIAL, _LAST_SERIAL = 1945, 2100  # years; a number outside is more likely another number
_IN_BRACKETS = re.compile(r"\s*[（(]\s*")
_CLOSING = re.compile(r"\s*[）)]")


class _Mention(NamedTuple):
    """A date in a text: where it stands, and its ISO 8601 value unless it is faulty."""

    start: int
    end: int
    value: str | None


def parse_dates(text: str, report: Report) -> list[WrittenDate]:
    """Read every date of a date field, in the order written.

    A date without a label is the signing when it is the first, else ``unlabelled``: nothing says that it is a renewal.
    Reports ``date-impossible``, ``date-outside-era``, ``date-years-disagree``, ``date-unlabelled``, ``date-remark``,
    ``date-serial`` for a bare number of a spreadsheet's day, and, for a text without any date, ``date-unreadable``.

    >>> [(d.value, d.role) for d in parse_dates("平成18（2006）年11月2日（※更新：平成23（2011）年10月17日）", print)]
    [('2006-11-02', 'signed'), ('2011-10-17', 'renewed')]
    >>> parse_dates("昭和56年", print)[0].precision
    'year'
    """
    if _SERIAL.fullmatch(text):
        return _read_serial(text, report)
    written: list[WrittenDate] = []
    position = 0
    for start, end, value in _find_mentions(text, report):
        before, label = text[position:start], _ROLE_AFTER.match(text, end)
        _report_remark(before, report)
        role = _find_role(label[0] if label else before) or ("unlabelled" if position else "signed")
        if value:
            written.append(_write(text[start:end], value, role, report))
        position = label.end() if label else end
    if position:
        _report_remark(text[position:], report)
    else:
        report("date-unreadable", field="dates", value=text)
    return written


def _read_serial(text: str, report: Report) -> list[WrittenDate]:
    """Read a field that holds the number of a day in a spreadsheet and nothing else."""
    number = text.strip()
    day = from_serial(float(number.replace("．", ".")))
    if day is None or not _FIRST_SERIAL <= day.year <= _LAST_SERIAL:
        report("date-unreadable", field="dates", value=number)
        return []
    report("date-serial", field="dates", value=number, day=day)
    return [WrittenDate(day.isoformat(), "day", "signed", number)]


def _find_mentions(text: str, report: Report) -> list[_Mention]:
    """Find the dates in a text; one that says the same again in brackets, ``2011年5月3日（平成23年5月3日）``, is one."""
    mentions: list[_Mention] = []
    for match in _DATE.finditer(text):
        mention = _Mention(match.start(), match.end(), _read(match, report))
        closing = _CLOSING.match(text, mention.end)
        if mentions and closing and _repeats(mentions[-1], mention, text):
            mentions[-1] = mentions[-1]._replace(end=closing.end())
        else:
            mentions.append(mention)
    return mentions


def _repeats(one: _Mention, other: _Mention, text: str) -> bool:
    return one.value == other.value is not None and bool(_IN_BRACKETS.fullmatch(text, one.end, other.start))


def _find_role(label: str) -> DateRole | None:
    return next((role for role, words in _ROLE_WORDS.items() if re.search(words, label)), None)


def _report_remark(text: str, report: Report) -> None:
    """Report what stands beside the dates, but for the words that say what a date is."""
    if _NOT_A_REMARK.sub("", text):
        report("date-remark", field="dates", value=text.strip())


def _write(as_written: str, value: str, role: DateRole, report: Report) -> WrittenDate:
    if role == "unlabelled":
        report("date-unlabelled", field="dates", value=as_written)
    return WrittenDate(value=value, precision=PRECISIONS[len(value)], role=role, as_written=as_written)


def _read(match: re.Match[str], report: Report) -> str | None:
    """Turn a match into an ISO 8601 value, or report why it has none."""
    year = _read_year(match, report)
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if year is None:
        return None
    try:
        first = datetime.date(year, _to_number(month or "1"), _to_number(day or "1"))
    except ValueError:
        report("date-impossible", field="dates", value=match[0])
        return None
    value = first.isoformat()[: 10 if day else 7 if month else 4]
    return value if _lies_in_era(match, value, report) else None


def _read_year(match: re.Match[str], report: Report) -> int | None:
    """Give the Gregorian year; ``None`` where two years stand side by side and disagree."""
    era, number = _find_era(match), match["era_year"] or match["beside_era_year"]
    gregorian = match["year"] or match["beside"]
    from_era = era.year_one + _to_number(number) - 1 if era else None
    written = _to_number(gregorian) if gregorian else from_era
    if written is not None and from_era is not None and written != from_era:
        report("date-years-disagree", field="dates", value=match[0], era_year=from_era, gregorian=written)
        return None
    return written


def _find_era(match: re.Match[str]) -> Era | None:
    name = match["era"] or match["beside_era"]
    return ERAS[_SIGNS.get(name, name)] if name else None


def _lies_in_era(match: re.Match[str], value: str, report: Report) -> bool:
    era, size = _find_era(match), len(value)
    if era is None or era.first.isoformat()[:size] <= value <= era.last.isoformat()[:size]:
        return True
    report("date-outside-era", field="dates", value=match[0], era=era.name, first=era.first, last=era.last)
    return False


def _to_number(text: str) -> int:
    """Read digits of any width, 元, and kanji with or without 十.

    >>> [_to_number(text) for text in ("２３", "元", "二十三", "十", "二〇一一")]
    [23, 1, 23, 10, 2011]
    """
    if text == "元":
        return 1
    tens, ten, ones = text.partition("十")
    if ten:
        return _to_number(tens or "一") * 10 + _to_number(ones or "〇")
    return int("".join(str(_KANJI_DIGITS.index(sign)) if sign in _KANJI_DIGITS else sign for sign in text))
