"""A pipe from a thread to the event loop: bytes of an answer, a few pieces ahead of its reader at most.

In: bytes, as a thread writes them. Out: pieces, as the loop takes them. Until the first piece is taken from what was written, all of it
may be thrown away and written anew.
"""

from __future__ import annotations

import asyncio

from koryu_rdf.serve.jobs import PIECE

_AHEAD = 8
END = b""


class Pipe:
    """The thread calls ``write``, ``flush``, ``restart`` and ``end``, the loop ``take`` and ``abandon``."""

    def __init__(self, most: int) -> None:
        self._loop, self._pieces = asyncio.get_running_loop(), asyncio.Queue[bytes](_AHEAD)
        self._waiting, self._most, self._size, self._abandoned = bytearray(), most, 0, False
        self.has_begun = False

    def write(self, data: bytes, /) -> int:
        """Write; raises ``OverflowError`` past the size that is allowed, and when nobody reads any more."""
        self._size += len(data)
        if self._size > self._most or self._abandoned:
            raise OverflowError
        self._waiting += data
        if len(self._waiting) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what was written."""
        if self._waiting:
            self.has_begun = True
            self._send(bytes(self._waiting))
            self._waiting.clear()

    def restart(self) -> None:
        """Throw away what was written but not sent."""
        self._waiting.clear()
        self._size = 0

    def end(self) -> None:
        """Say that nothing more comes."""
        self._send(END)

    async def take(self) -> bytes:
        """Take a piece; an empty one is the end."""
        return await self._pieces.get()

    def abandon(self) -> None:
        """Take no more; whoever waits to write is let go."""
        self._abandoned = True
        while not self._pieces.empty():
            self._pieces.get_nowait()

    def _send(self, piece: bytes) -> None:
        asyncio.run_coroutine_threadsafe(self._pieces.put(piece), self._loop).result()
