"""The published folder over HTTP: files as they are, and the IRIs of things, which lead on to the form that a reader likes best.

In: a :class:`Visit`. Out: a file, or 303 to the one beside it (Cool URIs for the Semantic Web). An address is looked up among the
folder's files and never joined to a path. Addresses sent back are relative, so that the folder may stand below any path of a proxy.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.folder import File, Folder
from koryu_rdf.serve.media import HTML, choose
from koryu_rdf.serve.replies import get_language
from koryu_rdf.serve.visit import Visit

_PIECE = 2**18
_FRESH = "public, max-age=0, must-revalidate"


async def answer_page(visit: Visit) -> Response:
    """Give what stands at a path."""
    folder, path = visit.release.folder, visit.request.scope["path"].removeprefix("/")
    if folder is None:
        return _lead_in(path)
    file = folder.find(path)
    if file is not None:
        visit.path = f"/{path}"
        return _give_file(visit, file, _list_links(folder, path))
    if folder.list_forms(path):
        visit.path = f"/{path}"
        return _lead_on(visit, folder, path)
    if folder.find(f"{path}/"):
        return Response(None, 308, {"location": f"{quote(path.rpartition('/')[2])}/"})
    raise Refusal("not-found")


def _lead_in(path: str) -> Response:
    """Lead who comes to the front door to the questions, where there are no pages."""
    if path:
        raise Refusal("not-found")
    return Response(None, 303, {"location": "queries/"})


def matches(header: str | None, etag: str) -> bool:
    """Say whether a reader has it already, by ``If-None-Match`` (RFC 9110, section 13.1.2: weak comparison)."""
    tags = [tag.strip().removeprefix("W/") for tag in (header or "").split(",")]
    return etag in tags or "*" in tags


def _lead_on(visit: Visit, folder: Folder, path: str) -> Response:
    forms = folder.list_forms(path)
    media = choose(visit.request.headers.get("accept"), list(forms))
    if media is None:
        raise Refusal("not-acceptable")
    name = path.rpartition("/")[2]
    target = f"{quote(name)}{forms[media]}"
    if media == HTML and get_language(visit.request.headers) == "en" and folder.find(f"en/{path}.html"):
        target = f"{'../' * path.count('/')}en/{quote(path)}.html"
    return Response(
        None, 303, {"location": target, "vary": "Accept, Accept-Language", "link": _write_links(name, forms, None)}
    )


def _list_links(folder: Folder, path: str) -> str | None:
    """List the other forms of the thing that a file is about."""
    stem, dot, suffix = path.rpartition(".")
    forms = folder.list_forms(stem.removeprefix("en/")) if dot else {}
    if not forms or path.startswith("en/"):
        return None
    return _write_links(stem.rpartition("/")[2], forms, f".{suffix}")


def _write_links(name: str, forms: dict[str, str], own: str | None) -> str:
    """Write a ``Link`` field (RFC 8288); only the usual media type of each file is named."""
    usual = {suffix: media for media, suffix in reversed(forms.items())}
    links = [
        f'<{quote(name)}{suffix}>; rel="alternate"; type="{media}"' for suffix, media in usual.items() if suffix != own
    ]
    described = [f'<{quote(name)}>; rel="describes"'] if own else []
    return ", ".join([*described, *links])


def _give_file(visit: Visit, file: File, links: str | None) -> Response:
    headers = {"etag": file.etag, "cache-control": _FRESH, **({"link": links} if links else {})}
    if matches(visit.request.headers.get("if-none-match"), file.etag):
        return Response(None, 304, headers)
    return _FileReply(file, headers)


class _FileReply(Response):
    """Sends a file of the release's own copy, which nobody changes."""

    def __init__(self, file: File, headers: dict[str, str]) -> None:
        super().__init__(headers={**headers, "content-type": file.media, "content-length": str(file.size)})
        self._path, self._size = file.path, file.size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send it in pieces."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        for start in range(0, 0 if scope["method"] == "HEAD" else self._size, _PIECE):
            piece = await asyncio.to_thread(_read_piece, self._path, start)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _read_piece(path: Path, start: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(start)
        return stream.read(_PIECE)
