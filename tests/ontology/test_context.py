"""context.jsonld: a plain key for every term, and a document written with it means what it should."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, get_args

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, SKOS, VOID

from koryu_rdf.assets import get_folder
from koryu_rdf.codelists import CodeListName, get_code_list
from koryu_rdf.namespaces import ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.namespace import DefinedNamespaceMeta

CONTEXT: dict[str, Any] = json.loads((get_folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
CODED = {
    "kind": "agreement-kinds",
    "field": "fields",
    "partyKind": "party-kinds",
    "tieKind": "tie-kinds",
    "eventKind": "event-kinds",
    "resultKind": "result-kinds",
}
PREFIX_OF = {"agreement-kinds": "kind", "fields": "field"} | {
    f"{thing}-kinds": f"{thing}kind" for thing in ("party", "tie", "event", "result")
}
KEYWORDS = {"id": "@id", "type": "@type", "@version": 1.1}

# Every term of others that lift and the catalogue write.
EMITTED = """
    dcterms:identifier dcterms:title dcterms:description dcterms:isPartOf dcterms:license dcterms:modified
    dcterms:issued dcterms:publisher dcterms:language dcterms:spatial dcterms:temporal dcterms:conformsTo
    foaf:page foaf:name foaf:Document rdfs:label rdfs:comment
    skos:prefLabel skos:altLabel skos:notation skos:Concept
    vcard:fn vcard:hasTelephone vcard:hasEmail vcard:Organization prov:wasDerivedFrom prov:Entity
    dcat:contactPoint dcat:Catalog dcat:Dataset dcat:Distribution dcat:dataset dcat:distribution dcat:keyword dcat:theme
    dcat:landingPage dcat:accessURL dcat:downloadURL dcat:mediaType dcat:compressFormat dcat:byteSize
"""
TEXTS = (
    "title",
    "description",
    "prefLabel",
    "altLabel",
    "dateAsWritten",
    "background",
    "activities",
    "outcomes",
    "seat",
    "place",
    "ledBy",
)
DATES = ("signedOn", "renewedOn", "unlabelledDate", "since", "startsOn", "endsOn")

DOCUMENT = {
    "@graph": [
        {
            "id": "https://example.org/agreement/1",
            "type": "Agreement",
            "identifier": "survey/1",
            "number": 1,
            "title": {"ja": "経済交流に関する覚書", "en": "Memorandum on economic exchange"},
            "isPartOf": "https://example.org/survey",
            "kind": "memorandum",
            "field": ["economy", "science-technology"],
            "signedOn": {"@value": "2006-11-02", "@type": "xsd:date"},
            "renewedOn": [{"@value": "2011", "@type": "xsd:gYear"}],
            "dateAsWritten": {"ja": ["平成18年11月2日", "平成23年"]},
            "party": ["https://example.org/chiba", "https://example.org/denmark"],
            "japaneseParty": ["https://example.org/chiba"],
            "overseasParty": ["https://example.org/denmark"],
            "earlierTie": ["https://example.org/tie"],
            "event": ["https://example.org/agreement/1#event-1"],
            "result": ["https://example.org/agreement/1#result-1"],
            "openIssue": ["https://example.org/agreement/1#issue-1"],
            "background": {"ja": "経緯"},
            "page": ["https://example.org/page"],
            "contactPoint": "https://example.org/agreement/1#contact",
            "wasDerivedFrom": ["https://example.org/agreement/1#source"],
        },
        {
            "id": "https://example.org/agreement/1#contact",
            "type": "Contact",
            "fn": {"ja": "国際課"},
            "hasTelephone": ["tel:+81-43-245-5292"],
            "phoneAsWritten": "043-245-5292",
            "hasEmail": ["mailto:office@example.jp"],
        },
        {
            "id": "https://example.org/agreement/1#event-1",
            "type": "Event",
            "eventKind": "visit",
            "title": {"ja": "市長の訪問", "en": "Visit of the mayor"},
            "startsOn": {"@value": "2010-02", "@type": "xsd:gYearMonth"},
            "endsOn": {"@value": "2010-03-01", "@type": "xsd:date"},
            "place": {"ja": "千葉市", "en": "Chiba"},
            "host": ["https://example.org/chiba"],
            "guest": ["https://example.org/denmark"],
            "ledBy": {"ja": "市長", "en": "mayor"},
            "headCount": 17,
            "wasDerivedFrom": ["https://example.org/agreement/1#source-3"],
        },
        {
            "id": "https://example.org/agreement/1#result-1",
            "type": "Result",
            "resultKind": "office-opened",
            "description": {"ja": "事務所の開設"},
            "count": 1,
        },
        {
            "id": "https://example.org/agreement/1#issue-1",
            "type": "OpenIssue",
            "description": {"ja": "連携の強化"},
        },
        {
            "id": "https://example.org/agreement/1#source-3",
            "type": ["SourceSection", "Entity"],
            "section": 3,
            "isPartOf": "https://example.org/agreement/1#source",
        },
        {
            "id": "https://example.org/agreement/1#source",
            "type": ["SourceRecord", "Entity"],
            "sourceFile": "survey.txt",
            "firstLine": 3,
            "lastLine": 9,
        },
        {
            "id": "https://example.org/chiba",
            "type": ["Municipality", "Party"],
            "partyKind": "municipality",
            "prefLabel": {"ja": "千葉市"},
            "altLabel": {"ja": ["千葉県千葉市"]},
            "localGovernmentCode": "121002",
            "standardAreaCode": "http://data.e-stat.go.jp/lod/sac/C12100",
            "country": "https://example.org/japan",
            "within": "https://example.org/chiba-prefecture",
        },
        {
            "id": "https://example.org/denmark",
            "type": ["Country", "Party"],
            "partyKind": "country",
            "countryCode": "DK",
            "prefLabel": {"ja": "デンマーク", "en": "Denmark"},
        },
        {
            "id": "https://example.org/tie",
            "type": "EarlierTie",
            "tieKind": "memorandum",
            "since": {"@value": "1981", "@type": "xsd:gYear"},
        },
        {"id": "https://example.org/file", "type": "Distribution", "byteSize": 1024, "modified": "2026-11-23"},
    ],
}

EXPECTED = """
<agreement/1> a koryu:Agreement ;
    dcterms:identifier "survey/1" ; koryu:number 1 ;
    dcterms:title "経済交流に関する覚書"@ja , "Memorandum on economic exchange"@en ;
    dcterms:isPartOf <survey> ; koryu:kind kind:memorandum ; koryu:field field:economy , field:science-technology ;
    koryu:signedOn "2006-11-02"^^xsd:date ; koryu:renewedOn "2011"^^xsd:gYear ;
    koryu:dateAsWritten "平成18年11月2日"@ja , "平成23年"@ja ;
    koryu:party <chiba> , <denmark> ; koryu:japaneseParty <chiba> ; koryu:overseasParty <denmark> ;
    koryu:event <agreement/1#event-1> ; koryu:result <agreement/1#result-1> ; koryu:openIssue <agreement/1#issue-1> ;
    koryu:earlierTie <tie> ; koryu:background "経緯"@ja ; foaf:page <page> ;
    dcat:contactPoint <agreement/1#contact> ; prov:wasDerivedFrom <agreement/1#source> .
