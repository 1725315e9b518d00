"""Japanese local governments: prefectures, cities, towns, villages and Tokyo's special wards, by name and by code.

In: names as clerks write them. Out: every :class:`LocalGovernment` that fits; several for 府中市, none for a name that
the table lacks. It does not guess, and knows no ward of a designated city and no municipality that was merged away.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from koryu_rdf.folding import fold_characters
from koryu_rdf.tables import read_rows

_WEIGHTS = (6, 5, 4, 3, 2)
_small_ke = str.maketrans("ヶがガの", "ケケケノ")  # 龍ヶ崎市 is 龍ケ崎市, 袖が浦市 is 袖ケ浦市, 山の内町 is 山ノ内町


class LocalGovernment(msgspec.Struct, frozen=True):
    """A prefecture (``municipality`` is ``None``) or a municipality; ``kana`` is how its own name is read."""

    code: str
    prefecture: str
    municipality: str | None
    district: str | None
    kana: str

    @property
    def name(self) -> str:
        """The name alone: 千葉市, 千葉県."""
        return self.municipality or self.prefecture

    @property
    def full_name(self) -> str:
        """The name with the prefecture in front: 千葉県千葉市, 千葉県."""
        return self.prefecture + (self.municipality or "")

    @property
    def prefecture_code(self) -> str:
        """The code of the prefecture; a prefecture's own is its code."""
        code5 = f"{self.code[:2]}000"
        return code5 + check_digit(code5)


class ParsedName(msgspec.Struct, frozen=True):
    """A name taken apart: the prefecture that the text names, the rest, and every local government that fits both."""

    prefecture: str | None
    rest: str
    candidates: tuple[LocalGovernment, ...]

    @property
    def local_government(self) -> LocalGovernment | None:
        """The one that is meant, or ``None`` where none or several fit."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Several fit: the text lacks its prefecture or its district."""
        return len(self.candidates) > 1


def get_local_government(code: str) -> LocalGovernment:
    """Look a local government up by its six-digit code; raises ``KeyError`` for one that does not exist."""
    return _index_by_code()[code]


def find_local_governments(name: str, prefecture: str | None = None) -> tuple[LocalGovernment, ...]:
    """Find every local government of that name, in order of codes; the district (郡) may stand in front.

    >>> [place.prefecture for place in find_local_governments("府中市")]
    ['東京都', '広島県']
    >>> find_local_governments("西松浦郡有田町", "佐賀県")[0].code
    '414018'
    """
    found = _index_by_name().get(_fold(name), ())
    if prefecture is None:
        return found
    return tuple(place for place in found if _fold(place.prefecture) == _fold(prefecture))


def parse_name(text: str) -> ParsedName:
    """Read a local government's name, with or without its prefecture.

    >>> parse_name("佐賀県有田町").local_government.code
    '414018'
    >>> parse_name("府中市").is_ambiguous
    True
    """
    prefecture, rest = split_prefecture(text)
    return ParsedName(prefecture, rest, find_local_governments(rest or prefecture or "", prefecture))


def split_prefecture(text: str) -> tuple[str | None, str]:
    """Take the prefecture off the front of a text; blanks around and inside its name do not count.

    >>> split_prefecture("千葉県 千葉市"), split_prefecture("京都市")
    (('千葉県', '千葉市'), (None, '京都市'))
    """
    text = text.strip()
    match = _prefecture_pattern().match(text)
    if match is None:
        return None, text
    return "".join(match[0].split()), text[match.end() :].lstrip()


def check_digit(code5: str) -> str:
    """Compute the sixth digit of a local-government code; raises ``ValueError`` unless given five digits.

    >>> check_digit("12100")
    '2'
    """
    if not re.fullmatch("[0-9]{5}", code5):
        raise ValueError(f"not five digits: {code5!r}")
    weighted = sum(int(digit) * weight for digit, weight in zip(code5, _WEIGHTS, strict=True))
    return str(11 - weighted % 11)[-1]


def _fold(name: str) -> str:
    return fold_characters(name).translate(_small_ke)


@cache
def _read_local_governments() -> tuple[LocalGovernment, ...]:
    return tuple(
        LocalGovernment(row["code"], row["prefecture"], row["name"] or None, row["district"] or None, row["kana"])
        for row in read_rows("local-governments")
    )


@cache
def _index_by_code() -> dict[str, LocalGovernment]:
    return {place.code: place for place in _read_local_governments()}


@cache
def _index_by_name() -> dict[str, tuple[LocalGovernment, ...]]:
    index: dict[str, tuple[LocalGovernment, ...]] = {}
    for place in _read_local_governments():
        for key in {_fold(place.name), _fold((place.district or "") + place.name)}:
            index[key] = (*index.get(key, ()), place)
    return index


@cache
def _prefecture_pattern() -> re.Pattern[str]:
    """Match a prefecture's whole name. 京都 or 府中 never match: the 都, 道, 府 or 県 must be there."""
    names = (place.prefecture for place in _read_local_governments() if place.municipality is None)
    return re.compile("|".join(r"\s*".join(name) for name in names))
