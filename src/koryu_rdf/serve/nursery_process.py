"""The nursery as the face sees it: a process of its own that is begun, asked for workers, and begun anew if it dies.

In: an :class:`Order`. Out: workers, each a number and a socket.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
from pathlib import Path

import msgspec

import koryu_rdf
from koryu_rdf.errors import ServeError
from koryu_rdf.serve.jobs import Ready, frame, receive
from koryu_rdf.serve.nursery import NUMBER, Order
from koryu_rdf.texts import Text, get_text

_BEGIN = "import sys; sys.path[:0] = sys.argv[2:]; from koryu_rdf.serve.nursery import main; main(int(sys.argv[1]))"
_decoder = msgspec.msgpack.Decoder(Ready)


class NurseryProcess:
    """Begins the nursery and speaks with it, one command at a time."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._turn = asyncio.Lock()
        self._line: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    async def open(self) -> Ready:
        """Begin it and wait until it has loaded the data; raises :class:`ServeError` where it cannot."""
        self._line, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-B", "-c", _BEGIN, str(theirs.fileno())]
        self._process = subprocess.Popen(  # noqa: S603
            [*command, str(Path(koryu_rdf.__file__).parent.parent)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        ready = await asyncio.to_thread(_introduce, self._line, self._order)
        if ready.failure:
            await self.close()
            message, where, hint = ready.failure.message, ready.failure.where, ready.failure.hint
            raise ServeError(Text(*message), where=where, hint=hint and Text(*hint))
        return ready

    async def close(self) -> None:
        """End it; its workers end when nobody speaks with them any more."""
        if self._line and self._process:
            self._line.close()
            await asyncio.to_thread(self._process.wait)

    async def fork(self) -> tuple[int, socket.socket]:
        """Get a worker; a nursery that is no longer there is begun anew first."""
        async with self._turn:
            try:
                return await asyncio.to_thread(_receive_worker, self._line)
            except OSError:
                await self.close()
                await self.open()
                return await asyncio.to_thread(_receive_worker, self._line)

    async def bury(self, number: int) -> None:
        """End a worker."""
        async with self._turn:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(_send, self._line, b"B" + NUMBER.pack(number))


def _send(line: socket.socket | None, command: bytes) -> socket.socket:
    if line is None:
        raise ConnectionError
    line.sendall(command)
    return line


def _receive_worker(line: socket.socket | None) -> tuple[int, socket.socket]:
    data, files, _, _ = socket.recv_fds(_send(line, b"F"), NUMBER.size, 1)
    if not files:
        raise ConnectionError
    return NUMBER.unpack(data)[0], socket.socket(fileno=files[0])


def _introduce(line: socket.socket, order: Order) -> Ready:
    """Hand the order over by the socket, where no list of processes shows it."""
    line.sendall(frame(order))
    ready = receive(line)
    if not ready:
        raise ServeError(get_text("errors", "serve-nursery"), hint=get_text("errors", "serve-nursery-hint"))
    return _decoder.decode(ready)
