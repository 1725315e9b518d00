"""Pieces of evidence, and what they are drawn from.

In: nothing. Out: the types that ``evidence.py`` and ``circumstances.py`` fill and ``decide.py`` reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

from koryu_rdf.link.items import Atlas, Item
from koryu_rdf.texts import Language, get_text

Topic = Literal[
    "name",
    "country",
    "kind",
    "parent",
    "code",
    "twin",
    "register",
    "abolished",
    "mixed",
    "place",
    "population",
    "siblings",
    "copies",
]
Verdict = Literal["for", "weak", "unknown", "against"]
_MARKS: Mapping[Verdict, str] = {"for": "○", "weak": "△", "unknown": "－", "against": "×"}


class Evidence(NamedTuple):
    """One piece: its topic, what it says, and the sentence of ``texts/link.toml`` with its slots."""

    topic: Topic
    verdict: Verdict
    sentence: str
    slots: Mapping[str, str]

    def to_text(self, language: Language) -> str:
        """Say it to a reader, with a mark in front: ○ for, △ weak, － not known, × against."""
        slots = dict(self.slots)
        if "kind" in slots:
            slots["kind"] = get_text("link", f"kind-name-{slots['kind']}").to(language)
        return _MARKS[self.verdict] + get_text("link", self.sentence, **slots).to(language)


class Surroundings(msgspec.Struct, frozen=True):
    """What evidence is drawn from beside the two: the atlas, countries by code, and who is linked so far, by IRI.

    ``rivals`` are all candidates for the subject.
    """

    atlas: Atlas
    countries: Mapping[str, str]
    linked: Mapping[str, str]
    rivals: tuple[Item, ...] = ()

    def find_linked(self, iri: str | None) -> Item | None:
        """Find the item that a subject is linked to so far."""
        return self.atlas.items.get(self.linked.get(iri or "", ""))
