"""What goes back over HTTP: an answer that streams, a page of ours, or why there is none.

In: answers and refusals. Out: responses of Starlette. What a reader is told never holds a path, a host or a trace; an answer that breaks
off is never ended as if it were whole.
"""

from __future__ import annotations

import asyncio

import msgspec
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.media import HTML, choose
from koryu_rdf.serve.pool import Answer
from koryu_rdf.serve.templates import get_template
from koryu_rdf.texts import Language

PROBLEM = "application/problem+json"
_WITH_CHARSET = ("text/csv", "text/turtle", "text/html", "text/tab-separated-values")


class BrokenAnswer(Exception):  # noqa: N818  (it ends a connection, and says so to nobody)
    """An answer whose beginning was already sent."""


class StreamedAnswer(Response):
    """Sends an answer as it comes, and lets its worker go however that ends."""

    def __init__(self, answer: Answer, seconds: int, headers: dict[str, str]) -> None:
        media = answer.head.media
        charset = "; charset=utf-8" if media in _WITH_CHARSET else ""
        super().__init__(headers={"content-type": f"{media}{charset}", **headers})
        del self.headers["content-length"]
        self._answer, self._seconds = answer, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send it all, or break off."""
        try:
            async with asyncio.timeout(self._seconds):
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                if scope["method"] != "HEAD":
                    await self._send_body(send)
                await send({"type": "http.response.body", "body": b""})
        except (TimeoutError, Refusal, OSError) as error:
            raise BrokenAnswer from error
        finally:
            await self._answer.close()

    async def _send_body(self, send: Send) -> None:
        async for piece in self._answer.body:
            if piece:
                await send({"type": "http.response.body", "body": piece, "more_body": True})


def get_language(headers: Headers) -> Language:
    """Choose the language of what we say: English for who prefers it to Japanese, else Japanese."""
    return "en" if choose_language(headers.get("accept-language", "")) == "en" else "ja"


def choose_language(accepted: str) -> Language:
    """Choose between Japanese and English by an ``Accept-Language`` header.

    >>> choose_language("en-GB,en;q=0.9,ja;q=0.5"), choose_language("fr"), choose_language("ja,en;q=0.9")
    ('en', 'ja', 'ja')
    """
    as_media = ",".join(
        f"{part.strip().partition(';')[0].partition('-')[0]}/x;{part.partition(';')[2]}" for part in accepted.split(",")
    )
    return "en" if choose(as_media, ["ja/x", "en/x"]) == "en/x" else "ja"


def refuse(request: Request, refusal: Refusal) -> Response:
    """Say why there is no answer: as a page to a browser, else as RFC 9457 has it."""
    language = get_language(request.headers)
    headers = {"content-language": language, "vary": "Accept, Accept-Language", "cache-control": "no-store"}
    if refusal.pause is not None:
        headers["retry-after"] = str(refusal.pause)
    if refusal.allow:
        headers["allow"] = refusal.allow
    text = refusal.text.to(language)
    if choose(request.headers.get("accept"), [PROBLEM, HTML]) == HTML:
        page = get_template("refusal.html").render(language=language, status=refusal.status, text=text)
        return Response(page, refusal.status, headers, "text/html")
    body = {"type": "about:blank", "title": text, "status": refusal.status, "code": refusal.key}
    return Response(msgspec.json.encode(body), refusal.status, headers, PROBLEM)
