"""Names of persons in a text.

In: text. Out: findings. A name is known by the title, post or label beside it, or by being common. It knows nobody, and
a rare name that stands bare escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koryu_rdf.countries import find_country
from koryu_rdf.personal.cells import find_names_in_cell
from koryu_rdf.personal.finding import Finding
from koryu_rdf.personal.foreign_names import (
    find_hangul,
    find_katakana,
    find_katakana_before,
    find_latin,
    find_latin_before,
)
from koryu_rdf.personal.kanji_names import NO_ENDS, find_full_name, find_name_after, find_name_before, is_full_name
from koryu_rdf.personal.lists import is_given_name, list_family_names
from koryu_rdf.personal.titles import PREFIX, TITLE, get_rank

_KANJI = "[一-鿿々ヶ]"
_RUN = re.compile(f"{_KANJI}+$")
_RUNS = re.compile(f"{_KANJI}{{3,}}")
_SPACED = re.compile(f"(?<!{_KANJI})({_KANJI}{{1,3}})(?=[ 　]({_KANJI}{{1,3}}|[ぁ-ん]{{2,4}})(?![一-鿿々]))")
_SPACED_BEFORE = re.compile(f"(?<!{_KANJI})({_KANJI}{{1,3}})[ 　]({_KANJI}{{1,3}}|[ぁ-ん]{{2,4}})[ 　]?$")
_KANA_BEFORE = re.compile(f"(?P<family>{_KANJI}{{1,6}})(?P<given>[ぁ-ん]{{2,4}})$")
_AFTER = re.compile(f"[ 　]?({_KANJI}+)(?![一-鿿々])")
_AFTER_LOOSELY = re.compile(f"[のは][ 　]?({_KANJI}{{3,6}})(?![一-鿿々])")
_KANA_AFTER = re.compile(f"[ 　の]?({_KANJI}{{1,3}})([ぁ-ん]{{3,4}}?)(?![ぁ-ん])")
_PARTICLE = re.compile("[がはとをもの、。，．,ほ他）)）」・／/\\s]|による|ら|氏|$")
_LABEL = re.compile(
    "(?:担当者?|責任者|代表者?|氏名|通訳|講師|団長|引率者?|連絡先|参加者|窓口)(?:氏名)?[ 　]?[：:はの 　][ 　]?"
)
_LABELLED = re.compile(
    f"({_KANJI}{{1,6}})(?:[ 　]({_KANJI}{{1,3}}|[ぁ-ん]{{2,4}}))?(?=[、。，,）)」\\s・まへとがをで]|$)"
)
_ENDS_NAME = f"(?![{''.join(sorted(NO_ENDS))}]){_KANJI}"
_POST_WITH_PLACE = re.compile(
    f"(?<![・{_KANJI[1:-1]}])({_KANJI}{{1,3}}{_ENDS_NAME})(?=・[一-鿿々ァ-ヴー]{{1,10}}[市県省州区町村]{_KANJI}{{0,8}}長)"
)
_PAIR = re.compile(f"(?<!{_KANJI})({_KANJI}{{2,3}})・({_KANJI}{{2,3}})(?=の?両|ら[がはのを]|各氏)")
_REACH = 14


def find_names(text: str, *, in_contact: bool = False) -> Iterator[Finding]:
    """Find the names of persons in a text; in a contact's cell a name needs nothing beside it."""
    if in_contact:
        yield from find_names_in_cell(text)
    yield from find_titled(text)
    yield from _find_labelled(text)
    yield from find_full_names(text)
    if "・" in text or "＝" in text or "=" in text:
        yield from find_katakana(text)
        yield from (
            Finding(*one.span(1), "name", "titled-name", holds_office=True) for one in _POST_WITH_PLACE.finditer(text)
        )
        yield from _find_pairs(text)
    if _CAPITAL.search(text):
        yield from find_latin(text)
    if _HANGUL.search(text):
        yield from find_hangul(text)


_CAPITAL = re.compile("[A-ZÀ-Þ][a-zà-ÿ.]")
_HANGUL = re.compile("[가-힣]")


