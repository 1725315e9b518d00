"""Names in a contact's cell, where a unit is expected and a person may stand beside it: 国際課 田中, 国際課（田中）.

In: the cell. Out: findings. A word that is no unit's and no common name's is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koryu_rdf.personal.finding import Finding
from koryu_rdf.personal.kanji_names import HOMES, is_full_name
from koryu_rdf.personal.lists import is_given_name, list_family_names, list_romanised_family_names
from koryu_rdf.personal.words import FOREIGN_FAMILY_NAMES

_WORD = re.compile(
    "[^ 　\\t（）()［］\\[\\]「」：:・／/、，,]+?(?=(?:まで|あて|宛て?|迄)?(?:[ 　\\t（）()［］\\[\\]「」：:・／/、，,]|$))"
)
_UNIT = re.compile("[課室係班局部]$")
_GLUED = re.compile("(?<=[課室係班])([一-鿿々]{2,5})$")
_MIGHT_BE_NAME = re.compile("[一-鿿々]{2,3}|[一-鿿々]{1,2}[ぁ-ん]{1,3}")
_NO_NAME = re.compile(
    "国際|企画|交流|総務|広報|観光|商工|産業|経済|文化|教育|環境|政策|振興|都市|戦略|地域|推進|秘書|協力|海外|農|水産|林|港|市民|人事|管理|財政"
    "|総括|統括|代表|担当|直通|内線|夜間|平日|本庁|支所|事務|姉妹|友好|庶務|調整|調査|計画|行政|議会|福祉|学校|健康|保健|医療|防災|建設|道路|水道"
    "|下水|土木|建築|住宅|スポーツ|青少年|男女|人権|平和|多文化|共生|移住|空港|貿易|労働|雇用|情報|統計|法務|契約|会計|税|[課室係班局部会所館院市県町村区庁団校園寮社]$"
    "|班|窓口|受付|不明|同上|未定|別途|各課|大学|中央|中部|東部|西部|南部|北部|第[一二三四五]|[東西南北]側|新規|主管|所管"
)


def find_names_in_cell(text: str) -> Iterator[Finding]:
    """Find the names in a cell: a word of its own behind a unit, or the end of one that begins with a unit."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        if glued := _GLUED.search(word[0]):
            if _is_known(glued[1]):
                yield Finding(word.start() + glued.start(1), word.end(), "name", "contact-cell")
        elif _is_known(word[0]):
            yield Finding(
                *_join_given(words, place), "name", "contact-cell", is_certain=len(words) > 1 and word[0] not in HOMES
            )
        elif place and _MIGHT_BE_NAME.fullmatch(word[0]) and not _NO_NAME.search(word[0]):
            yield Finding(*word.span(), "name", "contact-cell", is_certain=False)


def _is_known(word: str) -> bool:
    """Say whether a word is a common name."""
    is_latin = word.isascii() and word.lower() in list_romanised_family_names()
    return word in list_family_names() or is_full_name(word) or word in FOREIGN_FAMILY_NAMES or is_latin


def _join_given(words: list[re.Match[str]], place: int) -> tuple[int, int]:
    """Give the span of a family name, with the given name that follows it."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    if following and is_given_name(following[0]) and following.start() - word.end() == 1:
        return word.start(), following.end()
    return word.span()
