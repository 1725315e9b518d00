"""Word's automatic numbers: ``1.`` and ``(1)`` before a heading, which stand in no text.

In: ``numbering.xml``, and the paragraphs' list and level as they come. Out: the number as Word shows it. Formats that Japanese
documents do not use are shown as plain digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from koryu_rdf.read.package import find_child, get_attribute, get_name

_LEVELS = 9
_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = zip(
    (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
    ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
    strict=True,
)
_ROMAN_PIECES = tuple(_ROMAN)
_MOST = 10_000  # above it numbers are shown as digits


class Level(NamedTuple):
    """How one level of a list is numbered; ``text`` is like ``(%1)``."""

    start: int
    form: str
    text: str
    style: str | None
    keeps_counting: bool


class List(NamedTuple):
    """A list's levels, the count it shares with others, and the levels it starts anew."""

    levels: dict[int, Level]
    counter: str
    restarts: dict[int, int]


class Numbering:
    """Counts through a document; ask for its paragraphs in their order."""

    def __init__(self, root: Element | None) -> None:
        nodes = [] if root is None else list(root)
        abstract = {get_attribute(node, "abstractNumId"): node for node in nodes if get_name(node) == "abstractNum"}
        linked = {get_attribute(find_child(node, "styleLink"), "val"): key for key, node in abstract.items()}
        self._lists: dict[str, List] = {}
        for node in nodes:
            key = get_attribute(find_child(node, "abstractNumId"), "val")
            link = get_attribute(find_child(abstract.get(key), "numStyleLink"), "val")
            key = linked.get(link, key) if link else key
            if get_name(node) == "num" and key in abstract:
                self._lists[get_attribute(node, "numId") or ""] = _read_list(node, key or "", abstract[key])
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def find_level(self, number: str, style: str | None) -> int:
        """Find the level that a list ties to a style; the first where it ties none."""
        known = self._lists.get(number)
        levels = known.levels.items() if known else ()
        return next((level for level, one in levels if style and one.style == style), 0)

    def count(self, number: str, level: int) -> str:
        """Count one paragraph of a list, and give its number as it is shown; nothing for what is in no list."""
        known = self._lists.get(number)
        if known is None or level not in known.levels:
            return ""
        counts = self._counts.setdefault(known.counter, [None] * _LEVELS)
        if level in known.restarts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = known.restarts[level]
        else:
            before = counts[level]
            counts[level] = known.levels[level].start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            if not (deeper in known.levels and known.levels[deeper].keeps_counting):
                counts[deeper] = None
        return _show(known.levels, counts, level)


def _read_list(node: Element, count: str, abstract: Element) -> List:
    levels = _read_levels(abstract)
    restarts: dict[int, int] = {}
    for override in node:
        if get_name(override) == "lvlOverride":
            start = get_attribute(find_child(override, "startOverride"), "val")
            if start:
                restarts[_to_int(get_attribute(override, "ilvl"))] = _to_int(start)
            levels |= _read_levels(override)
    return List(levels, count, restarts)


def _read_levels(node: Element) -> dict[int, Level]:
    levels = {_to_int(get_attribute(child, "ilvl")): _read_level(child) for child in node if get_name(child) == "lvl"}
    return {number: level for number, level in levels.items() if 0 <= number < _LEVELS}


def _read_level(node: Element) -> Level:
    def get_value(name: str) -> str | None:
        return get_attribute(find_child(node, name), "val")

    form = "decimal" if find_child(node, "isLgl") is not None else get_value("numFmt") or "decimal"
    return Level(
        start=_to_int(get_value("start")),
        form=form,
        text=get_value("lvlText") or "",
        style=get_value("pStyle"),
        keeps_counting=get_value("lvlRestart") == "0",
    )


def _to_int(text: str | None) -> int:
    """Read a small number; what is none counts as 0."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else 0


def _show(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    if levels[level].form == "bullet":
        return "・"

    def fill(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index not in levels:
            return ""
        shown = counts[index]
        return _format(levels[index].start if shown is None else shown, levels[index].form)

    return re.sub("%([1-9])", fill, levels[level].text)


def _format(number: int, form: str) -> str:
    write = _FORMS.get(form, str)
    return write(number) if 0 < number < _MOST else str(number)


def _in_order(letters: str) -> Callable[[int], str]:
    """Go through the letters, then double them, as Word does after Z."""
    return lambda number: letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def _to_kanji(number: int) -> str:
    """Write a number as it is read aloud.

    >>> [_to_kanji(number) for number in (1, 10, 24, 110, 2012)]
    ['一', '十', '二十四', '百十', '二千十二']
    """
    pieces = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, unit)
        pieces += (_KANJI[digit] if digit > 1 else "") + name if digit else ""
    return pieces + (_KANJI[number] if number else "")


def _to_roman(number: int) -> str:
    """Write a number in Roman letters.

    >>> [_to_roman(number) for number in (4, 19, 2012)]
    ['IV', 'XIX', 'MMXII']
    """
    pieces = ""
    for value, letters in _ROMAN_PIECES:
        count, number = divmod(number, value)
        pieces += letters * count
    return pieces


def _enclose(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= most else f"({number})"


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedCircle": _enclose("①", 20),
    "decimalEnclosedParen": _enclose("⑴", 20),
    "decimalEnclosedFullstop": _enclose("⒈", 20),
    "japaneseCounting": _to_kanji,
    "japaneseDigitalTenThousand": lambda number: "".join(_KANJI[int(digit)] for digit in str(number)),
    "ideographDigital": lambda number: "".join(_KANJI[int(digit)] for digit in str(number)),
    "aiueo": _in_order(_AIUEO),
    "aiueoFullWidth": _in_order(_AIUEO),
    "iroha": _in_order(_IROHA),
    "irohaFullWidth": _in_order(_IROHA),
    "upperLetter": _in_order(_LATIN),
    "lowerLetter": _in_order(_LATIN.lower()),
    "upperRoman": _to_roman,
    "lowerRoman": lambda number: _to_roman(number).lower(),
}
_FORMS["decimalFullWidth2"] = _FORMS["decimalFullWidth"]
_FORMS["decimalEnclosedCircleChinese"] = _FORMS["decimalEnclosedCircle"]
