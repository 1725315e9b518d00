"""What the service says of itself: SPARQL 1.1 Service Description, with VoID's figures.

In: its own address, the data's IRI and what was loaded. Out: Turtle, RDF/XML, N-Triples or JSON-LD. No blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple, serialize

from koryu_rdf.namespaces import RDF, XSD
from koryu_rdf.serve.media import GRAPHS

SD, VOID, FORMATS = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
    "http://www.w3.org/ns/formats/",
)
_PREFIXES = {"sd": SD, "void": VOID, "formats": FORMATS, "xsd": XSD}
_WRITTEN = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def describe_service(endpoint: str, graphs: Sequence[str], statements: int | None) -> list[Triple]:
    """Describe the service at an address, by absolute IRIs."""
    return sorted(_describe(endpoint, graphs, statements), key=str)


def write_description(triples: Sequence[Triple], media: str) -> bytes:
    """Write a description in a media type of ``GRAPHS``."""
    return serialize(triples, format=GRAPHS[media], prefixes=_PREFIXES) or b""


def _describe(endpoint: str, graphs: Sequence[str], statements: int | None) -> Iterator[Triple]:
    service, data, default = (NamedNode(endpoint + part) for part in ("", "#dataset", "#default-graph"))
    yield _state(service, RDF + "type", NamedNode(SD + "Service"))
    yield _state(service, SD + "endpoint", service)
    yield _state(service, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query"))
    for name in _WRITTEN:
        yield _state(service, SD + "resultFormat", NamedNode(FORMATS + name))
    yield _state(service, SD + "defaultDataset", data)
    yield _state(data, RDF + "type", NamedNode(SD + "Dataset"))
    yield _state(data, SD + "defaultGraph", default)
    yield _state(default, RDF + "type", NamedNode(SD + "Graph"))
    if statements is not None:
        yield _state(default, VOID + "triples", Literal(str(statements), datatype=NamedNode(XSD + "integer")))
    for number, name in enumerate(graphs, 1):
        graph = NamedNode(f"{endpoint}#graph-{number}")
        yield _state(data, SD + "namedGraph", graph)
        yield _state(graph, RDF + "type", NamedNode(SD + "NamedGraph"))
        yield _state(graph, SD + "name", NamedNode(name))


def _state(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)
