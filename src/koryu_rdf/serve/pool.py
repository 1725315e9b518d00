"""The pool: as many confined workers as the limits allow, taken in turn, and replaced when one dies.

In: jobs. Out: answers that stream. A query that takes too long, crashes its worker or is abandoned by its reader costs one worker; the
next one is forked from the nursery in a moment. The first piece of an answer is waited for before anything is sent, so most answers are
whole by then: their worker is free however slowly they are read, and one that fails is refused instead of broken off.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from socket import socket
from typing import cast

import msgspec

from koryu_rdf.errors import ServeError
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.jobs import LENGTH, Head, Job, Part, Piece, Ready, Tail, frame
from koryu_rdf.serve.nursery import Order
from koryu_rdf.serve.nursery_process import NurseryProcess
from koryu_rdf.serve.source import Source
from koryu_rdf.settings import Service

AHEAD = 2**20  # bytes of an answer that are read before the first is sent on
MOST_ANSWERS = 1000  # of one worker, whose memory may not go back to what it was
_SLACK = 10  # a busy machine lets a query wait; processor time is bounded by the system
_GONE = (TimeoutError, OSError, asyncio.IncompleteReadError)
_decoder: msgspec.msgpack.Decoder[Part] = msgspec.msgpack.Decoder(Part)


class Answer:
    """An answer on its way: how it begins, then its body; it must be read to its end or closed."""

    def __init__(self, head: Head, body: AsyncIterator[bytes]) -> None:
        self.head, self.body = head, body

    async def close(self) -> None:
        """Let go of whoever still answers."""
        close = getattr(self.body, "aclose", None)
        if close:
            await close()


class _Worker:
    def __init__(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.number, self._reader, self._writer = number, reader, writer
        self.answers = 0

    def send(self, job: Job) -> None:
        self.answers += 1
        self._writer.write(frame(job))

    async def receive(self, end: float) -> Part:
        async with asyncio.timeout_at(end):
            [length] = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
            return _decoder.decode(await self._reader.readexactly(length))

    def close(self) -> None:
        self._writer.close()


class Pool:
    """Workers over one set of data."""

    def __init__(self, limits: Service, source: Source, prefixes: Mapping[str, str]) -> None:
        files = None if source.files is None else tuple(map(str, source.files))
        self._limits, self._nursery = limits, NurseryProcess(Order(files, limits, source.merged, prefixes))
        self._idle: list[_Worker] = []
        self._turns = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self.lost = 0
        self.ready = Ready()

    async def open(self) -> None:
        """Have the data loaded; raises :class:`ServeError` where they cannot be."""
        self.ready = await self._nursery.open()

    async def close(self) -> None:
        """End the nursery and, with it, every worker once its answer is given."""
        for worker in self._idle:
            worker.close()
        self._idle.clear()
        await self._nursery.close()

    async def check(self) -> None:
        """See whether anybody answers; always, since whoever dies here is replaced."""

    async def ask(self, job: Job) -> Answer:
        """Have a job done; raises :class:`Refusal` where it cannot be."""
        worker = await self._borrow()
        try:
            worker.send(job)
            head = await worker.receive(_count_from_now(_SLACK * self._limits.seconds))
        except _GONE as error:
            await self._lose(worker)
            raise Refusal("query-costly") from error
        except BaseException:
            await self._lose(worker)
            raise
        return await self._begin(worker, cast("Head", head))

    async def _begin(self, worker: _Worker, head: Head) -> Answer:
        if head.refused:
            await self._return(worker)
            raise Refusal(head.refused, reason=head.reason)
        body = self._stream(worker)
        await anext(body)  # begun, so that closing it ends the worker's turn
        return Answer(head, body)

    async def _stream(self, worker: _Worker) -> AsyncIterator[bytes]:
        """Give the pieces, after an empty one; an answer that breaks off raises, so that nobody takes it for whole."""
        end, key, ahead, size = _count_from_now(self._limits.download_seconds), "query-costly", list[bytes](), 0
        left: _Worker | None = worker
        try:
            while size < AHEAD and isinstance(part := await worker.receive(end), Piece):
                ahead.append(part.data)
                size += len(part.data)
            if not isinstance(part, Piece):
                await self._end(worker, part, key)
                left = None
            yield b""
            key = "answer-broken"
            for piece in ahead:
                yield piece
            while left and isinstance(part := await worker.receive(end), Piece):
                yield part.data
            if left:
                await self._end(worker, part, key)
                left = None
        except _GONE as error:
            raise Refusal(key) from error
        finally:
            if left:
                await asyncio.shield(self._lose(worker))

    async def _end(self, worker: _Worker, tail: Part, key: str) -> None:
        """Take back a worker that is done; raises where its answer is not whole."""
        if not (isinstance(tail, Tail) and tail.whole):
            raise Refusal(key)
        await self._return(worker)

    async def _borrow(self) -> _Worker:
        if self._turns.locked() and self._waiting >= self._limits.waiting:
            raise Refusal("busy", pause=self._limits.seconds)
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            return await self._hire()
        except BaseException:
            self._turns.release()
            raise

    async def _hire(self) -> _Worker:
        """Take an idle worker, else a new one; one that comes when nobody waits for it any more is idle."""
        if self._idle:
            return self._idle.pop()
        forking = asyncio.ensure_future(self._fork())
        try:
            return await asyncio.shield(forking)
        except asyncio.CancelledError:
            forking.add_done_callback(self._keep)
            raise

    async def _fork(self) -> _Worker:
        try:
            number, line = await self._nursery.fork()
        except (OSError, ServeError) as error:
            raise Refusal("busy", pause=self._limits.seconds) from error
        return await _open_worker(number, line)

    def _keep(self, forked: asyncio.Future[_Worker]) -> None:
        if not (forked.cancelled() or forked.exception()):
            self._idle.append(forked.result())

    async def _return(self, worker: _Worker) -> None:
        if worker.answers < MOST_ANSWERS:
            self._idle.append(worker)
            self._turns.release()
        else:
            await self._dismiss(worker)

    async def _lose(self, worker: _Worker) -> None:
        self.lost += 1
        await self._dismiss(worker)

    async def _dismiss(self, worker: _Worker) -> None:
        worker.close()
        await self._nursery.bury(worker.number)
        self._turns.release()


async def _open_worker(number: int, line: socket) -> _Worker:
    return _Worker(number, *await asyncio.open_connection(sock=line))


def _count_from_now(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds
