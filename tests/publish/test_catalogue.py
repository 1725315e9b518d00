"""The catalogue: what DCAT-AP 3 and the Digital Agency's guide ask for, figures that are counted, and checksums that are right."""

from __future__ import annotations

import datetime
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, VOID

from koryu_rdf.model import Phrase, Survey
from koryu_rdf.publish import CATALOGUE_PREFIXES, News, Publication, Version, describe_catalogue
from koryu_rdf.publish.statistics import measure
from koryu_rdf.settings import Dataset, Publisher, Settings
from koryu_rdf.texts import Text
from koryu_rdf.write import write

BASE = "https://data.city.example.jp/koryu/id/"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")  # rdflib's own knows no versions
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
SH = rdflib.SH
DATASET, CATALOGUE = rdflib.URIRef(f"{BASE}dataset"), rdflib.URIRef(f"{BASE}catalog")
SETTINGS = Settings(
    base=BASE,
    publisher=Publisher(
        Phrase("例示市", "City of Example"), "https://www.city.example.jp/", "opendata@city.example.jp"
    ),
    dataset=Dataset(
        title=Phrase("国際提携", "Agreements"),
        description=Phrase("一覧です。", "A list."),
        home="https://data.city.example.jp/koryu/",
    ),
)
KORYU = "https://w3id.org/koryu/ontology#"
DATA = f"""\
<{BASE}a/1> <{RDF.type}> <{KORYU}Agreement> .
<{BASE}a/1> <{KORYU}signedOn> "2005-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .
<{BASE}a/2> <{RDF.type}> <{KORYU}Agreement> .
<{BASE}a/2> <{KORYU}signedOn> "1996-10-10"^^<http://www.w3.org/2001/XMLSchema#date> .
<{BASE}a/2> <{KORYU}renewedOn> "2011-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .
<{BASE}place/x> <{RDF.type}> <{KORYU}Municipality> .
"""
NEWS = News(
    Version("2026", datetime.date(2026, 11, 1), Text("新規1件。", "1 new."), "2025"),
    (Version("2025", datetime.date(2025, 11, 1), Text("最初です。", "The first.")),),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "data").mkdir()
    (folder / "data/koryu.nt.gz").write_bytes(gzip.compress(DATA.encode()))
    (folder / "data/agreements.csv").write_bytes(b"a,b\r\n")
    files = ("data/koryu.nt.gz", "data/agreements.csv")
    publication = Publication(SETTINGS, datetime.date(2026, 10, 1), (Survey("list-2026"),), folder, files, release=NEWS)
    write(describe_catalogue(publication), folder / "catalog.ttl", prefixes=CATALOGUE_PREFIXES)
    return folder


