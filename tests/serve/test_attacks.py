"""Attacks, each as a case of its own: what a hostile query, request or file may not do, and that the service answers right after."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import requests
from tests.serve.conftest import DATA, NAMES
from tests.serve.service import Service, start_exact, wait_until

TIGHT = "seconds = 1\nmemory_mb = 256\ndownload_mb = 2\ndownload_seconds = 5\nworkers = 2\nwaiting = 2\nrequests_per_minute = 6000\n"
FILLER = "".join(f'<https://example.jp/n{n}> <https://example.jp/number> "{n}" .\n' for n in range(400))
EVERY_PAIR = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(4))


@pytest.fixture(scope="module")
def tight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with narrow limits."""
    folder = tmp_path_factory.mktemp("tight")
    data = folder / "data.nq"
    data.write_text(
        DATA + FILLER + '<https://example.jp/x> <https://example.jp/hostile> "<script>alert(1)</script>" .\n', "utf-8"
    )
    with start_exact(folder, data, limits=TIGHT) as service:
        yield service


@pytest.fixture(scope="module", autouse=True)
def dawdlers(tight: Service) -> Iterator[list[socket.socket]]:
    """Connections that say nothing, or only half of a request, from the first test on."""
    address = urlsplit(tight.url)
    begun = [socket.create_connection((str(address.hostname), address.port or 0)) for _ in range(3)]
    begun[1].sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    begun[2].sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
    begun[2].recv(2**16)
    begun[2].sendall(b"GET /hea")
    yield begun
    for connection in begun:
        connection.close()


@pytest.fixture
def service(tight: Service) -> Iterator[Service]:
    """The same, which must answer as ever when the attack is over."""
    yield tight
    assert tight.list_values(NAMES) == ["=1+1", "alpha"]
    assert tight.process.poll() is None


@pytest.fixture
def trap() -> Iterator[tuple[int, list[object]]]:
    """A port that nobody should reach, and who did."""
    caught: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        done = threading.Event()

        def wait() -> None:
            while not done.is_set():
                try:
                    caught.append(listening.accept())
                except TimeoutError:
                    continue

        waiting = threading.Thread(target=wait)
        waiting.start()
        yield listening.getsockname()[1], caught
        done.set()
        waiting.join()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }", "query-service"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }", "query-service"),
        ("SELECT * { { SELECT * { OPTIONAL { service <http://127.0.0.1:PORT/> { ?s ?p ?o } } } } }", "query-service"),
        ("ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } }", "query-service"),
        ("SELECT * { VALUES ?g { <http://127.0.0.1:PORT/> } SERVICE ?g { ?s ?p ?o } }", "query-service"),
        ("SELECT * { FILTER(1 = 1SERVICE<http://127.0.0.1:PORT/>{ ?s ?p ?o } }", "query-syntax"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }", "query-syntax"),
        ("SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }", "graph-unknown"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "graph-unknown"),
        ("SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", "graph-unknown"),
        ("PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }", "graph-unknown"),
        ("BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }", "graph-unknown"),
        ("LOAD <file:///etc/passwd>", "query-syntax"),
        ("LOAD <http://127.0.0.1:PORT/>", "query-syntax"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "query-syntax"),
        ("ASK {} ; CLEAR ALL", "query-syntax"),
    ],
)  # fmt: skip
def test_queries_that_reach_out(service: Service, trap: tuple[int, list[object]], query: str, code: str) -> None:
    port, caught = trap
    reply = service.ask(query.replace("PORT", str(port)))
    assert (reply.status_code // 100, reply.json()["code"]) == (4, code)
    assert caught == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:PORT/", "file:///etc/passwd"])
def test_graphs_named_by_the_protocol_are_not_fetched(
    service: Service, trap: tuple[int, list[object]], address: str
) -> None:
    port, caught = trap
    iri = address.replace("PORT", str(port))
    assert service.ask("ASK {}", **{"default-graph-uri": iri}).json()["code"] == "graph-unknown"
    assert service.get("graphs", params={"graph": iri}).status_code == 404
    assert caught == []


def test_words_in_strings_and_names_are_no_attack(service: Service) -> None:
    query = (
        "PREFIX from: <https://example.jp/> # SERVICE <x>\n"
        'SELECT ?service { ?service from:name ?n FILTER(?n != "SERVICE <x> { LOAD") } ORDER BY ?service'
    )
    assert service.list_values(query) == ["https://example.jp/a", "https://example.jp/b"]


@pytest.mark.parametrize("bracket", ["{", "(", "["])
def test_a_query_nested_three_thousand_deep(service: Service, bracket: str) -> None:
    reply = service.ask({"{": "SELECT * ", "(": "ASK { FILTER ", "[": "ASK { "}[bracket] + bracket * 3000)
    assert (reply.status_code, reply.json()["code"]) == (400, "query-syntax")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 3000 + "}" * 3000,
        "ASK { FILTER " + "(" * 2000 + "1" + ")" * 2000 + " }",
        "ASK { ?s ?p " + "[ ?p " * 1000 + "1" + "]" * 1000 + " }",
        "ASK { ?s " + "(" * 2000 + "<a:b>" + ")" * 2000 + " ?o }",
        "ASK { FILTER(" + "abs(" * 1000 + "1" + ")" * 1000 + ") }",
    ],
    ids=["groups", "brackets", "blank nodes", "paths", "calls"],
)
def test_a_whole_query_nested_too_deeply(service: Service, query: str) -> None:
    reply = service.ask(query)
    assert (reply.status_code, reply.json()["code"]) == (400, "query-too-deep")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "!" * 9000 + "true) }",
        "ASK { FILTER(1" + " + 1" * 2000 + " = 0) }",
        "ASK { FILTER(true" + " || true" * 900 + ") }",
        "ASK { " + "{} UNION " * 1000 + "{} }",
        "ASK { " + "OPTIONAL {} " * 800 + "}",
        "ASK { ?s " + "/".join(["<a:b>"] * 1400) + " ?o }",
        "ASK { ?s ^" + "|".join(["<a:b>"] * 1400) + " ?o }",
        "ASK { " + "".join(f"BIND(1 AS ?v{n}) " for n in range(480)) + "}",
    ],
    ids=["not", "sum", "or", "union", "optional", "sequence", "choice", "bind"],
)
def test_a_query_that_is_flat_but_long(service: Service, query: str) -> None:
    assert service.ask(query).status_code in (200, 400, 422)