<agreement/1#contact> a vcard:Organization ; vcard:fn "国際課"@ja ; vcard:hasTelephone <tel:+81-43-245-5292> ;
    koryu:phoneAsWritten "043-245-5292" ; vcard:hasEmail <mailto:office@example.jp> .
<agreement/1#event-1> a koryu:Event ; koryu:eventKind eventkind:visit ;
    dcterms:title "市長の訪問"@ja , "Visit of the mayor"@en ;
    koryu:startsOn "2010-02"^^xsd:gYearMonth ; koryu:endsOn "2010-03-01"^^xsd:date ;
    koryu:place "千葉市"@ja , "Chiba"@en ; koryu:host <chiba> ; koryu:guest <denmark> ;
    koryu:ledBy "市長"@ja , "mayor"@en ; koryu:headCount 17 ; prov:wasDerivedFrom <agreement/1#source-3> .
<agreement/1#result-1> a koryu:Result ; koryu:resultKind resultkind:office-opened ;
    dcterms:description "事務所の開設"@ja ; koryu:count 1 .
<agreement/1#issue-1> a koryu:OpenIssue ; dcterms:description "連携の強化"@ja .
<agreement/1#source-3> a koryu:SourceSection , prov:Entity ; koryu:section 3 ;
    dcterms:isPartOf <agreement/1#source> .
<agreement/1#source> a koryu:SourceRecord , prov:Entity ; koryu:sourceFile "survey.txt" ;
    koryu:firstLine 3 ; koryu:lastLine 9 .
<chiba> a koryu:Municipality , koryu:Party ; koryu:partyKind partykind:municipality ; skos:prefLabel "千葉市"@ja ;
    skos:altLabel "千葉県千葉市"@ja ; koryu:localGovernmentCode "121002" ;
    koryu:standardAreaCode <http://data.e-stat.go.jp/lod/sac/C12100> ; koryu:country <japan> ;
    koryu:within <chiba-prefecture> .
<denmark> a koryu:Country , koryu:Party ; koryu:partyKind partykind:country ; koryu:countryCode "DK" ;
    skos:prefLabel "デンマーク"@ja , "Denmark"@en .
