"""What a token says of itself: its kind, text, language and datatype, and how it compares with another.

In: N-Triples tokens as pyoxigraph spells them, one spelling for one term. Out: plain values. What a literal is worth is asked of
rdflib, as the reference engine does, and remembered: dates, years and numbers come again and again.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
import pyoxigraph
from rdflib import XSD, BNode, Literal, URIRef

from koryu_rdf.check.nodes import to_token

if TYPE_CHECKING:
    from rdflib.term import Node

_REMEMBERED = 16_384
_TYPES: dict[Node, type | tuple[type, ...]] = {
    XSD.string: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}
_FORCED = (datetime, time)  # rdflib orders even those that SPARQL cannot compare
_decode = msgspec.json.Decoder(str).decode


def is_iri(token: str) -> bool:
    """Tell an IRI by its first character."""
    return token[0] == "<"


def is_blank(token: str) -> bool:
    """Tell a blank node by its first character."""
    return token[0] == "_"


def is_literal(token: str) -> bool:
    """Tell a literal by its first character."""
    return token[0] == '"'


def get_text(token: str) -> str:
    """Give the IRI, the name of the blank node, or the text of the literal as it is written."""
    if token[0] == "<":
        return token[1:-1]
    if token[0] == "_":
        return token[2:]
    end = token.rindex('"') + 1
    return _decode(token[:end]) if "\\" in token else token[1 : end - 1]


def get_language(token: str) -> str:
    """Give the language of a literal in small letters; an empty text for any other term."""
    return "" if token[-1] in '">' or token[0] != '"' else token[token.rindex('"') + 2 :]


def spell(node: Node) -> str:
    """Spell an rdflib term as pyoxigraph spells it in data."""
    if isinstance(node, Literal):
        if node.language:
            return str(pyoxigraph.Literal(str(node), language=node.language))
        return str(pyoxigraph.Literal(str(node), datatype=pyoxigraph.NamedNode(str(node.datatype or XSD.string))))
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def respell(token: str) -> str:
    """Spell a token of the data as reports do."""
    return to_token(_to_literal(token)) if token[0] == '"' else token


@lru_cache(_REMEMBERED)
def is_well_formed(token: str) -> bool:
    """Say whether the text of a typed literal is one of its datatype; of datatypes that rdflib does not know, all are."""
    literal = _to_literal(token)
    known = _TYPES.get(literal.datatype) if literal.datatype else None
    return literal.ill_typed is not True and (known is None or isinstance(literal.value, known))


@lru_cache(_REMEMBERED)
def compare(token: str, other: str) -> int | None:
    """Give -1, 0 or 1 for less, equal or greater; None for what has no order, such as a text and a number."""
    if token[0] != '"' or other[0] != '"':
        return None
    left, right = _to_literal(token), _to_literal(other)
    if isinstance(left.value, str) != isinstance(right.value, str):
        return None
    try:
        return _order(left, right)
    except (TypeError, NotImplementedError):
        return None


@lru_cache(_REMEMBERED)
def is_before(token: str, other: str) -> bool:
    """Say whether one value is less than another, in rdflib's order; a blank node has no place in it."""
    sides = _to_sides(token, other)
    return sides is not None and bool(sides[0] < sides[1])


@lru_cache(_REMEMBERED)
def is_not_after(token: str, other: str) -> bool:
    """Say whether one value is less than another or equal to it, in rdflib's order."""
    sides = _to_sides(token, other)
    return sides is not None and bool(sides[0] <= sides[1])


def _to_sides(token: str, other: str) -> tuple[Any, Any] | None:
    """Give what two values are compared by: texts with texts, anything else with its like."""
    if "_" in (token[0], other[0]):
        return None
    sides = [token[1:-1] if token[0] == "<" else _to_literal(token) for token in (token, other)]
    left, right = (side.value if isinstance(side, Literal) and isinstance(side.value, str) else side for side in sides)
    return (left, right) if isinstance(left, Literal) == isinstance(right, Literal) else None


def _order(left: Literal, right: Literal) -> int:
    if left.eq(right):
        return 0
    if isinstance(left.value, _FORCED):
        return int(left.value > right.value) - int(left.value < right.value)
    return 1 if left > right else -1


def _to_literal(token: str) -> Literal:
    end = token.rindex('"') + 1
    text, rest = _decode(token[:end]), token[end:]
    if rest.startswith("@"):
        return Literal(text, lang=rest[1:])
    return Literal(text, datatype=URIRef(rest[3:-1]) if rest else None)
