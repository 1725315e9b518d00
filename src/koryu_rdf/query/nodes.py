"""Where our terms meet the engine's: one pair of functions.

In: a term of ours or of pyoxigraph. Out: the same term of the other.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from koryu_rdf.terms import XSD_STRING, Term

BLANK = "_:"  # blank nodes, which our own data never holds, are kept as IRIs that begin like this


def to_node(term: Term) -> NamedNode | BlankNode | Literal:
    """Turn a term of ours into the engine's."""
    if term.iri is not None:
        blank = term.iri.startswith(BLANK)
        return BlankNode(term.iri.removeprefix(BLANK)) if blank else NamedNode(term.iri)
    if term.language:
        return Literal(term.text, language=term.language)
    return Literal(term.text, datatype=NamedNode(term.datatype or XSD_STRING))


def to_term(node: NamedNode | BlankNode | Literal | Triple) -> Term:
    """Turn a term of the engine's into ours; a statement about a statement, which we never make, becomes its text."""
    if isinstance(node, NamedNode):
        return Term(node.value, "", None, None)
    if isinstance(node, BlankNode):
        return Term(BLANK + node.value, "", None, None)
    if isinstance(node, Triple):
        return Term(None, str(node), None, None)
    plain = node.language or node.datatype.value == XSD_STRING
    return Term(None, node.value, node.language, None if plain else node.datatype.value)
