"""What follows from the ontology: a small example stays consistent and yields what the comments promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import owlrl  # type: ignore[import-untyped]
import pytest
from rdflib import PROV, RDF, Graph, Namespace
from rdflib.namespace import DCTERMS, ORG

from koryu_rdf.namespaces import ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

KORYU = Namespace(ONTOLOGY)
EX = Namespace("https://example.org/")
WDT = Namespace("http://www.wikidata.org/prop/direct/")
ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error
PREFIX_LINES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

EXAMPLE = """
<agreement> a koryu:Agreement ; koryu:kind kind:memorandum ; koryu:field field:economy ;
    koryu:signedOn "2012-07-04"^^xsd:date ; koryu:japaneseParty <kawasaki> ; koryu:overseasParty <embassy> , <denmark> ;
    koryu:titleParty <bureau> ; koryu:earlierTie <tie> .
<tie> koryu:tieKind tiekind:friendship-city ; koryu:since "1981"^^xsd:gYear ; koryu:japaneseParty <kawasaki> .
<embassy> a koryu:DiplomaticMission ; koryu:country <denmark> .
<denmark> a koryu:Country , koryu:Party ; koryu:countryCode "DK" .
<ward> koryu:within <kawasaki> . <kawasaki> koryu:within <kanagawa> ; koryu:localGovernmentCode "141305" .
"""


def list_contradictions(closure: Graph) -> list[str]:
    """List the messages that owlrl leaves in the graph."""
    return [str(message) for message in closure.objects(None, ERROR)]


def close(load: Callable[[str], Graph], example: str) -> Graph:
    graph = load("koryu") + load("alignments")
    graph.parse(data=PREFIX_LINES + example, format="turtle", publicID=str(EX))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def closure(load: Callable[[str], Graph]) -> Graph:
    return close(load, EXAMPLE)


def test_the_example_is_consistent(closure: Graph) -> None:
    assert list_contradictions(closure) == []


def test_parties_and_types_follow(closure: Graph) -> None:
    assert {EX.kawasaki, EX.embassy, EX.denmark} == set(closure.objects(EX.agreement, KORYU.party))
    assert (EX.tie, RDF.type, KORYU.EarlierTie) in closure
    assert (EX.tie, RDF.type, KORYU.Tie) in closure
    assert (EX.kawasaki, RDF.type, KORYU.Municipality) in closure
    assert (EX.bureau, RDF.type, KORYU.Party) in closure


def test_a_nation_may_be_country_and_party_at_once(closure: Graph) -> None:
    assert {KORYU.Country, KORYU.Party} <= set(closure.objects(EX.denmark, RDF.type))


def test_within_reaches_all_the_way_up(closure: Graph) -> None:
    assert (EX.ward, KORYU.within, EX.kanagawa) in closure
    assert (EX.ward, DCTERMS.isPartOf, EX.kanagawa) in closure


def test_tools_that_know_other_vocabularies_get_hold_of_the_data(closure: Graph) -> None:
    assert (EX.kawasaki, RDF.type, ORG.FormalOrganization) in closure
    assert (EX.agreement, RDF.type, PROV.Entity) in closure
    assert str(closure.value(EX.kawasaki, WDT.P429)) == "141305"
    assert str(closure.value(EX.denmark, WDT.P297)) == "DK"
    assert (EX.embassy, WDT.P17, None) not in closure
    assert (None, WDT.P190, None) not in closure


@pytest.mark.parametrize(
    "contradiction",
    [
        "<a> a koryu:Agreement , koryu:EarlierTie .",
        "<a> a koryu:Municipality , koryu:DiplomaticMission .",
        "<a> a koryu:Municipality , koryu:Organization .",
        "<a> koryu:japaneseParty <b> ; koryu:overseasParty <b> .",
        "<a> koryu:party <a> .",
        "<a> koryu:sourceFile 'a.txt' ; koryu:party <b> .",
    ],
)
def test_contradictions_are_noticed(contradiction: str, load: Callable[[str], Graph]) -> None:
    assert list_contradictions(close(load, contradiction)) != []
