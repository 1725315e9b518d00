"""A store elsewhere, asked over HTTP by the SPARQL 1.1 protocol.

In: the address of a store's query service, a query and its values. Out: an :class:`Answer`. It never sends an update, and
gives up when the whole request has taken too long. It is the one module of this stage that knows the network.
"""

from __future__ import annotations

import ast
import re
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import quote

import msgspec
from pyoxigraph import RdfFormat, parse
from SPARQLWrapper import ASK, GET, JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from koryu_rdf import __version__
from koryu_rdf.deadlines import wait_for
from koryu_rdf.namespaces import XSD
from koryu_rdf.query.answer import Answer
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.query.nodes import BLANK, to_term
from koryu_rdf.query.remote import to_text
from koryu_rdf.terms import XSD_STRING, Term, is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from koryu_rdf.errors import QueryError
    from koryu_rdf.query.saved import SavedQuery

    Transport = Callable[[SPARQLWrapper], bytes]

AGENT = f"koryu-rdf/{__version__} (https://w3id.org/koryu/)"
LONGEST_IN_ADDRESS = 1500  # longer queries go into the body, since servers cut addresses at about 2,000 characters
LONGEST_REASON = 300

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


def send(request: SPARQLWrapper) -> bytes:
    """Send a request and give the body of the reply."""
    with request.query().response as response:
        return response.read()


def ask_endpoint(
    url: str,
    saved: SavedQuery,
    values: Mapping[str, str] | None = None,
    *,
    agent: str = AGENT,
    timeout: float = 60,
    transport: Transport = send,
) -> Answer:
    """Ask the store at a URL; ``timeout`` is in seconds, for the request as a whole.

    Raises ``QueryError`` for values that cannot be used, and for everything that may go wrong on the way.
    """
    request = _prepare(url, saved, values, agent)
    request.setTimeout(max(1, round(timeout)))
    try:
        return _read_reply(wait_for(lambda: transport(request), timeout), str(request.queryType))
    except TimeoutError as error:
        raise make_query_error("query-endpoint-slow", url, reason=f"{timeout:g} s") from error
    except (SPARQLWrapperException, HTTPError) as error:
        raise _explain_status(url, error) from error
    except (OSError, HTTPException, UnicodeError) as error:
        raise _explain_network(url, error, timeout) from error
    except (msgspec.MsgspecError, SyntaxError) as error:
        raise make_query_error("query-endpoint-unreadable", url, reason=_tidy(str(error))) from error


def _prepare(url: str, saved: SavedQuery, values: Mapping[str, str] | None, agent: str) -> SPARQLWrapper:
    if not is_web_address(url):  # the standard library would as soon open a file
        raise make_query_error("query-endpoint-address", None, url=url)
    form = _PROLOGUE.match(saved.text)
    if form is None:
        raise make_query_error("query-endpoint-form", saved.where)
    text = to_text(saved, values)
    request = SPARQLWrapper(url, agent=agent)
    request.setOnlyConneg(True)
    request.setQuery(text)
    request.queryType = form["form"].upper()  # SPARQLWrapper takes it from the first such word, in comments too
    request.setReturnFormat(JSON if request.queryType in (SELECT, ASK) else TURTLE)
    request.setMethod(POST if "?" in url or len(quote(text)) > LONGEST_IN_ADDRESS else GET)
    return request


def _read_reply(body: bytes, form: str) -> Answer:
    if form not in (SELECT, ASK):
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


def _explain_status(url: str, error: Exception) -> QueryError:
    """Say what an HTTP status means; SPARQLWrapper's own errors stand for one that they keep as their context."""
    http = error if isinstance(error, HTTPError) else error.__context__
    status = http.code if isinstance(http, HTTPError) else 500
    said = ast.literal_eval(str(error).partition("Response:\n")[2] or "b''").decode(errors="replace")
    return make_query_error(
        _STATUS_KEYS.get(status, "query-endpoint-failed"), url, reason=_tidy(f"HTTP {status} {said}")
    )


def _explain_network(url: str, error: Exception, timeout: float) -> QueryError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return make_query_error("query-endpoint-slow", url, reason=f"{timeout:g} s")
    return make_query_error("query-endpoint-unreachable", url, reason=_tidy(str(reason)))


def _tidy(text: str) -> str:
    """Cut what a server said to a line that cannot steer a terminal."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(line.split())[:LONGEST_REASON]
