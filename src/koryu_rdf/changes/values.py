"""What is different between two states of the data, as values that are told, tabled and published.

``diff`` makes them, by the IRIs of things. Nothing here compares or says anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from koryu_rdf.texts import Text

Kind = Literal["new", "ended", "renamed", "changed", "moved"]
Group = Literal["agreement", "partner", "other"]
KINDS: tuple[Kind, ...] = ("new", "ended", "renamed", "changed", "moved")
GROUPS: tuple[Group, ...] = ("agreement", "partner", "other")


class Edit(NamedTuple):
    """What a thing's property was before and is now: values as tokens; ``part`` is the fragment of a part of the thing."""

    part: str
    predicate: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Change(NamedTuple):
    """What became of one thing.

    ``ended`` is no longer in the data, ``moved`` only stands elsewhere in its source. A ``renamed`` thing has another name, or
    another IRI, ``successor``: then nothing is at the old one any more.
    """

    kind: Kind
    group: Group
    iri: str
    name: Text
    former: Text | None = None
    successor: str | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the IRI stands for nothing in the new data."""
        return self.kind == "ended" or self.successor is not None


def count_changes(changes: Iterable[Change]) -> dict[Group, dict[Kind, int]]:
    """Count changes by group and kind, in the order of ``GROUPS`` and ``KINDS``, leaving out what did not happen."""
    counts = Counter((change.group, change.kind) for change in changes)
    table = {group: {kind: counts[group, kind] for kind in KINDS if counts[group, kind]} for group in GROUPS}
    return {group: kinds for group, kinds in table.items() if kinds}
