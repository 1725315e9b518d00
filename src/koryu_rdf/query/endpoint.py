"""A store elsewhere, asked over HTTP by the SPARQL 1.1 protocol.

In: the address of a store's query service, a query and its values. Out: an :class:`Answer`. It never sends an update, and
gives up when the whole request has taken too long. How requests are sent, ``protocol`` knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from pyoxigraph import RdfFormat, parse

from koryu_rdf.deadlines import wait_for
from koryu_rdf.errors import QueryError
from koryu_rdf.namespaces import XSD
from koryu_rdf.protocol import (
    Addresses,
    Credentials,
    Patience,
    ProtocolError,
    SlowError,
    StatusError,
    StoreClient,
    open_transport,
    tidy,
)
from koryu_rdf.protocol.client import JSON_RESULTS
from koryu_rdf.query.answer import Answer
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.query.nodes import BLANK, to_term
from koryu_rdf.query.remote import to_text
from koryu_rdf.query.saved import parse_query
from koryu_rdf.terms import XSD_STRING, Term, is_web_address, to_iri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from koryu_rdf.protocol import Transport
    from koryu_rdf.query.saved import SavedQuery

TURTLE = "text/turtle"
ONCE = Patience(tries=1)

_ROWS = ("select", "ask")
_PROLOGUE = re.compile(
    r"(?:\s|#[^\r\n]*+|base\s*<[^>]*>|prefix\s+[^\s:]*\s*:\s*<[^>]*>)*+(?P<form>select|ask|construct|describe)\b",
    re.IGNORECASE,
)
_STATUS_KEYS = {
    400: "query-endpoint-refused",
    401: "query-endpoint-denied",
    403: "query-endpoint-denied",
    404: "query-endpoint-missing",
    405: "query-endpoint-missing",
    408: "query-endpoint-slow",
    429: "query-endpoint-busy",
    503: "query-endpoint-busy",
    504: "query-endpoint-slow",
}


class _Cell(msgspec.Struct, frozen=True):
    type: str
    value: str
    language: str | None = msgspec.field(name="xml:lang", default=None)
    datatype: str | None = None


class _Head(msgspec.Struct, frozen=True):
    vars: tuple[str, ...] = ()


class _Results(msgspec.Struct, frozen=True):
    bindings: tuple[dict[str, _Cell], ...]


class _Reply(msgspec.Struct, frozen=True):
    """SPARQL 1.1 Query Results JSON, as far as it is looked at."""

    head: _Head
    results: _Results | None = None
    boolean: bool | None = None


def ask_endpoint(
    url: str,
    saved: SavedQuery,
    values: Mapping[str, str] | None = None,
    *,
    graphs: Sequence[str] = (),
    timeout: float = 60,
    transport: Transport | None = None,
) -> Answer:
    """Ask the store at a URL; ``timeout`` is in seconds, for the request as a whole.

    ``graphs`` together stand for the default graph, else the store's own does. Raises ``QueryError`` for values that cannot be used,
    and for everything that may go wrong on the way.
    """
    form, text = _prepare(url, saved, values)
    client = StoreClient(Addresses(url), transport or open_transport(Credentials(), timeout=timeout), patience=ONCE)
    try:
        return _read_reply(wait_for(lambda: _fetch(client, form, text, graphs), timeout), form)
    except (TimeoutError, SlowError) as error:
        raise make_query_error("query-endpoint-slow", url, reason=f"{timeout:g} s") from error
    except StatusError as error:
        key = _STATUS_KEYS.get(error.status, "query-endpoint-failed")
        raise make_query_error(key, url, reason=error.reason) from error
    except ProtocolError as error:
        raise make_query_error("query-endpoint-unreachable", url, reason=error.reason) from error
    except (msgspec.MsgspecError, SyntaxError) as error:
        raise make_query_error("query-endpoint-unreadable", url, reason=tidy(str(error))) from error


def has_graph(url: str, graph: str, *, timeout: float = 60, transport: Transport | None = None) -> bool:
    """Say whether the store has a graph of this name, which must be an IRI; one that cannot tell has none."""
    asking = parse_query("graph", f"ASK {{ GRAPH {to_iri(graph)} {{ ?s ?p ?o }} }}", url)
    try:
        return ask_endpoint(url, asking, timeout=timeout, transport=transport).is_true
    except QueryError:
        return False


def _prepare(url: str, saved: SavedQuery, values: Mapping[str, str] | None) -> tuple[str, str]:
    """Give the form of the query and its text with the values."""
    if not is_web_address(url):
        raise make_query_error("query-endpoint-address", None, url=url)
    form = _PROLOGUE.match(saved.text)
    if form is None:
        raise make_query_error("query-endpoint-form", saved.where)
    return form["form"].lower(), to_text(saved, values)


def _fetch(client: StoreClient, form: str, text: str, graphs: Sequence[str]) -> bytes:
    accept = JSON_RESULTS if form in _ROWS else TURTLE
    return client.fetch(text, accept, graphs)


def _read_reply(body: bytes, form: str) -> Answer:
    if form not in _ROWS:
        statements = (tuple(to_term(node) for node in quad.triple) for quad in parse(body, RdfFormat.TURTLE))
        return Answer(("subject", "predicate", "object"), tuple(statements), "construct")
    reply = msgspec.json.decode(body, type=_Reply)
    if reply.boolean is not None:
        term = Term(None, str(reply.boolean).lower(), None, f"{XSD}boolean")
        return Answer(("answer",), ((term,),), "ask")
    if reply.results is None:
        raise msgspec.ValidationError("neither results nor boolean")
    names = reply.head.vars
    rows = (tuple(_to_term(binding.get(name)) for name in names) for binding in reply.results.bindings)
    return Answer(names, tuple(rows))


def _to_term(cell: _Cell | None) -> Term | None:
    if cell is None:
        return None
    if cell.type in ("uri", "bnode"):
        return Term(cell.value if cell.type == "uri" else BLANK + cell.value, "", None, None)
    plain = cell.language or cell.datatype == XSD_STRING
    return Term(None, cell.value, cell.language, None if plain else cell.datatype)
