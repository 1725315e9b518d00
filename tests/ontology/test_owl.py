"""An OWL reasoner on the ontology: OWL 2 DL, without contradictions and puns, and the bundled data agree with it.

What it would miss, these tests would not notice; so faults are planted, each in an ontology that imports ours.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from koryu_rdf import conversion
from koryu_rdf.assets import get_folder
from koryu_rdf.namespaces import ONTOLOGY, PREFIXES
from koryu_rdf.read import read
from koryu_rdf.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Findings = Mapping[str, set[tuple[str, str]]]

OURS = [get_folder("ontology") / f"{name}.ttl" for name in ("koryu", "alignments")]
EX = "https://example.org/"
OWN = {"ex": EX, "owl": "http://www.w3.org/2002/07/owl#"}
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, **OWN}.items())
HEADER = HEAD + "ex:{name} a owl:Ontology ; owl:imports <https://w3id.org/koryu/alignments> .\n"

# What is planted, and what must be found.
FAULTS = {
    "empty-class": (
        "ex:CityCompany a owl:Class ; rdfs:subClassOf koryu:Municipality , koryu:Organization .",
        ("unsatisfiable", f"{EX}CityCompany"),
    ),
    "empty-relation": (
        "ex:led a owl:ObjectProperty ; rdfs:subPropertyOf koryu:event , koryu:result .",
        ("unsatisfiable", f"{EX}led"),
    ),
    "empty-value": (
        "ex:size a owl:DatatypeProperty ; rdfs:subPropertyOf koryu:headCount , koryu:count .",
        ("unsatisfiable", f"{EX}size"),
    ),
    # PROV-O says that no activity is an entity; alignments.ttl says why an event is an entity.
    "event-as-activity": (
        "prov:Activity a owl:Class ; owl:disjointWith prov:Entity . koryu:Event rdfs:subClassOf prov:Activity .",
        ("unsatisfiable", f"{ONTOLOGY}Event"),
    ),
    "member-of-disjoint-classes": (
        "ex:visit a owl:NamedIndividual , koryu:Event , koryu:Agreement .",
        ("inconsistent", ""),
    ),
    "host-as-guest": (
        "ex:chiba a owl:NamedIndividual . ex:visit a owl:NamedIndividual ; koryu:host ex:chiba ; koryu:guest ex:chiba .",
        ("inconsistent", ""),
    ),
    "agreement-with-itself": (
        "ex:pact a owl:NamedIndividual , koryu:Agreement ; koryu:party ex:pact .",
        ("inconsistent", ""),
    ),
    "number-in-words": ('ex:pact a owl:NamedIndividual ; koryu:number "one" .', ("inconsistent", "")),
    "undeclared-class": (
        "ex:Ward a owl:Class ; rdfs:subClassOf koryu:Town .",
        ("profile", f"UseOfUndeclaredClass <{ONTOLOGY}Town>"),
    ),
    "undeclared-property": (
        "ex:chiba a owl:NamedIndividual ; koryu:twin ex:houston .",
        ("profile", f"UseOfUndeclaredAnnotationProperty <{ONTOLOGY}twin>"),
    ),
    "datatype-outside-the-map": (
        "ex:day a owl:DatatypeProperty ; rdfs:range xsd:date .",
        ("profile", "UseOfUndeclaredDatatype xsd:date"),
    ),
    "transitive-and-functional": (
        "koryu:within a owl:FunctionalProperty .",
        ("profile", f"UseOfNonSimplePropertyInFunctionalPropertyAxiom <{ONTOLOGY}within>"),
    ),
    "relation-as-value": ("koryu:field a owl:DatatypeProperty .", ("punned", f"{ONTOLOGY}field")),
    "class-as-individual": ("koryu:Event a owl:NamedIndividual , koryu:Country .", ("punned", f"{ONTOLOGY}Event")),
}


@pytest.fixture(scope="module")
def findings(check_owl: Callable[[list[Path]], list[list[str]]], tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What is found in each file, all checked in one run: ours, those with a fault, and the bundled data."""
    folder = tmp_path_factory.mktemp("owl")
    planted = [plant(folder, name, fault) for name, (fault, _) in FAULTS.items()]
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for file, sort, detail in check_owl([*OURS, *planted, write_data(folder)]):
        found[file].add((sort, detail))
    return found


def plant(folder: Path, name: str, turtle: str) -> Path:
    path = folder / f"{name}.ttl"
    path.write_text(HEADER.format(name=name) + turtle, "utf-8")
    return path


def write_data(folder: Path) -> Path:
    path = folder / "data.ttl"
    assert conversion.convert(read(get_folder("records")), path, Settings()) > 1000
    path.write_text(HEADER.format(name="data") + path.read_text("utf-8"), "utf-8")
    return path


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_ours_is_owl_2_dl_without_contradictions_and_puns(path: Path, findings: Findings) -> None:
    assert findings.get(path.name, set()) == set()


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, findings: Findings) -> None:
    _, expected = FAULTS[name]
    assert expected in findings[f"{name}.ttl"]


def test_the_bundled_data_agree_with_the_ontology(findings: Findings) -> None:
    """Data need not declare the terms they use, so the profile is not for them."""
    assert {sort for sort, _ in findings["data.ttl"]} == {"profile"}
