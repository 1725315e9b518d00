"""One request on its way through the service, with what it is answered from.

In: what the face knows. Out: the request's parts, read within limits. ``path`` and ``refused`` are what the log may say of it; what
is entered into ``until_done`` is left when the last byte has gone.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from functools import cached_property

from starlette.requests import ClientDisconnect, Request

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.gate import Gate
from koryu_rdf.serve.protocol_requests import Fields, read_fields
from koryu_rdf.serve.records import Figures
from koryu_rdf.serve.release import Release
from koryu_rdf.serve.source import Site
from koryu_rdf.settings import Service

BODY_SECONDS = 10
_BYTES_PER_CHARACTER = 12  # UTF-8, percent-encoded
_FOR_OTHER_FIELDS = 20_000


class Visit:
    """A request, and what may be asked for it."""

    def __init__(
        self, request: Request, release: Release, site: Site, limits: Service, figures: Figures, gate: Gate
    ) -> None:
        self.request, self.release, self.site, self.limits, self.figures, self.gate = (
            request,
            release,
            site,
            limits,
            figures,
            gate,
        )
        self.path, self.refused = "", ""
        self.until_done = ExitStack()

    @property
    def client(self) -> str:
        """The network address of whoever asks."""
        return self.request.client.host if self.request.client else ""

    @cached_property
    def fields(self) -> Fields:
        """The parameters in the address."""
        return read_fields(self.request.scope["query_string"].decode("ascii", "replace"))

    async def read_body(self) -> bytes:
        """Read the body, up to what the longest query may take, and not for long."""
        if self.request.headers.get("content-encoding", "identity") != "identity":
            raise Refusal("media-type")
        body, most = bytearray(), self.limits.query_characters * _BYTES_PER_CHARACTER + _FOR_OTHER_FIELDS
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for piece in self.request.stream():
                    body += piece
                    if len(body) > most:
                        raise Refusal("body-large")
        except (TimeoutError, ClientDisconnect) as error:
            raise Refusal("request-bad") from error
        return bytes(body)
