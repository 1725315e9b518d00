"""The SKOS code lists are whole, speak both languages and keep SKOS's own rules."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest
from rdflib import OWL, RDF, SKOS, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VANN

from koryu_rdf.codelists import CodeListName, get_code_list
from koryu_rdf.model import JapanesePartyKind, OverseasPartyKind
from koryu_rdf.namespaces import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph
    from rdflib.term import Node

NAMES: tuple[CodeListName, ...] = get_args(CodeListName)
PREFIX_OF = {
    "agreement-kinds": "kind",
    "fields": "field",
    "party-kinds": "partykind",
    "tie-kinds": "tiekind",
    "event-kinds": "eventkind",
    "result-kinds": "resultkind",
}
CODES = {
    "agreement-kinds": "agreement memorandum letter annex declaration minutes plan contract other",
    "party-kinds": "municipality prefecture region country embassy consulate organization",
    "tie-kinds": "sister-city friendship-city friendship-prefecture friendship-port agreement memorandum declaration",
    "event-kinds": "visit mission meeting seminar exhibition business-matching training youth-exchange signing research "
    "competition other",
    "result-kinds": "business-matching market-entry office-opened follow-up-agreement joint-development sales "
    "human-resources network information project-adopted other",
}
TOP_FIELDS = (
    "economy trade-investment industry agriculture tourism environment water energy science-technology transport "
    "urban-development disaster-prevention public-safety health welfare education youth culture sports "
    "citizen-exchange peace international-cooperation administration"
)
MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
KIND = Namespace(PREFIXES["kind"])
TIEKIND = Namespace(PREFIXES["tiekind"])
EVENTKIND = Namespace(PREFIXES["eventkind"])
EUROVOC_START = "http://eurovoc.europa.eu/"

# Checked one by one against the lists of their owners.
EU_THEMES = ("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN")
WIKIDATA_ITEMS = ("Q15284", "Q50337", "Q6256", "Q3917681", "Q7843791", "Q464980")
# Concept, how it is mapped, EuroVoc's number and EuroVoc's label; six digits are a domain, the others descriptors.
EUROVOC = """
    field:economy closeMatch 100146 ECONOMICS
    field:startups closeMatch 6755 start-up
    field:employment closeMatch 100153 EMPLOYMENT AND WORKING CONDITIONS
    field:trade-investment narrowMatch 9 foreign trade
    field:trade-investment narrowMatch 1488 investment
    field:industry closeMatch 100160 INDUSTRY
    field:crafts closeMatch 3619 handicrafts
    field:ceramics closeMatch 5359 ceramics
    field:robotics exactMatch 3740 robotics
    field:textiles-fashion narrowMatch 1418 textile industry
    field:textiles-fashion narrowMatch 1397 clothing industry
    field:aerospace closeMatch 1358 aerospace industry
    field:agriculture closeMatch 100156 AGRICULTURE, FORESTRY AND FISHERIES
    field:fisheries closeMatch 1372 fishing industry
    field:food closeMatch 100157 AGRI-FOODSTUFFS
    field:tourism exactMatch 4470 tourism
    field:environment closeMatch 100155 ENVIRONMENT
    field:waste-recycling closeMatch 1158 waste management
    field:sustainable-development exactMatch 5585 sustainable development
    field:water narrowMatch 476 water supply
    field:water narrowMatch 3144 water management
    field:energy closeMatch 100159 ENERGY
    field:renewable-energy exactMatch 754 renewable energy
    field:ict closeMatch 7219 digital technology
    field:biotechnology closeMatch 3797 biotechnology
    field:transport closeMatch 100154 TRANSPORT
    field:aviation closeMatch 4505 air transport
    field:urban-development closeMatch 4619 town planning
    field:housing closeMatch 1690 housing
    field:parks-greening closeMatch 861 green area
    field:firefighting closeMatch 1706 fire protection
    field:public-safety closeMatch 4045 public safety
    field:health narrowMatch 3885 public health
    field:health narrowMatch 5899 health care
    field:welfare closeMatch 1004 welfare
    field:education closeMatch 668 education
    field:higher-education closeMatch 800 higher education
    field:language-education exactMatch 783 language teaching
    field:study-abroad closeMatch 1950 student mobility
    field:training closeMatch 1074 vocational training
    field:youth closeMatch 5297 youth exchange scheme
    field:culture closeMatch 317 culture
    field:arts exactMatch 2688 arts
    field:cultural-heritage closeMatch 2278 cultural heritage
    field:museums-libraries narrowMatch 2022 museum
    field:museums-libraries narrowMatch 4865 library
    field:film-media closeMatch 1366 audiovisual industry
    field:sports exactMatch 4245 sport
    field:multicultural-society closeMatch 4097 cultural pluralism
    field:gender-equality exactMatch 3913 gender equality
    field:human-rights exactMatch 584 human rights
    field:peace exactMatch 6722 peace
    field:administration closeMatch 206 administrative cooperation
    kind:contract closeMatch 164 contract
    partykind:embassy closeMatch 5432 embassy
    partykind:consulate closeMatch 5535 consulate
    eventkind:visit closeMatch 3480 official visit
    eventkind:meeting closeMatch 3650 international meeting
    eventkind:exhibition closeMatch 3207 trade event
    eventkind:youth-exchange closeMatch 5297 youth exchange scheme
    eventkind:signing exactMatch 3466 signature of an agreement
    eventkind:research closeMatch 2914 research
"""


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
    elsewhere = {target for target in targets if not target.startswith(EUROVOC_START)}
    themes = {f"http://publications.europa.eu/resource/authority/data-theme/{code}" for code in EU_THEMES}
    wikidata = {f"http://www.wikidata.org/entity/{item}" for item in WIKIDATA_ITEMS}
    kinds = {str(KIND[code]) for code in ("agreement", "memorandum", "declaration")}
    events = {str(EVENTKIND[code]) for code in ("business-matching", "training")}
    assert elsewhere == themes | wikidata | kinds | events


def test_concepts_lead_to_the_right_one_of_eurovoc(load: Callable[[str], Graph]) -> None:
    lines = [line.split()[:3] for line in EUROVOC.strip().splitlines()]
    mapped = {
        (str(concept), how, str(target))
        for name in NAMES
        for how in MAPPINGS
        for concept, target in load(name).subject_objects(how)
        if str(target).startswith(EUROVOC_START)
    }
    assert mapped == {(expand(concept), SKOS[how], EUROVOC_START + number) for concept, how, number in lines}


def test_no_two_concepts_have_one_exact_match(load: Callable[[str], Graph]) -> None:
    """An exact match can be passed on, which would make the two the same."""
    targets = Counter(target for name in NAMES for target in load(name).objects(None, SKOS.exactMatch))
    assert len(targets) > 5
    assert [target for target, count in targets.items() if count > 1] == []


def test_no_concept_is_mapped_twice_to_one_target(graph: Graph, concepts: list[URIRef]) -> None:
    """SKOS, S46: an exact match is neither a broader nor a related one."""
    for concept in concepts:
        targets = [target for how in MAPPINGS for target in graph.objects(concept, how)]
        assert len(targets) == len(set(targets)), concept


def test_kinds_of_document_are_near_in_both_lists(load: Callable[[str], Graph]) -> None:
    pairs = set(load("tie-kinds").subject_objects(SKOS.closeMatch))
    assert pairs == {(TIEKIND[code], KIND[code]) for code in ("agreement", "memorandum", "declaration")}