def find_titled(text: str) -> Iterator[Finding]:
    """Find names beside a title."""
    for match in TITLE.finditer(text):
        rank, title, start = get_rank(match[0]), match[0], match.start()
        if beginning := PREFIX.search(text, max(0, start - 2), start):
            title, start = beginning[0] + title, beginning.start()
        before = _find_before(text, start, title, rank)
        if before:
            yield before
        elif rank in ("office", "post"):
            yield from _find_after(text, match.end(), rank)


def _find_before(text: str, end: int, title: str, rank: str) -> Finding | None:
    """Find the name that ends where a title begins."""
    beginning = max(0, end - _REACH)
    sign = text[end - 1 : end]
    if "ァ" <= sign <= "ヴ" or sign == "ー":
        return find_katakana_before(text, end, title, rank)
    if sign.isascii() and (sign.isalpha() or sign in ".  ") and rank == "respect":
        return find_latin_before(text, end)
    if "ぁ" <= sign <= "ん":
        return _find_kana_before(text, beginning, end, rank)
    spaced = _SPACED_BEFORE.search(text, beginning, end)
    if spaced and spaced[1] in list_family_names() and is_given_name(spaced[2]):
        return Finding(spaced.start(), spaced.end(2), "name", "titled-name", holds_office=rank == "office")
    run = _RUN.search(text, beginning, end)
    name = find_name_before(run[0], title, rank) if run and not find_country(run[0]) else None
    if name is None:
        return None
    return Finding(end - name.length, end, "name", "titled-name", name.is_certain, holds_office=rank == "office")


def _find_kana_before(text: str, beginning: int, end: int, rank: str) -> Finding | None:
    match = _KANA_BEFORE.search(text, beginning, end)
    if match is None or rank == "family":
        return None
    for size in (3, 2):
        if match["family"][-size:] in list_family_names() and is_given_name(match["given"]):
            return Finding(match.end("family") - size, end, "name", "titled-name", holds_office=rank == "office")
    return None


def _find_after(text: str, start: int, rank: str) -> Iterator[Finding]:
    """Find the name that begins where a post ends: 市長 田中花子, 市長の田中花子."""
    if match := _AFTER.match(text, start):
        found = find_name_after(match[1]) if _PARTICLE.match(text, match.end()) else None
        if found and (len(match[1]) > 1):
            yield Finding(*match.span(1), "name", "named-post", found.is_certain, holds_office=rank == "office")
    elif (match := _AFTER_LOOSELY.match(text, start)) and is_full_name(match[1]):
        yield Finding(*match.span(1), "name", "named-post", holds_office=rank == "office")
    if (match := _KANA_AFTER.match(text, start)) and match[1] in list_family_names() and is_given_name(match[2]):
        yield Finding(*match.span(), "name", "named-post", holds_office=rank == "office")


def _find_labelled(text: str) -> Iterator[Finding]:
    for label in _LABEL.finditer(text):
        match = _LABELLED.match(text, label.end())
        if match is None:
            continue
        if match[2] and (match[1] in list_family_names() or is_given_name(match[2])):
            yield Finding(*match.span(), "name", "labelled-name", match[1] in list_family_names())
        elif (found := find_name_after(match[1])) and (label[0][-1] not in "はの" or match[1] in list_family_names()):
            yield Finding(*match.span(1), "name", "labelled-name", found.is_certain or label[0][-1] not in "はの")


def find_full_names(text: str) -> Iterator[Finding]:
    """Find a common family name with a given name, wherever they stand."""
    families = list_family_names()
    for match in _RUNS.finditer(text):
        if name := find_full_name(match[0]):
            yield Finding(match.end() - name.length, match.end(), "name", "full-name", name.is_certain)
    for match in _SPACED.finditer(text):
        if match[1] in families and is_given_name(match[2]):
            yield Finding(match.start(1), match.end(2), "name", "full-name", len(match[1]) > 1 and len(match[2]) > 1)


def _find_pairs(text: str) -> Iterator[Finding]:
    """Find two family names side by side: 井口・宇野の両名."""
    for match in _PAIR.finditer(text):
        if match[1] in list_family_names() and match[2] in list_family_names():
            yield from (Finding(*match.span(group), "name", "full-name") for group in (1, 2))
