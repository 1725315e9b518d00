"""A store elsewhere, with the same face: queries are judged here first, then asked there, and its answer is written here.

In: jobs. Out: answers that stream, as from the pool. The store is asked for JSON or N-Triples only, whatever the reader wants, so that
stores that write other forms differently give the same bytes. A query that the judge refuses is never sent. An answer that fails before
any of it was sent on is asked for once more, so that a replica may die without a reader's noticing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, NamedTuple

from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from koryu_rdf.errors import ServeError
from koryu_rdf.protocol import Addresses, Credentials, Patience, ProtocolError, StatusError, StoreClient, open_transport
from koryu_rdf.protocol.client import JSON_RESULTS, N_TRIPLES
from koryu_rdf.serve.answers import Manner, Result, write_answer
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.jobs import Head, Job, Ready
from koryu_rdf.serve.pipe import END, Pipe
from koryu_rdf.serve.pool import Answer, Pool
from koryu_rdf.serve.source import Source
from koryu_rdf.settings import Service
from koryu_rdf.terms import to_iri
from koryu_rdf.texts import get_text

_ROWS = ("select", "ask")
_BAD = range(400, 500)
_TOO_MANY = 429
_TRIES = 3
_PATIENCE = Patience(tries=_TRIES, first_pause=0.05, longest_pause=0.5)
_FAILED = (SyntaxError, ValueError, ProtocolError)  # what is not whole cannot be parsed


class _Asking(NamedTuple):
    """A query as it is sent."""

    text: str
    form: str
    media: str
    graphs: tuple[str, ...]
    named: tuple[str, ...]


class Elsewhere:
    """Asks one store, or whatever balances the load of several."""

    def __init__(self, source: Source, limits: Service, prefixes: Mapping[str, str]) -> None:
        self._pool = Pool(limits, source, prefixes)
        self._limits, self._prefixes, self._graph = limits, prefixes, source.graph
        transport = source.transport or open_transport(Credentials(), timeout=limits.download_seconds)
        self._client = StoreClient(Addresses(source.endpoint or ""), transport, patience=_PATIENCE)
        self._threads = ThreadPoolExecutor(limits.workers, "store")
        self._under_way = 0
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
        try:
            if self._graph and await self._has_graph(self._graph):
                self._usual = (self._graph,)
        except BaseException as error:
            await self.close()
            if not isinstance(error, Refusal):
                raise
            message = get_text("errors", "serve-store", url=self._client.addresses.query)
            raise ServeError(message, hint=get_text("errors", "serve-store-hint")) from error

    async def close(self) -> None:
        """End the workers and the threads."""
        await self._pool.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def check(self) -> None:
        """See whether the store answers; raises :class:`Refusal` where it does not."""
        await self._ask_yes_or_no("ASK {}")

    async def ask(self, job: Job) -> Answer:
        """Judge a query, ask it there, and begin its answer."""
        judged = await self._pool.ask(job)
        async for _ in judged.body:
            pass
        asking = await self._choose_graphs(job, judged.head)
        if self._under_way >= self._limits.workers + self._limits.waiting:
            raise Refusal("busy", pause=self._limits.seconds)
        body = self._stream(asking, Manner(job.page, self._limits.rows, self._prefixes))
        await anext(body)
        return Answer(judged.head, body)

    async def _choose_graphs(self, job: Job, head: Head) -> _Asking:
        """Ask the graphs that the protocol names, else those of the query, else the usual one; one that is not there is refused."""
        graphs, named = (job.graphs, job.named) if job.graphs or job.named else (head.graphs, head.named)
        for name in {*graphs, *named}:
            if not await self._has_graph(name):
                raise Refusal("graph-unknown")
        return _Asking(job.text, head.form, head.media, graphs or (() if named else self._usual), named)

    async def _has_graph(self, name: str) -> bool:
        return await self._ask_yes_or_no(f"ASK {{ GRAPH {_to_token(name)} {{ ?s ?p ?o }} }}")

    async def _ask_yes_or_no(self, text: str) -> bool:
        asking = _Asking(text, "ask", JSON_RESULTS, (), ())
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._decide, asking)

    def _decide(self, asking: _Asking) -> bool:
        with self._fetch(asking) as reply:
            return bool(parse_query_results(reply, QueryResultsFormat.JSON))

    async def _stream(self, asking: _Asking, manner: Manner) -> AsyncIterator[bytes]:
        """Give an empty piece once the store has begun to answer, then the body."""
        loop, pipe = asyncio.get_running_loop(), Pipe(self._limits.download_mb * 2**20)
        end = loop.time() + self._limits.download_seconds
        working = loop.run_in_executor(self._threads, self._work, asking, manner, pipe)
        self._under_way += 1
        working.add_done_callback(self._count_done)
        try:
            piece = await _take_until(pipe, end)
            if piece == END:
                await working  # raises what went wrong before anything was written
            yield b""
            while piece != END:
                yield piece
                piece = await _take_until(pipe, end)
            await working
        finally:
            pipe.abandon()

    def _count_done(self, working: asyncio.Future[None]) -> None:
        self._under_way -= 1
        if not working.cancelled():
            working.exception()  # it is known, even if nobody waits for it any more

    def _work(self, asking: _Asking, manner: Manner, pipe: Pipe) -> None:
        """Ask and transcribe, in a thread."""
        try:
            self._transcribe(asking, manner, pipe, _TRIES)
        except OverflowError as error:
            raise Refusal("query-costly") from error
        finally:
            pipe.end()

    def _transcribe(self, asking: _Asking, manner: Manner, pipe: Pipe, tries: int) -> None:
        try:
            with self._fetch(asking) as reply:
                write_answer(_read_result(reply, asking.form), asking.media, pipe, manner)
                pipe.flush()
        except _FAILED as error:
            if pipe.has_begun or tries <= 1:
                raise Refusal("store-away", pause=1) from error
            pipe.restart()
            self._transcribe(asking, manner, pipe, tries - 1)

    def _fetch(self, asking: _Asking) -> BinaryIO:
        accept = JSON_RESULTS if asking.form in _ROWS else N_TRIPLES
        try:
            return self._client.query(asking.text, accept, asking.graphs, asking.named).body
        except StatusError as error:
            key = "query-meaning" if error.status in _BAD and error.status != _TOO_MANY else "store-away"
            raise Refusal(key, pause=None if key == "query-meaning" else 1) from error
        except ProtocolError as error:
            raise Refusal("store-away", pause=1) from error


async def _take_until(pipe: Pipe, end: float) -> bytes:
    try:
        async with asyncio.timeout_at(end):
            return await pipe.take()
    except TimeoutError as error:
        raise Refusal("query-costly") from error


def _to_token(name: str) -> str:
    try:
        return to_iri(name)
    except ValueError as error:
        raise Refusal("graph-unknown") from error


def _read_result(reply: BinaryIO, form: str) -> Result:
    """Read an answer; what is not whole raises ``SyntaxError``, so that it is never taken for whole."""
    if form in _ROWS:
        return parse_query_results(reply, QueryResultsFormat.JSON)
    return _list_triples(reply)


def _list_triples(reply: BinaryIO) -> Iterator[Triple]:
    return (quad.triple for quad in parse(reply, RdfFormat.N_TRIPLES))
