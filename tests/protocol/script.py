"""Real HTTP servers that answer by a script, in the process of the tests.

``start_server`` takes a function from what was asked to what is answered; ``Server.asked`` keeps what came.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    headers: Any  # of the standard library's own class, which gives None for what is not there
    body: bytes


class Answer(NamedTuple):
    """An answer; one in pieces is sent in chunks, and its end is missing where a piece is ``None``."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""
    pieces: Iterator[bytes | None] | None = None


Script = Callable[[Asked], Answer]


class Server(ThreadingHTTPServer):
    """Listens at a port of its own."""

    daemon_threads, block_on_close = True, False

    def __init__(self, script: Script, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script, self.asked, self.secure = script, list[Asked](), context is not None
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http{'s' if self.secure else ''}://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        asked = Asked(self.command, self.path, self.headers, body)
        self.server.asked.append(asked)
        status, headers, body, pieces = self.server.script(asked)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if pieces is None:
            self.send_header("Content-Length", headers.get("Content-Length", str(len(body))))
        else:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        with suppress(ConnectionError):
            self._send(body) if pieces is None else self._send_chunks(pieces)

    do_POST = do_PUT = do_GET  # noqa: N815  # the names are the standard library's

    def _send(self, body: bytes) -> None:
        self.wfile.write(body)

    def _send_chunks(self, pieces: Iterator[bytes | None]) -> None:
        for piece in pieces:
            if piece is None:
                self.close_connection = True
                return
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing."""


@contextmanager
def start_server(script: Script, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Start a server, with TLS if there is a context."""
    with Server(script, context) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def say(*answers: Answer) -> Script:
    """Give the answers one after the other, and the last one ever after."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]
