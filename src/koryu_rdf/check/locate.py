"""Which record a node belongs to, and where that record stands.

In: the facts of the data, and what the caller knows of the records' places. Out: a :class:`~koryu_rdf.problems.Where` for
each node that an agreement leads to. A survey or a catalogue belongs to no record.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from koryu_rdf.check.facts import TYPE
from koryu_rdf.check.tokens import get_text
from koryu_rdf.problems import Where
from koryu_rdf.terms import curie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from koryu_rdf.check.dataset import Dataset
    from koryu_rdf.check.facts import Facts

_curie = cache(curie)
_AGREEMENT = curie("koryu:Agreement")
_PASSED_OVER = {TYPE, curie("dcterms:isPartOf")}  # a survey is no part of its first agreement


class Place(NamedTuple):
    """How far a node is from an agreement, the order of that agreement among others, and where it stands."""

    distance: int
    order: tuple[bool, str, int, str, str]
    where: Where


class Places:
    """The places of nodes: that of the first agreement, by identifier, that refers to the node.

    An agreement that names the node itself comes before one that leads to it through another node.
    """

    def __init__(self, dataset: Dataset, nodes: Iterable[str], origins: Mapping[str, Where]) -> None:
        wanted = {name for node in nodes for name in (node, _get_base(node))}
        self._origins = origins
        self._places: dict[str, Place] = {}
        for found in dataset.map(partial(_locate, wanted)) if wanted else ():
            for node, place in found.items():
                self._places[node] = min(place, self._places.get(node, place), key=lambda one: one[:2])

    def find(self, node: str) -> Where:
        """Look a node up; a fragment that nothing refers to (``…/16#contact``) belongs where its agreement does."""
        place = self._places.get(node) or self._places.get(_get_base(node))
        if place is None:
            return Where()
        origin = self._origins.get(place.where.record or "")
        return replace(origin, record=place.where.record) if origin else place.where


def _get_base(node: str) -> str:
    return node.partition("#")[0] + ">"


def _locate(wanted: set[str], facts: Facts) -> dict[str, Place]:
    """Walk from the agreements of a part, breadth first, so that the nearest one wins."""
    guide = _Guide(facts)
    agreements = (node for node, said in facts.own.items() if _AGREEMENT in said.get(TYPE, ()))
    places = {node: guide.place_agreement(node) for node in agreements}
    waiting = sorted(places, key=lambda node: places[node].order)
    for node in waiting:  # grows as it goes
        distance, order, where = places[node]
        for found in guide.find_references(node):
            if found not in places:
                places[found] = Place(distance + 1, order, where)
                waiting.append(found)
    return {node: places[node] for node in wanted & places.keys()}


class _Guide:
    """What the facts say of where agreements stand."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def place_agreement(self, agreement: str) -> Place:
        """Order by survey and number, so that 2 comes before 10; an agreement without an identifier comes last."""
        identifier = self._get_text(agreement, "dcterms:identifier")
        survey, _, number = (identifier or "").rpartition("/")
        order = (identifier is None, survey, _to_int(number) or 0, number, agreement[1:-1])
        file = self._get_text(agreement, "prov:wasDerivedFrom", "koryu:sourceFile")
        line = self._get_text(agreement, "prov:wasDerivedFrom", "koryu:firstLine")
        return Place(0, order, Where(file=file, line=_to_int(line), record=identifier))

    def _get_text(self, node: str, *path: str) -> str | None:
        """Follow properties; of several values the first in order is taken, so that every run takes the same."""
        found = [node]
        for name in path:
            found = [value for one in found for value in self._facts.get_objects(one, _curie(name))]
        return min(map(get_text, found), default=None)

    def find_references(self, node: str) -> Iterator[str]:
        """Find what a node refers to."""
        for predicate, values in self._facts.describe(node).items():
            if predicate not in _PASSED_OVER:
                yield from (value for value in values if value[0] != '"')


def _to_int(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
