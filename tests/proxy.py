"""A proxy that does harm: it stands between a client and a server and hurts the requests it is told to.

``Proxy.hurt`` takes a fault and the request it falls on, by number or name. ``Proxy.seen`` names what went by. One
connection carries one request; the bodies of requests must have a length.
"""

from __future__ import annotations

import gzip
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Lock, Thread
from typing import NamedTuple
from urllib.parse import unquote_plus

_LENGTH = re.compile(rb"(?im)^content-length: *(\d+)\r$")
_WAY = re.compile(rb"(?im)^connection:.*\r\n")
_TIMELY = 60


class Asked(NamedTuple):
    """A request as it came."""

    head: bytes
    body: bytes

    @property
    def name(self) -> str:
        """Name it by its method and what it is about."""
        method, address, _ = self.head.decode("latin-1").split(" ", 2)
        about = unquote_plus(address + self.body.decode("latin-1"))
        for word, name in (
            ("STRDT", "lost"),
            ("NOT EXISTS", "compare"),
            ("COUNT(", "count"),
            ("DROP ", "drop"),
            ("DELETE WHERE", "unlist"),
        ):
            if word in about:
                return "swap" if name == "compare" and "INSERT" in about else name
        noted = re.search(r"urn:koryu:(begun|verified)> \"", about)
        return noted[1] if noted else {"PUT": "send", "POST": "send", "GET": "fetch"}.get(method, method)

    def replace_body(self, body: bytes) -> Asked:
        """Give a request that carries another body."""
        return Asked(_LENGTH.sub(b"Content-Length: %d\r" % len(body), self.head), body)


class Exchange(NamedTuple):
    """A request, the client that waits for the answer, and the way to the server."""

    asked: Asked
    client: socket.socket
    port: int

    def connect(self) -> socket.socket:
        """Connect to the server."""
        return socket.create_connection(("127.0.0.1", self.port), _TIMELY)

    def fetch(self) -> bytes:
        """Have the server do what is asked, and give its answer."""
        with self.connect() as server:
            server.sendall(self.asked.head + self.asked.body)
            return b"".join(iter(lambda: server.recv(1 << 16), b""))

    def answer(self, data: bytes) -> None:
        """Answer the client."""
        self.client.sendall(data)


def pass_on(exchange: Exchange) -> None:
    """Do no harm."""
    exchange.answer(exchange.fetch())


def delay(exchange: Exchange) -> None:
    """Keep the request for a while."""
    time.sleep(0.02)
    pass_on(exchange)


def close_at_once(exchange: Exchange) -> None:
    """Hang up before anything is passed on."""


def cut_body(exchange: Exchange) -> None:
    """Pass on half of the request, then hang up on both sides."""
    whole = exchange.asked.head + exchange.asked.body
    with exchange.connect() as server:
        server.sendall(whole[: max(len(whole) // 2, len(whole) - len(exchange.asked.body) // 2)])


def lose_answer(exchange: Exchange) -> None:
    """Have the server do it, and keep its answer from the client."""
    exchange.fetch()


def cut_answer(exchange: Exchange) -> None:
    """Pass on half of the answer's body, or half of its head where there is no body."""
    answer = exchange.fetch()
    head = answer.find(b"\r\n\r\n") + 4
    exchange.answer(answer[: head + (len(answer) - head) // 2 if len(answer) > head else head // 2])


def lose_line(exchange: Exchange) -> None:
    """Leave the last line out of the data that are sent, and say nothing."""
    asked = exchange.asked
    packed = b"content-encoding: gzip" in asked.head.lower()
    if b"application/n-triples" in asked.head.lower() and asked.body:
        lines = (gzip.decompress(asked.body) if packed else asked.body).splitlines(keepends=True)
        body = b"".join(lines[:-1])
        asked = asked.replace_body(gzip.compress(body) if packed else body)
    pass_on(exchange._replace(asked=asked))


def hang(exchange: Exchange) -> None:
    """Say nothing until the client gives up."""
    exchange.client.settimeout(_TIMELY)
    with suppress(ConnectionError):
        exchange.client.recv(1)


def answer_with(status: str, *headers: str) -> Callable[[Exchange], None]:
    """Make a fault that answers for the server, which hears nothing of it."""
    body = b"out of order"
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]

    def answer(exchange: Exchange) -> None:
        exchange.answer("\r\n".join(lines).encode() + body)

    return answer


Fault = Callable[[Exchange], None]
FAULTS: Mapping[str, Fault] = {
    "delay": delay,
    "close-at-once": close_at_once,
    "cut-body": cut_body,
    "lose-answer": lose_answer,
    "cut-answer": cut_answer,
    "lose-line": lose_line,
    "fail-500": answer_with("500 Internal Server Error"),
    "busy-503": answer_with("503 Service Unavailable", "Retry-After: 0"),
    "limit-429": answer_with("429 Too Many Requests", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"),
}


class Proxy(ThreadingTCPServer):
    """Listens at a port of its own, for a server at another."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target, self.seen = port, list[str]()
        self._fault: Fault = pass_on
        self._hurts: Callable[[list[str]], bool] = lambda _: False
        self._lock = Lock()

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.server_address[1])

    def hurt(self, fault: Fault, at: int | str, *, on: bool = False) -> None:
        """Begin to count anew, and hurt the request of this number or the first of this name; ``on``, all that follow too."""
        self._fault, self._hurts = fault, _hurt_from(at, on=on)
        self.seen.clear()

    def choose(self, asked: Asked) -> Fault:
        """Choose what happens to a request."""
        with self._lock:
            self.seen.append(asked.name)
            return self._fault if self._hurts(self.seen) else pass_on


def _hurt_from(at: int | str, *, on: bool) -> Callable[[list[str]], bool]:
    """Make what says whether the last request that was seen is one to be hurt."""

    def hurts(seen: list[str]) -> bool:
        first = at if isinstance(at, int) else seen.index(at) if at in seen else len(seen)
        last = len(seen) - 1
        return last >= first if on else last == first

    return hurts


class _Handler(StreamRequestHandler):
    def handle(self) -> None:
        proxy = self.server
        assert isinstance(proxy, Proxy)
        head = b"".join(self._list_lines())
        if head:
            head = _WAY.sub(b"", head) + b"Connection: close\r\n\r\n"
            length = _LENGTH.search(head)
            asked = Asked(head, self.rfile.read(int(length[1])) if length else b"")
            with suppress(OSError):  # the client may be dead, or the server
                proxy.choose(asked)(Exchange(asked, self.connection, proxy.target))

    def _list_lines(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()).strip():
            yield line


@contextmanager
def start_proxy(port: int) -> Iterator[Proxy]:
    """Start a proxy before the server at a port."""
    with Proxy(port) as proxy:
        Thread(target=proxy.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
