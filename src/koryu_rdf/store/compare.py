"""What a store holds in a graph: counted by the store, then fetched whole and counted here.

In: a client and a graph. Out: a tally to compare with the tally of what was sent. A store that cuts long answers short, as Virtuoso does
after ``ResultSetMaxRows`` without a word, is asked for the rest page by page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, parse

from koryu_rdf.namespaces import XSD
from koryu_rdf.protocol import NetworkError, StoreClient
from koryu_rdf.protocol.client import N_TRIPLES
from koryu_rdf.store.select import select
from koryu_rdf.store.swap import Swap
from koryu_rdf.store.tally import Counting, Tally

PAGE = 10_000
_EVERY = 1000


def count_statements(client: StoreClient, graph: str) -> int:
    """Have the store count the statements of a graph."""
    rows = select(client, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return int(rows[0]["n"]) if rows and rows[0].get("n", "").isdecimal() else 0


def count_lost(client: StoreClient, graph: str) -> int:
    """Have the store count the decimals of a graph that it does not find again: Jena's TDB2 up to 5.6 loses ``0.10``."""
    decimal = f"<{XSD}decimal>"
    rows = select(
        client,
        f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o FILTER(DATATYPE(?o) = {decimal}) }} "
        f"BIND(STRDT(STR(?o), {decimal}) AS ?same) FILTER NOT EXISTS {{ GRAPH <{graph}> {{ ?s ?p ?same }} }} }}",
    )
    return int(rows[0]["n"])


def tally_graph(client: StoreClient, graph: str, count: Callable[[int], None] = lambda _: None) -> Tally:
    """Fetch a graph and tally it."""
    total = count_statements(client, graph)
    tally = client.read_graph(graph, lambda body: _tally(_parse(body), count))
    return tally if tally.written >= total else _tally(_list_pages(client, graph), count)


def is_swapped(client: StoreClient, swap: Swap) -> bool:
    """Say whether the graph holds what the staging graph holds: by the store's own measure, else by ours."""
    rows = select(client, swap.write_difference())
    if rows and rows[0].get("n") == "0":
        return True
    tally = tally_graph(client, swap.graph)
    return not tally.list_differences(swap.tally)


def _tally(triples: Iterator[Triple], count: Callable[[int], None]) -> Tally:
    with Counting() as counting:
        for number, triple in enumerate(triples, start=1):
            counting.add(triple)
            if number % _EVERY == 0:
                count(_EVERY)
        return counting.finish()


def _list_pages(client: StoreClient, graph: str) -> Iterator[Triple]:
    """Give every statement, however few the store gives at a time; were its order to change between, the digests would differ."""
    pattern = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT {PAGE} OFFSET "
    place = 0
    while page := list(_parse(io.BytesIO(client.fetch(f"{pattern}{place}", N_TRIPLES)))):
        yield from page
        place += len(page)


def _parse(body: BinaryIO) -> Iterator[Triple]:
    with body:
        try:
            for quad in parse(body, RdfFormat.N_TRIPLES):
                yield quad.triple
        except SyntaxError as error:  # a line that was cut off
            raise NetworkError(f"no N-Triples: {error.msg}") from error
