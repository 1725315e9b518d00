"""What a request of the SPARQL 1.1 protocol, or of its Graph Store part, asks for.

In: method, header fields, the address's parameters and the body. Out: an :class:`Asked`, or a :class:`Refusal`. Nothing is asked here,
and a request is never guessed at: whatever the protocol forbids is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.media import SHORT
from koryu_rdf.terms import to_iri

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
MOST_FIELDS = 100
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

Fields = Sequence[tuple[str, str]]


class Asked(NamedTuple):
    """A query with the graphs that stand for its default and its named ones; ``media`` is a wish in the address."""

    text: str
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    media: str | None = None


def read_fields(text: str) -> list[tuple[str, str]]:
    """Read parameters; what is not UTF-8, or too many of them, is refused."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refusal("request-bad") from error


def read_query(address: Fields, content_type: str, body: bytes | None) -> Asked:
    """Read a query from the address, or from the body of a POST, if there is one."""
    if body is None:
        return _read_asked(address)
    media, _, options = content_type.partition(";")
    kind = media.strip().lower()
    if kind == UPDATE:
        raise Refusal("update-refused")
    if kind not in (FORM, QUERY) or not _is_utf8(options):
        raise Refusal("media-type")
    text = _decode(body)
    if kind == QUERY:
        return _read_asked([("query", text), *address])
    if any(name in ("query", "update") for name, _ in address):
        raise Refusal("query-missing")
    return _read_asked(read_fields(text))


def read_graph(address: Fields) -> Asked:
    """Read which graph is wanted: ``?default`` or ``?graph=IRI``, and nothing else."""
    wanted = [(name, value) for name, value in address if name in ("default", "graph")]
    if len(wanted) != 1:
        raise Refusal("graph-which")
    [(name, value)] = wanted
    if name == "default":
        return Asked(EVERYTHING, media=read_wish(address))
    if not _is_absolute(value):
        raise Refusal("graph-which")
    return Asked(EVERYTHING, (value,), media=read_wish(address))


def _read_asked(fields: Fields) -> Asked:
    if any(name == "update" for name, _ in fields):
        raise Refusal("update-refused")
    queries = _list_values(fields, "query")
    if len(queries) != 1:
        raise Refusal("query-missing")
    graphs, named = _list_values(fields, "default-graph-uri"), _list_values(fields, "named-graph-uri")
    if not all(map(_is_absolute, graphs + named)):
        raise Refusal("graph-unknown")
    return Asked(queries[0], graphs, named, read_wish(fields))


def _list_values(fields: Fields, wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in fields if name == wanted)


def read_wish(fields: Fields) -> str | None:
    """Read which form is wanted, ``format=csv``, for links that cannot carry a header field."""
    wishes = _list_values(fields, "format")
    if not wishes:
        return None
    if len(wishes) > 1 or wishes[0] not in SHORT:
        raise Refusal("not-acceptable")
    return SHORT[wishes[0]]


def _is_absolute(iri: str) -> bool:
    try:
        return ":" in iri and bool(to_iri(iri))
    except ValueError:
        return False


def _is_utf8(options: str) -> bool:
    name, _, value = options.strip().partition("=")
    return name.strip().lower() != "charset" or value.strip(' "').lower() in ("utf-8", "utf8")


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refusal("request-bad") from error
