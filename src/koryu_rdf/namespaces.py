"""Namespaces and their prefixes, ours and those of the vocabularies we use."""

from __future__ import annotations

ONTOLOGY = "https://w3id.org/koryu/ontology#"
SHAPES = "https://w3id.org/koryu/shapes#"
AGREEMENT_KINDS = "https://w3id.org/koryu/agreement-kinds#"
FIELDS = "https://w3id.org/koryu/fields#"
PARTY_KINDS = "https://w3id.org/koryu/party-kinds#"
TIE_KINDS = "https://w3id.org/koryu/tie-kinds#"
EVENT_KINDS = "https://w3id.org/koryu/event-kinds#"
RESULT_KINDS = "https://w3id.org/koryu/result-kinds#"

WIKIDATA_ENTITY = "http://www.wikidata.org/entity/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "koryu": ONTOLOGY,
    "kind": AGREEMENT_KINDS,
    "field": FIELDS,
    "partykind": PARTY_KINDS,
    "tiekind": TIE_KINDS,
    "eventkind": EVENT_KINDS,
    "resultkind": RESULT_KINDS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}


def expand(curie: str) -> str:
    """Turn ``koryu:Agreement`` into its IRI."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name
