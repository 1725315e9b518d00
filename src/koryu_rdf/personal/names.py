"""Personal data in what an office wrote: mail addresses that are a person's name, and persons named in prose.

In: text. Out: a verdict, or the text with names replaced. A name is known by what stands beside it or by being common;
an address that may be either is taken for a person's. It knows nobody, and a rare name that stands bare escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from koryu_rdf.countries import find_country
from koryu_rdf.local_governments import find_local_governments
from koryu_rdf.personal.finding import Finding
from koryu_rdf.personal.words import (
    FAMILY_NAMES,
    FAMILY_NAMES_OF_ONE_SIGN,
    FOREIGN_GIVEN_NAMES,
    GIVEN_NAME_ENDS,
)


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


_KANJI, _KATAKANA = "一-鿿々", "ァ-ヴー"
_LETTER = _KANJI + _KATAKANA
# In a name's end stands none of the signs that end places, bodies and posts.
_SIGN = f"(?![市県省州国区町村郡府都道学会社局部課庁所館院党団港好生業者員民長校事使授])[{_KANJI}]"
_POST = _any_of(
    """
    市長 区長 町長 村長 知事 省長 州長 議長 局長 部長 課長 所長 院長 会長 社長 学長 総長 書記 主席 首相 大臣 大統領
    大使(?!館) 総領事(?!館)
    """.split()
)
_TITLE = f"副?(?:{_POST}|主任|処長|秘書長|議員|教授|博士|先生|夫妻|さん|様)"
_RESPECT = "(?:皇太子|王女|王子|妃|皇后|国王|女王)?(?:殿下|陛下|閣下)|(?<![摂華杜諸同両各彼])氏(?![名族物神])|女史|夫妻"
_FAMILY = _any_of(FAMILY_NAMES)
_SHORT_FAMILY = f"[{FAMILY_NAMES_OF_ONE_SIGN}]"
_KANJI_GIVEN = f"(?:{_SIGN}){{0,2}}[{GIVEN_NAME_ENDS}]"
_GIVEN = f"(?:{_KANJI_GIVEN}|[ぁ-ん]{{2}}[こみりかなえき])"
_AFTER_POST = "(?:(?<=[長使事員授領相臣席記])|(?<=[長使事員授領相臣席記][ 　・の]))"
_AFTER_LABEL = "(?:(?<=担当[：: 　])|(?<=[当任表]者[：: 　])|(?<=氏名[：: 　]))"
_INSTITUTION = (
    "[市区町村](?!長)|州(?!知事|首相|議)|県(?!知事)|[郡賞杯社島橋湾山川]|大学|空港|公園|記念|財団|病院|ホール|通り"
)


class _Rule(NamedTuple):
    """A way in which a name is known; only a text in which the hint is found is searched for it, for that is quick."""

    hint: re.Pattern[str]
    name: re.Pattern[str]


def _make_rule(hint: str, *names: str) -> _Rule:
    return _Rule(re.compile(hint), re.compile("|".join(names)))


_RULES = (
    # a dot and a post with its place behind it: 山田花・中央区副区長
    _make_rule(
        f"・[{_LETTER}]{{2,18}}{_POST}",
        f"(?<![・{_LETTER}])[{_KANJI}]{{1,3}}{_SIGN}(?=・[{_LETTER}]{{1,10}}[市県省州区町村][{_LETTER}]{{0,8}}{_POST})",
    ),
    # respect behind it: 山田花子氏, 大使山田花子氏, ハンス皇太子殿下, スミス夫妻, オバマ大統領, John Smith氏
    _make_rule(
        "氏|[殿陛閣]下|女史|夫妻|さん|大統領",
        f"(?<![{_LETTER}])(?![同両各諸貴当]|天皇|皇|国王|女王|[{_KANJI}]{{0,3}}{_POST})[{_KANJI}]{{2,5}}?(?={_RESPECT})",
        f"(?<=[使長事員授士会社局部課所館院])(?:{_SIGN}){{2,4}}(?={_RESPECT})",
        f"(?<![・＝={_LETTER}])[{_KATAKANA}]{{2,}}(?:[・＝=][{_KATAKANA}]+)*(?={_RESPECT}|さん|大統領)",
        rf"(?<![A-Za-z.'-])(?<![A-Za-z.'-][ ・])[A-Z][A-Za-z.'-]*(?:[ ・][A-Z][A-Za-z.'-]*)*(?= ?(?:{_RESPECT}|さん))",
    ),
    # a common family name with a title or a given name: 田中市長, 田中花子先生, 田中 花子, 市長田中はなこ, 担当：田中
    _make_rule(
        _FAMILY,
        f"(?<![{_LETTER}]){_FAMILY}{_GIVEN}?(?={_TITLE})",
        f"(?<![{_LETTER}]){_FAMILY}(?:[ 　]|{_SIGN}){_KANJI_GIVEN}(?![{_LETTER}])",
        f"{_AFTER_POST}{_FAMILY}[ 　]?{_GIVEN}(?![{_LETTER}])",
        f"{_AFTER_LABEL}{_FAMILY}(?:[ 　]?{_GIVEN})?(?![{_LETTER}])",
    ),
    # a family name of one sign with a post: 王書記, 王小明局長, 市長 王小明が
    _make_rule(
        f"{_SHORT_FAMILY}[{_KANJI}]{{0,2}}{_TITLE}|[長使事記席][ 　]{_SHORT_FAMILY}",
        f"(?<![{_LETTER}]){_SHORT_FAMILY}(?={_TITLE})",
        f"(?<![{_LETTER}]){_SHORT_FAMILY}(?:{_SIGN}){{1,2}}(?=副?(?:書記|主席|首相|局長|主任|処長))",
        f"(?<=[長使事記席][ 　]){_SHORT_FAMILY}(?:{_SIGN}){{1,2}}(?=[がはとをの、。ほ他）)]|$)",
    ),
    # a common foreign given name: ジョン・スミス
    _make_rule(
        f"{_any_of(FOREIGN_GIVEN_NAMES)}[・＝=]",
        rf"(?<![・＝={_LETTER}]){_any_of(FOREIGN_GIVEN_NAMES)}(?:[・＝=](?:[{_KATAKANA}]++|[A-Z]\.?))++"
        f"(?!・?(?:{_INSTITUTION}))",
    ),
    # a title in English: Mr. John Smith
    _make_rule("M[rs]|Dr|Prof", r"(?<![A-Za-z])(?:Mrs?|Ms|Dr|Prof)\b\.? ?[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+)*"),
)
# What a place's name ends with, by the first sign of the post behind it: 福島市長, 福島知事.
_PLACE_ENDS = {"市": "市", "区": "区", "町": "町", "村": "村", "知": "都道府県"}


def find_names(text: str, *, in_contact: bool = False) -> Iterator[Finding]:  # noqa: ARG001
    """Find the names of persons in a text."""
    for hint, name in _RULES:
        if hint.search(text):
            yield from (
                Finding(*match.span(), "name", "pattern") for match in name.finditer(text) if not _is_place(match)
            )


def _is_place(match: re.Match[str]) -> bool:
    """Say whether what looks like a name is a country, or with the first sign of its post a local government."""
    ends = _PLACE_ENDS.get(match.string[match.end() : match.end() + 1], "")
    return bool(find_country(match[0])) or any(find_local_governments(match[0] + end) for end in ends)
