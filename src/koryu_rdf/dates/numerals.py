"""Numerals in dates: digits, 元, and kanji by place (二〇一一) or by tens (二十三, 廿三, 二千十一).

In: a numeral of a text folded by :func:`~koryu_rdf.dates.characters.fold_signs`. Out: the number.
"""

from __future__ import annotations

UNITS = "一二三四五六七八九"
KANJI_DIGITS = f"〇{UNITS}"
_TENS = {"廿": 20, "卅": 30}
_POWERS = {"十": 10, "百": 100, "千": 1000}

NUMBER = rf"(?:[0-9]{{1,2}}|[{KANJI_DIGITS}]?十[{KANJI_DIGITS}]?|[廿卅][{UNITS}]?|[{KANJI_DIGITS}]{{1,2}})"
"""Matches a number of one or two digits: a month, a day, a year of an era."""

YEAR = rf"(?:[0-9]{{4}}|[{KANJI_DIGITS}]{{4}}|二?千(?:[{UNITS}]?百)?(?:[{UNITS}]?十)?[{UNITS}]?)"
"""Matches a Gregorian year."""


def to_number(text: str) -> int:
    """Read a numeral.

    >>> [to_number(text) for text in ("23", "元", "二十三", "十", "廿三", "二〇一一", "千九百八十八")]
    [23, 1, 23, 10, 23, 2011, 1988]
    """
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    return _count_kanji(text) if set(text) & {*_POWERS, *_TENS} else _read_places(text)


def _read_places(text: str) -> int:
    return int("".join(str(_to_digit(sign)) for sign in text))


def _count_kanji(text: str) -> int:
    total = ones = 0
    for sign in text:
        if sign in _POWERS:
            total, ones = total + (ones or 1) * _POWERS[sign], 0
        elif sign in _TENS:
            total += _TENS[sign]
        else:
            ones = _to_digit(sign)
    return total + ones


def _to_digit(sign: str) -> int:
    return KANJI_DIGITS.index(sign) if sign in KANJI_DIGITS else int(sign)
