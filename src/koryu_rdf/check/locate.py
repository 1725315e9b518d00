"""Which record a node belongs to, and where that record stands.

In: the data as a graph, and what the caller knows of the records' places. Out: a :class:`~koryu_rdf.problems.Where` for
each node that an agreement leads to. A survey or a catalogue belongs to no record.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rdflib import RDF, Literal, URIRef

from koryu_rdf.check.nodes import to_token
from koryu_rdf.namespaces import expand
from koryu_rdf.problems import Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

_AGREEMENT = URIRef(expand("koryu:Agreement"))
_PASSED_OVER = {RDF.type, URIRef(expand("dcterms:isPartOf"))}  # a survey is no part of its first agreement


class Places:
    """The places of all nodes: that of the first agreement, by identifier, that refers to the node.

    An agreement that names the node itself comes before one that leads to it through another node.
    """

    def __init__(self, data: Graph, origins: Mapping[str, Where]):
        self._data = data
        self._origins = origins

    def find(self, token: str) -> Where:
        """Look a node up; a fragment that nothing refers to (``…/16#contact``) belongs where its agreement does."""
        return self._places.get(token) or self._places.get(token.partition("#")[0] + ">") or Where()

    @cached_property
    def _places(self) -> dict[str, Where]:
        """Walk from the agreements, breadth first, so that the nearest one wins; built when first asked for."""
        waiting = sorted(self._data.subjects(RDF.type, _AGREEMENT), key=self._get_order)
        places = {node: self._locate_agreement(node) for node in waiting}
        for node in waiting:  # grows as it goes
            for found in self._find_references(node):
                if found not in places:
                    places[found] = places[node]
                    waiting.append(found)
        return {to_token(node): where for node, where in places.items()}

    def _get_order(self, agreement: Node) -> tuple[object, ...]:
        """Order by survey and number, so that 2 comes before 10; an agreement without an identifier comes last."""
        identifier = self._get_text(agreement, "dcterms:identifier")
        survey, _, number = (identifier or "").rpartition("/")
        return (identifier is None, survey, _to_int(number) or 0, number, str(agreement))

    def _locate_agreement(self, agreement: Node) -> Where:
        identifier = self._get_text(agreement, "dcterms:identifier")
        if identifier is not None and identifier in self._origins:
            return replace(self._origins[identifier], record=identifier)
        file = self._get_text(agreement, "prov:wasDerivedFrom", "koryu:sourceFile")
        line = self._get_text(agreement, "prov:wasDerivedFrom", "koryu:firstLine")
        return Where(file=file, line=_to_int(line), record=identifier)

    def _get_text(self, node: Node, *path: str) -> str | None:
        """Follow properties; of several values the first in order is taken, so that every run takes the same."""
        found = [node]
        for name in path:
            found = [value for one in found for value in self._data.objects(one, URIRef(expand(name)))]
        return min(map(str, found), default=None)

    def _find_references(self, node: Node) -> Iterator[Node]:
        for predicate, value in self._data.predicate_objects(node):
            if predicate not in _PASSED_OVER and not isinstance(value, Literal):
                yield value


def _to_int(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
