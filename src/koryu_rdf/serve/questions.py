"""The saved questions as an API: ``/queries/NAME?country=CN``.

In: a :class:`Visit` and the questions. Out: an answer as a page, CSV, JSON or whatever else is accepted. Values are bound as terms by
whoever knows the questions, never pasted into one; a name that is no parameter is refused. Over data that cannot change behind our back
the same address has the same answer, so it has an ETag, and who has it is not sent it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from msgspec import structs
from starlette.responses import Response

from koryu_rdf.errors import QueryError
from koryu_rdf.serve.answers import list_offers
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.media import HTML, JSON, choose
from koryu_rdf.serve.pages import matches
from koryu_rdf.serve.protocol_requests import Asked, read_wish
from koryu_rdf.serve.replies import get_language
from koryu_rdf.serve.source import Question
from koryu_rdf.serve.sparql import ask, make_page
from koryu_rdf.serve.templates import get_template
from koryu_rdf.serve.visit import Visit

ROOT = "/queries/"
LANGUAGE = "language"  # a parameter of this name is the reader's language, unless they choose one


class Questions:
    """Answers the saved questions by their names."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._questions = questions

    def find(self, path: str) -> Question | None:
        """Find the question at a path."""
        return self._questions.get(path.removeprefix(ROOT)) if path.startswith(ROOT) else None

    async def answer(self, visit: Visit) -> Response:
        """Answer the question at the request's path."""
        question = self._questions[visit.request.scope["path"].removeprefix(ROOT)]
        visit.path = ROOT + question.name
        values = _read_values(visit, question)
        media = read_wish(visit.fields) or choose(visit.request.headers.get("accept"), list_offers("select"))
        if media is None:
            raise Refusal("not-acceptable")
        etag = _make_etag(visit, question, values, media)
        headers = {"etag": etag, "cache-control": "public, max-age=0, must-revalidate"} if etag else {}
        if etag and matches(visit.request.headers.get("if-none-match"), etag):
            return Response(None, 304, {"vary": "Accept, Accept-Language", **headers})
        language = get_language(visit.request.headers)
        address = f"{question.name}?{urlencode([*values.items(), ('format', '')])}"
        choices = tuple((one.name, values.get(one.name, one.default or "")) for one in question.choices)
        page = structs.replace(make_page(visit, question.summary.to(language), "../"), address=address, choices=choices)
        return await ask(visit, Asked(_bind(question, values), media=media), page, headers)

    async def list(self, visit: Visit) -> Response:
        """List the questions."""
        if choose(visit.request.headers.get("accept"), [JSON, HTML]) == HTML:
            return self._show_list(visit)
        found = [
            {
                "name": one.name,
                "summary": {"ja": one.summary.ja, "en": one.summary.en},
                "parameters": [choice._asdict() for choice in one.choices],
                "href": f"queries/{one.name}",
            }
            for one in self._questions.values()
        ]
        return Response(msgspec.json.encode(found), 200, {"vary": "Accept"}, JSON)

    def _show_list(self, visit: Visit) -> Response:
        """Show the list to people; where there is a folder, it has a page for that."""
        language, headers = get_language(visit.request.headers), {"vary": "Accept, Accept-Language"}
        page = "en/queries.html" if language == "en" else "queries.html"
        if visit.release.folder and visit.release.folder.find(page):
            return Response(None, 303, {**headers, "location": f"../{page}"})
        listed = [(one.name, one.summary.to(language)) for one in self._questions.values()]
        values = {"language": language, "title": visit.site.title.to(language), "questions": listed}
        return Response(get_template("questions.html").render(values), 200, headers, HTML)


def _read_values(visit: Visit, question: Question) -> dict[str, str]:
    """Read the parameters; each but once, since a question has one answer."""
    given = [(name, value) for name, value in visit.fields if name != "format"]
    values = dict(given)
    if len(values) != len(given):
        raise Refusal("parameter-twice")
    if any(choice.name == LANGUAGE for choice in question.choices):
        values.setdefault(LANGUAGE, get_language(visit.request.headers))
    return values


def _bind(question: Question, values: Mapping[str, str]) -> str:
    try:
        return question.bind(values)
    except QueryError as error:
        raise Refusal("parameter", said=error.message) from error


def _make_etag(visit: Visit, question: Question, values: Mapping[str, str], media: str) -> str | None:
    if not visit.release.digest:
        return None
    parts = [
        visit.release.digest,
        question.text,
        media,
        get_language(visit.request.headers),
        *map(str, sorted(values.items())),
    ]
    return f'"{hashlib.sha256(chr(0).join(parts).encode(errors="replace")).hexdigest()[:32]}"'
