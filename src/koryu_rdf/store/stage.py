"""The store stage: data into a graph of a triple store, as a whole or not at all.

In: a spool of data, a client, and the graph they are for. Out: a :class:`Loaded`, or a ``StoreError`` after which the graph holds what it
held. The order is: clear away what dead loads left; send to a staging graph; count and compare what arrived; swap in one update; make
sure of it; throw the staging graph away. It prints nothing and knows no files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import NamedTuple

from pyoxigraph import NamedNode

from koryu_rdf.progress import Progress
from koryu_rdf.protocol import NetworkError, ProtocolError, StoreClient
from koryu_rdf.store.compare import count_lost, count_statements, is_swapped, tally_graph
from koryu_rdf.store.faults import explain_fault, make_store_error
from koryu_rdf.store.graphs import OWN
from koryu_rdf.store.kinds import Kind
from koryu_rdf.store.spelling import trim_decimals
from koryu_rdf.store.spool import PIECE, Spool
from koryu_rdf.store.staging import Staging
from koryu_rdf.store.swap import Swap
from koryu_rdf.store.tally import Tally

MOST_NAMED = 5


class Loaded(NamedTuple):
    """What a load did: ``respelled`` says that the store writes some numbers otherwise, ``cleared`` how many dead loads it met."""

    graph: str
    statements: int
    before: int
    respelled: bool
    cleared: int
    graphs: int


class Destination(NamedTuple):
    """Where data go: a store of a kind, and a graph in it."""

    client: StoreClient
    kind: Kind
    graph: str


def load(spool: Spool, destination: Destination, *, now: datetime, progress: Progress) -> Loaded:
    """Load data into a graph, in the place of what is there.

    Raises ``StoreError``: the graph then holds what it held, or, if the store fell silent during the swap, one or the other whole.
    """
    client, kind, graph = destination
    refuse_graph(graph)
    if not spool.tally.written:
        raise make_store_error("store-empty", None, graph=graph)
    staging, where = Staging(client, kind, now), client.addresses.graphs
    with _explain(where):
        cleared = staging.clear_leftovers()
        before = count_statements(client, graph)
        _refuse_lost(client, kind, graph)
        with staging.open() as name:
            with _dropping(staging, name):
                _send(spool, destination, name, progress)
                tally = _verify(spool, client, name, progress)
                staging.mark_verified(name)
            progress.begin("swap")
            _swap(client, staging, Swap(name, graph, tally))
            with suppress(ProtocolError):  # the data are in; what cannot be tidied now is a leftover for the next load
                staging.drop(name)
    return Loaded(graph, tally.meant, before, tally.digest != spool.tally.digest, len(cleared), spool.graphs)


def refuse_graph(graph: str) -> None:
    """Refuse what is no IRI, and the names that staging graphs have."""
    try:
        NamedNode(graph)
    except ValueError as error:
        raise make_store_error("store-graph", None, graph=graph) from error
    if graph.startswith(OWN):
        raise make_store_error("store-graph", None, graph=graph)


def _refuse_lost(client: StoreClient, kind: Kind, graph: str) -> None:
    """Refuse a graph that the store could not empty, before anything is changed in it."""
    lost = count_lost(client, graph) if kind.loses_decimals else 0
    if lost:
        raise make_store_error("store-lost", client.addresses.update, graph=graph, lost=f"{lost:,}")


def _send(spool: Spool, destination: Destination, name: str, progress: Progress) -> None:
    """Send the pieces; only one with blank nodes is put, since to add what is there already changes nothing.

    A request that was given up may still arrive: a late PUT would take away what came after it.
    """
    client, kind, _ = destination
    progress.begin("send", -(-spool.size // PIECE))
    for number, piece in enumerate(spool.cut()):
        add = client.put_graph if spool.blank and number == 0 else client.add_to_graph
        add(name, trim_decimals(piece) if kind.loses_decimals else piece)
        progress.advance()


def _verify(spool: Spool, client: StoreClient, name: str, progress: Progress) -> Tally:
    """Compare what arrived with what was sent, in what it means."""
    progress.begin("verify", spool.tally.meant)
    arrived = tally_graph(client, name, progress.advance)
    differences = spool.tally.list_differences(arrived)
    if differences:
        listed = "; ".join(f"<{iri}> {sent:,} → {came:,}" for iri, sent, came in differences[:MOST_NAMED])
        sums = {"sent": f"{spool.tally.meant:,}", "arrived": f"{arrived.meant:,}"}
        raise make_store_error("store-differs", client.addresses.graphs, differences=listed, **sums)
    return arrived


def _swap(client: StoreClient, staging: Staging, swap: Swap) -> None:
    """Swap, and look whether it was done, whatever the store answered or did not."""
    fault = None
    try:
        client.update(staging.kind.update_prologue + swap.write())
    except ProtocolError as error:
        fault = error
    try:
        done = is_swapped(client, swap)
    except ProtocolError as error:
        fault, done = NetworkError(error.reason), False
    if not done:
        key = _find_swap_key(fault)
        if key != "store-unsure":  # else the store may still be at work on it
            with suppress(ProtocolError):
                staging.drop(swap.staging)
        reason = fault.reason if fault else ""
        raise make_store_error(key, client.addresses.update, reason=reason, graph=swap.graph) from fault


def _find_swap_key(fault: ProtocolError | None) -> str:
    if fault is None:
        return "store-not-swapped"
    return "store-unsure" if fault.passes else "store-swap-refused"


@contextmanager
def _dropping(staging: Staging, name: str) -> Iterator[None]:
    """Tidy up if the work fails; what cannot be tidied then is a leftover for the next load."""
    try:
        yield
    except BaseException:
        with suppress(ProtocolError, KeyboardInterrupt):
            staging.drop(name)
        raise


@contextmanager
def _explain(where: str) -> Iterator[None]:
    try:
        yield
    except ProtocolError as fault:
        raise explain_fault(fault, where) from fault
