"""Titles: the words beside which a person is named, and what each says of the person.

In: text. Out: the titles in it. An office is a public one; a post or a form of respect belongs to anybody.
"""

from __future__ import annotations

import re
from typing import Literal

OFFICES = """
市長 区長 町長 村長 知事 省長 州長 議長 書記 主席 首相 総理 大臣 大統領 大使 総領事 領事 国王 党首
""".split()
POSTS = """
局長 部長 課長 係長 室長 所長 院長 会長 社長 学長 総長 校長 園長 館長 団長 理事長 委員長 頭取 会頭 支店長 支部長 専務 常務 主査 主任
主事 主幹 参事 技師 課長補佐 補佐 議員 教授 准教授 講師 助教 博士 教諭 先生 監督 理事 会計 処長 秘書長 主将 船長 頭領
""".split()
RESPECT = "氏 さん 様 夫妻 夫人 女史 くん ちゃん 君".split()
FAMILIES = "家"

_ROYAL = "(?:皇太子|王女|王子|妃|皇后|国王|女王)(?:殿下|陛下|閣下)|殿下|陛下|閣下"
TITLES = (
    *sorted([*OFFICES, *POSTS, *RESPECT, FAMILIES], key=lambda word: (-len(word), word)),
    "[町市県都府]議(?!会)",
    _ROYAL,
)
PREFIXES = ("副", "元", "前", "名誉")
TITLE = re.compile(f"(?:{'|'.join(TITLES)})(?<!(?<=[摂華杜諸同両各彼])氏)(?![名族物神]|館)(?<!(?<=[国農画作])家)")
"""A title; 氏名, 源氏物語, 大使館, 同氏 and 国家 hold none."""

PREFIX = re.compile(f"(?:{'|'.join(PREFIXES)})$")
"""What may stand in front of a title, and belongs to it."""

Rank = Literal["office", "post", "respect", "family"]
_RANKS: dict[str, Rank] = {
    **dict.fromkeys(OFFICES, "office"),
    **dict.fromkeys(POSTS, "post"),
    **dict.fromkeys(RESPECT, "respect"),
    FAMILIES: "family",
}


def get_rank(title: str) -> Rank:
    """Say what kind of title it is."""
    if title[-1] in "議下":
        return "post" if title[-1] == "議" else "respect"
    return _RANKS[title]
