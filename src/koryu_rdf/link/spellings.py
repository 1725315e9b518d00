"""Spellings: the ways in which one place's name may stand in Wikidata.

In: a name as an office wrote it. Out: keys that make two spellings equal, and texts to look up exactly. Nothing is
romanised. A key is for comparing only and never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from koryu_rdf.folding import fold_characters, fold_name

MOST_SPELLINGS = 30
_ENDS = re.compile(
    r"(?<=.)(?:特別市|広域市|特別自治市|特別自治道|特別行政区|自治区|自治州|直轄市|広域行政体|広域連合|都市圏共同体|都市共同体|都市圏"
    r"|首長国|連邦管区|地域圏|地域|地方|コミューン|自治体|[市町村区郡州省県都府道邦旗盟])$"
)
_ENGLISH_ENDS = re.compile(
    r"^(?:city|province|state|county|district|municipality|prefecture|region|town) of (?=.)"
    r"|[ -](?:city|province|state|county|district|municipality|prefecture|region|oblast|shi|si|gun|gu|do|ken|sheng)$",
    re.IGNORECASE,
)
# Left as in China or Taiwan, right as in Japan; of the characters in which names of places differ.
_CHINESE = """
广広 辽遼 宁寧 苏蘇 阳陽 庆慶 云雲 贵貴 长長 东東 龙竜 龍竜 连連 烟煙 济済 郑鄭 尔爾 滨浜 义義 乌烏 鲁魯 兰蘭 陕陝 陜陝 佛仏 门門 韩韓 岛島
锦錦 顺順 铁鉄 营営 營営 桥橋 绍紹 兴興 溫温 泽沢 澤沢 汉漢 荆荊 闽閩 莱萊 临臨 盐塩 鹽塩 镇鎮 扬揚 张張 芜蕪 马馬 赣贛 吴呉 吳呉 荣栄 齐斉
齊斉 鸡鶏 鹤鶴 绥綏 图図 圖図 们們 浑渾 珲琿 边辺 邊辺 远遠 华華 寶宝 厦廈 县県 縣県 區区 乡郷
""".split()
_to_japanese = str.maketrans({pair[0]: pair[1] for pair in _CHINESE})
_LATIN_LANGUAGES = ("en", "mul", "fr", "de", "es")
_KANJI_LANGUAGES = ("ja", "zh", "mul")
_SEPARATORS = re.compile("[・･＝=\u30a0\u2010-\u2015-]")
_KANJI = re.compile(r"[\u3400-\u9fff々〇]+")
_LATIN = re.compile("[A-Za-z]")
_V_AND_B = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"))
_OLD_V = re.compile("ヴ[アイエオ]")
_TO_SMALL = str.maketrans("アイエオ", "ァィェォ")
_SMALL_AND_LARGE = tuple(
    (first + small, first + large)
    for firsts, smalls in (
        ("クウフスツグヴ", "ァア ィイ ェエ ォオ"),
        ("テデ", "ィイ"),
        ("シチジ", "ェエ"),
        ("キギシジチニヒビピミリ", "ャヤ ュユ ョヨ"),
    )
    for first in firsts
    for small, large in map(tuple, smalls.split())
)


def is_latin(name: str) -> bool:
    """Say whether a name is in Latin letters."""
    return _LATIN.search(name) is not None


def is_kanji(name: str) -> bool:
    """Say whether a name is in kanji alone, as Chinese, Korean and Vietnamese names may be."""
    return _KANJI.fullmatch(name) is not None


def list_languages(name: str) -> tuple[str, ...]:
    """List the languages among whose labels a name may stand as it is written."""
    return _LATIN_LANGUAGES if is_latin(name) else _KANJI_LANGUAGES if is_kanji(name) else ("ja",)


def strip_end(name: str) -> str:
    """Take the word for the kind of place off a name's end.

    >>> strip_end("ソウル特別市"), strip_end("Jingdezhen Shi"), strip_end("津市"), strip_end("市")
    ('ソウル', 'Jingdezhen', '津', '市')
    """
    return (_ENGLISH_ENDS if is_latin(name) else _ENDS).sub("", name.strip()) or name


@lru_cache(65536)
def fold_spelling(name: str) -> str:
    """Fold what differs between careful spellings of one name: width, variant kanji, dots, small kana, ヴ, case, accents.

    >>> fold_spelling("クルージュ＝ナポカ") == fold_spelling("クルージュ・ナポカ"), fold_spelling("Pécs")
    (True, 'pecs')
    """
    folded = fold_name(_OLD_V.sub(lambda old: old[0].translate(_TO_SMALL), name)).translate(_to_japanese).casefold()
    if is_latin(folded):
        folded = "".join(filter(str.isalnum, unicodedata.normalize("NFD", folded)))
    return folded


@lru_cache(65536)
def fold_loosely(name: str) -> str:
    """Fold long vowels and doubled sounds, too: what differs between careless spellings.

    >>> fold_loosely("アヴェイロー") == fold_loosely("アベイロ"), fold_loosely("コルドバ") == fold_loosely("コルドヴァ")
    (True, True)
    """
    return re.sub("[ーツ](?=.)|ー$", "", fold_spelling(name)) or fold_spelling(name)


@lru_cache(16384)
def list_spellings(name: str) -> tuple[str, ...]:
    """List texts to look up exactly, the likeliest first, ``MOST_SPELLINGS`` at most.

    >>> list_spellings("クィーンズランド州")[:3]
    ('クィーンズランド州', 'クィーンズランド', 'クイーンズランド州')
    """
    bare = strip_end(name)
    plain = dict.fromkeys((name.strip(), bare, fold_characters(name), fold_characters(bare)))
    if is_latin(name):
        return tuple(dict.fromkeys((name.strip(), bare)))
    written = dict.fromkeys((*plain, *(text.translate(_to_japanese) for text in plain), *_cut_kanji_end(bare)))
    for vary in (_vary_separators, _vary_small_kana, _vary_v_and_b, _vary_long_vowels):
        for text in list(written):
            written.update(dict.fromkeys(vary(text)))
    return tuple(written)[:MOST_SPELLINGS]


def _cut_kanji_end(bare: str) -> Iterator[str]:
    """Cut the 州 of 鄭州, which some labels lack, too: a place to look at, no more."""
    if is_kanji(bare) and strip_end(bare) != bare:
        yield strip_end(bare)


def _vary_separators(text: str) -> Iterator[str]:
    if _SEPARATORS.search(text):
        yield from (_SEPARATORS.sub(dot, text) for dot in "・＝")
        yield _SEPARATORS.sub("", text)


def _vary_small_kana(text: str) -> Iterator[str]:
    for small, large in _SMALL_AND_LARGE:
        if small in text:
            yield text.replace(small, large)
        elif large in text:
            yield text.replace(large, small)


def _vary_v_and_b(text: str) -> Iterator[str]:
    without = text
    for v_sound, b_sound in _V_AND_B:
        without = without.replace(v_sound, b_sound)
        if b_sound in text:
            yield text.replace(b_sound, v_sound)
    yield without


def _vary_long_vowels(text: str) -> Iterator[str]:
    if "ー" in text:
        yield text.replace("ー", "")
        yield text.rstrip("ー")
