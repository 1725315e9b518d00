"""The way in: a socket, connections that do not wait for ever, and a server that stops as we want it to.

In: an address. Out: what uvicorn serves with.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from koryu_rdf.errors import ServeError
from koryu_rdf.texts import get_text

HEAD_SECONDS = 10  # for the first line and the header fields of a request


def listen(host: str, port: int) -> socket.socket:
    """Listen at an address; raises :class:`ServeError` where that cannot be."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio does so only for sockets that it made
        return listening
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        message = get_text("errors", "serve-listen", host=host, port=port, reason=reason)
        raise ServeError(message, hint=get_text("errors", "serve-listen-hint")) from error


class Server(uvicorn.Server):
    """Stops, and goes on with what comes after it: uvicorn's own would send itself the signal once more, and die of it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs the loop."""
        yield


class Connection(H11Protocol):
    """Speaks HTTP; a request whose head does not come in time is given up, which uvicorn does not do."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what comes; wait on where it is not yet a request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
