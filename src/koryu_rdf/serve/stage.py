"""The stage: one service, begun, kept and ended.

In: what to serve, where to listen, and a log. Out: nothing; it returns when it was told to stop and the last request was answered.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Sequence

import msgspec
import uvicorn

from koryu_rdf import __version__
from koryu_rdf.errors import KoryuError
from koryu_rdf.serve.face import ASK, READ, Face, Part
from koryu_rdf.serve.listening import Connection, Server, listen
from koryu_rdf.serve.media import JSON
from koryu_rdf.serve.openapi import describe_api
from koryu_rdf.serve.pages import answer_page
from koryu_rdf.serve.questions import Questions
from koryu_rdf.serve.source import Log, Question, Site, Source
from koryu_rdf.serve.sparql import answer_graph, answer_query
from koryu_rdf.serve.state import answer_health, answer_metrics, give
from koryu_rdf.settings import Service

MOST_CONNECTIONS = 1000
_PAGES = Part("page", READ, answer_page)


def make_face(source: Source, site: Site, limits: Service, questions: Sequence[Question], log: Log) -> Face:
    """Make the application, for any ASGI server; it must be opened first, and closed."""
    named = Questions({one.name: one for one in questions})
    description = msgspec.json.encode(describe_api(site, __version__, questions))
    parts = {
        "/sparql": Part("sparql", ASK, answer_query),
        "/graphs": Part("graphs", READ, answer_graph),
        "/queries/": Part("queries", READ, named.list),
        "/openapi.json": Part("openapi", READ, give(description, JSON)),
        "/health": Part("health", READ, answer_health),
        "/metrics": Part("metrics", READ, answer_metrics),
    }
    asking = Part("queries", READ, named.answer)
    return Face(source, site, limits, lambda path: asking if named.find(path) else parts.get(path, _PAGES), log)


def serve(face: Face, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; SIGHUP opens the data anew. ``announce`` is called with the address once it answers.

    Raises :class:`ServeError` where it cannot listen there, ``KoryuError`` for data that cannot be served.
    """
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)  # it would show traces; the face keeps its own log
    with listen(host, port) as listening:
        asyncio.run(_run(face, listening, announce))


async def _run(face: Face, listening: socket.socket, announce: Callable[[str], None]) -> None:
    await face.open()
    config = uvicorn.Config(
        face,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=face.limits.download_seconds,
        forwarded_allow_ips=face.limits.trusted_proxies,
    )
    server, loop = Server(config), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.handle_exit, number, None)
    reloads = set[asyncio.Task[None]]()  # the loop itself does not hold them

    def begin_reload() -> None:
        reloads.add(task := loop.create_task(_reload(face)))
        task.add_done_callback(reloads.discard)

    loop.add_signal_handler(signal.SIGHUP, begin_reload)
    host, port = listening.getsockname()[:2]
    announce(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    try:
        await server.serve([listening])
    finally:
        await face.close()


async def _reload(face: Face) -> None:
    try:
        await face.reload()
        face.note("reloaded")
    except KoryuError as error:
        face.note("reload-failed", error.message.en)
    except OSError as error:
        face.note("reload-failed", error.strerror or "")
