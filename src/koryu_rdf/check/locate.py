"""Which record a node belongs to, and where that record stands.

In: the facts of the data, and what the caller knows of the records' places. Out: a :class:`~koryu_rdf.problems.Where` for
each node that an agreement leads to. A survey or a catalogue belongs to no record.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from koryu_rdf.check.facts import TYPE
from koryu_rdf.check.tokens import get_text
from koryu_rdf.problems import Where
from koryu_rdf.terms import curie

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from koryu_rdf.check.facts import Facts

_AGREEMENT = curie("koryu:Agreement")
_PASSED_OVER = {TYPE, curie("dcterms:isPartOf")}  # a survey is no part of its first agreement


class Places:
    """The places of all nodes: that of the first agreement, by identifier, that refers to the node.

    An agreement that names the node itself comes before one that leads to it through another node.
    """

    def __init__(self, facts: Facts, origins: Mapping[str, Where]):
        self._facts = facts
        self._origins = origins

    def find(self, token: str) -> Where:
        """Look a node up; a fragment that nothing refers to (``…/16#contact``) belongs where its agreement does."""
        return self._places.get(token) or self._places.get(token.partition("#")[0] + ">") or Where()

    @cached_property
    def _places(self) -> dict[str, Where]:
        """Walk from the agreements, breadth first, so that the nearest one wins; built when first asked for."""
        agreements = (node for node, said in self._facts.own.items() if _AGREEMENT in said.get(TYPE, ()))
        waiting = sorted(agreements, key=self._get_order)
        places = {node: self._locate_agreement(node) for node in waiting}
        for node in waiting:  # grows as it goes
            for found in self._find_references(node):
                if found not in places:
                    places[found] = places[node]
                    waiting.append(found)
        return places

    def _get_order(self, agreement: str) -> tuple[object, ...]:
        """Order by survey and number, so that 2 comes before 10; an agreement without an identifier comes last."""
        identifier = self._get_text(agreement, "dcterms:identifier")
        survey, _, number = (identifier or "").rpartition("/")
        return (identifier is None, survey, _to_int(number) or 0, number, agreement[1:-1])

    def _locate_agreement(self, agreement: str) -> Where:
        identifier = self._get_text(agreement, "dcterms:identifier")
        if identifier is not None and identifier in self._origins:
            return replace(self._origins[identifier], record=identifier)
        file = self._get_text(agreement, "prov:wasDerivedFrom", "koryu:sourceFile")
        line = self._get_text(agreement, "prov:wasDerivedFrom", "koryu:firstLine")
        return Where(file=file, line=_to_int(line), record=identifier)

    def _get_text(self, node: str, *path: str) -> str | None:
        """Follow properties; of several values the first in order is taken, so that every run takes the same."""
        found = [node]
        for name in path:
            found = [value for one in found for value in self._facts.get_objects(one, curie(name))]
        return min(map(get_text, found), default=None)

    def _find_references(self, node: str) -> Iterator[str]:
        for predicate, values in self._facts.describe(node).items():
            if predicate not in _PASSED_OVER:
                yield from (value for value in values if value[0] != '"')


def _to_int(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