<tie> a koryu:EarlierTie ; koryu:tieKind tiekind:memorandum ; koryu:since "1981"^^xsd:gYear .
<file> a dcat:Distribution ; dcat:byteSize "1024"^^xsd:nonNegativeInteger ; dcterms:modified "2026-11-23"^^xsd:date .
"""


def parse_with_rdflib(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld")


def parse_with_oxigraph(text: str) -> Graph:
    quads = pyoxigraph.parse(io.StringIO(text), format=pyoxigraph.RdfFormat.JSON_LD)
    turtle = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert turtle is not None
    return Graph().parse(data=turtle, format="nt")


PARSERS = {"rdflib": parse_with_rdflib, "oxigraph": parse_with_oxigraph}


def get_iri(definition: Any) -> str:
    """Give the IRI that a key stands for, its prefix written out."""
    name = definition["@id"] if isinstance(definition, dict) else definition
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else str(name)


def is_prefix(definition: Any) -> bool:
    return isinstance(definition, str) and definition.startswith("http")


def list_keys() -> Iterator[tuple[str, str]]:
    for key, definition in CONTEXT.items():
        if key not in KEYWORDS and not is_prefix(definition):
            yield key, get_iri(definition)


def test_keywords_have_plain_names() -> None:
    assert {key: CONTEXT[key] for key in KEYWORDS} == KEYWORDS


def test_prefixes_are_those_of_the_program() -> None:
    prefixes = {key: value for key, value in CONTEXT.items() if is_prefix(value)}
    assert prefixes == {key: PREFIXES[key] for key in prefixes}
    assert {"koryu", "dcterms", "xsd"} <= {*prefixes}


def test_every_term_of_ours_has_its_local_name_for_key(koryu: Graph) -> None:
    ours = {str(term).removeprefix(ONTOLOGY) for term in koryu.subjects(RDFS.isDefinedBy)}
    assert len(ours) > 30
    assert {key for key, iri in list_keys() if iri == ONTOLOGY + key} == ours


def test_every_term_of_others_that_is_written_has_a_key() -> None:
    covered = {iri for _, iri in list_keys()}
    assert [term for term in EMITTED.split() if get_iri(term) not in covered] == []


def test_one_key_for_each_term_and_camel_case_throughout() -> None:
    keys = list(list_keys())
    assert len(keys) > 100
    assert len({iri for _, iri in keys}) == len(keys)
    assert [key for key, _ in keys if not re.fullmatch(r"[A-Za-z]+", key)] == []
    # vcard:Organization is a contact here: the plain name is ours.
    renamed = {(key, iri) for key, iri in keys if key != re.split("[#/]", iri)[-1]}
    assert renamed == {("Contact", "http://www.w3.org/2006/vcard/ns#Organization")}


@pytest.mark.parametrize("namespace", [DCAT, DCTERMS, FOAF, PROV, SKOS, VOID])
def test_terms_of_others_exist(namespace: DefinedNamespaceMeta) -> None:
    start = str(namespace)
    used = [iri.removeprefix(start) for _, iri in list_keys() if iri.startswith(start)]
    assert used
    assert [name for name in used if name not in namespace] == []


def test_relations_lead_to_iris_and_texts_have_language_maps(koryu: Graph) -> None:
    for key, iri in list_keys():
        kinds = set(koryu.objects(URIRef(iri), RDF.type))
        definition = CONTEXT[key] if isinstance(CONTEXT[key], dict) else {}
        if URIRef("http://www.w3.org/2002/07/owl#ObjectProperty") in kinds:
            assert definition["@type"] == ("@vocab" if key in CODED else "@id"), key
    for key in (*TEXTS, "fn", "comment"):
        assert "@language" in CONTEXT[key]["@container"], key
    for key in DATES:
        assert "@type" not in (CONTEXT[key] if isinstance(CONTEXT[key], dict) else {}), key


@pytest.mark.parametrize("parser", PARSERS)
def test_a_document_means_what_it_should(parser: str) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    expected = Graph().parse(data=prefixes + EXPECTED, format="turtle", publicID="https://example.org/")
    graph = PARSERS[parser](json.dumps({"@context": CONTEXT, **DOCUMENT}))
    assert len(expected) > 50
    assert set(to_isomorphic(graph)) == set(to_isomorphic(expected))


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("key", CODED)
def test_every_code_of_a_list_is_a_plain_value(key: str, parser: str) -> None:
    """No code may fall on one of the context's own keys, as ``country`` would."""
    (name,) = [name for name in get_args(CodeListName) if name == CODED[key]]
    codes = list(get_code_list(name))
    document = {"@context": CONTEXT, "id": "https://example.org/a", key: codes}
    values = {str(value) for value in PARSERS[parser](json.dumps(document)).objects()}
    assert values == {PREFIXES[PREFIX_OF[name]] + code for code in codes}


def test_nothing_has_to_be_fetched() -> None:
    assert "@import" not in CONTEXT
    assert [
        key for key, value in CONTEXT.items() if isinstance(value, dict) and isinstance(value.get("@context"), str)
    ] == []
