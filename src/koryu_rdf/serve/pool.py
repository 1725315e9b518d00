"""The pool: as many confined workers as the limits allow, taken in turn, and replaced when one dies.

In: jobs. Out: answers that stream. A query that takes too long, crashes its worker or is abandoned by its reader costs one worker; the
next one is forked from the nursery in a moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import cast

import msgspec

import koryu_rdf
from koryu_rdf.errors import ServeError
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.jobs import LENGTH, Head, Job, Part, Piece, Ready, Tail, frame
from koryu_rdf.serve.nursery import NUMBER, Order
from koryu_rdf.serve.source import Source
from koryu_rdf.settings import Service
from koryu_rdf.texts import Text, get_text

_SLACK = 10  # a busy machine lets a query wait; processor time is bounded by the system
_BEGIN = "import sys; sys.path[:0] = sys.argv[3:]; from koryu_rdf.serve.nursery import main; main(sys.argv[1], int(sys.argv[2]))"
_decoder: msgspec.msgpack.Decoder[Part] = msgspec.msgpack.Decoder(Part)
_ready_decoder = msgspec.msgpack.Decoder(Ready)


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

    def send(self, job: Job) -> None:
        self._writer.write(frame(job))

    async def receive(self) -> Part:
        [length] = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
        return _decoder.decode(await self._reader.readexactly(length))

    def close(self) -> None:
        self._writer.close()


async def _receive_until(worker: _Worker, end: float) -> Part:
    async with asyncio.timeout_at(end):
        return await worker.receive()


class Pool:
    """Workers over one set of data."""

    def __init__(self, limits: Service, source: Source, prefixes: Mapping[str, str]) -> None:
        files = None if source.files is None else tuple(map(str, source.files))
        self._limits, self._order = limits, Order(files, limits, source.merged, prefixes)
        self._idle: list[_Worker] = []
        self._turns = asyncio.Semaphore(limits.workers)
        self._forking = asyncio.Lock()
        self._waiting = 0
        self.lost = 0
        self.ready = Ready()

    async def open(self) -> None:
        """Begin the nursery and wait until it has loaded the data; raises :class:`ServeError` where it cannot."""
        self._line, theirs = socket.socketpair()
        path = [str(Path(koryu_rdf.__file__).parent.parent)]
        order = msgspec.json.encode(self._order).decode()
        command = [sys.executable, "-P", "-B", "-c", _BEGIN, order, str(theirs.fileno()), *path]
        self._nursery = subprocess.Popen(  # noqa: S603
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self.ready = await asyncio.to_thread(self._receive_ready)
        failure = self.ready.failure
        if failure:
            await self.close()
            raise ServeError(Text(*failure.message), where=failure.where, hint=failure.hint and Text(*failure.hint))

    async def close(self) -> None:
        """End the nursery and, with it, every worker once its answer is given."""
        for worker in self._idle:
            worker.close()
        self._idle.clear()
        self._line.close()
        await asyncio.to_thread(self._nursery.wait)

    async def ask(self, job: Job) -> Answer:
        """Have a job done; raises :class:`Refusal` where it cannot be."""
        worker = await self._borrow()
        try:
            worker.send(job)
            async with asyncio.timeout(_SLACK * self._limits.seconds):
                head = await worker.receive()
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            await self._lose(worker)
            raise Refusal("query-costly") from error
        except BaseException:
            await self._lose(worker)
            raise
        return await self._begin(worker, cast("Head", head))

    async def _begin(self, worker: _Worker, head: Head) -> Answer:
        if head.refused:
            self._return(worker)
            raise Refusal(head.refused, reason=head.reason)
        body = self._stream(worker)
        await anext(body)  # begun, so that closing it ends the worker's turn
        return Answer(head, body)

    async def _stream(self, worker: _Worker) -> AsyncIterator[bytes]:
        """Give the pieces, after an empty one; an answer that breaks off raises, so that nobody takes it for whole."""
        done, end = False, asyncio.get_running_loop().time() + self._limits.download_seconds
        try:
            yield b""
            while isinstance(part := await _receive_until(worker, end), Piece):
                yield part.data
            done = True
            if not (isinstance(part, Tail) and part.whole):
                raise Refusal("answer-broken")
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            raise Refusal("answer-broken") from error
        finally:
            if done:
                self._return(worker)
            else:
                await asyncio.shield(self._lose(worker))

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

    def _keep(self, forked: asyncio.Future[_Worker]) -> None:
        if not (forked.cancelled() or forked.exception()):
            self._idle.append(forked.result())

    def _return(self, worker: _Worker) -> None:
        self._idle.append(worker)
        self._turns.release()

    async def _lose(self, worker: _Worker) -> None:
        self.lost += 1
        worker.close()
        with contextlib.suppress(OSError):
            await asyncio.to_thread(self._line.sendall, b"B" + NUMBER.pack(worker.number))
        self._turns.release()

    async def _fork(self) -> _Worker:
        try:
            async with self._forking:
                number, line = await asyncio.to_thread(self._receive_worker)
        except OSError as error:
            raise Refusal("busy", pause=self._limits.seconds) from error
        return _Worker(number, *await asyncio.open_connection(sock=line))

    def _receive_worker(self) -> tuple[int, socket.socket]:
        self._line.sendall(b"F")
        data, files, _, _ = socket.recv_fds(self._line, NUMBER.size, 1)
        if not files:
            raise ConnectionError
        return NUMBER.unpack(data)[0], socket.socket(fileno=files[0])

    def _receive_ready(self) -> Ready:
        with self._line.makefile("rb", buffering=0) as stream:
            head = stream.read(LENGTH.size) or b""
            if len(head) < LENGTH.size:
                raise ServeError(get_text("errors", "serve-nursery"), hint=get_text("errors", "serve-nursery-hint"))
            data = self._line.recv(LENGTH.unpack(head)[0], socket.MSG_WAITALL)
        return _ready_decoder.decode(data)
