"""Where three ways of writing an RDF term meet: pyoxigraph's, rdflib's and the project's tokens.

In and out: single terms, and the paths and lists that blank nodes spell out. Outside this folder there are tokens only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import RDF, SH, BNode, Literal, URIRef

from koryu_rdf.namespaces import PREFIXES, SHAPES, XSD
from koryu_rdf.terms import XSD_STRING, to_literal

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_IRI = re.compile(r"<[^>]*>")
_PLAIN = re.compile(rf'"([^"]*)"\^\^<{re.escape(XSD)}(?:integer|boolean|decimal)>')
_NAMESPACES = {**PREFIXES, "shapes": SHAPES}
_SUFFIXES: dict[Node, str] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def to_node(term: object) -> URIRef | BNode | Literal:
    """Turn a pyoxigraph term into rdflib's; blank nodes keep their names, so that two runs speak of them alike."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise SyntaxError(f"not a term of RDF 1.1: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype == XSD_STRING else URIRef(datatype))


def to_token(node: Node) -> str:
    """Turn an rdflib term into an N-Triples token."""
    if isinstance(node, Literal):
        return to_literal(str(node), node.language) + (f"^^<{node.datatype}>" if node.datatype else "")
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def to_path(graph: Graph, node: Node) -> str:
    """Write a SHACL path as in SPARQL, with IRIs in full: ``<a>|<b>``, ``^(<a>)``, ``<a>/<b>``."""
    if isinstance(node, URIRef):
        return to_token(node)
    if graph.value(node, RDF.first):
        return "/".join(_bracket_choice(to_path(graph, step)) for step in graph.items(node))
    if choices := graph.value(node, SH.alternativePath):
        return "|".join(to_path(graph, choice) for choice in graph.items(choices))
    if inverse := graph.value(node, SH.inversePath):
        return f"^({to_path(graph, inverse)})"
    return "".join(f"({to_path(graph, step)}){_SUFFIXES[name]}" for name, step in graph.predicate_objects(node))


def _bracket_choice(path: str) -> str:
    return f"({path})" if "|" in _IRI.sub("", path) else path


def to_words(graph: Graph, node: Node) -> str:
    """Write a term for a sentence: with prefixes, numbers without their datatype, a list in round brackets."""
    if isinstance(node, BNode) and (node, RDF.first, None) in graph:
        return f"({' '.join(to_words(graph, item) for item in graph.items(node))})"
    return "[…]" if isinstance(node, BNode) else _PLAIN.sub(r"\1", shorten(to_token(node)))


def shorten(token: str) -> str:
    """Write every IRI of a token or path with its prefix, where one is known.

    >>> shorten("<http://purl.org/dc/terms/title>|<http://example.org/title>")
    'dcterms:title|<http://example.org/title>'
    """
    return token if token.startswith('"') else _IRI.sub(lambda match: _shorten_iri(match[0]), token)


def _shorten_iri(token: str) -> str:
    for prefix, namespace in _NAMESPACES.items():
        name = token[1:-1].removeprefix(namespace)
        if f"<{namespace}{name}>" == token and name.replace("-", "_").isidentifier():
            return f"{prefix}:{name}"
    return token
