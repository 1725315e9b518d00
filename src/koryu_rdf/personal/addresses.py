"""Addresses and numbers that lead to a person: mail addresses made of a name, mobile phones, homes.

In: text. Out: findings, or a verdict on one mail address. The number of a private fixed line looks like an office's and is
found only where the text calls it one; so is a home, but for a street with its house number, which is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from koryu_rdf.personal.finding import Finding
from koryu_rdf.personal.words import DEPARTMENT_WORDS, FAMILY_NAMES_ROMAJI, GIVEN_NAMES_ROMAJI

_LONG = 5  # letters from which a romaji word is told even where it is joined to others


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


_FAMILY, _GIVEN = _any_of(FAMILY_NAMES_ROMAJI), _any_of(GIVEN_NAMES_ROMAJI)
_LONG_FAMILY = _any_of(word for word in FAMILY_NAMES_ROMAJI if len(word) >= _LONG)
_LONG_DEPARTMENT = _any_of(word for word in DEPARTMENT_WORDS if len(word) >= _LONG)
_NAME = re.compile(f"{_FAMILY}?{_GIVEN}|{_GIVEN}?{_FAMILY}|[a-z]?{_LONG_FAMILY}[a-z]?")
_DEPARTMENT = re.compile(f"^{_LONG_DEPARTMENT}|{_LONG_DEPARTMENT}$|^{_any_of(DEPARTMENT_WORDS)}$")

_LOCAL = "[A-Za-z0-9._%+Ａ-Ｚａ-ｚ０-９．＿％＋－-]"
_AT = "(?: ?[@＠] ?| ?[(（\\[［]at[)）\\]］] ?|%40)"
_MAIL = re.compile(
    f"(?<!{_LOCAL})(?:(?!%40){_LOCAL})++{_AT}[A-Za-z0-9Ａ-Ｚａ-ｚ０-９-]++(?:[.．][A-Za-z0-9Ａ-Ｚａ-ｚ０-９-]++)*"
)
_MAIL_HINT = re.compile(r"@|＠|at[)）\]］]|%40")

_DIGIT = "[0-9０-９]"
_BETWEEN = "[ 　\\t‐-―−－ーｰ・.．()（）/／~～〜_-]{0,3}"
_MOBILE = re.compile(
    f"(?<!{_DIGIT})(?:[+＋]|(?:[0０][1１][0０]|[0０][0０]){_BETWEEN})?"
    f"(?:[(（]?[0０]|[8８][1１]{_BETWEEN}(?:[0０]{_BETWEEN})?)"
    f"{_BETWEEN}[6-9６-９][0０](?:{_BETWEEN}{_DIGIT}){{8}}(?!{_DIGIT})"
)
_MOBILE_HINT = re.compile("[6-9６-９][0０]")
_HOME_PHONE = re.compile(
    f"(?:自宅|個人)[^0-9０-９\\n]{{0,8}}(?P<found>[(（]?[0０]{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{8}}(?!{_DIGIT}))"
)

_HYPHEN = "[‐-―−－ーの-]"
_NUMBER = "(?:[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})"
_HOUSE = re.compile(
    f"{_NUMBER}丁目[ 　]?{_NUMBER}(?:番地?)?(?:{_HYPHEN}?{_NUMBER}(?:{_HYPHEN}{_NUMBER})?号?)?"
    f"|{_NUMBER}番地?(?:[のノ]?{_NUMBER}(?:号|{_HYPHEN}{_NUMBER})?)?(?![線組目手])"
    f"|{_DIGIT}{{1,4}}(?:[‐-―−－ー-]{_DIGIT}{{1,4}}){{1,3}}(?![0-9０-９年月日名人件回時分階歳か])"
)
_HOUSE_HINT = re.compile(f"丁目|番|{_DIGIT}[‐-―−－ー-]{_DIGIT}")
_POSTCODE = re.compile(f"〒[ 　]?{_DIGIT}{{3}}[‐-―−－ー-]?{_DIGIT}{{4}}[ 　]?[一-鿿々ぁ-んァ-ヶー]{{0,30}}")
_PLACE = "[一-鿿々ァ-ヶーあ-おか-せそ-ちつ-なぬねひ-めみ-もゆ-ろわ]"  # no particle
_STREET = re.compile(f"{_PLACE}*[市区町村郡字]{_PLACE}{{0,12}}[ 　]?$")
_HOME_LABEL = re.compile("(?:自宅|居所|[現在]住|住ま|住所)[^\\n]{0,12}$")
_STREET_LENGTH = 30


def find_addresses(text: str) -> Iterator[Finding]:
    """Find mail addresses of persons, mobile phones, and homes.

    >>> [found.rule for found in find_addresses("自宅：千葉市中央区千葉港1-2-3、０９０（１２３４）５６７８")]
    ['mobile-phone', 'home-address']
    """
    if _MAIL_HINT.search(text):
        yield from _find_mail(text)
    if _MOBILE_HINT.search(text):
        yield from (Finding(*match.span(), "phone", "mobile-phone") for match in _MOBILE.finditer(text))
    if "自宅" in text or "個人" in text:
        yield from (Finding(*match.span("found"), "phone", "home-phone") for match in _HOME_PHONE.finditer(text))
    if _HOUSE_HINT.search(text) or "〒" in text:
        yield from _find_homes(text)


def is_personal_address(email: str) -> bool:
    """Say whether a mail address, or one of several, is or may be a person's name rather than a department's.

    Words that the address's domain repeats are the office's name, and say nothing either way.

    >>> [is_personal_address(a) for a in ("hanako_tanaka01@example.jp", "kan-kokusai@example.jp", "28keisu@example.jp")]
    [True, False, False]
    """
    return any(_judge(one) for one in re.split(r"[\s,;、，；/]+", normalize("NFKC", email).lower()))


def _find_mail(text: str) -> Iterator[Finding]:
    for match in _MAIL.finditer(text):
        address = re.sub(_AT, "@", normalize("NFKC", match[0]).lower())
        if verdict := _judge(address):
            yield Finding(*match.span(), "email", verdict, is_certain=verdict == "mail-of-name")


def _judge(address: str) -> str | None:
    """Give the rule by which an address is a person's, or nothing."""
    local, _, domain = address.partition("@")
    words = [word for word in re.findall("[a-z]+", re.sub("[0-9]", "", local)) if word not in domain.split(".")]
    if any(map(_DEPARTMENT.search, words)):
        return None
    if any(map(_NAME.fullmatch, words)):
        return "mail-of-name"
    return "mail-of-words" if len(words) > 1 and len(max(words, key=len)) > 2 else None  # noqa: PLR2004


def _find_homes(text: str) -> Iterator[Finding]:
    """Find streets with a house number: certain where the text calls it a home."""
    for match in _POSTCODE.finditer(text):
        yield _make_home(text, *match.span())
    for match in _HOUSE.finditer(text):
        street = _STREET.search(text[max(0, match.start() - _STREET_LENGTH) : match.start()])
        if street:
            yield _make_home(text, match.start() - len(street[0]), match.end())


def _make_home(text: str, start: int, end: int) -> Finding:
    is_home = bool(_HOME_LABEL.search(text[max(0, start - _STREET_LENGTH) : start]))
    return Finding(start, end, "address", "home-address" if is_home else "street-address", is_certain=is_home)
