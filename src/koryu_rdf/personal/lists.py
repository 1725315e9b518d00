"""Names of families and of persons that are common in Japan, out of the tables.

In: a name. Out: whether it is one. What stands around a name decides, not the lists: 千葉 and 平和 are in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from koryu_rdf.tables import read_rows

# Given names that are words as well, and more often so.
_WORDS = frozenset(
    """
    一行 一世 一代 一人 一次 一歩 一生 一文 一同 公平 公正 公明 勝利 助成 友好 博士 博愛 厚生 和平 和文 和洋 大地 大成 太平 定年 定義 実行
    建造 弥生 昭和 明治 大正 平成 令和 正義 平和 文化 未来 希望 世界 健康 親善 名誉 主任 初代 歴代 大使 大和 海上 海運 海洋 三次 三成 天文
    水産 清水 真実 知恵 自然 栄光 英文 豊富 信用 修学 修理 政治 政道 教育 文明 春日 東大 正月 正式 民生 美術 芸術 進行 運営 道中 道義
    """.split()
)
_SIGNS_OF_PLACES = frozenset("市県省州国区町村郡府都道学会社局部課庁所館院党団港城山川川島浜湾駅橋寺社宮園祭里原平")


@cache
def list_family_names() -> frozenset[str]:
    """List names of families in kanji."""
    return frozenset(row["name"] for row in read_rows("family-names")) | {
        "王生",
        "小野寺",
        "斎藤",
        "齋藤",
        "渡邊",
        "髙橋",
        "髙田",
        "濵田",
        "邊見",
    }


@cache
def _list_given_names() -> dict[str, str]:
    return {row["beginning"]: row["ends"] for row in read_rows("given-names")}


@cache
def list_given_name_readings() -> frozenset[str]:
    """List names of persons in hiragana, of three signs and more: shorter ones are particles too often."""
    return frozenset(row["kana"] for row in read_rows("given-name-readings") if len(row["kana"]) > 2)  # noqa: PLR2004


def is_given_name(name: str) -> bool:
    """Say whether a name in kanji or hiragana is a person's.

    >>> [is_given_name(name) for name in ("太郎", "さくら", "平和", "県立")]
    [True, True, False, False]
    """
    if name in _WORDS or (len(name) == 1 and name in _SIGNS_OF_PLACES):
        return False
    return (bool(name) and name[-1] in _list_given_names().get(name[:-1], "")) or name in list_given_name_readings()


@cache
def list_romanised_family_names() -> frozenset[str]:
    """List names of families in small Latin letters, with and without their long vowels."""
    return _spell(row["romaji"] for row in read_rows("family-names"))


@cache
def list_romanised_given_names() -> frozenset[str]:
    """List names of persons in small Latin letters, with and without their long vowels."""
    return _spell(row["romaji"] for row in read_rows("given-name-readings"))


def _spell(names: Iterable[str]) -> frozenset[str]:
    """Spell long vowels in the ways people do: satou, sato, satoh; oono, ono, ohno."""
    spelled: set[str] = set()
    for name in names:
        short = name.replace("ou", "o").replace("oo", "o").replace("uu", "u")
        spelled |= {name, short}
        if name.endswith(("ou", "oo")):
            spelled.add(name[:-1] + "h")
        if name.startswith("oo"):
            spelled.add("oh" + name[2:])
    return frozenset(spelled)
