"""A store elsewhere: a real one, Oxigraph's server, gives the answers of the one inside; a stub gives every fault."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import requests

from koryu_rdf.errors import QueryError
from koryu_rdf.protocol import Credentials, Reply, Request, open_transport
from koryu_rdf.protocol.client import LONGEST_IN_ADDRESS
from koryu_rdf.protocol.transport import AGENT
from koryu_rdf.query import get_query, list_queries, open_store, query
from koryu_rdf.query.endpoint import ask_endpoint
from koryu_rdf.query.saved import SavedQuery, parse_query

if TYPE_CHECKING:
    from pyoxigraph import Store

DATA = Path(__file__).parent.parent / "queries" / "data.ttl"
EVERY = parse_query("every", "SELECT ?s WHERE {\n  ?s ?p ?o\n}\nORDER BY ?s ?p ?o", "every.rq")
REPLY = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urlopen(url, timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """A store that runs while these tests do, with the sample data in it; gives the address of its query service."""
    beside = Path(sys.executable).parent
    program = shutil.which("oxigraph", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        message = "there is no oxigraph program here: pip install oxigraph"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    address = f"127.0.0.1:{find_free_port()}"
    with subprocess.Popen([str(program), "serve", "--bind", address], stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://{address}/")
            headers = {"Content-Type": "text/turtle"}
            requests.put(f"http://{address}/store?default", DATA.read_bytes(), headers=headers, timeout=60)
            yield f"http://{address}/query"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store([DATA])


class Stub(ThreadingHTTPServer):
    """A server that says one thing, piece by piece, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, status: int, body: bytes, pause: float = 0) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.body, self.pause = status, body, pause
        self.asked: list[tuple[str, str, str | None, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"], self.headers["Accept"]))
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        for place in range(len(self.server.body)):
            self.wfile.write(self.server.body[place : place + 1])
            time.sleep(self.server.pause)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing."""


@contextmanager
def serve(status: int, body: bytes, pause: float = 0) -> Iterator[Stub]:
    with Stub(status, body, pause) as stub:
        Thread(target=stub.serve_forever, args=(0.05,), daemon=True).start()
        yield stub
        stub.shutdown()


def refuse(ask: Callable[[], object]) -> QueryError:
    with pytest.raises(QueryError) as caught:
        ask()
    assert caught.value.hint is not None
    return caught.value


def never(request: Request) -> Reply:
    raise AssertionError("nothing may be sent")


@pytest.mark.parametrize("saved", list_queries(), ids=lambda saved: saved.name)
def test_a_store_elsewhere_answers_as_the_one_inside(saved: SavedQuery, oxigraph: str, store: Store) -> None:
    assert ask_endpoint(oxigraph, saved) == query(store, saved)


def test_values_travel_as_terms(oxigraph: str, store: Store) -> None:
    saved, values = get_query("agreements-by-country"), {"country": '" } DROP ALL #'}
    assert ask_endpoint(oxigraph, saved, values).rows == ()
    assert ask_endpoint(oxigraph, saved, {"country": "CN"}) == query(store, saved, {"country": "CN"})


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s a <https://w3id.org/koryu/ontology#Agreement> }",
        "ASK { ?s a <https://w3id.org/koryu/ontology#Nothing> }",
        "# drop, create\nbase <urn:a:>\nPREFIX add: <https://w3id.org/koryu/ontology#>\nselect ?s { ?s a add:Survey } order by ?s",
        'SELECT ("a"@ja AS ?a) (2 AS ?b) (<urn:a:b> AS ?c) ("d" AS ?d) ?e {}',
        "SELECT ?o WHERE { ?s ?p ?o } ORDER BY STR(?o) ?s ?p LIMIT 99",
    ],
)
def test_every_form_of_term_and_answer_is_read(text: str, oxigraph: str, store: Store) -> None:
    saved = parse_query("mine", text, "mine.rq")
    assert ask_endpoint(oxigraph, saved) == query(store, saved)


def test_statements_are_read(oxigraph: str, store: Store) -> None:
    saved = parse_query("mine", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "mine.rq")
    answer, here = ask_endpoint(oxigraph, saved), query(store, saved)
    assert (answer.form, answer.variables) == (here.form, here.variables)
    assert set(answer.rows) == set(here.rows)
    assert len(here.rows) > 100
    about = parse_query("mine", "DESCRIBE <https://w3id.org/koryu/id/country/CN>", "mine.rq")
    assert ask_endpoint(oxigraph, about).form == "construct"


def test_a_fault_in_the_query_is_told_in_the_words_of_the_store(oxigraph: str) -> None:
    error = refuse(lambda: ask_endpoint(oxigraph, parse_query("mine", "SELECT ?s WHERE { ?s ?p }", "mine.rq")))
    assert "HTTP 400" in error.message.en
    assert "expected" in error.message.en
    assert error.where == oxigraph


def test_a_store_without_a_service_at_the_address(oxigraph: str) -> None:
    error = refuse(lambda: ask_endpoint(oxigraph.replace("/query", "/nothing"), EVERY))
    assert "HTTP 404" in error.message.ja
    assert "/sparql" in (error.hint or error.message).ja


def test_a_request_says_who_asks_and_for_what() -> None:
    with serve(200, REPLY) as stub:
        assert ask_endpoint(stub.url, EVERY).variables == ("s",)
        ask_endpoint(stub.url, EVERY, transport=open_transport(Credentials(), agent="office/1 (office@example.jp)"))
    (method, path, agent, accept), (_, _, other, _) = stub.asked
    assert (method, path.partition("=")[0], agent, other) == (
        "GET",
        "/sparql?query",
        AGENT,
        "office/1 (office@example.jp)",
    )
    assert accept is not None
    assert "application/sparql-results+json" in accept


def test_a_long_query_goes_into_the_body_and_an_address_keeps_its_own_part() -> None:
    long = parse_query("long", EVERY.text + "\n# " + "長" * LONGEST_IN_ADDRESS, "long.rq")
    with serve(200, REPLY) as stub:
        ask_endpoint(stub.url, long)
        ask_endpoint(f"{stub.url}?graph=a", EVERY)
    assert [asked[:2] for asked in stub.asked] == [("POST", "/sparql"), ("POST", "/sparql?graph=a")]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://localhost/", "localhost:7878", "", "http://例.jp/sparql"])
def test_only_web_addresses_are_asked(url: str) -> None:
    error = refuse(lambda: ask_endpoint(url, EVERY, transport=never))
    assert url in error.message.ja


@pytest.mark.parametrize(
    "text",
    [
        "DROP ALL",
        "# SELECT\nINSERT DATA { <urn:a:b> <urn:a:b> 1 }",
        "PREFIX select: <urn:a:>\nCLEAR ALL",
        "",
        "select1",
    ],
)
def test_an_update_is_never_sent(text: str) -> None:
    saved = parse_query("mine", text, "mine.rq")
    assert refuse(lambda: ask_endpoint("http://127.0.0.1:1/", saved, transport=never)).where == "mine.rq"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        *(
            (400, "did not take"),
            (401, "denied"),
            (403, "denied"),
            (404, "no query service"),
            (405, "no query service"),
        ),
        *(
            (408, "in time"),
            (414, "failed"),
            (429, "busy"),
            (500, "failed"),
            (502, "failed"),
            (503, "busy"),
            (504, "in time"),
        ),
    ],
)
def test_every_status_is_explained(status: int, said: str) -> None:
    with serve(status, "壊れています\x1b[2J\n".encode()) as stub:
        error = refuse(lambda: ask_endpoint(stub.url, EVERY))
    assert said in error.message.en
    assert f"HTTP {status}" in error.message.ja
    assert error.message.ja.isprintable()
    assert error.where == stub.url


def test_what_the_server_says_is_shown_once_and_short() -> None:
    with serve(400, ("壊れています" * 99).encode()) as stub:
        error = refuse(lambda: ask_endpoint(stub.url, EVERY))
    assert "HTTP 400 壊れています" in error.message.ja
    assert len(error.message.ja) < 400


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html>", b"[]", b"{}", b'{"head": {"vars": ["s"]}}', b'{"head": {}, "results": {}}', b"\xff"),
        b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri"}}]}}',
    ],
)
def test_what_is_no_result_is_told_apart(body: bytes) -> None:
    with serve(200, body) as stub:
        error = refuse(lambda: ask_endpoint(stub.url, EVERY))
        statements = parse_query("mine", "CONSTRUCT WHERE { ?s ?p ?o }", "mine.rq")
        if body:
            refuse(lambda: ask_endpoint(stub.url, statements))
    assert "not a SPARQL result" in error.message.en


def test_terms_of_older_stores_are_read() -> None:
    cells = b'{"s": {"type": "typed-literal", "value": "1", "datatype": "urn:a:b"}}, {"s": {"type": "bnode", "value": "nodeID://b1"}}'
    with serve(200, REPLY.replace(b'"bindings": []', b'"bindings": [' + cells + b"]")) as stub:
        number, blank = (row[0] for row in ask_endpoint(stub.url, EVERY).rows)
    assert number is not None
    assert blank is not None
    assert (number.text, number.datatype, blank.iri) == ("1", "urn:a:b", "_:nodeID://b1")


def test_the_limit_is_for_the_whole_request() -> None:
    with serve(200, REPLY, pause=0.2) as stub:
        began = time.monotonic()
        error = refuse(lambda: ask_endpoint(stub.url, EVERY, timeout=1))
        assert time.monotonic() - began < 3
    assert "1 s" in error.message.en


def test_nobody_listening() -> None:
    error = refuse(lambda: ask_endpoint(f"http://127.0.0.1:{find_free_port()}/query", EVERY))
    assert "cannot be reached" in error.message.en


def test_a_connection_that_breaks_off() -> None:
    class Cut(Handler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "999")
            self.end_headers()
            self.wfile.write(REPLY)

    with serve(200, REPLY) as stub:
        stub.RequestHandlerClass = Cut
        error = refuse(lambda: ask_endpoint(stub.url, EVERY))
    assert "cannot be reached" in error.message.en


def test_the_way_there_can_be_another() -> None:
    asked: list[Request] = []

    def transport(request: Request) -> Reply:
        asked.append(request)
        return Reply(200, {}, io.BytesIO(REPLY))

    assert ask_endpoint("http://store.example/query", EVERY, transport=transport).rows == ()
    assert [request.url.partition("?")[0] for request in asked] == ["http://store.example/query"]
