"""Folding: what makes two ways of writing one name equal.

In: a name. Out: a key to look it up by. A key is never shown or published: folding destroys what people wrote.
"""

from __future__ import annotations

import re
import unicodedata

# Left the form that is folded away, right the one that stays. Not 嶋 and 島: 鹿嶋市 and 鹿島市 are two cities.
_VARIANTS = """
髙高 﨑崎 𠮷吉 德徳 惠恵 檮梼 龍竜 條条 澤沢 濱浜 濵浜 邊辺 邉辺 鹽塩 竈釜 竃釜 曾曽 檜桧 鯵鰺 礪砺 瀧滝 國国 廣広
驒騨 眞真 冨富 舘館 櫻桜 豐豊 榮栄 會会 縣県 臺台 灣湾 聯連 藝芸 萬万 壹壱 黑黒 莊荘 鐵鉄 彌弥 嶽岳 鷗鴎 淸清 靜静 橫横
瀨瀬 賴頼 學学 寶宝 圓円 鄉郷 藏蔵 籠篭 祗祇 蘆芦 經経 濟済
"""
_SMALL_KANA = "ァア ィイ ゥウ ェエ ォオ ッツ ャヤ ュユ ョヨ ヮワ"
_B_SOUNDS = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"))

_one_form = str.maketrans({pair[0]: pair[1] for pair in _VARIANTS.split()})
_large_kana = str.maketrans({pair[0]: pair[1] for pair in _SMALL_KANA.split()})
_invisible = re.compile(r"[\s\u200b-\u200d\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_dots = re.compile("[・=\u30a0\u2010-\u2015-]+")  # NFKC has made ＝ and ･ into = and ・


def fold_characters(text: str) -> str:
    """Fold width, variant kanji and blanks.

    >>> fold_characters("景德鎮 市")
    '景徳鎮市'
    """
    visible = _invisible.sub("", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFC", visible).translate(_one_form)  # a lone accent was a blank with an accent


def fold(text: str) -> str:
    """Fold characters and case: what makes two headings or titles the same words.

    >>> fold("⑥ 經濟交流 （工業等）") == fold("6経済交流(工業等)")
    True
    """
    return fold_characters(text).casefold()


def fold_name(text: str) -> str:
    """Fold everything in which transcriptions of one foreign name differ: dots, hyphens, small kana, ヴ too.

    >>> fold_name("クィーンズランド州") == fold_name("クイーンズランド州")
    True
    """
    folded = _dots.sub("", fold_characters(text))
    for v_sound, b_sound in _B_SOUNDS:
        folded = folded.replace(v_sound, b_sound)
    return folded.translate(_large_kana)
