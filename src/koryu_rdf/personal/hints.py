"""Hints: a quick look that tells a text without personal data from one that must be read.

In: a text, of a whole record if need be. Out: the sentences in which anything could be found. It errs on the side of reading. Most
runs of kanji, of katakana with dots and of capitalised words come again and again: each is judged once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from koryu_rdf.personal.foreign_names import find_katakana, find_latin
from koryu_rdf.personal.names import find_full_names, find_titled

_RUNS = re.compile("[一-鿿々ヶ]{3,}")
_TELLING = re.compile("丁目|番|自宅|個人|居所|現住|住所")
_DOTTED = re.compile("[ァ-ヴー]++(?:[・＝=][ァ-ヴーA-Z.]++)+")
_DOTS = re.compile("[・＝=](?<=[ァ-ヴーA-Z.].)[ァ-ヴー]")
_CAPITALS = re.compile("[A-ZÀ-Þ][A-Za-zÀ-ÿ.'’-]+(?:,? [A-ZÀ-Þ][A-Za-zÀ-ÿ.'’-]*)+")
_CAPITAL = re.compile("[A-ZÀ-Þ][a-zà-ÿA-Z.]")
_K = "[一-鿿々ヶ]"
_BEFORE_NAME = "長事記席相理臣領使王首査任幹師佐員授教士諭生督計議氏当者表名訳絡先口加"
# Each pattern begins with a set of characters, for which texts are searched fast; an alternation would not.
_SIGNS = tuple(
    map(
        re.compile,
        (
            "[@＠〒가-힣]",
            "[0０1１][ 　()（）・.‐-―−－ー-]{0,3}[6-9６-９][0０]",
            "[0-9０-９](?<=[一-鿿々ァ-ヶぁ-んー].)(?:[0-9０-９]{0,3}[‐-―−－ー-][0-9０-９]|[0-9０-９]{0,3}(?:丁目|番))",
            "[ァ-ヴー](?:[市区町村省州][長知]|[知議書主首総大領国党局部課係室所院会社学校園館団理委頭支専常参技補教准講助博先監処秘船"
            "氏さ様く君夫女家副元前名皇王妃后殿陛閣ち県府都市町](?!市|は|の|$)|(?:が|ら[がは]|を|による)[来招迎講指出演訪])",
            "・(?<=[一-鿿々].)(?:[一-鿿々ァ-ヴー]{1,10}[市県省州区町村][一-鿿々]{0,8}長|[一-鿿々]{2,3}(?:の?両|ら|各))",
            f"[ 　](?:(?<={_K}.)(?:(?<=[^一-鿿々]{_K}.)|(?<=[^一-鿿々]{_K}{_K}.)|(?<=[^一-鿿々]{_K}{{3}}.)|(?<=^{_K}.)|(?<=^{_K}{{2}}.)"
            f"|(?<=^{_K}{{3}}.)|(?<=[{_BEFORE_NAME}].)))(?:[一-鿿々]{{1,6}}(?![一-鿿々])|[ぁ-ん]{{2}})",
            "[：:][ 　]?[一-鿿々]",
            "[はの](?<=[当者表名訳師長率先加口].)[ 　]?[一-鿿々]",
            "[氏様女夫さく君](?:(?<=[A-Za-z.].)|(?<=[A-Za-z.][ 　].))",
            "[氏君](?<=[一-鿿々].)(?<![同両諸各摂].)",
            "[さくち](?<=[一-鿿々].)(?<![皆客].)(?:ん|ゃん)",
            "[こみりかなえきおけせよらるろさしたとひまもやゆわつ](?:[市区町村省州][長知]|知事|議[長員]|[会社部課局係所学校]長|先生|教授|氏|さん)",
            "[(（\\[［]at[)）\\]］]",
            "%40",
        ),
    )
)
_WORDS = re.compile(f"{_RUNS.pattern}|{_DOTTED.pattern}|{_CAPITALS.pattern}")
_ENDS = '。"\n'
_MOST_KEPT = 100_000
_SHORT = 100  # characters of a text that may well come again, as a cell of a table does
_harmless: set[str] = set()


def list_telling_pieces(text: str) -> frozenset[str]:
    """List the sentences of a text that must be read for personal data; in JSON, the strings.

    >>> list_telling_pieces("川崎市長と瀋陽市長が調印した。田中市長が立ち会った。")
    frozenset({'田中市長が立ち会った'})
    """
    return _list_again(text) if len(text) <= _SHORT else _list_pieces(text)


def _list_pieces(text: str) -> frozenset[str]:
    places = [match.start() for sign in _SIGNS for match in sign.finditer(text)]
    runs = set(_RUNS.findall(text))
    if _DOTS.search(text):
        runs.update(_DOTTED.findall(text))
    if _CAPITAL.search(text):
        runs.update(_CAPITALS.findall(text))
    telling = set(filter(_is_telling, runs - _harmless))
    if telling:
        places += (match.start() for match in _WORDS.finditer(text) if match[0] in telling)
    return frozenset(_cut(text, sorted(places)))


_list_again = lru_cache(maxsize=1 << 15)(_list_pieces)


def _cut(text: str, places: list[int]) -> Iterator[str]:
    """Cut out the sentences in which the places lie."""
    end = -1
    for place in places:
        if place > end:
            start = max(text.rfind(sign, 0, place) for sign in _ENDS) + 1
            end = min((found for sign in _ENDS if (found := text.find(sign, place)) >= 0), default=len(text))
            yield text[start:end]


def _is_telling(run: str) -> bool:
    """Say whether a run holds a name; remember it if not."""
    finders = (find_latin, find_katakana) if run[0] < "一" else (find_titled, find_full_names)
    if _TELLING.search(run) or any(any(find(run)) for find in finders):
        return True
    if len(_harmless) >= _MOST_KEPT:
        _harmless.clear()
    _harmless.add(run)
    return False
