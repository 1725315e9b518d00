"""Every term of koryu.ttl is typed, told in both languages, and keeps such rules of OWL 2 DL as a program can see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, VANN

from koryu_rdf.codelists import CodeListName
from koryu_rdf.namespaces import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib import Graph
    from rdflib.term import Node

KORYU = Namespace(ONTOLOGY)
HEADER = URIRef(ONTOLOGY.removesuffix("#"))
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")


def split(names: str) -> set[str]:
    return set(names.split())


CLASSES = split(
    "Link Tie Agreement EarlierTie Party Municipality DiplomaticMission Organization Country Event Result OpenIssue Survey "
    "SourceRecord SourceSection"
)
OBJECT_PROPERTIES = split(
    "linkedParty linkedItem kind field party japaneseParty overseasParty titleParty earlierTie tieKind partyKind standardAreaCode country "
    "within succeededBy event eventKind host guest result resultKind openIssue"
)
DATATYPE_PROPERTIES = split(
    "population number establishedOn dissolvedOn signedOn renewedOn unlabelledDate dateAsWritten background activities outcomes since "
    "localGovernmentCode countryCode seat phoneAsWritten sourceFile firstLine lastLine startsOn endsOn place ledBy "
    "headCount count section"
)
PROPERTIES = OBJECT_PROPERTIES | DATATYPE_PROPERTIES
DATES = split("establishedOn dissolvedOn signedOn renewedOn unlabelledDate since startsOn endsOn")
# What other people's queries may rely on.
STABLE = split(
    "Agreement Party Municipality DiplomaticMission Organization Country kind field signedOn renewedOn unlabelledDate "
    "party japaneseParty overseasParty background activities outcomes localGovernmentCode country within countryCode"
)

# The datatypes of the OWL 2 datatype map that we could use, and the one that stands for any literal.
OWL_DATATYPES = {RDFS.Literal, XSD.string, XSD.integer, XSD.nonNegativeInteger, XSD.boolean, XSD.decimal, XSD.dateTime}
TEXT_PROPERTIES = {
    *(RDFS.label, RDFS.comment, SKOS.example, DCTERMS.title, DCTERMS.description),
    *(SKOS.prefLabel, SKOS.definition, SKOS.scopeNote, FOAF.name),
}
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


def list_ours(graph: Graph, kind: URIRef) -> set[str]:
    """List our terms of one type by local name."""
    return {
        str(term).removeprefix(ONTOLOGY) for term in graph.subjects(RDF.type, kind) if str(term).startswith(ONTOLOGY)
    }


def show(terms: Iterable[Node]) -> list[str]:
    return sorted(str(term) for term in terms)


def test_the_terms_are_those_that_data_use(koryu: Graph) -> None:
    assert list_ours(koryu, OWL.Class) == CLASSES
    assert list_ours(koryu, OWL.ObjectProperty) == OBJECT_PROPERTIES
    assert list_ours(koryu, OWL.DatatypeProperty) == DATATYPE_PROPERTIES


def test_nothing_of_ours_is_left_untyped(koryu: Graph) -> None:
    mentioned = {node for triple in koryu for node in triple if str(node).startswith(ONTOLOGY)}
    assert {str(term).removeprefix(ONTOLOGY) for term in mentioned} - {""} == CLASSES | PROPERTIES


@pytest.mark.parametrize("name", sorted(CLASSES | PROPERTIES))
def test_term_is_described_in_both_languages(name: str, koryu: Graph) -> None:
    term = KORYU[name]
    for described_by in (RDFS.label, RDFS.comment, SKOS.example):
        languages = sorted(
            str(text.language) for text in koryu.objects(term, described_by) if isinstance(text, Literal)
        )
        assert languages == ["en", "ja"], described_by
    assert list(koryu.objects(term, RDFS.isDefinedBy)) == [HEADER]
    assert [str(status) for status in koryu.objects(term, STATUS)] == ["stable" if name in STABLE else "testing"]


def test_files_hold_text_in_the_language_they_claim(load: Callable[[str], Graph], stems: list[str]) -> None:
    texts = [text for stem in stems for _, used, text in load(stem) if used in TEXT_PROPERTIES]
    tagged = [text for text in texts if isinstance(text, Literal)]
    assert len(texts) == len(tagged) > 500
    assert [text for text in tagged if text.language == "ja" and not JAPANESE.search(text)] == []
    assert [text for text in tagged if text.language == "en" and JAPANESE.search(text)] == []
    assert {text.language for text in tagged} == {"ja", "en"}
    assert [text for text in map(str, tagged) if text != text.strip() or "  " in text] == []


def test_files_have_no_blank_nodes(load: Callable[[str], Graph], stems: list[str]) -> None:
    assert set(stems) == {"koryu", "alignments", *get_args(CodeListName)}
    assert [node for stem in stems for triple in load(stem) for node in triple if isinstance(node, BNode)] == []


def test_our_iris_are_ascii(load: Callable[[str], Graph], stems: list[str]) -> None:
    ours = {
        str(node)
        for stem in stems
        for triple in load(stem)
        for node in triple
        if str(node).startswith("https://w3id.org/")
    }
    assert len(ours) > 100
    assert [iri for iri in ours if not iri.isascii()] == []


def test_header_is_complete(koryu: Graph) -> None:
    titles = {title.language for title in koryu.objects(HEADER, DCTERMS.title) if isinstance(title, Literal)}
    descriptions = {text.language for text in koryu.objects(HEADER, DCTERMS.description) if isinstance(text, Literal)}
    assert (HEADER, RDF.type, OWL.Ontology) in koryu
    assert titles == descriptions == {"ja", "en"}
    assert koryu.value(HEADER, DCTERMS.license) == CC0
    assert (
        koryu.value(HEADER, DCTERMS.created)
        == koryu.value(HEADER, DCTERMS.modified)
        == Literal("2026-11-23", datatype=XSD.date)
    )
    assert koryu.value(HEADER, VANN.preferredNamespacePrefix) == Literal("koryu")
    assert koryu.value(HEADER, VANN.preferredNamespaceUri) == Literal(ONTOLOGY)
    assert koryu.value(HEADER, OWL.versionIRI) == URIRef(f"{HEADER}/{koryu.value(HEADER, OWL.versionInfo)}")
    companions = {URIRef(f"https://w3id.org/koryu/{name}") for name in ("alignments", *get_args(CodeListName))}
    assert set(koryu.objects(HEADER, RDFS.seeAlso)) == companions
    creator = koryu.value(HEADER, DCTERMS.creator)
    assert Literal("koryu-rdf developers", lang="en") in set(koryu.objects(creator, FOAF.name))


def test_every_file_names_licence_creator_and_dates(load: Callable[[str], Graph], stems: list[str]) -> None:
    for stem in stems:
        graph = load(stem)
        (header,) = [*graph.subjects(RDF.type, OWL.Ontology), *graph.subjects(RDF.type, SKOS.ConceptScheme)]
        assert header == URIRef(f"https://w3id.org/koryu/{'ontology' if stem == 'koryu' else stem}")
        for told in (DCTERMS.license, DCTERMS.creator, DCTERMS.created, DCTERMS.modified, OWL.versionInfo):
            assert len(list(graph.objects(header, told))) == 1, (stem, told)


@pytest.mark.parametrize("name", ["koryu", "alignments"])
def test_no_term_plays_two_parts(name: str, load: Callable[[str], Graph]) -> None:
    """OWL 2 DL forbids one IRI to be properties of two sorts; we keep classes, properties and individuals apart too."""
    parts = (
        OWL.Class,
        RDFS.Datatype,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.NamedIndividual,
    )
    graph = load("koryu") + load(name)
    typed = {
        term: [part for part in parts if (term, RDF.type, part) in graph] for term in set(graph.subjects(RDF.type))
    }
    assert show(term for term, roles in typed.items() if len(roles) > 1) == []
    headers = set(graph.subjects(RDF.type, OWL.Ontology))
    assert show(term for term, roles in typed.items() if not roles and term not in headers) == []


@pytest.mark.parametrize("name", ["koryu", "alignments"])
def test_axioms_join_terms_of_the_right_sort(name: str, load: Callable[[str], Graph]) -> None:
    graph = load("koryu") + load(name)
    sorts = {
        part: set(graph.subjects(RDF.type, part)) for part in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    }
    classes, relations, values = sorts.values()
    for child, parent in graph.subject_objects(RDFS.subClassOf):
        assert {child, parent} <= classes
    for child, parent in graph.subject_objects(RDFS.subPropertyOf):
        assert {child, parent} <= relations or {child, parent} <= values, (child, parent)
    annotations = set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    builtin = (str(RDF), str(RDFS), str(OWL))
    used = {told for told in graph.predicates() if not str(told).startswith(builtin)}
    assert used <= annotations


def test_ranges_are_classes_or_datatypes_that_owl_2_dl_allows(koryu: Graph) -> None:
    classes = set(koryu.subjects(RDF.type, OWL.Class))
    for name in PROPERTIES:
        assert set(koryu.objects(KORYU[name], RDFS.domain)) <= classes, name
        ranges = set(koryu.objects(KORYU[name], RDFS.range))
        assert ranges <= (classes if name in OBJECT_PROPERTIES else OWL_DATATYPES), name


def test_dates_of_any_precision_have_no_datatype_outside_the_owl_2_map(koryu: Graph) -> None:
    assert {koryu.value(KORYU[name], RDFS.range) for name in DATES} == {RDFS.Literal}


def test_subproperties_stay_within_domain_and_range(koryu: Graph) -> None:
    pairs = list(koryu.subject_objects(RDFS.subPropertyOf))
    assert {(str(child), str(parent)) for child, parent in pairs} == {
        (KORYU.japaneseParty.toPython(), KORYU.party.toPython()),
        (KORYU.overseasParty.toPython(), KORYU.party.toPython()),
    }
    for child, parent in pairs:
        for bound in (RDFS.domain, RDFS.range):
            narrow, wide = koryu.value(child, bound), koryu.value(parent, bound)
            assert wide in koryu.transitive_objects(narrow, RDFS.subClassOf), (child, bound)


def test_no_class_is_under_two_disjoint_ones(koryu: Graph) -> None:
    """Such a class could have no member."""
    disjoint = {frozenset(pair) for pair in koryu.subject_objects(OWL.disjointWith)}
    assert all(len(pair) == 2 for pair in disjoint)
    for name in CLASSES:
        above = set(koryu.transitive_objects(KORYU[name], RDFS.subClassOf))
        assert [pair for pair in disjoint if pair <= above] == [], name


def test_disjointness_is_what_the_model_says(koryu: Graph) -> None:
    disjoint = {frozenset(pair) for pair in koryu.subject_objects(OWL.disjointWith)}
    assert frozenset({KORYU.Agreement, KORYU.EarlierTie}) in disjoint
    for name in ("Municipality", "DiplomaticMission", "Organization"):
        # A nation can conclude an agreement itself.
        assert frozenset({KORYU.Country, KORYU[name]}) not in disjoint
    assert frozenset({KORYU.Country, KORYU.Party}) not in disjoint


def test_transitive_properties_are_used_as_owl_2_dl_allows(koryu: Graph) -> None:
    """A transitive property may be neither disjoint with another nor asymmetric, irreflexive or functional."""
    transitive = set(koryu.subjects(RDF.type, OWL.TransitiveProperty))
    assert transitive == {KORYU.within}
    for term in transitive:
        assert not {OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.FunctionalProperty} & set(
            koryu.objects(term, RDF.type)
        )
        assert (term, OWL.propertyDisjointWith, None) not in koryu
        assert (None, OWL.propertyDisjointWith, term) not in koryu
        assert koryu.value(term, RDFS.domain) == koryu.value(term, RDFS.range)
