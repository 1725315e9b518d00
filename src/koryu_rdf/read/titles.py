"""Parties that a title names: ``AとBの…に関する協定``.

In: a title and the parties of the record. Out: the names in the title that none of the parties has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from koryu_rdf.folding import fold
from koryu_rdf.model import JapaneseParty, OverseasParty

_AND = re.compile("と|及び|および")
_OF = re.compile("との間における|との間の|の双方の|との間で|との|による|における|の")
_DOCUMENT_ENDS = ("書", "協定", "宣言", "合意", "声明", "議定")
_SEPARATOR = re.compile(r"[、，,]")


def find_title_parties(
    title: str, japanese: Sequence[JapaneseParty], overseas: Sequence[OverseasParty]
) -> tuple[str, ...]:
    """Find the parties that the title alone names, in its order, as written.

    A title counts as naming parties only where it names, or begins a name with, one that the record has.

    >>> mie = JapaneseParty("三重県津市", "municipality", "三重県", "津市")
    >>> lyon = OverseasParty("フランス共和国リヨン市", "municipality", "FR", None, "リヨン市")
    >>> find_title_parties("リヨン市、ローヌ公社と津市の協力に関する協定", [mie], [lyon])
    ('ローヌ公社',)
    """
    named = _split_names(title)
    known = {fold(name) for name in _list_names(japanese, overseas)}
    folded = [fold(name) for name in named]
    if not any(part in name for name in folded for part in known):
        return ()
    return tuple(name for name, key in zip(named, folded, strict=True) if not _is_known(key, known))


def _split_names(title: str) -> list[str]:
    """Part ``AとBの…書`` into the names before the の; any other title has none."""
    title = title.removeprefix("日本国")
    between = _AND.search(title, 1) if title.endswith(_DOCUMENT_ENDS) else None
    end = _OF.search(title, between.end() + 1) if between else None
    if not between or not end:
        return []
    sides = (title[: between.start()], title[between.end() : end.start()])
    return [name.strip() for side in sides for name in _SEPARATOR.split(side)]


def _list_names(japanese: Sequence[JapaneseParty], overseas: Sequence[OverseasParty]) -> list[str]:
    """List the names that parties go by: as written, and each of their parts."""
    names: list[str | None] = []
    for office in japanese:
        names += [office.name, office.municipality, None if office.municipality else office.prefecture]
    for partner in overseas:
        names += [partner.name, partner.locality, f"{partner.region or ''}{partner.locality or ''}"]
    return [name for name in names if name]


def _is_known(name: str, known: set[str]) -> bool:
    """Say whether a name is a party's, perhaps with its country or prefecture in front; a mission is known by its end."""
    return name.endswith(("大使館", "領事館", *known))
