"""The kinds of store: where each takes queries, updates and graphs, how it asks who we are, and what it is known to do to data.

In: the address a person gave. Out: a :class:`Kind` and :class:`~koryu_rdf.protocol.Addresses`. A new kind is one line in ``STORES``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from koryu_rdf.protocol import Addresses, Patience, Request, Transport

if TYPE_CHECKING:
    from koryu_rdf.protocol.credentials import Scheme


class Kind(NamedTuple):
    """What there is to know of a kind of store.

    ``packs``: it takes bodies packed with gzip. ``update_prologue`` stands before an update that must be done as a whole,
    ``drop_prologue`` before one that throws a graph away. ``serial``: updates wait for each other, reading and writing.
    ``loses_decimals``: decimals with zeros at their end can be put in and not be taken out.
    """

    name: str
    locate: Callable[[str, bool], Addresses]
    scheme: Scheme = "basic"
    packs: bool = False
    update_prologue: str = ""
    drop_prologue: str = ""
    serial: bool = True
    loses_decimals: bool = False


def _locate_oxigraph(url: str, _secret: bool) -> Addresses:
    base = re.sub(r"/(query|update|store)?$", "", url)
    return Addresses(f"{base}/query", f"{base}/update", f"{base}/store")


def _locate_fuseki(url: str, _secret: bool) -> Addresses:
    base = re.sub(r"/(query|sparql|update|data|get)?$", "", url)
    return Addresses(f"{base}/query", f"{base}/update", f"{base}/data")


def _locate_virtuoso(url: str, secret: bool) -> Addresses:
    base = re.sub(r"/((sparql|sparql-graph-crud)(-auth)?/?)?$", "", url)
    suffix = "-auth" if secret else ""
    return Addresses(f"{base}/sparql{suffix}", f"{base}/sparql{suffix}", f"{base}/sparql-graph-crud{suffix}")


def _locate_generic(url: str, _secret: bool) -> Addresses:
    """Take RDF4J's and GraphDB's repositories and Neptune for what they are, and one address for all from any other store."""
    base = url.rstrip("/")
    if re.search(r"/repositories/[^/]+$", base):
        return Addresses(base, f"{base}/statements", f"{base}/rdf-graphs/service")
    if re.search(r"\.neptune\.amazonaws\.com(:\d+)?/sparql$", base):
        return Addresses(base, base, f"{base}/gsp/")
    return Addresses(base, base, base)


STORES: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("oxigraph", _locate_oxigraph, packs=True),
        Kind("fuseki", _locate_fuseki, packs=True, loses_decimals=True),
        # 1: one transaction, kept in the log; 3: row by row, kept in the log, for graphs too big for one transaction
        Kind(
            "virtuoso",
            _locate_virtuoso,
            scheme="digest",
            update_prologue="DEFINE sql:log-enable 1\n",
            drop_prologue="DEFINE sql:log-enable 3\n",
            serial=False,
        ),
        Kind("generic", _locate_generic, serial=False),
    )
}


def find_kind(url: str, transport: Transport, patience: Patience) -> Kind:
    """Ask a store what it is, waiting for one that is still starting.

    Oxigraph and Virtuoso name themselves as servers; Fuseki does not, but it numbers the requests to its data sets.
    """
    for address in (url, f"{STORES['fuseki'].locate(url, False).query}?query=ASK%7B%7D"):
        headers = patience.insist(functools.partial(_ask_headers, address, transport))
        server = headers.get("server", "").lower()
        if "fuseki" in server or "fuseki-request-id" in headers:
            return STORES["fuseki"]
        named = [name for name in ("oxigraph", "virtuoso") if name in server]
        if named:
            return STORES[named[0]]
    return STORES["generic"]


def _ask_headers(url: str, transport: Transport) -> Mapping[str, str]:
    reply = transport(Request("GET", url))
    reply.body.close()
    return {name.lower(): value for name, value in reply.headers.items()}
