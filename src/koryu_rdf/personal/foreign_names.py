"""Names in katakana, in Latin letters and in hangul.

In: text. Out: findings. A place abroad is written like a person: what is not in the lists of names is one only where
respect or the context says so, and then it is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from koryu_rdf.countries import find_country
from koryu_rdf.personal.finding import Finding
from koryu_rdf.personal.lists import list_romanised_family_names, list_romanised_given_names
from koryu_rdf.personal.words import (
    FOREIGN_FAMILY_NAMES,
    FOREIGN_FAMILY_NAMES_LATIN,
    FOREIGN_GIVEN_NAMES,
    FOREIGN_GIVEN_NAMES_LATIN,
    KOREAN_FAMILY_NAMES,
)

_DOTS = "・＝="
_KATAKANA_BEFORE = re.compile(rf"(?<![A-Za-z])(?:[A-Z]\.?[{_DOTS}])?[ァ-ヴー]+(?:[{_DOTS}](?:[ァ-ヴー]+|[A-Z]\.?))*$")
_KATAKANA = re.compile(
    rf"[ァ-ヴー](?<![ァ-ヴー{_DOTS}一-鿿].)[ァ-ヴー]*(?:[{_DOTS}](?:[ァ-ヴー]++|[A-Z]\.?))++"
    r"(?!・?(?:[市区町村](?!長)|州(?!知事|首相|議)|県(?!知事)|[郡賞杯社島橋湾山川派家]|大学|空港|公園|記念|財団|病院|ホール|通り|美術館|博物館|博士号))"
)
_PERSONAL_VERB = re.compile("(?:が|ら[がは]|を|による)(?:来[日訪県市庁館校]|招|迎え|講演|指揮|出演|演奏|来演|訪問した)")
_NO_PLACE_TITLES = frozenset("教授 准教授 助教 博士 大統領 夫妻 夫人 女史 氏 君 先生 選手".split())

_WORD = r"[A-ZÀ-Þ](?:[a-zà-ÿ'’]+(?:-?[A-ZÀ-Þ][a-zà-ÿ]+)?|[A-Z]+|\.)"
_LATIN_NAME = rf"(?:{_WORD})(?:[ ,]{{1,2}}(?:{_WORD})){{0,3}}"
_LATIN_BEFORE = re.compile(r"(?<![A-Za-z])[A-ZÀ-Þ][\w.'’-]*(?:[ ・][A-ZÀ-Þ][\w.'’-]*)*(?=[ 　]?$)")
_ADDRESSED = re.compile(rf"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\b\.? ?(?P<name>{_LATIN_NAME})")
_OFFICE = re.compile(
    r"(?<![A-Za-z])(?P<office>Mayor|Governor|Ambassador|President|Premier|Minister|Chairman|Chairwoman|Chairperson|Speaker|"
    rf"Consul(?: General)?|Senator|Councillor|Director) (?P<name>{_LATIN_NAME})"
)
_PUBLIC = frozenset(
    ("Mayor", "Governor", "Ambassador", "President", "Premier", "Minister", "Speaker", "Consul", "Consul General")
)
_NO_NAMES = frozenset(
    """
    General Of Office Hotel University City Town Association Club Committee Prefecture Province State Park Street Museum
    House Council Board Cup Award Building Hall School College Japan Affairs Summit Conference Forum Meeting Day Visit
    """.split()
)
_LATIN = re.compile(rf"(?<![A-Za-z.'’-])(?:{_WORD})(?:,? (?:{_WORD})){{1,2}}(?![A-Za-z])")
_LATIN_HINT = re.compile("[A-ZÀ-Þ][.a-zà-ÿA-Z]+,? [A-ZÀ-Þ]")
_HANGUL = re.compile(
    f"(?<![가-힣])(?P<name>[{KOREAN_FAMILY_NAMES}][가-힣]{{2}})"
    "(?= ?(?P<title>시장|지사|군수|구청장|의장|대사|총영사|씨|님|교수|박사|과장|국장|부장|회장|사장|선생))"
)


def find_katakana_before(text: str, end: int, title: str, rank: str) -> Finding | None:
    """Find the name in katakana that ends where a title begins; what a place may be called too is none."""
    match = _KATAKANA_BEFORE.search(text, max(0, end - 40), end)
    if match is None or find_country(match[0]):
        return None
    parts = re.split(f"[{_DOTS}]", match[0])
    is_known = parts[-1] in FOREIGN_FAMILY_NAMES or (len(parts) > 1 and parts[0] in FOREIGN_GIVEN_NAMES)
    is_known = is_known or (len(parts) == 1 and parts[0] in FOREIGN_GIVEN_NAMES)
    if text[match.start() - 1 : match.start()] and "一" <= text[match.start() - 1] <= "鿿" and not is_known:
        return None
    if is_known or title in _NO_PLACE_TITLES or title[-1] == "下":
        return Finding(match.start(), end, "name", "foreign-name", holds_office=rank == "office")
    if title in ("さん", "様", "くん", "ちゃん"):
        return Finding(match.start(), end, "name", "foreign-name", is_certain=len(parts) > 1)
    if len(parts) > 1 and rank == "post":
        return Finding(match.start(), end, "name", "foreign-name", is_certain=False)
    return None


def find_latin_before(text: str, end: int) -> Finding | None:
    """Find the name in Latin letters before a form of respect."""
    match = _LATIN_BEFORE.search(text, max(0, end - 60), end)
    return Finding(match.start(), match.end(), "name", "latin-name") if match else None


def find_katakana(text: str) -> Iterator[Finding]:
    """Find full names in katakana that stand on their own."""
    for match in _KATAKANA.finditer(text):
        parts = re.split(f"[{_DOTS}]", match[0])
        if parts[0] in FOREIGN_GIVEN_NAMES and not find_country(match[0]):
            yield Finding(*match.span(), "name", "foreign-name")
        elif _PERSONAL_VERB.match(text, match.end()):
            yield Finding(*match.span(), "name", "foreign-name", is_certain=False)


def find_latin(text: str) -> Iterator[Finding]:
    """Find names in Latin letters: behind a title, or of a common given and family name."""
    for match in _ADDRESSED.finditer(text):
        yield Finding(*_trim(match), "name", "latin-name")
    for match in _OFFICE.finditer(text):
        start, end = _trim(match)
        if end > start:
            is_office = match["office"] in _PUBLIC
            yield Finding(
                start, end, "name", "latin-name", holds_office=is_office, is_certain=match["office"] != "President"
            )
    if _LATIN_HINT.search(text):
        yield from filter(None, map(_judge_latin, _LATIN.finditer(text)))


def find_hangul(text: str) -> Iterator[Finding]:
    """Find Korean names before a title."""
    for match in _HANGUL.finditer(text):
        is_office = match["title"] in ("시장", "지사", "군수", "구청장", "의장", "대사", "총영사")
        yield Finding(*match.span("name"), "name", "korean-name", holds_office=is_office)


def _trim(match: re.Match[str]) -> tuple[int, int]:
    """Give the span of a name up to the first word that is none."""
    start, end = match.span("name")
    for word in re.finditer(r"[^ ,]+", match["name"]):
        if word[0] in _NO_NAMES:
            return start, start + max(0, word.start() - 1)
    return start, end


def _judge_latin(match: re.Match[str]) -> Finding | None:
    """Find two or three words of which one is a given name or an initial, and another a family name."""
    words = list(re.finditer(r"[^ ,]+", match[0]))
    for one, other in pairwise(words):
        pair = (one[0], other[0])
        certainty = max(_weigh(*pair), _weigh(*reversed(pair)))
        if certainty and pair[1] not in _NO_NAMES | {"Ken", "Shi", "Cho", "Machi"}:
            start = match.start()
            return Finding(start + one.start(), start + other.end(), "name", "latin-name", is_certain=certainty > 1)
    return None


def _weigh(given: str, family: str) -> int:
    """Weigh whether two words are a person's: 2 for a common pair, 1 where one of them is common, 0 for neither."""
    if len(family.strip(".")) == 1:
        return 0
    is_family = family.lower() in list_romanised_family_names()
    if given.lower() in list_romanised_given_names() and is_family:
        return 2
    if re.fullmatch(r"[A-Z]\.", given):
        return 2 if is_family or family in FOREIGN_FAMILY_NAMES_LATIN else 0
    if given in FOREIGN_GIVEN_NAMES_LATIN:
        return 2 if family in FOREIGN_FAMILY_NAMES_LATIN or is_family else 0
    return 0
