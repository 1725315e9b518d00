"""A store elsewhere, with the same face: queries are judged here first, then asked there, and its answer is written here.

In: jobs. Out: answers that stream, as from the pool. The store is asked for JSON or N-Triples only, whatever the reader wants, so that
stores that write other forms differently give the same bytes. A query that the judge refuses is never sent.
"""

from __future__ import annotations

import asyncio
import io
import queue
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO
from urllib.parse import urlencode

from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from koryu_rdf.protocol import (
    Addresses,
    Credentials,
    Patience,
    ProtocolError,
    Request,
    StatusError,
    StoreClient,
    open_transport,
)
from koryu_rdf.protocol.client import JSON_RESULTS, N_TRIPLES
from koryu_rdf.serve.answers import Manner, Result, write_answer
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.jobs import PIECE, Head, Job, Ready
from koryu_rdf.serve.pool import Answer, Pool
from koryu_rdf.serve.source import Source
from koryu_rdf.settings import Service
from koryu_rdf.terms import to_iri

_ROWS = ("select", "ask")
_AWAY = (502, 503, 504)
_BAD = range(400, 500)
_END = b""


class Elsewhere:
    """Asks one store, or whatever balances the load of several."""

    def __init__(self, source: Source, limits: Service, prefixes: Mapping[str, str]) -> None:
        self._pool = Pool(limits, source, prefixes)
        self._limits, self._prefixes, self._graph = limits, prefixes, source.graph
        transport = source.transport or open_transport(Credentials(), timeout=limits.download_seconds)
        patience = Patience(tries=2, first_pause=0.05, longest_pause=0.5)
        self._client = StoreClient(Addresses(source.endpoint or ""), transport, patience=patience)
        self._threads = ThreadPoolExecutor(limits.workers, "store")
        self._usual: tuple[str, ...] = ()
        self.ready = Ready()

    @property
    def lost(self) -> int:
        """Count the workers that died."""
        return self._pool.lost

    async def open(self) -> None:
        """Find out whether the store has the graph that ``koryu load`` fills; without it, its default graph is asked."""
        await self._pool.open()
        self.ready = self._pool.ready
        if self._graph and await self._has_graph(self._graph):
            self._usual = (self._graph,)

    async def close(self) -> None:
        """End the workers and the threads."""
        await self._pool.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(self, job: Job) -> Answer:
        """Judge a query, ask it there, and begin its answer."""
        judged = await self._pool.ask(job)
        async for _ in judged.body:
            pass
        head = judged.head
        graphs, named = (job.graphs, job.named) if job.graphs or job.named else (head.graphs, head.named)
        for name in {*graphs, *named}:
            if not await self._has_graph(name):
                raise Refusal("graph-unknown")
        fields = [
            ("query", job.text),
            *[("default-graph-uri", name) for name in graphs or (() if named else self._usual)],
        ]
        fields += [("named-graph-uri", name) for name in named]
        body = self._stream(head, fields, Manner(job.page, self._limits.rows, self._prefixes))
        await anext(body)
        return Answer(head, body)

    async def _has_graph(self, name: str) -> bool:
        text = f"ASK {{ GRAPH {to_iri(name)} {{ ?s ?p ?o }} }}"
        reply = await asyncio.get_running_loop().run_in_executor(
            self._threads, self._fetch, [("query", text)], JSON_RESULTS
        )
        with reply:
            return bool(parse_query_results(reply, QueryResultsFormat.JSON))

    async def _stream(self, head: Head, fields: list[tuple[str, str]], manner: Manner) -> AsyncIterator[bytes]:
        """Give an empty piece once the store has begun to answer, then the body."""
        loop = asyncio.get_running_loop()
        pipe = _Pipe(self._limits.download_mb * 2**20)
        working = loop.run_in_executor(self._threads, self._work, head, fields, manner, pipe)
        try:
            async with asyncio.timeout(self._limits.download_seconds):
                first = await loop.run_in_executor(None, pipe.take)
                if first == _END:
                    await working  # raises what went wrong before anything was written
                yield b""
                while first != _END:
                    yield first
                    first = await loop.run_in_executor(None, pipe.take)
                await working
        except TimeoutError as error:
            raise Refusal("query-costly") from error
        finally:
            pipe.close()

    def _work(self, head: Head, fields: list[tuple[str, str]], manner: Manner, pipe: _Pipe) -> None:
        """Ask and transcribe, in a thread."""
        try:
            with self._fetch(fields, JSON_RESULTS if head.form in _ROWS else N_TRIPLES) as reply:
                result = _read_result(reply, head.form)
                write_answer(result, head.media, pipe, manner)
                pipe.flush()
        except (SyntaxError, ValueError, ProtocolError) as error:
            raise Refusal("store-away", pause=1) from error
        finally:
            pipe.end()

    def _fetch(self, fields: list[tuple[str, str]], accept: str) -> BinaryIO:
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            return self._client.send(
                Request("POST", self._client.addresses.query, headers, urlencode(fields).encode())
            ).body
        except StatusError as error:
            raise Refusal("query-meaning" if error.status in _BAD else "store-away") from error
        except ProtocolError as error:
            raise Refusal("store-away", pause=1) from error


def _read_result(reply: BinaryIO, form: str) -> Result:
    """Read an answer; what is not whole raises ``SyntaxError``, so that it is never taken for whole."""
    if form in _ROWS:
        return parse_query_results(reply, QueryResultsFormat.JSON)
    return _list_triples(reply)


def _list_triples(reply: BinaryIO) -> Iterator[Triple]:
    return (quad.triple for quad in parse(reply, RdfFormat.N_TRIPLES))


class _Pipe(io.RawIOBase):
    """Bytes from a thread to the loop, a few pieces ahead at most."""

    def __init__(self, most: int) -> None:
        self._pieces: queue.Queue[bytes] = queue.Queue(8)
        self._waiting, self._left, self._abandoned = bytearray(), most, False

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._left -= len(data)
        if self._left < 0 or self._abandoned:
            raise ValueError
        self._waiting += data
        if len(self._waiting) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._waiting:
            self._put(bytes(self._waiting))
            self._waiting.clear()

    def end(self) -> None:
        """Say that nothing more comes."""
        self._put(_END)

    def take(self) -> bytes:
        """Take a piece; an empty one is the end."""
        return self._pieces.get()

    def close(self) -> None:
        """Take no more; whoever still writes is let go."""
        self._abandoned = True
        while not self._pieces.empty():
            self._pieces.get_nowait()

    def _put(self, piece: bytes) -> None:
        while not self._abandoned:
            try:
                return self._pieces.put(piece, timeout=0.2)
            except queue.Full:
                continue
        return None