def test_a_query_too_long(service: Service) -> None:
    reply = requests.post(f"{service.url}sparql", {"query": "ASK {}" + " " * 10_000}, timeout=60)
    assert (reply.status_code, reply.json()["code"]) == (413, "query-long")


def test_a_body_too_large(service: Service) -> None:
    reply = requests.post(
        f"{service.url}sparql", b"x" * 1_000_000, headers={"Content-Type": "application/sparql-query"}, timeout=60
    )
    assert (reply.status_code, reply.json()["code"]) == (413, "body-large")


def test_a_regular_expression_that_explodes_elsewhere(service: Service) -> None:
    assert service.ask(f'ASK {{ FILTER(regex("{"a" * 200}!", "^(a+)+$")) }}').json()["boolean"] is False


def test_a_query_that_never_ends(service: Service) -> None:
    reply = service.ask(f"SELECT (COUNT(*) AS ?n) {{ {EVERY_PAIR} }}")
    assert (reply.status_code, reply.json()["code"]) == (422, "query-costly")


def test_a_query_that_eats_memory(service: Service) -> None:
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
    reply = service.ask(f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("aaaaaaaa" AS ?v0) {doubled} }}')
    assert (reply.status_code, reply.json()["code"]) == (422, "query-costly")


@pytest.mark.parametrize("media", ["application/sparql-results+json", "text/csv", "text/tab-separated-values"])
def test_an_answer_without_end_is_cut_and_never_looks_whole(service: Service, media: str) -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        service.ask(f"SELECT * {{ {EVERY_PAIR} }}", media)
    wait_until(lambda: [line["refused"] for line in service.log if "refused" in line][-1:] == ["answer-broken"])


def test_a_page_shows_the_first_thousand_rows(service: Service) -> None:
    reply = service.ask(
        "SELECT ?a ?b { ?a <https://example.jp/number> ?x . ?b <https://example.jp/number> ?y }", "text/html"
    )
    assert reply.status_code == 200
    assert reply.text.count("<tr>") == 1 + 1000
    assert "はじめの1,000行" in reply.text


def test_markup_in_the_data_is_text_on_a_page(service: Service) -> None:
    reply = service.ask("SELECT ?x { ?s <https://example.jp/hostile> ?x }", "text/html")
    assert "&lt;script&gt;" in reply.text
    assert "<script" not in reply.text
    assert "script-src 'self'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_iri_that_is_code_is_no_link(service: Service, iri: str) -> None:
    assert f"<td>{iri}</td>" in service.ask(f"SELECT (<{iri}> AS ?x) {{}}", "text/html").text


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd", "/etc/passwd",
        "/%00", "/data.nq", "/log.jsonl", "/koryu.toml", "/.koryu-build", "/index.html/../log.jsonl", "/" + "a" * 5000,
    ],
)  # fmt: skip
def test_paths_that_lead_elsewhere(service: Service, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=60)
    connection.request("GET", path)
    reply = connection.getresponse()
    assert (reply.status, b"root:" in reply.read()) == (404, False)


