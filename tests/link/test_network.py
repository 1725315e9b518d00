"""How Wikidata is asked: who asks, when to wait and when to give up; a server that behaves as documented, faults included."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from koryu_rdf.errors import LinkError
from koryu_rdf.link.cache import Cache, Kept
from koryu_rdf.link.network import Network, name_agent
from koryu_rdf.link.wikidata import Wikidata

CONTACT = "koryu@example.jp"
FOUND = {"search": [{"id": "Q90", "label": "パリ"}, {"id": "Q3305306", "label": "パリ"}], "success": 1}
Fault = Callable[[BaseHTTPRequestHandler], None]


def answer(handler: BaseHTTPRequestHandler, body: object, status: int = 200, **headers: str) -> None:
    """Send JSON; ``headers`` have ``_`` for ``-``."""
    data = json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def refuse_strangers(handler: BaseHTTPRequestHandler) -> bool:
    """Answer 403 to those who do not say whom to contact, as Wikimedia's policy has it."""
    if "@" in (handler.headers.get("User-Agent") or ""):
        return False
    answer(handler, {"error": "Please set a user-agent and respect our robot policy"}, 403)
    return True


def be_busy(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, {}, 429, Retry_After="7")


def be_cut_short(handler: BaseHTTPRequestHandler) -> None:
    data = json.dumps(FOUND).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[:20])
    handler.close_connection = True


def be_cut_short_without_length(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b'{"search": [{"id": "Q9')
    handler.close_connection = True


def lag(handler: BaseHTTPRequestHandler) -> None:
    answer(
        handler,
        {"error": {"code": "maxlag", "info": "Waiting for a database server: 9 seconds lagged"}},
        Retry_After="5",
    )


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then: each packet comes in time, the answer never does."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing at all."""
    time.sleep(2)


@contextmanager
def serve(*faults: Fault) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """Serve the search API: each fault once, then answers; gives its address and what it was asked."""
    waiting, asked = list(faults), list[dict[str, list[str]]]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(parse_qs(urlsplit(self.path).query))
            try:
                if not refuse_strangers(self):
                    waiting.pop(0)(self) if waiting else answer(self, FOUND)
            except (BrokenPipeError, ConnectionResetError):
                pass  # who asked has gone

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/w/api.php", asked
    finally:
        server.shutdown()
        server.server_close()


def search(url: str, pauses: list[float], timeout: float = 5, cache: Path | None = None) -> list[str]:
    network = Network(CONTACT, timeout=timeout, pause=0, sleep=pauses.append)
    service = Wikidata("http://127.0.0.1:9/query", network, Cache(cache), "2026-11-25", search_api=url)
    return [hit.item for hit in service.find_in_search(["パリ"])]


def test_a_search_is_asked_as_documented() -> None:
    with serve() as (url, asked):
        assert search(url, []) == ["Q90", "Q3305306"]
    (request,) = asked
    assert request["action"] == ["wbsearchentities"]
    assert (request["search"], request["language"], request["maxlag"]) == (["パリ"], ["ja"], ["5"])


@pytest.mark.parametrize("fault", [be_busy, be_cut_short, be_cut_short_without_length, lag])
def test_what_may_pass_is_asked_again(fault: Fault) -> None:
    with serve(fault) as (url, asked):
        assert search(url, []) == ["Q90", "Q3305306"]
    assert len(asked) == 2


@pytest.mark.parametrize(("fault", "pause"), [(be_busy, 7), (lag, 5)])
def test_a_pause_that_is_asked_for_is_kept(fault: Fault, pause: float) -> None:
    pauses: list[float] = []
    with serve(fault) as (url, _):
        search(url, pauses)
    assert len(pauses) == 1
    assert pause - 1 < pauses[0] <= pause


def test_who_is_asked_for_too_long_a_pause_gives_up() -> None:
    def be_closed(handler: BaseHTTPRequestHandler) -> None:
        answer(handler, {}, 429, Retry_After="86400")

    with serve(be_closed) as (url, asked), pytest.raises(LinkError, match="too busy"):
        search(url, [])
    assert len(asked) == 1


def test_a_server_that_stays_busy_is_left_alone() -> None:
    with serve(*[be_busy] * 9) as (url, asked), pytest.raises(LinkError, match="too busy"):
        search(url, [])
    assert len(asked) == 4


@pytest.mark.parametrize("fault", [drip, hang])
def test_the_time_limit_holds_for_the_whole_request(fault: Fault) -> None:
    with serve(*[fault] * 9) as (url, _), pytest.raises(LinkError, match="no answer in time"):
        search(url, [], timeout=0.3)


def test_a_faulty_answer_is_not_kept(tmp_path: Path) -> None:
    with serve(*[be_cut_short] * 4) as (url, _), pytest.raises(LinkError):
        search(url, [], cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_kept_answer_is_not_asked_for_again(tmp_path: Path) -> None:
    with serve() as (url, asked):
        assert search(url, [], cache=tmp_path) == search(url, [], cache=tmp_path)
    assert len(asked) == 1


def test_a_kept_answer_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(Kept("2026-11-25", b"{}"), "a", "b")
    assert cache.find("a", "b") == Kept("2026-11-25", b"{}")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:9])
    assert cache.find("a", "b") is None


@pytest.mark.parametrize("contact", [None, "", "me", "a@example.jp\r\nX: y", "例@例.jp"])
def test_nobody_asks_without_a_contact(contact: str | None) -> None:
    with pytest.raises(LinkError, match="whom to contact"):
        name_agent(contact)


def test_a_stranger_is_refused_and_told_why() -> None:
    network = Network("https://www.city.example.jp/", pause=0)  # no mail address: this server wants one
    with serve() as (url, asked), pytest.raises(LinkError, match="forbidden"):
        list(Wikidata(url, network, Cache(None), "2026-11-25", search_api=url).find_in_search(["パリ"]))
    assert len(asked) == 1


def test_nobody_there_is_said_at_once() -> None:
    with serve() as (url, _):
        pass
    with pytest.raises(LinkError, match="cannot be reached"):
        search(url, [])
    service = Wikidata(url, Network(CONTACT, pause=0), Cache(None), "2026-11-25")
    with pytest.raises(LinkError, match="cannot be reached"):
        service.find_countries(["FR"])


def test_an_address_is_a_web_address() -> None:
    service = Wikidata("file:///etc/passwd", Network(CONTACT), Cache(None), "2026-11-25")
    with pytest.raises(LinkError, match="no web address"):
        service.find_countries(["FR"])
