"""Things that have another IRI now, found by what the data say of them and nothing else.

In: changes with what went and came. Out: which new thing stands in the place of which old one. A partner is known by who refers to it:
every agreement that named the old one and is still there names the new one in the same place, and both are of the same group. An
agreement is known by its title, dates and parties. Where more than one thing would do, none is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from koryu_rdf.changes import Change
from koryu_rdf.diff.comparison import Delta, Statement
from koryu_rdf.namespaces import ONTOLOGY, expand

_SIGNATURE = frozenset(
    {
        expand("dcterms:title"),
        *(ONTOLOGY + name for name in ("signedOn", "renewedOn", "unlabelledDate", "japaneseParty", "overseasParty")),
    }
)
_Key = Hashable


class Traces:
    """What tells whether a thing goes on under another IRI."""

    def __init__(self) -> None:
        self._references: tuple[_References, _References] = (defaultdict(set), defaultdict(set))
        self._signatures: dict[str, _Key] = {}

    def follow(self, delta: Delta, change: Change) -> None:
        """Keep what a delta tells."""
        for side, statements in enumerate((delta.removed, delta.added)):
            for one in statements:
                if one.object.startswith("<") and one.predicate.startswith(ONTOLOGY):
                    self._references[side][one.object[1:-1]].add((one.subject, one.predicate))
        if change.group == "agreement" and change.kind in ("new", "ended"):
            self._signatures[change.iri] = _sign(delta.after or delta.before, delta.iri)

    def find_successors(self, changes: Iterable[Change]) -> Mapping[str, str]:
        """Find the new IRI of each thing that has one, by the old IRI."""
        ended, new = ([one for one in changes if one.kind == kind] for kind in ("ended", "new"))
        gone, come = {one.iri for one in ended}, {one.iri for one in new}
        old_keys = {one.iri: self._make_key(one, 0, gone) for one in ended}
        new_keys = {one.iri: self._make_key(one, 1, come) for one in new}
        return _pair(old_keys, new_keys)

    def _make_key(self, change: Change, side: int, passing: set[str]) -> _Key:
        if change.group == "agreement":
            return self._signatures[change.iri]
        found = self._references[side].get(change.iri, set())
        staying = frozenset(pair for pair in found if pair[0].partition("#")[0] not in passing)
        return (change.group, staying) if staying else None


_References = defaultdict[str, set[tuple[str, str]]]


def _sign(statements: Iterable[Statement], iri: str) -> _Key:
    found = {(one.predicate, one.object) for one in statements if one.subject == iri and one.predicate in _SIGNATURE}
    return frozenset(found) or None


def _pair(old: Mapping[str, _Key], new: Mapping[str, _Key]) -> dict[str, str]:
    """Pair those whose key stands once on either side."""
    sides = [_list_by_key(keys) for keys in (old, new)]
    return {
        sides[0][key][0]: sides[1][key][0]
        for key in sides[0]
        if len(sides[0][key]) == 1 and len(sides[1].get(key, ())) == 1
    }


def _list_by_key(keys: Mapping[str, _Key]) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = defaultdict(list)
    for iri, key in keys.items():
        if key is not None:
            found[key].append(iri)
    return found
