"""Names in kanji: which part of a run of kanji is a person's name.

In: the run before a title or behind a post, or a run on its own. Out: where the name begins or ends. A name that is a
place's too is one only where the title says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from koryu_rdf.local_governments import find_local_governments
from koryu_rdf.personal.lists import is_given_name, list_family_names
from koryu_rdf.personal.words import CHINESE_FAMILY_NAMES, WARDS

# What may stand before a name in the same run: the end of a post, of a body, of what the person does.
BEFORE_NAME = frozenset("部長使事員授士会社局課所館院団者家手師表任席記相臣領徒生室係諭曹将")
LONGEST = 6
_SHORTEST_FULL = 3
# What a place's name ends with, by the first sign of the post behind it: 福島市長, 福島知事.
_PLACE_ENDS = {"市": "市", "区": "区", "町": "町", "村": "村", "知": "都道府県"}
HOMES = frozenset(
    "千葉 福島 山口 石川 宮崎 長野 福井 秋田 山形 富山 岡山 香川 徳島 宮城 青森 大分 奈良 滋賀 長崎 広島 高山 高松".split()
)
"""Names of families that are better known as places: 福島会長 may be a branch's."""
NO_ENDS = frozenset("市県省州国区町村郡府都道学会社局部課庁所館院党団港好生業者員民長校事使授")
"""Signs that end places, bodies and posts, and no name."""
_ENDS_OF_CHINESE_PLACES = NO_ENDS - set("国民生") | frozenset("校山江口昌陽南北東西岡石安寧城京海湖河津林門郷鎮島")
_CHINESE_PLACES = frozenset("高雄 金華 余姚 馬鞍 黄驊 周荘 葉城 賀蘭 曹妃 許田".split())
_LONGEST_CHINESE = 3


_INTIMATE = ("さん", "くん", "ちゃん", "君", "夫妻")


class Name(NamedTuple):
    """A name of some length at the end or at the beginning of a run, and whether it can only be a person's."""

    length: int
    is_certain: bool = True


def find_name_before(run: str, title: str, rank: str) -> Name | None:
    """Find the name at the end of the run that stands before a title.

    >>> find_name_before("市長田中花子", "氏", "respect"), find_name_before("福島", "市長", "office")
    (Name(length=4, is_certain=True), None)
    """
    for length in range(min(len(run), LONGEST), 0, -1):
        name, before = run[-length:], run[-length - 1 : -length]
        if (not before or before in BEFORE_NAME) and (found := _judge(name, before, title, rank)):
            return found
    if rank == "respect" and title == "氏" and 2 <= len(run) <= LONGEST - 1:  # noqa: PLR2004
        return Name(len(run))
    return None


def find_name_after(run: str) -> Name | None:
    """Find the name that is the whole run behind a post or a label: 市長 田中花子, 担当：田中.

    One that is better known as a place is not certain, nor is one that is not in the lists.
    """
    if is_full_name(run):
        return Name(len(run))
    if run in list_family_names() and len(run) > 1:
        return Name(len(run), run not in HOMES)
    if (
        run[0] in CHINESE_FAMILY_NAMES
        and 1 < len(run) <= _LONGEST_CHINESE
        and not set(run[1:]) & _ENDS_OF_CHINESE_PLACES
    ):
        return Name(len(run), False)
    return None


def is_full_name(run: str) -> bool:
    """Say whether a run is a common family name and a given name.

    >>> [is_full_name(run) for run in ("田中太郎", "長谷川直樹", "石川県立", "千葉大学")]
    [True, True, False, False]
    """
    families = list_family_names()
    return len(run) >= _SHORTEST_FULL and any(
        run[:size] in families and is_given_name(run[size:]) for size in (2, 3) if len(run) > size
    )


def find_full_name(run: str) -> Name | None:
    """Find a full name that is the run, or ends it behind what the person does: 歌手佐藤花子."""
    if is_full_name(run):
        return Name(len(run))
    for length in (5, 4, 3):
        if run[-length - 1 : -length] in BEFORE_NAME and is_full_name(run[-length:]):
            return Name(length)
    return None


def _judge(name: str, before: str, title: str, rank: str) -> Name | None:
    """Say whether a stretch before a title is a name."""
    if _is_place(name, title):
        return (
            Name(len(name), False) if title[0] in "副元前名" and name in list_family_names() and len(name) > 1 else None
        )
    if is_full_name(name):
        return Name(len(name))
    if name in list_family_names() and (len(name) > 1 or not before):
        return _judge_family(name, title, rank)
    if rank == "respect" and (title in _INTIMATE or title[-1] == "下") and len(name) > 1 and is_given_name(name):
        return Name(len(name))
    return _judge_chinese(name, title, rank) if not before or (rank == "respect" and len(name) > 1) else None


def _judge_family(name: str, title: str, rank: str) -> Name | None:
    if rank == "family":
        return Name(len(name), False) if len(name) > 1 else None
    if len(name) == 1 and title in ("様", "君", "会計", "家"):
        return None
    return Name(len(name), rank == "respect" or title in ("先生", "教授", "博士", "議員") or name not in HOMES)


def _judge_chinese(name: str, title: str, rank: str) -> Name | None:
    if name[0] not in CHINESE_FAMILY_NAMES or len(name) > _LONGEST_CHINESE or title in ("様", "君", "会計", "家"):
        return None
    if len(name) == 1:
        return Name(1)
    if set(name[1:]) & _ENDS_OF_CHINESE_PLACES or name in _CHINESE_PLACES:
        return None
    return Name(len(name), rank == "respect" or len(name) == _LONGEST_CHINESE or title in ("書記", "主席", "首相"))


def _is_place(name: str, title: str) -> bool:
    """Say whether what looks like a name is a local government's with the first sign of the title: 福島市長."""
    sign = re.sub("^(?:副|元|前|名誉)", "", title)[:1]
    if sign == "区" and (name in WARDS or len(name) == 1):
        return True
    return any(find_local_governments(name + end) for end in _PLACE_ENDS.get(sign, ""))
