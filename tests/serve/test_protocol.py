"""The SPARQL 1.1 protocol, the reading half of the Graph Store protocol and the service description, over HTTP."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
import requests
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results
from tests.serve.conftest import NAMES
from tests.serve.service import Service

ONE, TWO = "https://example.jp/graph/1", "https://example.jp/graph/2"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
NAMES_ANYWHERE = "SELECT ?name WHERE { GRAPH ?g { ?s <https://example.jp/name> ?name } } ORDER BY ?name"


def post(
    service: Service, body: bytes | str, media: str | None, address: str = "sparql", **headers: str
) -> requests.Response:
    fields = {"Content-Type": media} if media else {}
    data = body.encode() if isinstance(body, str) else body
    return requests.post(service.url + address, data, headers={**fields, **headers}, timeout=60)


def list_names(reply: requests.Response) -> list[str]:
    assert reply.status_code == 200, reply.text
    return [row["name"]["value"] for row in reply.json()["results"]["bindings"]]


def test_a_query_is_answered_in_all_three_ways_of_asking(small: Service) -> None:
    assert list_names(small.ask(NAMES)) == ["=1+1", "alpha"]
    assert list_names(post(small, urlencode({"query": NAMES}), FORM)) == ["=1+1", "alpha"]
    assert list_names(post(small, NAMES, f"{QUERY}; charset=UTF-8")) == ["=1+1", "alpha"]


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_come_in_every_form(small: Service, media: str, form: QueryResultsFormat) -> None:
    reply = small.ask(NAMES, media)
    assert reply.headers["Content-Type"].partition(";")[0] == media
    rows = parse_query_results(reply.content, form)
    assert [row[0].value for row in rows] == ["=1+1", "alpha"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_statements_come_in_every_form(small: Service, media: str, form: RdfFormat) -> None:
    reply = small.ask("CONSTRUCT { ?s <https://example.jp/is> ?o } WHERE { ?s <https://example.jp/knows> ?o }", media)
    assert reply.headers["Content-Type"].partition(";")[0] == media
    [quad] = parse(reply.content, form)
    assert (quad.subject, quad.object) == (NamedNode("https://example.jp/a"), NamedNode("https://example.jp/b"))


@pytest.mark.parametrize(("pattern", "answer"), [("?s ?p 'alpha'", True), ("?s ?p 'omega'", False)])
def test_yes_or_no(small: Service, pattern: str, answer: bool) -> None:
    query = f"ASK {{ {pattern} }}"
    assert small.ask(query).json()["boolean"] is answer
    assert small.ask(query, "text/csv").text.strip() == str(answer).lower()


def test_csv_is_safe_to_open_in_a_spreadsheet(small: Service) -> None:
    assert small.ask(NAMES, "text/csv").text.splitlines() == ["name", "'=1+1", "alpha"]


def test_a_page_for_people(small: Service) -> None:
    reply = small.ask("SELECT ?o WHERE { ?s <https://example.jp/knows> ?o }", "text/html")
    assert '<a href="https://example.jp/b" rel="nofollow">' in reply.text
    assert reply.headers["Vary"] == "Accept, Accept-Language"


def test_the_protocols_graphs_win_over_those_of_the_query(small: Service) -> None:
    assert small.list_values(NAMES, **{"default-graph-uri": ONE}) == ["ガンマ"]
    assert small.list_values(NAMES_ANYWHERE, **{"named-graph-uri": TWO}) == ["delta"]
    assert small.list_values(NAMES.replace("WHERE", f"FROM <{ONE}> WHERE")) == ["ガンマ"]
    assert small.list_values(NAMES.replace("WHERE", f"FROM <{ONE}> WHERE"), **{"default-graph-uri": TWO}) == ["delta"]
    assert small.list_values(NAMES_ANYWHERE) == ["delta", "ガンマ"]


def test_several_graphs_make_one_default_graph(small: Service) -> None:
    address = f"{small.url}sparql?default-graph-uri={ONE}&default-graph-uri={TWO}"
    reply = requests.post(address, NAMES.encode(), headers={"Content-Type": QUERY}, timeout=60)
    assert list_names(reply) == ["delta", "ガンマ"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("sparql?query=", 400, "query-syntax"),
        ("sparql?format=csv", 400, "query-missing"),
        ("sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400, "query-missing"),
        ("sparql?query=ASK%7B", 400, "query-syntax"),
        ("sparql?query=SELECT%20?x%20(1%20AS%20?x)%20%7B?x%20?y%20?z%7D", 400, "query-meaning"),
        ("sparql?query=%FF", 400, "request-bad"),
        ("sparql?update=CLEAR%20ALL", 403, "update-refused"),
        ("sparql?query=CLEAR%20ALL", 400, "query-syntax"),
        ("sparql?query=ASK%7B%7D&default-graph-uri=https://example.jp/none", 400, "graph-unknown"),
        ("sparql?query=ASK%7B%7D&named-graph-uri=file:///etc/passwd", 400, "graph-unknown"),
        ("sparql?query=ASK%7B%7D&format=docx", 406, "not-acceptable"),
        ("graphs", 400, "graph-which"),
        ("graphs?default&graph=https://example.jp/graph/1", 400, "graph-which"),
        ("graphs?graph=graph/1", 400, "graph-which"),
        ("graphs?graph=https://example.jp/none", 404, "graph-missing"),
        ("nothing", 404, "not-found"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_with_the_right_status(small: Service, address: str, status: int, code: str) -> None:
    reply = small.get(address)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert reply.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"ASK {}", None, 415),
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", f"{QUERY}; charset=UTF-16", 415),
        (b"\xff", QUERY, 400),
        (b"update=CLEAR+ALL", FORM, 403),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        (b"", FORM, 400),
    ],
)
def test_bodies_that_are_no_query(small: Service, body: bytes, media: str | None, status: int) -> None:
    assert post(small, body, media).status_code == status


def test_a_packed_body_is_not_taken(small: Service) -> None:
    assert post(small, b"ASK {}", QUERY, **{"Content-Encoding": "gzip"}).status_code == 415


def test_no_form_that_is_wanted(small: Service) -> None:
    assert small.ask(NAMES, "image/png").status_code == 406
    assert small.ask(NAMES, "text/turtle").status_code == 406, "rows are no statements"
    assert small.ask(NAMES, "text/turtle;q=0.9, */*;q=0.1").status_code == 200


def test_graphs_are_given_whole(small: Service) -> None:
    reply = small.get(f"graphs?graph={ONE}", {"Accept": "application/n-triples"})
    assert reply.text == '<https://example.jp/c> <https://example.jp/name> "ガンマ"@ja .\n'
    assert len(list(parse(small.get("graphs?default").content, RdfFormat.TURTLE))) == 3


def test_the_service_describes_itself(small: Service) -> None:
    reply = small.get("sparql")
    triples = {(quad.predicate.value, quad.object) for quad in parse(reply.content, RdfFormat.TURTLE)}
    assert (f"{SD}endpoint", NamedNode("https://data.city.example.jp/koryu/sparql")) in triples
    assert (f"{SD}supportedLanguage", NamedNode(f"{SD}SPARQL11Query")) in triples
    assert {value.value for name, value in triples if name == f"{SD}name"} == {ONE, TWO}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["sparql", "graphs?default", "health", "index.html"])
def test_nothing_can_be_written(small: Service, path: str, method: str) -> None:
    reply = requests.request(method, small.url + path, timeout=60)
    assert reply.status_code == 405
    assert {"GET", "HEAD"} <= set(reply.headers["Allow"].split(", "))


def test_head_is_get_without_a_body(small: Service) -> None:
    reply = requests.head(f"{small.url}sparql", params={"query": NAMES}, timeout=60)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["Content-Type"] == "application/sparql-results+json"


def test_other_sites_may_read_but_not_frame(small: Service) -> None:
    reply = requests.options(f"{small.url}sparql", headers={"Origin": "https://example.jp"}, timeout=60)
    assert reply.status_code == 204
    assert reply.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    for answer in (reply, small.ask(NAMES), small.get("nothing")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "Server" not in answer.headers


def test_what_is_said_is_in_the_readers_language(small: Service) -> None:
    assert small.get("nothing", {"Accept-Language": "en-GB"}).json()["title"] == "There is nothing here."
    assert small.get("nothing").json()["title"] == "ここには何もありません。"
    assert '<html lang="en">' in small.get("nothing", {"Accept-Language": "en", "Accept": "text/html"}).text
