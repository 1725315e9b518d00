"""The parts that speak SPARQL: the query protocol, the Graph Store's reading half, and the service's description of itself.

In: a :class:`Visit`. Out: a response. Every query goes to whoever answers the release's, never to an engine in this process.
"""

from __future__ import annotations

from msgspec import structs
from starlette.responses import Response

from koryu_rdf.serve.description import describe_service, write_description
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.jobs import Job, Page
from koryu_rdf.serve.media import GRAPHS, HTML, choose
from koryu_rdf.serve.protocol_requests import Asked, read_graph, read_query
from koryu_rdf.serve.replies import StreamedAnswer, get_language
from koryu_rdf.serve.visit import Visit

EDITOR = "sparql.html"


async def answer_query(visit: Visit) -> Response:
    """Answer a query; where there is none, say what this is."""
    body = await visit.read_body() if visit.request.method == "POST" else None
    if body is None and not visit.fields:
        return _describe(visit)
    asked = read_query(visit.fields, visit.request.headers.get("content-type", ""), body)
    return await ask(visit, asked, make_page(visit, "SPARQL"))


async def answer_graph(visit: Visit) -> Response:
    """Give a graph, whole."""
    try:
        return await ask(visit, read_graph(visit.fields), make_page(visit, "RDF"))
    except Refusal as refusal:
        if refusal.key == "graph-unknown":
            raise Refusal("graph-missing") from refusal
        raise


async def ask(visit: Visit, asked: Asked, page: Page, headers: dict[str, str] | None = None) -> Response:
    """Have a query answered, as one of the few that its client may have under way."""
    if len(asked.text) > visit.limits.query_characters:
        raise Refusal("query-long", reason=f"{visit.limits.query_characters:,}")
    job = Job(asked.text, asked.media or visit.request.headers.get("accept"), asked.graphs, asked.named, page)
    visit.until_done.enter_context(visit.gate.occupy(visit.client))
    answer = await visit.release.engine.ask(job)
    return StreamedAnswer(answer, visit.limits.download_seconds, {"vary": "Accept, Accept-Language", **(headers or {})})


def make_page(visit: Visit, title: str, root: str = "") -> Page:
    """Begin the page of an answer; ``root`` leads up to the published pages, where there are any."""
    language = get_language(visit.request.headers)
    page = Page(language, title, site=visit.site.title.to(language), root=root)
    return structs.replace(page, home=visit.site.home) if visit.release.folder else page


def _describe(visit: Visit) -> Response:
    media = choose(visit.request.headers.get("accept"), [*GRAPHS, HTML])
    if media is None:
        raise Refusal("not-acceptable")
    headers = {"vary": "Accept, Accept-Language"}
    if media == HTML:
        return _show_editor(visit, headers)
    ready = visit.release.engine.ready
    triples = describe_service(f"{visit.site.home}sparql", ready.graphs, ready.statements)
    return Response(write_description(triples, media), 200, headers, media)


def _show_editor(visit: Visit, headers: dict[str, str]) -> Response:
    """Send a browser on to the page where queries are written."""
    folder, language = visit.release.folder, get_language(visit.request.headers)
    target = f"en/{EDITOR}" if language == "en" else EDITOR
    if folder is None or folder.find(target) is None:
        raise Refusal("query-missing")
    return Response(None, 303, {**headers, "location": target})
