"""The face: the ASGI application that readers speak with.

In: a :class:`Source` and limits. Out: HTTP. It hands each request to the part it is for, holds the release that answers it, adds the
header fields that keep browsers safe, and keeps a line and a figure of it. No fault of ours shows more than that there was one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.gate import Gate
from koryu_rdf.serve.records import Done, Figures, make_line
from koryu_rdf.serve.release import Release, open_release
from koryu_rdf.serve.replies import BrokenAnswer, refuse
from koryu_rdf.serve.source import Log, Site, Source
from koryu_rdf.serve.visit import Visit
from koryu_rdf.settings import Service

Handler = Callable[[Visit], Awaitable[Response]]
READ, ASK = ("GET", "HEAD"), ("GET", "HEAD", "POST")

_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Location, Retry-After",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_PREFLIGHT = {
    "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}


class Part(NamedTuple):
    """A part of the service: its name in log and figures, the methods it knows, and what answers."""

    name: str
    methods: tuple[str, ...]
    answer: Handler


class Face:
    """Answers requests; ``find_part`` says which part a path is for."""

    def __init__(self, source: Source, site: Site, limits: Service, find_part: Callable[[str], Part], log: Log) -> None:
        self.source, self.site, self.limits = source, site, limits
        self.figures, self.gate = Figures(), Gate(limits, time.monotonic)
        self._find_part, self._log = find_part, log
        self._release: Release | None = None
        self._reloading = asyncio.Lock()

    async def open(self) -> None:
        """Open the first release; raises ``KoryuError`` for data that cannot be served."""
        self._release = await open_release(self.source, self.limits, self.site.prefixes)

    async def reload(self) -> None:
        """Open the data anew; requests under way are answered by what they began with. The old release stays if it cannot be."""
        async with self._reloading:
            new = await open_release(self.source, self.limits, self.site.prefixes)
            old, self._release = self._release, new
        if old:
            await old.retire()

    def note(self, event: str, reason: str = "") -> None:
        """Keep a line of something that is no request."""
        self._log({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, "reason": reason})

    async def close(self) -> None:
        """End the release."""
        if self._release:
            await self._release.retire()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or self._release is None:
            return
        release, part, started = self._release, self._find_part(scope["path"]), time.perf_counter()
        visit = Visit(Request(scope, receive), release, self.site, self.limits, self.figures, self.gate)
        outlet = _Outlet(send)
        release.hold()
        self.figures.busy += 1
        try:
            response = await self._answer(part, visit)
            await response(scope, receive, outlet)
        except Exception as error:  # the answer had begun; the server closes the connection
            visit.refused = "answer-broken" if isinstance(error, BrokenAnswer) else f"fault:{type(error).__name__}"
            raise
        finally:
            visit.until_done.close()
            self.figures.busy -= 1
            await asyncio.shield(release.let_go())
            self._keep(
                Done(
                    scope["method"],
                    part.name,
                    visit.path,
                    outlet.status,
                    outlet.size,
                    time.perf_counter() - started,
                    visit.refused,
                )
            )

    async def _answer(self, part: Part, visit: Visit) -> Response:
        try:
            self.gate.admit(visit.client)
            if visit.request.method == "OPTIONS":
                return Response(
                    None,
                    204,
                    {"allow": _list_methods(part), "access-control-allow-methods": _list_methods(part), **_PREFLIGHT},
                )
            if visit.request.method not in part.methods:
                raise Refusal("method", allow=_list_methods(part))
            return await part.answer(visit)
        except Refusal as refusal:
            visit.refused = refusal.key
            return refuse(visit.request, refusal)
        except Exception as error:  # noqa: BLE001  # the reader learns only that there was a fault; its kind is kept
            visit.refused = f"fault:{type(error).__name__}"
            return refuse(visit.request, Refusal("fault"))

    def _keep(self, done: Done) -> None:
        self.figures.count(done)
        self._log(make_line(done, datetime.now(UTC)))


class _Outlet:
    """Adds the header fields that every response has, and measures what is sent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status, self.size = 499, 0  # as web servers log a reader who left

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message["headers"], *_list_headers(message["headers"])]}
        self.size += len(message.get("body", b""))
        await self._send(message)


def _list_headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    media = dict(given).get(b"content-type", b"")
    policy = _PAGE_POLICY if media.startswith((b"text/html", b"text/javascript")) else _DATA_POLICY
    headers = {**_ALWAYS, "content-security-policy": policy}
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _list_methods(part: Part) -> str:
    return ", ".join((*part.methods, "OPTIONS"))
