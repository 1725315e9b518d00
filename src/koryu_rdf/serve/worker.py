"""A worker: answers one query after the other, over the one socket it has.

In: :class:`Job` values. Out: the parts of an answer each. It is forked from the nursery with the data in memory, and confined before it
reads its first job. Without a store it only judges, for a store elsewhere that is asked by the face.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any

import msgspec
from pyoxigraph import NamedNode, Store

from koryu_rdf.serve.answers import Manner, Result, list_offers, write_answer
from koryu_rdf.serve.confinement import grant_seconds
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.jobs import LENGTH, PIECE, Head, Job, Piece, Tail, frame
from koryu_rdf.serve.judge import Verdict, judge
from koryu_rdf.serve.media import choose
from koryu_rdf.settings import Service

_decoder = msgspec.msgpack.Decoder(Job)


def work(line: socket.socket, store: Store | None, limits: Service, prefixes: Mapping[str, str]) -> None:
    """Answer until nobody asks any more."""
    with line.makefile("rb") as stream:
        while length := stream.read(LENGTH.size):
            job = _decoder.decode(stream.read(LENGTH.unpack(length)[0]))
            grant_seconds(limits.seconds)
            _answer(job, _Outlet(line, limits), store, prefixes)


class _Outlet:
    """Sends the body in pieces; with the first one, which shows that the query gets on, more time is granted."""

    def __init__(self, line: socket.socket, limits: Service) -> None:
        self._line, self.limits = line, limits
        self._waiting, self._size = bytearray(), 0
        self.head, self.has_begun = Head(), False

    def write(self, data: bytes, /) -> int:
        self._waiting += data
        self._size += len(data)
        if self._size > self.limits.download_mb * 2**20:
            raise OverflowError
        if len(self._waiting) >= PIECE:
            self.flush()
            grant_seconds(self.limits.download_seconds)
        return len(data)

    def flush(self) -> None:
        if not self.has_begun:
            self.send(self.head)
            self.has_begun = True
        if self._waiting:
            self.send(Piece(bytes(self._waiting)))
            self._waiting.clear()

    def send(self, message: msgspec.Struct) -> None:
        self._line.sendall(frame(message))


def _answer(job: Job, outlet: _Outlet, store: Store | None, prefixes: Mapping[str, str]) -> None:
    try:
        verdict = judge(job.text, outlet.limits.query_depth)
        outlet.head = _make_head(job, verdict)
        if store is not None:
            result = _ask(store, job, verdict)
            write_answer(result, outlet.head.media, outlet, Manner(job.page, outlet.limits.rows, prefixes))
        outlet.flush()
        outlet.send(Tail(whole=True))
    except Refusal as refusal:
        outlet.send(Head(refused=refusal.key, reason=refusal.reason))
    except (SyntaxError, ValueError, RuntimeError, OSError, OverflowError, MemoryError) as error:
        outlet.send(Tail(whole=False) if outlet.has_begun else Head(refused=_name_fault(error)))


def _name_fault(error: Exception) -> str:
    if isinstance(error, SyntaxError) or "custom function" in str(error):  # nobody's function is known here
        return "query-meaning"
    return "query-costly" if isinstance(error, (OverflowError, MemoryError)) else "query-failed"


def _make_head(job: Job, verdict: Verdict) -> Head:
    media = choose(job.accept, list_offers(verdict.form))
    if media is None:
        raise Refusal("not-acceptable")
    return Head(media, verdict.form, verdict.graphs, verdict.named)


def _ask(store: Store, job: Job, verdict: Verdict) -> Result:
    """Ask the graphs that the protocol names, else those of the query; one that is not here is refused, not fetched."""
    chosen = (job.graphs, job.named) if job.graphs or job.named else (verdict.graphs, verdict.named)
    for name in {*chosen[0], *chosen[1]}:
        if not _has_graph(store, name):
            raise Refusal("graph-unknown")
    if not (job.graphs or job.named):
        return store.query(job.text)
    return store.query(job.text, default_graph=_to_nodes(job.graphs), named_graphs=_to_nodes(job.named))


def _has_graph(store: Store, name: str) -> bool:
    try:
        return store.contains_named_graph(NamedNode(name))
    except ValueError:
        return False


def _to_nodes(names: tuple[str, ...]) -> list[Any]:
    return [NamedNode(name) for name in names]
