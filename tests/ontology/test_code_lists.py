"""The four SKOS code lists are whole, speak both languages and keep SKOS's own rules."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest
from rdflib import OWL, RDF, SKOS, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VANN

from koryu_rdf.codelists import CodeListName, get_code_list
from koryu_rdf.model import JapanesePartyKind, OverseasPartyKind
from koryu_rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph
    from rdflib.term import Node

NAMES: tuple[CodeListName, ...] = get_args(CodeListName)
PREFIX_OF = {"agreement-kinds": "kind", "fields": "field", "party-kinds": "partykind", "tie-kinds": "tiekind"}
CODES = {
    "agreement-kinds": "agreement memorandum letter annex declaration minutes plan contract other",
    "party-kinds": "municipality prefecture region country embassy consulate organization",
    "tie-kinds": "sister-city friendship-city friendship-prefecture friendship-port agreement memorandum declaration",
}
TOP_FIELDS = (
    "economy trade-investment industry agriculture tourism environment water energy science-technology transport "
    "urban-development disaster-prevention health welfare education youth culture sports citizen-exchange peace "
    "international-cooperation administration"
)
MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
KIND = Namespace(PREFIXES["kind"])
TIEKIND = Namespace(PREFIXES["tiekind"])

# Checked one by one against the lists of their owners.
EU_THEMES = ("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "REGI", "SOCI", "TECH", "TRAN")
WIKIDATA_ITEMS = ("Q15284", "Q50337", "Q6256", "Q3917681", "Q7843791")
EUROVOC_DOMAINS = {
    "economy": "100146",
    "employment": "100153",
    "transport": "100154",
    "environment": "100155",
    "agriculture": "100156",
    "food": "100157",
    "energy": "100159",
    "industry": "100160",
}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def graph(name: str, load: Callable[[str], Graph]) -> Graph:
    return load(name)


@pytest.fixture
def concepts(graph: Graph) -> list[URIRef]:
    found = [concept for concept in graph.subjects(RDF.type, SKOS.Concept) if isinstance(concept, URIRef)]
    assert found
    return found


def get_scheme(name: str) -> URIRef:
    return URIRef(PREFIXES[PREFIX_OF[name]].removesuffix("#"))


def list_literals(graph: Graph, concept: Node, told: URIRef, language: str | None) -> list[str]:
    values = (value for value in graph.objects(concept, told) if isinstance(value, Literal))
    return [str(value) for value in values if value.language == language]


def test_every_list_is_read_by_the_program(stems: list[str]) -> None:
    assert {*NAMES} == {*stems} - {"koryu", "alignments"}


def test_scheme_has_its_header(name: str, graph: Graph) -> None:
    scheme = get_scheme(name)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    for told in (DCTERMS.title, DCTERMS.description):
        assert sorted(str(text.language) for text in graph.objects(scheme, told) if isinstance(text, Literal)) == [
            "en",
            "ja",
        ]
    assert graph.value(scheme, DCTERMS.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert graph.value(scheme, VANN.preferredNamespacePrefix) == Literal(PREFIX_OF[name])
    assert graph.value(scheme, VANN.preferredNamespaceUri) == Literal(f"{scheme}#")
    assert graph.value(scheme, OWL.versionInfo) == Literal("0.1.0")


@pytest.mark.parametrize("list_name", CODES)
def test_codes_are_those_agreed(list_name: CodeListName) -> None:
    assert " ".join(get_code_list(list_name)) == CODES[list_name]


def test_top_fields_are_those_agreed() -> None:
    assert " ".join(code for code, concept in get_code_list("fields").items() if not concept.broader) == TOP_FIELDS


def test_party_kinds_are_those_of_the_records() -> None:
    assert {*get_code_list("party-kinds")} == {*get_args(JapanesePartyKind), *get_args(OverseasPartyKind)}


def test_codes_are_local_names_in_kebab_case(name: str, graph: Graph, concepts: list[URIRef]) -> None:
    codes = [list_literals(graph, concept, SKOS.notation, None) for concept in concepts]
    assert codes == [[concept.removeprefix(f"{get_scheme(name)}#")] for concept in concepts]
    assert [code for (code,) in codes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
    assert len({code for (code,) in codes}) == len(concepts)


def test_concepts_are_told_in_both_languages(graph: Graph, concepts: list[URIRef]) -> None:
    for told in (SKOS.prefLabel, SKOS.definition, SKOS.scopeNote):
        for language in ("ja", "en"):
            counts = {concept: len(list_literals(graph, concept, told, language)) for concept in concepts}
            assert [concept for concept, count in counts.items() if count != 1] == [], (told, language)


def test_labels_are_unique_within_a_list(graph: Graph, concepts: list[URIRef]) -> None:
    for told, language in ((SKOS.prefLabel, "ja"), (SKOS.prefLabel, "en"), (SKOS.hiddenLabel, "ja")):
        counts = Counter(label for concept in concepts for label in list_literals(graph, concept, told, language))
        assert [label for label, count in counts.items() if count > 1] == [], told


def test_words_are_unique_within_a_list_as_matched(name: CodeListName) -> None:
    counts = Counter(word for concept in get_code_list(name).values() for word in concept.words)
    assert counts
    assert [word for word, count in counts.items() if count > 1] == []


def test_no_literal_is_label_of_two_sorts(graph: Graph, concepts: list[URIRef]) -> None:
    """SKOS, S13: preferred, alternative and hidden labels are pairwise disjoint."""
    for concept in concepts:
        labels = [
            label
            for sort in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for label in graph.objects(concept, sort)
        ]
        assert len(labels) == len(set(labels)), concept


def test_hidden_labels_are_japanese_words(graph: Graph, concepts: list[URIRef]) -> None:
    hidden = [label for concept in concepts for label in graph.objects(concept, SKOS.hiddenLabel)]
    assert len(hidden) > 10
    assert {label.language for label in hidden if isinstance(label, Literal)} == {"ja"}
    assert [label for label in hidden if len(str(label).split()) != 1] == []


def test_every_concept_stands_in_its_scheme_at_the_top_or_under_one(
    name: str, graph: Graph, concepts: list[URIRef]
) -> None:
    scheme = get_scheme(name)
    for concept in concepts:
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
        at_top, broader = list(graph.objects(concept, SKOS.topConceptOf)), list(graph.objects(concept, SKOS.broader))
        assert (at_top, len(broader)) in (([scheme], 0), ([], 1)), concept
        # Two levels, hence no circle either.
        assert all((parent, SKOS.topConceptOf, scheme) in graph for parent in broader), concept


def test_only_fields_have_two_levels(load: Callable[[str], Graph]) -> None:
    assert [name for name in NAMES if (None, SKOS.broader, None) in load(name)] == ["fields"]


def test_mappings_lead_to_what_was_looked_up(load: Callable[[str], Graph]) -> None:
    targets = {str(target) for name in NAMES for how in MAPPINGS for target in load(name).objects(None, how)}
    themes = {f"http://publications.europa.eu/resource/authority/data-theme/{code}" for code in EU_THEMES}
    domains = {f"http://eurovoc.europa.eu/{number}" for number in EUROVOC_DOMAINS.values()}
    wikidata = {f"http://www.wikidata.org/entity/{item}" for item in WIKIDATA_ITEMS}
    kinds = {str(KIND[code]) for code in ("agreement", "memorandum", "declaration")}
    assert targets == themes | domains | wikidata | kinds


def test_fields_lead_to_the_right_domain_of_eurovoc(load: Callable[[str], Graph]) -> None:
    field = Namespace(PREFIXES["field"])
    for code, number in EUROVOC_DOMAINS.items():
        assert (field[code], SKOS.closeMatch, URIRef(f"http://eurovoc.europa.eu/{number}")) in load("fields")


def test_no_concept_is_mapped_twice_to_one_target(graph: Graph, concepts: list[URIRef]) -> None:
    """SKOS, S46: an exact match is neither a broader nor a related one."""
    for concept in concepts:
        targets = [target for how in MAPPINGS for target in graph.objects(concept, how)]
        assert len(targets) == len(set(targets)), concept


def test_kinds_of_document_are_near_in_both_lists(load: Callable[[str], Graph]) -> None:
    pairs = set(load("tie-kinds").subject_objects(SKOS.closeMatch))
    assert pairs == {(TIEKIND[code], KIND[code]) for code in ("agreement", "memorandum", "declaration")}
