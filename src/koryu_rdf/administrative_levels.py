"""The levels of places abroad, by the words that their names end in: 州, 省, 県, 地域圏; 市, 郡, 区, カウンティ.

In: what follows the country's name. Out: the first-level unit and the locality in it, and whether a word says that it is a
locality. Country by country where a word means different things: 県 is a unit of Vietnam, in China it lies in a province.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_BLANKS = " 　・･"
_REGION_END = (
    "自治区|特別行政区|連邦管区|自治管区|行政管区|州|省|道|県|邦|地方|地域圏|地域|準州|自由州|特別地域|連邦直轄領|連邦直轄地|連邦区|首都圏"
    "|カントン|プロヴィンス|プロビンス|レジオン|アイマグ"
)
_LOCALITY_END = (
    "特別市|広域市|直轄市|市|郡|区|町|村|都|府|鎮|広域行政体|広域連合|都市圏共同体|都市共同体|都市共同体連合|都市圏|自治体|コミューン|コムーネ"
    "|ゲマインデ|自由ハンザ都市|シティー?|タウン|タウンシップ|カウンティ|ディストリクト|シャイアー?|パリッシュ|メトロポール|メトロポリス"
)


class _Levels(NamedTuple):
    """What a name ends in at the first level and below, and first-level units whose names end in no such word."""

    region_end: str = _REGION_END
    locality_end: str = _LOCALITY_END
    regions: tuple[str, ...] = ()


_USUAL = _Levels()
_LEVELS = {
    # A 州 is the end of a city's name (蘇州) or, like 県, a place inside a province.
    "CN": _Levels("自治区|特別行政区|省", f"{_LOCALITY_END}|自治州|県|旗|盟|地区|郷|街道"),
    "TW": _Levels("県", f"{_LOCALITY_END}|郷"),
    "KR": _Levels("特別自治道|道", f"{_LOCALITY_END}|邑|面|洞"),
    "KP": _Levels("道", f"{_LOCALITY_END}|里"),
    "GB": _Levels(regions=("イングランド", "スコットランド", "ウェールズ", "ウエールズ", "北アイルランド")),
    "US": _Levels(f"{_REGION_END}|特別区"),
    "RU": _Levels(f"{_REGION_END}|共和国", f"{_LOCALITY_END}|地区"),
    "MN": _Levels(_REGION_END, f"{_LOCALITY_END}|ソム"),
    "UZ": _Levels(f"{_REGION_END}|共和国"),
}
# Countries whose cities are told apart by their first-level unit, and the cities that are such units themselves.
_IS_ITS_OWN_REGION = {"北京市", "上海市", "天津市", "重慶市", "デリー市"}
_REGION_EXPECTED = {"AU", "BR", "CA", "CN", "IN", "MX", "US"}
_ANY_LEVEL = re.compile(rf"(?:{_REGION_END}|{_LOCALITY_END})$")
NAMED_REGION = re.compile(rf"(?:{'|'.join(name for levels in _LEVELS.values() for name in levels.regions)})$")
"""The end of a name that is a first-level unit without a word that says so; a city may follow it."""


def split_region(rest: str, country: str | None) -> tuple[str | None, str | None]:
    """Part ``江蘇省呉江市`` into its first-level unit and the locality; ``広州市`` has no unit in it.

    >>> [split_region(text, "CN") for text in ("江蘇省蘇州市", "広州市", "蘇州工業園区", "貴州省", "浙江省長興県")]
    [('江蘇省', '蘇州市'), (None, '広州市'), (None, '蘇州工業園区'), ('貴州省', None), ('浙江省', '長興県')]
    >>> split_region("江蘇省鎮江市", "CN"), split_region("四川省都江堰市", "CN")
    (('江蘇省', '鎮江市'), ('四川省', '都江堰市'))
    >>> split_region("スコットランド グラスゴー市", "GB"), split_region("サハ共和国ヤクーツク市", "RU")
    (('スコットランド', 'グラスゴー市'), ('サハ共和国', 'ヤクーツク市'))
    """
    patterns = _compile(country)
    if patterns.is_region.search(rest):
        return rest, None
    parted = patterns.region.search(rest)
    return (rest[: parted.end()], rest[parted.end("gap") :]) if parted else (None, rest)


def is_locality(name: str, country: str | None) -> bool:
    """Say whether a word at the end says that a place is a municipality, a district or the like."""
    return bool(_compile(country).is_locality.search(name))


def is_complete(name: str, country: str | None) -> bool:
    """Say whether a name ends in a word for a level, one of its country's or one that many countries have.

    >>> is_complete("洪城郡広川邑", "KR"), is_complete("洪城郡広川邑", None)
    (True, False)
    """
    return bool(_ANY_LEVEL.search(name) or _compile(country).is_complete.search(name))


def lacks_region(locality: str | None, region: str | None, country: str | None) -> bool:
    """Say whether a city of a country whose cities are told apart by their state or province stands without it."""
    return bool(locality) and not region and country in _REGION_EXPECTED and locality not in _IS_ITS_OWN_REGION


class _Patterns(NamedTuple):
    is_region: re.Pattern[str]
    region: re.Pattern[str]
    is_locality: re.Pattern[str]
    is_complete: re.Pattern[str]


@cache
def _compile(country: str | None) -> _Patterns:
    region_end, locality_end, regions = _LEVELS.get(country or "", _USUAL)
    named = "|".join(regions) or "(?!)"
    # Behind 省 or 自治区 a name may well begin like an end: 鎮江市, 都江堰市. Behind 州 the end is its own: 広州市.
    gap = rf"(?P<gap>[{_BLANKS}]*+)(?:(?<=[省区])(?=..)|(?!{region_end}|{locality_end}))."
    return _Patterns(
        re.compile(rf"(?:{region_end})$|^(?:{named})$"),
        re.compile(rf"(?:^(?:{named})|(?<=.)(?:{region_end}))(?={gap})"),
        re.compile(rf"(?:{locality_end})$"),
        re.compile(rf"(?:{region_end}|{locality_end})$"),
    )
