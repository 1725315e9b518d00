"""The parts for whoever runs the service: whether it is well, and its figures.

In: a :class:`Visit`. Out: a response that names no file, host or reader.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec
from starlette.responses import Response

from koryu_rdf.serve.media import JSON
from koryu_rdf.serve.visit import Visit

_NOT_KEPT = {"cache-control": "no-store"}


async def answer_health(visit: Visit) -> Response:
    """Say that requests are answered, from which release; raises :class:`Refusal` while a store elsewhere does not answer."""
    await visit.release.engine.check()
    state = {"status": "ok", "release": visit.release.digest, "statements": visit.release.engine.ready.statements}
    return Response(msgspec.json.encode(state), 200, _NOT_KEPT, JSON)


def give(data: bytes, media: str) -> Callable[[Visit], Awaitable[Response]]:
    """Make a part that gives always the same."""

    async def answer(_: Visit) -> Response:
        return Response(data, 200, None, media)

    return answer


async def answer_metrics(visit: Visit) -> Response:
    """Give the figures to Prometheus."""
    ready = visit.release.engine.ready
    others = {"workers_lost": visit.release.engine.lost, "network_closed": int(ready.isolated)}
    if ready.statements is not None:
        others["statements"] = ready.statements
    return Response(visit.figures.write(others), 200, _NOT_KEPT, "text/plain; version=0.0.4")
