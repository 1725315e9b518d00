"""Parameters of a query: what they may be, and how a text becomes a term.

In: a value as somebody typed it. Out: an N-Triples token of the parameter's datatype, to be bound as a term. A value
that does not fit is refused with what would fit; nothing is ever pasted into a query.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.terms import to_iri, to_literal, to_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_ABSOLUTE = re.compile(r"(?:https?://|urn:|mailto:|tel:).+", re.DOTALL)
_LOCAL_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)


class Parameter(msgspec.Struct, frozen=True):
    """A variable of a query that may be given a value; without one, and without a default, it stands for anything."""

    name: str
    datatype: str
    default: str | None = None


def to_token(parameter: Parameter, value: str, where: str | None = None) -> str:
    """Turn a value into a token of the parameter's datatype.

    Years, dates and numbers may be typed in full-width characters. An IRI may be written ``field:economy``, and just
    ``economy`` where the parameter is called ``field``.

    >>> to_token(Parameter("since", "xsd:gYear"), "１９９６")
    '"1996"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    """
    try:
        return DATATYPES[parameter.datatype](parameter, value)
    except ValueError as error:
        key = f"query-bad-{parameter.datatype.removeprefix('xsd:')}"
        slots = {"name": parameter.name, "value": value, "prefixes": ", ".join(f"{name}:" for name in PREFIXES)}
        raise make_query_error(key, where, **slots) from error


def _read_year(_: Parameter, value: str) -> str:
    return to_typed(_match(_YEAR, _narrow(value)), "xsd:gYear")


def _read_integer(_: Parameter, value: str) -> str:
    return to_typed(str(int(_match(_INTEGER, _narrow(value)))), "xsd:integer")


def _read_date(_: Parameter, value: str) -> str:
    return to_typed(date.fromisoformat(_narrow(value)).isoformat(), "xsd:date")


def _read_string(_: Parameter, value: str) -> str:
    value.encode()  # a lone surrogate, from an argument that was not UTF-8, is no text: UnicodeError is a ValueError
    return to_literal(value)


def _read_iri(parameter: Parameter, value: str) -> str:
    return to_iri(_expand(parameter.name, value))


def _expand(name: str, value: str) -> str:
    prefix, _, local = value.partition(":") if ":" in value else (name, ":", value)
    if prefix in PREFIXES and _LOCAL_NAME.fullmatch(local):
        return PREFIXES[prefix] + local
    return _match(_ABSOLUTE, value)


def _narrow(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip()


def _match(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value


DATATYPES: Mapping[str, Callable[[Parameter, str], str]] = {
    "xsd:gYear": _read_year,
    "xsd:integer": _read_integer,
    "xsd:string": _read_string,
    "xsd:date": _read_date,
    "iri": _read_iri,
}
