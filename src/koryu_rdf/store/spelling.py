"""One spelling for literals that mean the same: stores write ``"023"^^xsd:integer`` as ``"23"``, and ``xsd:int`` as ``xsd:integer``.

In: a statement. Out: its line in N-Triples, as it is written and as it is meant. Only what stores were seen to rewrite is treated so;
texts, dates, years and everything ill-formed must come back to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from koryu_rdf.namespaces import XSD

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_FLOAT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_FRACTION = re.compile(r"(:\d\d\.\d*?)0+(?=Z|[+-]|$)", re.ASCII)
_DECIMALS = re.compile(
    rb'"([+-]?[0-9]+\.[0-9]*?)0*("\^\^<http://www\.w3\.org/2001/XMLSchema#decimal> \.)$', re.MULTILINE
)
_BOOLEANS = {"1": "true", "0": "false"}
_NUMBERS = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger "
    "long int short byte unsignedLong unsignedInt unsignedShort unsignedByte"
)


def to_plain_spelling(triple: Triple) -> Triple:
    """Give the statement with its literal in the one spelling; the same object where there is nothing to change."""
    value = triple.object
    if not isinstance(value, Literal):
        return triple
    respell = _RESPELL.get(value.datatype.value)
    return triple if respell is None else Triple(triple.subject, triple.predicate, respell(value))


def trim_decimals(triples: bytes) -> bytes:
    r"""Cut the zeros at the end of decimals in N-Triples.

    >>> trim_decimals(b'<urn:a> <urn:p> "0.10"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n')
    b'<urn:a> <urn:p> "0.1"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
    """
    return _DECIMALS.sub(lambda match: b'"' + match[1].rstrip(b".") + match[2], triples)


def _respell_number(value: Literal) -> Literal:
    if not _NUMBER.fullmatch(value.value):
        return value
    number = Decimal(value.value)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal(text if number else "0", datatype=_DECIMAL)


def _respell_float(value: Literal) -> Literal:
    return Literal(repr(float(value.value)), datatype=value.datatype) if _FLOAT.fullmatch(value.value) else value


def _respell_boolean(value: Literal) -> Literal:
    return Literal(_BOOLEANS.get(value.value, value.value), datatype=value.datatype)


def _respell_instant(value: Literal) -> Literal:
    text = _FRACTION.sub(lambda match: match[1].rstrip("."), value.value)
    return Literal(text, datatype=value.datatype)


_DECIMAL = NamedNode(f"{XSD}decimal")
_RESPELL: Mapping[str, Callable[[Literal], Literal]] = {
    **{XSD + name: _respell_number for name in _NUMBERS.split()},
    f"{XSD}double": _respell_float,
    f"{XSD}float": _respell_float,
    f"{XSD}boolean": _respell_boolean,
    f"{XSD}dateTime": _respell_instant,
}
