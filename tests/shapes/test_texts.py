"""What the shapes say of themselves, and that they are sound SHACL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, Namespace, URIRef

from koryu_rdf.assets import list_files
from koryu_rdf.check import explain_shape, list_shape_codes
from koryu_rdf.check.shapes import read_bundled_shapes
from koryu_rdf.namespaces import (
    AGREEMENT_KINDS,
    EVENT_KINDS,
    FIELDS,
    ONTOLOGY,
    PARTY_KINDS,
    RESULT_KINDS,
    SHAPES,
    TIE_KINDS,
)

if TYPE_CHECKING:
    from pathlib import Path

DCTERMS = Namespace("http://purl.org/dc/terms/")
KORYU = Namespace(ONTOLOGY)
CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
FILES = list_files("shapes", ".ttl")


def read_shapes_file(path: Path) -> Graph:
    return Graph().parse(path)


def read_all_shapes() -> Graph:
    return read_bundled_shapes(advice=True)


def test_files_are_found() -> None:
    names = {path.stem for path in FILES}
    assert {"agreement", "party", "municipality", "mission", "organization", "country", "contact", "tie"} <= names
    assert {"event", "result", "survey", "dataset", "common", "advice"} <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_header_names_file_and_licence(path: Path) -> None:
    graph = read_shapes_file(path)
    header = URIRef(f"https://w3id.org/koryu/shapes/{path.stem}")
    assert (header, RDF.type, OWL.Ontology) in graph
    assert (header, DCTERMS.license, CC0) in graph
    assert {label.language for label in graph.objects(header, RDFS.label) if isinstance(label, Literal)} == {"ja", "en"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_blank_nodes_are_lists_and_paths_only(path: Path) -> None:
    graph = read_shapes_file(path)
    for node in {node for node in graph.subjects() if isinstance(node, BNode)}:
        assert set(graph.predicates(node)) in ({RDF.first, RDF.rest}, {SH.alternativePath}, {SH.inversePath})


@pytest.mark.parametrize("code", list_shape_codes())
def test_shape_is_explained_in_both_languages(code: str) -> None:
    known = explain_shape(code)
    for text in (known.message, known.hint, known.when):
        assert JAPANESE.search(text.ja)
        assert not JAPANESE.search(text.en)
        assert re.search(r"[a-z]{3}", text.en)
    for text in (known.message, known.hint):
        assert "{" not in text.ja + text.en
    assert "sh:" in known.when.en


@pytest.mark.parametrize("code", list_shape_codes())
def test_shape_has_severity_name_message_and_description(code: str) -> None:
    graph, shape = read_all_shapes(), URIRef(SHAPES + code)
    ordinary = (shape, SH.severity, None) in read_bundled_shapes()
    assert graph.value(shape, SH.severity) in ({SH.Violation, SH.Warning} if ordinary else {SH.Info})
    for predicate in (SH.name, SH.message, SH.description):
        languages = sorted(str(getattr(text, "language", None)) for text in graph.objects(shape, predicate))
        assert languages == ["en", "ja"]


def test_every_text_is_in_the_language_it_claims() -> None:
    texts = [text for text in read_all_shapes().objects() if isinstance(text, Literal) and text.language]
    assert len(texts) > 400
    for text in texts:
        assert bool(JAPANESE.search(text)) == (text.language == "ja"), text


def test_unknown_code_is_not_explained() -> None:
    for code in ("Agreement-unknown", "Day", ""):
        with pytest.raises(KeyError):
            explain_shape(code)


def test_shapes_are_sound_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=read_all_shapes(), meta_shacl=True)
    assert conforms, text


def test_patterns_hold_no_repetition_within_a_repetition_of_the_same() -> None:
    """Each pattern answers at once to a long text that nearly fits."""
    patterns = {str(pattern) for pattern in read_all_shapes().objects(None, SH.pattern)}
    assert len(patterns) > 10
    for pattern in patterns:
        for part in ("a", "0", "1-", "a.", "https://w3id.org/koryu/fields#a-", "tel:+1-", "mailto:a@a.", " ", "A"):
            re.search(pattern, part * 20_000 + "!\n!")


def test_terms_of_ours_are_defined() -> None:
    ontology = Graph().parse(next(path for path in list_files("ontology", ".ttl") if path.stem == "koryu"))
    used = {str(node) for triple in read_all_shapes() for node in triple if str(node).startswith(ONTOLOGY)} - {ONTOLOGY}
    assert len(used) > 30
    assert used <= {str(term) for term in ontology.subjects(RDFS.isDefinedBy)}


@pytest.mark.parametrize(
    ("stem", "namespace", "shape"),
    [
        ("agreement-kinds", AGREEMENT_KINDS, "Agreement-kind"),
        ("fields", FIELDS, "Agreement-field"),
        ("party-kinds", PARTY_KINDS, "Party-partyKind"),
        ("tie-kinds", TIE_KINDS, "EarlierTie-tieKind"),
        ("event-kinds", EVENT_KINDS, "Event-eventKind"),
        ("result-kinds", RESULT_KINDS, "Result-resultKind"),
    ],
)
def test_every_concept_of_a_list_fits_its_shape(stem: str, namespace: str, shape: str) -> None:
    graph = Graph().parse(next(path for path in list_files("ontology", ".ttl") if path.stem == stem))
    concepts = {str(concept) for concept in graph.subjects(RDF.type) if str(concept).startswith(namespace)}
    pattern = str(read_all_shapes().value(URIRef(SHAPES + shape), SH.pattern))
    assert len(concepts) > 3
    assert [concept for concept in concepts if not re.search(pattern, concept)] == []


def test_kinds_of_party_that_shapes_name_are_concepts() -> None:
    graph = Graph().parse(next(path for path in list_files("ontology", ".ttl") if path.stem == "party-kinds"))
    shapes = read_all_shapes()
    choices = [
        value for shape in shapes.subjects(SH.path, KORYU.partyKind) for value in shapes.objects(shape, SH["in"])
    ]
    named = {kind for choice in choices for kind in shapes.items(choice)}
    assert named == {concept for concept in graph.subjects(RDF.type) if str(concept).startswith(PARTY_KINDS)}
