"""Sounds: how well a name in kana and one in Latin letters may be the same name, where an item has no Japanese label.

In: a name in kana, and one in Latin letters. Out: a likeness from 0 to 1, and the letters with which the other may begin. It is a
hint on where to look, never a reason to accept: what kana leave out of a name is much, and languages differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

_ROWS = {
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "z": "ザジズゼゾ",
    "t": "タチツテト",
    "d": "ダヂヅデド",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "": "アイウエオ",
}
_SIGNS = {
    **{sign: first + vowel for first, row in _ROWS.items() for sign, vowel in zip(row, "aiueo", strict=True)},
    **dict(
        zip("ァィゥェォャュョヮヤユヨワヰヱヲンヴ", "a i u e o a u o a ya yu yo wa wi we o n bu".split(), strict=True)
    ),
    **dict.fromkeys("ーッ", ""),
}
_KANA = re.compile("[ァ-ヶー]+")
_LATIN_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\b(?:saint|st)\b\.?", "sent"),
        (r"sch|sh|zh|ß", "s"),
        (r"ch(?=[rl])", "k"),
        (r"tch|ch|cz", "t"),
        (r"th", "s"),
        (r"kh", "h"),
        (r"ph|f", "h"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ck|c|q(?=u)", "k"),
        (r"ng(?=[^aeiouy]|$)", "n"),
        (r"j", "z"),
        (r"v", "b"),
        (r"l", "r"),
        (r"(?<=[aeiou])h(?![aeiouy])", ""),
        (r"m(?=[^aeiouym]|$)", "n"),
        (r"(.)\1+", r"\1"),
    )
)
_WITHOUT_STROKE = str.maketrans("łøđ", "lod")
_SOFT_G = re.compile("g(?=[eiy])")
_INITIALS = {
    "k": "CKQG", "g": "GJ", "s": "SCTZX", "z": "ZJGSX", "t": "TCZ", "d": "D", "n": "N", "h": "HFPJGXWKC", "b": "BVW", "p": "PB",
    "m": "M", "r": "LR", "w": "WVO", "y": "YJIEG", "a": "AEHÁÅÄ", "i": "IEYJ", "u": "UWVOÜ", "e": "EIAYÉ", "o": "OAHÖØÓ",
}  # fmt: skip


def is_kana(name: str) -> bool:
    """Say whether a name is in katakana, dots and blanks left out."""
    return _KANA.fullmatch(_drop_signs(name)) is not None


def list_initials(kana: str) -> str:
    """List the capital letters with which the name may begin that these kana stand for.

    >>> list_initials("ホノルル"), list_initials("釜山")
    ('HFPJGXWKC', '')
    """
    return _INITIALS.get(_write_sound(kana)[:1], "") if is_kana(kana) else ""


@lru_cache(65536)
def measure_sound(kana: str, latin: str) -> float:
    """Measure how alike a name in kana and one in Latin letters sound.

    >>> [measure_sound("コロンバス", name) > 0.8 for name in ("Columbus", "Cleveland")]
    [True, False]
    """
    ours = _write_sound(kana)
    return max(
        _compare(sound, theirs) for theirs in _list_latin_sounds(latin) for sound in {ours, ours.replace("w", "b")}
    )


def _compare(ours: str, theirs: str) -> float:
    whole = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    bones = SequenceMatcher(None, _list_consonants(ours), _list_consonants(theirs), autojunk=False).ratio()
    return (whole + bones) / 2


@lru_cache(4096)
def _write_sound(kana: str) -> str:
    """Write kana as sounds; a long vowel is a short one, and a vowel before a small sign is that sign's."""
    signs = re.sub("ウ(?=[ァィェォ])", "w", _drop_signs(kana))
    spelled = "".join(
        _SIGNS.get(sign, sign) if sign not in "ァィゥェォャュョ" else f"\0{_SIGNS[sign]}" for sign in signs
    )
    return re.sub(r"mu$", "n", re.sub(r"(.)\1+", r"\1", re.sub(r"[aiueo]?\0", "", spelled)))


def _list_latin_sounds(latin: str) -> Iterator[str]:
    """List the ways in which a name may sound: languages differ in ch, g, w and z, in an r before a consonant, and in the last letter."""
    bare = unicodedata.normalize("NFD", latin.casefold().translate(_WITHOUT_STROKE))
    plain = "".join(sign for sign in bare if not unicodedata.combining(sign))
    soft = _SOFT_G.sub("j", plain)
    ways = (plain, re.sub("(?<!s)ch", "sh", soft), soft.replace("ch", "k"), plain.replace("w", "v").replace("z", "ts"))
    for text in dict.fromkeys(ways):
        sounds = re.sub(r"[^a-z]", "", _apply_rules(text))
        for heard in (sounds, re.sub(r"r(?=[^aeiouy]|$)", "", sounds)):
            yield heard
            yield re.sub(r"(?:es|[dstx])$", "", heard)


def _apply_rules(text: str) -> str:
    for pattern, sound in _LATIN_RULES:
        text = pattern.sub(sound, text)
    return text


@lru_cache(65536)
def _list_consonants(sounds: str) -> str:
    return sounds[:1].translate(_VOWEL) + re.sub("[aeiouwy]", "", sounds[1:]).replace("z", "s").replace("g", "k")


_VOWEL = str.maketrans("eiou", "aaaa")


def _drop_signs(name: str) -> str:
    return re.sub(r"[・･＝=\s\u30a0\u2010-\u2015-]", "", unicodedata.normalize("NFKC", name))
