"""The vocabulary of headings: which column is meant by what an office calls it.

In: headings as written, those above a column from top to bottom, and what the settings say. Out: a role, a key of ``texts/columns.toml``.
A heading that is not in the vocabulary has no meaning here; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.read.layouts import Ground
from koryu_rdf.texts import get_topic

IGNORED = "ignore"
"""What the settings call a column that is to be left out."""

JAPANESE_ROLES = ("japanese_parties", "prefecture", "municipality", "code")
OVERSEAS_ROLES = ("overseas_parties", "country", "region", "locality")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_DECORATION = re.compile(r"[・/／、,，･\-‐ー―_.。:：;*※＊★☆◎○●◆■▼▽()\[\]【】〔〕<>「」『』\"'’]")
_LEADING_NUMBER = re.compile(r"^\d+(?=\D)")
_TRAILING_NUMBER = re.compile(r"(?:その)?(\d{1,3})$")
_TRAILING_FILLER = re.compile(r"(?<=..)(?:等|欄|など)$")


class Meaning(NamedTuple):
    """What a column holds: its role, which of several alike it is (相手1, 相手2), and what it is known by."""

    role: str
    ordinal: int | None = None
    ground: Ground = "words"


class Column(NamedTuple):
    """A column, its headings from top to bottom, and what it means, if that is known."""

    number: int
    path: tuple[str, ...]
    meaning: Meaning | None

    @property
    def heading(self) -> str:
        """The headings in one line, as written."""
        return " / ".join(" ".join(text.split()) for text in self.path)

    @property
    def role(self) -> str | None:
        """The column's role."""
        return self.meaning.role if self.meaning else None


class Heading(NamedTuple):
    """A heading as it is compared, and the number at its end."""

    key: str
    ordinal: int | None


@cache
def fold_heading(text: str) -> Heading:
    """Fold a heading to what it is compared by.

    >>> fold_heading("締 結 日\\n（和暦）"), fold_heading("③相手国２")
    (Heading(key='締結日', ordinal=None), Heading(key='相手国', ordinal=2))
    """
    folded = fold(text)
    bare = _BRACKETED.sub("", folded)
    key = _LEADING_NUMBER.sub("", _DECORATION.sub("", bare) or _DECORATION.sub("", folded))
    number = _TRAILING_NUMBER.search(key)
    key = key[: number.start()] if number and number.start() else key
    return Heading(_TRAILING_FILLER.sub("", key), int(number[1]) if number and number.start() else None)


def find_meaning(path: Sequence[str], mapping: Mapping[str, str]) -> Meaning | None:
    """Find what a column means by its headings, from top to bottom; what the settings say goes first.

    >>> find_meaning(["海外側", "名称"], {}).role, find_meaning(["名称"], {}).role, find_meaning(["名称"], {"名称": "kind"}).role
    ('overseas_parties', 'title', 'kind')
    """
    headings = [fold_heading("".join(path)), fold_heading(path[-1])]
    settled = {fold_heading(written).key: role for written, role in mapping.items()}
    for heading in headings:
        if role := settled.get(heading.key):
            return Meaning(role, heading.ordinal, "settings")
    group = next(filter(None, map(find_group, reversed(path[:-1]))), None)
    top = next((fold_heading(text).ordinal for text in path[:-1] if fold_heading(text).ordinal), None)
    for place, heading in ((group, headings[1]), (None, headings[0]), (None, headings[1])):
        if role := _read_words().get((place, heading.key)):
            return Meaning(role, heading.ordinal or top)
    return None


def find_group(text: str) -> str | None:
    """Find whose columns stand below a heading."""
    return _read_groups().get(fold_heading(text).key)


def list_roles() -> list[str]:
    """List the roles that a column may be given in the settings."""
    return [role for role in get_topic("columns") if role not in ("groups", "other")]


@cache
def _read_words() -> Mapping[tuple[str | None, str], str]:
    words: dict[tuple[str | None, str], str] = {}
    for role, entry in get_topic("columns").items():
        if role != "groups":
            words |= {(None, fold_heading(word).key): role for word in entry["words"]}
            for group, below in entry.get("under", {}).items():
                words |= {(group, fold_heading(word).key): role for word in below}
    return words


@cache
def _read_groups() -> Mapping[str, str]:
    groups = get_topic("columns")["groups"]
    return {fold_heading(word).key: group for group, entry in groups.items() for word in entry["words"]}
