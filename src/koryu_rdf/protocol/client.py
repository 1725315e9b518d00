"""A store elsewhere: queries, updates and whole graphs.

In: SPARQL and bytes. Out: bytes that stream, or a ``ProtocolError``. It knows the SPARQL 1.1 Protocol and the Graph Store Protocol, and
nothing of what the graphs are for.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from koryu_rdf.protocol.faults import LONGEST_REASON, StatusError
from koryu_rdf.protocol.patience import Patience, get_now, read_pause
from koryu_rdf.protocol.transport import Reply, Request, Transport

T = TypeVar("T")

JSON_RESULTS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
LONGEST_IN_ADDRESS = 1500  # longer queries go into the body, since servers cut addresses at about 2,000 characters

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_FINE = range(200, 300)
_NOT_FOUND = 404


class Addresses(NamedTuple):
    """Where a store takes queries, updates and graphs."""

    query: str
    update: str = ""
    graphs: str = ""


class StoreClient:
    """Speaks with one store; ``packs`` says whether it takes bodies packed with gzip."""

    def __init__(
        self, addresses: Addresses, transport: Transport, *, patience: Patience | None = None, packs: bool = False
    ) -> None:
        self.addresses = addresses
        self._transport = transport
        self._patience = patience or Patience()
        self._packs = packs

    def query(
        self, text: str, accept: str = JSON_RESULTS, graphs: Sequence[str] = (), named: Sequence[str] = ()
    ) -> Reply:
        """Ask a query; ``graphs`` together stand for the default graph, ``named`` for the named ones, else the store's own do."""
        return self.send(self._write_query(text, accept, graphs, named))

    def fetch(self, text: str, accept: str = JSON_RESULTS, graphs: Sequence[str] = ()) -> bytes:
        """Ask a query and read its answer to the end; one that breaks off is asked for again."""
        request = self._write_query(text, accept, graphs)
        return self._patience.insist(lambda: read_body(check_status(self._transport(request))))

    def update(self, text: str) -> None:
        """Do an update; one that is sent again must mean the same."""
        body = urlencode({"update": text}).encode()
        self.send(Request("POST", self.addresses.update, _FORM, body)).body.close()

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in the place of a graph."""
        self._store("PUT", graph, triples)

    def add_to_graph(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph."""
        self._store("POST", graph, triples)

    def read_graph(self, graph: str, read: Callable[[BinaryIO], T]) -> T:
        """Read a graph as a stream of N-Triples; one that breaks off is read again from the start, one that is not there is empty."""
        request = Request("GET", self._name(graph), {"Accept": N_TRIPLES})
        try:
            return self._patience.insist(lambda: read(check_status(self._transport(request)).body))
        except StatusError as fault:
            if fault.status == _NOT_FOUND:
                return read(io.BytesIO())
            raise

    def send(self, request: Request) -> Reply:
        """Send a request until it succeeds, or fails for good."""
        return self._patience.insist(lambda: check_status(self._transport(request)))

    def _write_query(self, text: str, accept: str, graphs: Sequence[str], named: Sequence[str] = ()) -> Request:
        fields = [("query", text), *(("default-graph-uri", graph) for graph in graphs)]
        fields += [("named-graph-uri", graph) for graph in named]
        address, headers = self.addresses.query, {"Accept": accept}
        if "?" in address or len(quote(text)) > LONGEST_IN_ADDRESS:
            return Request("POST", address, {**headers, **_FORM}, urlencode(fields).encode())
        return Request("GET", f"{address}?{urlencode(fields, quote_via=quote)}", headers)

    def _store(self, method: str, graph: str, triples: bytes) -> None:
        packing = {"Content-Encoding": "gzip"} if self._packs else {}
        body = gzip.compress(triples, 5, mtime=0) if self._packs else triples
        self.send(Request(method, self._name(graph), {"Content-Type": N_TRIPLES, **packing}, body)).body.close()

    def _name(self, graph: str) -> str:
        address = self.addresses.graphs
        return f"{address}{'&' if '?' in address else '?'}{urlencode({'graph': graph}, quote_via=quote)}"


def read_body(reply: Reply) -> bytes:
    """Read a reply's body to its end."""
    with reply.body as body:
        return body.read() or b""


def check_status(reply: Reply) -> Reply:
    """Give a reply that reports success; any other is a fault, with what the store said."""
    if reply.status in _FINE:
        return reply
    with reply.body as body:
        said = (body.read(4 * LONGEST_REASON) or b"").decode(errors="replace")
    raise StatusError(reply.status, said, read_pause(reply.headers.get("retry-after"), get_now()))
