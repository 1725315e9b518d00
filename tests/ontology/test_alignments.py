"""The alignments say only what is true, about our terms only, and of terms that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, SDO

from koryu_rdf.namespaces import EVENT_KINDS, ONTOLOGY, TIE_KINDS

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.namespace import DefinedNamespaceMeta

KORYU = Namespace(ONTOLOGY)
WD = Namespace("http://www.wikidata.org/entity/")
WDT = Namespace("http://www.wikidata.org/prop/direct/")
IMI = "http://imi.go.jp/ns/core/rdf#"
HEADER = URIRef("https://w3id.org/koryu/alignments")
RELATIONS = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)

# Terms of vocabularies that rdflib does not carry: each was looked up.
KNOWN_ELSEWHERE = {
    "http://www.w3.org/2006/vcard/ns#": {"hasTelephone"},
    "http://www.w3.org/ns/locn#": {"adminUnitL1", "adminUnitL2"},
    "http://data.e-stat.go.jp/lod/terms/sacs#": {"PlainStandardAreaCode", "StandardAreaCode"},
    IMI: {"事物型", "実体型", "組織型", "イベント型", "市区町村コード", "電話番号"},
    str(WD): set("P17 P131 P190 P276 P297 P429 P571 P576 P1082 P580 P582 P1132 P1366 Q6256 Q213283 Q1656682".split()),
    str(WDT): {"P131", "P297", "P429"},
}


def list_links(alignments: Graph) -> list[tuple[str, str, str]]:
    return [(str(ours), str(how), str(theirs)) for how in RELATIONS for ours, theirs in alignments.subject_objects(how)]


def test_only_our_terms_are_aligned(alignments: Graph) -> None:
    links = list_links(alignments)
    assert len(links) > 50
    assert [link for link in links if not link[0].startswith((ONTOLOGY, TIE_KINDS, EVENT_KINDS))] == []
    assert [link for link in links if link[2].startswith("https://w3id.org/koryu/")] == []


def test_aligned_terms_are_defined(alignments: Graph, koryu: Graph) -> None:
    ours = {URIRef(link[0]) for link in list_links(alignments) if link[0].startswith(ONTOLOGY)}
    assert len(ours) > 25
    assert [term for term in ours if (term, RDFS.isDefinedBy, None) not in koryu] == []


@pytest.mark.parametrize("namespace", [DCTERMS, FOAF, ORG, PROV, SDO])
def test_terms_of_others_exist(namespace: DefinedNamespaceMeta, alignments: Graph) -> None:
    start = str(namespace)
    used = {link[2].removeprefix(start) for link in list_links(alignments) if link[2].startswith(start)}
    assert used
    assert [name for name in sorted(used) if name not in namespace] == []


def test_terms_of_smaller_vocabularies_are_those_looked_up(alignments: Graph) -> None:
    carried = tuple(str(namespace) for namespace in (DCTERMS, FOAF, ORG, PROV, SDO))
    targets = {link[2] for link in list_links(alignments) if not link[2].startswith(carried)}
    assert targets == {start + name for start, names in KNOWN_ELSEWHERE.items() for name in names}


def test_every_class_is_aligned(alignments: Graph, koryu: Graph) -> None:
    """By itself or by the class above it: a tool that knows ORG or PROV-O must get hold of each."""
    both = alignments + koryu
    for term in koryu.subjects(RDFS.isDefinedBy):
        if (term, RDF.type, OWL.Class) in koryu:
            above = {str(parent) for parent in both.transitive_objects(term, RDFS.subClassOf)}
            assert [parent for parent in above if not parent.startswith(ONTOLOGY)], term


def test_twinning_is_said_of_twinning_only(alignments: Graph) -> None:
    """P190 is wrong for an agreement that a field limits, and for ports."""
    twinned = {subject for subject, theirs in alignments.subject_objects(RDFS.seeAlso) if theirs == WD.P190}
    assert twinned == {URIRef(TIE_KINDS + name) for name in ("sister-city", "friendship-city", "friendship-prefecture")}
    assert (None, None, WDT.P190) not in alignments


def test_the_country_a_mission_represents_is_not_where_it_stands(alignments: Graph) -> None:
    assert (KORYU.country, RDFS.seeAlso, WD.P17) in alignments
    assert (KORYU.country, RDFS.subPropertyOf, WDT.P17) not in alignments


def test_codes_are_the_same_codes(alignments: Graph) -> None:
    assert (KORYU.localGovernmentCode, RDFS.subPropertyOf, WDT.P429) in alignments
    assert (KORYU.countryCode, RDFS.subPropertyOf, WDT.P297) in alignments


def test_subproperties_have_ranges_that_fit(alignments: Graph) -> None:
    """dcterms:type leads to classes; our kinds are concepts."""
    assert (None, RDFS.subPropertyOf, DCTERMS.type) not in alignments


def test_an_event_is_no_activity(alignments: Graph) -> None:
    """It has a prov:wasDerivedFrom, hence is an entity to PROV-O, where no entity is an activity."""
    above = set(alignments.objects(KORYU.Event, RDFS.subClassOf))
    assert PROV.Entity in above
    assert PROV.Activity not in above


def test_kinds_of_event_lead_to_classes_of_events(alignments: Graph) -> None:
    targets = {theirs for ours, how, theirs in list_links(alignments) if ours.startswith(EVENT_KINDS)}
    assert targets == {str(SDO[name]) for name in ("ExhibitionEvent", "BusinessEvent", "EducationEvent")}


def test_the_alignments_build_on_the_ontology(alignments: Graph) -> None:
    assert alignments.value(HEADER, OWL.imports) == URIRef(ONTOLOGY.removesuffix("#"))