@pytest.fixture
def graph(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(folder / "catalog.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(__file__).with_name("dcat-ap.ttl"))


def list_faults(
    graph: rdflib.Graph, shapes: rdflib.Graph
) -> Iterator[tuple[rdflib.term.Node | None, rdflib.term.Node | None]]:
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield report.value(result, SH.focusNode), report.value(result, SH.resultPath)


def test_the_catalogue_meets_dcat_ap(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert list(list_faults(graph, shapes)) == []


MANDATORY_AND_RECOMMENDED = [
    *(
        (CATALOGUE, DCTERMS[name])
        for name in ("title", "description", "publisher", "language", "license", "issued", "modified")
    ),
    *((CATALOGUE, path) for path in (DCTERMS.spatial, DCAT.dataset, DCAT.themeTaxonomy, FOAF.homepage)),
    *(
        (DATASET, path)
        for path in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.spatial, DCTERMS.temporal)
    ),
    *((DATASET, path) for path in (DCAT.contactPoint, DCAT.distribution, DCAT.keyword, DCAT.theme)),
    *(
        (DATASET + "#agreements.csv", path)
        for path in (DCAT.accessURL, DCTERMS.description, DCTERMS.format, DCTERMS.license)
    ),
    (DATASET + "#agreements.csv-checksum", SPDX.checksumValue),
    (rdflib.URIRef("https://www.city.example.jp/"), FOAF.name),
]


@pytest.mark.parametrize(("subject", "path"), MANDATORY_AND_RECOMMENDED)
def test_the_shapes_find_what_is_missing(
    subject: rdflib.URIRef, path: rdflib.URIRef, graph: rdflib.Graph, shapes: rdflib.Graph
) -> None:
    if path == DCAT.dataset:
        graph.remove((subject, DCTERMS.publisher, None))  # without its dataset nothing else is looked at
    assert (subject, path, None) in graph
    graph.remove((rdflib.URIRef(subject), path, None))
    assert (rdflib.URIRef(subject), path) in set(list_faults(graph, shapes))


def test_the_items_of_the_japanese_guide_are_there(graph: rdflib.Graph) -> None:
    """DS-469: mandatory, and the recommended keyword, spatial, temporal, theme, contact and licence."""
    about = (DCTERMS.identifier, DCTERMS.title, DCTERMS.description)
    for path in (*about, DCTERMS.publisher):
        assert (CATALOGUE, path, None) in graph
    for path in (
        *about,
        DCAT.keyword,
        DCTERMS.spatial,
        DCTERMS.temporal,
        DCAT.theme,
        DCAT.contactPoint,
        DCTERMS.license,
    ):
        assert (DATASET, path, None) in graph
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(files) == 2
    for file in files:
        for path in (DCTERMS.title, DCTERMS.description, DCTERMS.modified, DCAT.accessURL):
            assert (file, path, None) in graph
    (mail,) = graph.objects(graph.value(DATASET, DCAT.contactPoint), VCARD.hasEmail)
    assert str(mail) == "mailto:opendata@city.example.jp"


def test_the_figures_are_those_of_the_data(folder: Path, graph: rdflib.Graph) -> None:
    statistics = measure(folder / "data/koryu.nt.gz")
    assert (statistics.triples, statistics.entities) == (6, 3)
    assert statistics.classes == {f"{KORYU}Agreement": 2, f"{KORYU}Municipality": 1}
    assert statistics.properties == {str(RDF.type): 3, f"{KORYU}renewedOn": 1, f"{KORYU}signedOn": 2}
    assert graph.value(DATASET, VOID.triples) == rdflib.Literal(6)
    part = rdflib.URIRef(f"{BASE}dataset#class-koryu.Agreement")
    assert (DATASET, VOID.classPartition, part) in graph
    assert graph.value(part, VOID.entities) == rdflib.Literal(2)
    period = graph.value(DATASET, DCTERMS.temporal)
    assert [str(graph.value(period, path)) for path in (DCAT.startDate, DCAT.endDate)] == ["1996-10-10", "2011-01-02"]


def test_every_file_has_its_checksum(folder: Path, graph: rdflib.Graph) -> None:
    for name in ("koryu.nt.gz", "agreements.csv"):
        checksum = graph.value(rdflib.URIRef(f"{BASE}dataset#{name}"), SPDX.checksum)
        digest = hashlib.sha256((folder / "data" / name).read_bytes()).hexdigest()
        assert str(graph.value(checksum, SPDX.checksumValue)).lower() == digest
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256


def test_releases_follow_one_another(graph: rdflib.Graph) -> None:
    old, new = (rdflib.URIRef(f"{BASE}dataset/{name}") for name in ("2025", "2026"))
    assert set(graph.objects(DATASET, DCAT.hasVersion)) == {old, new}
    assert graph.value(DATASET, DCAT.hasCurrentVersion) == new
    assert graph.value(new, DCAT.previousVersion) == old
    assert (new, PROV.wasRevisionOf, old) in graph
    assert str(graph.value(DATASET, DCAT.version)) == "2026"


def test_the_build_names_program_and_sources(graph: rdflib.Graph) -> None:
    build = graph.value(DATASET, PROV.wasGeneratedBy)
    assert graph.value(build, PROV.used) == rdflib.URIRef(f"{BASE}survey/list-2026")
    software = graph.value(build, PROV.wasAssociatedWith)
    assert (software, RDF.type, PROV.SoftwareAgent) in graph
    assert graph.value(software, DCAT.version)