def test_no_refusal_shows_a_path_a_host_or_a_trace(service: Service) -> None:
    wrong = ["SELECT", "SELECT * { ?s ?p", "SELECT ?x (1 AS ?x) { ?x ?y ?z }", "ASK FROM <a:b> {}"]
    texts = [service.ask(query, media).text for query in wrong for media in ("text/html", "application/json")]
    texts.append(service.ask(f"SELECT (COUNT(*) AS ?n) {{ {EVERY_PAIR} }}").text)
    words = ("Traceback", ".py", "/tmp", "127.0.0.1", "site-packages", socket.gethostname())
    assert not [word for text in texts for word in words if word in text]


def test_the_log_holds_no_address_and_no_query(service: Service) -> None:
    service.ask('SELECT * { ?s ?p "山田花子" }')
    service.get(quote("山田花子"), {"User-Agent": "Reader/1"})
    service.get("health")
    text = "\n".join(map(str, service.log))
    assert [line["route"] for line in service.log[-3:]] == ["sparql", "page", "health"]
    assert not [word for word in ("127.0.0.1", "山田", quote("山田"), "SELECT", "Reader/1") if word in text]


def test_more_queries_at_once_than_there_is_room_for(service: Service) -> None:
    slow = f"SELECT (COUNT(*) AS ?n) {{ {EVERY_PAIR} }}"
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: service.ask(slow), range(8)))
    refused = [reply for reply in replies if reply.status_code in (429, 503)]
    assert {reply.status_code for reply in replies} <= {422, 429, 503}
    assert len(refused) >= 2, "two at work and two waiting leave no room for some"
    assert all(int(reply.headers["Retry-After"]) >= 1 for reply in refused)


def test_a_request_that_does_not_come_to_its_end_is_given_up(service: Service, dawdlers: list[socket.socket]) -> None:
    for connection in dawdlers:
        connection.settimeout(60)
        while connection.recv(2**16):
            pass  # what was answered before; then the end, or this never ends


def test_a_host_that_is_no_host_changes_nothing(service: Service) -> None:
    for host in ("x/../y?", "evil.example.jp", ""):
        assert service.get("health", {"Host": host}).json()["status"] == "ok"
        assert "evil" not in "".join(service.get("queries/", {"Host": host, "Accept": "text/html"}).headers.values())


def test_workers_and_their_nursery_that_are_killed_are_replaced(service: Service) -> None:
    service.list_values(NAMES)
    [nursery] = list_children(service.process.pid)
    workers = list_children(nursery)
    assert workers
    for number in (*workers, nursery):
        os.kill(number, signal.SIGKILL)
    statuses = [service.ask(NAMES).status_code for _ in range(len(workers) + 2)]
    assert statuses[-1] == 200
    assert set(statuses) <= {200, 422}
    assert list_children(service.process.pid) != [nursery]


def list_children(number: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text("utf-8").split()]


def test_too_many_requests_of_one_client(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text("", "utf-8")
    with start_exact(tmp_path, tmp_path / "data.nt", limits="requests_per_minute = 20") as service:
        replies = [service.get("health") for _ in range(30)]
        neighbour = service.get("health", {"X-Forwarded-For": "192.0.2.9"})
    late = [reply for reply in replies if reply.status_code == 429]
    assert [reply.status_code for reply in replies[:20]] == [200] * 20
    assert neighbour.status_code == 200, "whom a trusted proxy names is another client"
    assert len(late) >= 5
    assert all(1 <= int(reply.headers["Retry-After"]) <= 3 for reply in late), "20 a minute are one in three seconds"


BOMB = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="a:b"><a:b xmlns:a="a:">&b;</a:b></rdf:Description></rdf:RDF>
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bomb.rdf", BOMB),
        ("context.jsonld", '{"@context": "http://127.0.0.1:PORT/context", "@id": "a:b", "name": "x"}'),
    ],
)
def test_files_that_are_hostile_are_refused_before_anything_is_served(
    tmp_path: Path, trap: tuple[int, list[object]], name: str, text: str
) -> None:
    port, caught = trap
    (tmp_path / name).write_text(text.replace("PORT", str(port)), "utf-8")
    command = [sys.executable, "-m", "koryu_rdf", "serve", name, "--port", "0", "--lang", "en"]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 3, done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert caught == []
