"""The same face before a store elsewhere: real Oxigraph servers, and real nginx where there are several."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests
from tests.conftest import miss
from tests.serve.conftest import HOME, LIMITS
from tests.serve.service import Service, start_service
from tests.stores import Store, find_free_port, start_store

from koryu_rdf.rdf_files import read_rdf

GRAPH = f"{HOME}id/dataset"
FIRST = f"{HOME}id/agreement/s/1"
BY_COUNTRY = "queries/agreements-by-country?country=IT"
NGINX = """\
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {{ }}
http {{
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  upstream stores {{
    server 127.0.0.1:{first} max_fails=1 fail_timeout=5s;
    server 127.0.0.1:{second} max_fails=1 fail_timeout=5s;
  }}
  upstream koryu {{ server 127.0.0.1:{koryu}; }}
  server {{
    listen 127.0.0.1:{balancer};
    location /query {{
      proxy_pass http://stores;
      proxy_next_upstream error timeout http_502 http_503 http_504 non_idempotent;
      proxy_connect_timeout 2s;
    }}
  }}
  server {{
    listen 127.0.0.1:{public};
    location /koryu/ {{
      proxy_pass http://koryu/;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_buffering off;
    }}
  }}
}}
"""


def fill(store: Store, folder: Path) -> None:
    """Load the built data into the graph that ``koryu load`` fills."""
    triples = bytearray()
    for path in (folder / "data/koryu.nt.gz", *(folder / "ontology").glob("*.ttl")):
        read_rdf(path, lambda stream, form: triples.extend(to_ntriples(stream.read(), form)))
    store.aim(graph=GRAPH).client.put_graph(GRAPH, bytes(triples))


def to_ntriples(data: bytes, form: object) -> bytes:
    import pyoxigraph  # noqa: PLC0415

    quads = pyoxigraph.parse(data, form)  # type: ignore[arg-type]
    return pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""


@pytest.fixture(scope="module")
def stores(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """Two replicas."""
    with ExitStack() as stack:
        started = [stack.enter_context(start_store("oxigraph", tmp_path_factory.mktemp("replica"))) for _ in range(2)]
        for store in started:
            fill(store, folder)
        yield started


@contextmanager
def start_nginx(folder: Path, **ports: int) -> Iterator[None]:
    """Run nginx between reader and service, and between service and stores."""
    if not shutil.which("nginx"):
        miss("there is no nginx here: apt-get install nginx-light")
    (folder / "nginx.conf").write_text(NGINX.format(**ports), "utf-8")
    with (folder / "nginx.txt").open("wb") as said:
        running = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=said)
        try:
            yield
        finally:
            running.terminate()
            running.wait()


@pytest.fixture(scope="module")
def face(stores: list[Store], folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """The service before both replicas, and its public address."""
    place = tmp_path_factory.mktemp("face")
    ports = {
        "first": stores[0].port,
        "second": stores[1].port,
        "balancer": find_free_port(),
        "public": find_free_port(),
    }
    koryu = find_free_port()
    with start_nginx(place, koryu=koryu, **ports):
        endpoint = f"http://127.0.0.1:{ports['balancer']}/query"
        with start_service(place, folder, "--endpoint", endpoint, limits=LIMITS, port=koryu) as service:
            yield service, f"http://127.0.0.1:{ports['public']}/koryu/"


def test_the_answers_are_those_of_the_data_at_hand(face: tuple[Service, str], site: Service) -> None:
    elsewhere, _ = face
    for path in (
        BY_COUNTRY,
        "queries/partners?format=csv",
        "queries/agreements?format=tsv",
        "queries/class-counts?format=xml",
    ):
        assert elsewhere.get(path).content == site.get(path).content, path


def test_statements_come_in_every_form(face: tuple[Service, str]) -> None:
    query = f"CONSTRUCT WHERE {{ <{FIRST}> a ?c }}"
    for media in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        reply = face[0].ask(query, media)
        assert reply.headers["Content-Type"].startswith(media)
        assert "ontology#" in reply.text
    assert face[0].get(f"graphs?graph={GRAPH}", {"Accept": "application/n-triples"}).text.count(f"<{FIRST}> ") > 5


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "query-service"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "graph-unknown"),
        ("CLEAR ALL", "query-syntax"),
        ("SELECT * " + "{" * 100 + "}" * 100, "query-too-deep"),
    ],
)  # fmt: skip
def test_a_store_never_sees_what_is_refused(face: tuple[Service, str], query: str, code: str) -> None:
    assert face[0].ask(query).json()["code"] == code


def test_it_says_that_it_and_the_store_are_well(face: tuple[Service, str]) -> None:
    assert face[0].get("health").json()["status"] == "ok"


def test_links_and_redirects_hold_below_a_path_of_a_proxy(face: tuple[Service, str]) -> None:
    reply = requests.get(f"{face[1]}id/agreement/s/1", headers={"Accept": "text/turtle"}, timeout=60)
    assert reply.url == f"{face[1]}id/agreement/s/1.ttl"
    english = {"Accept": "text/html", "Accept-Language": "en"}
    assert (
        requests.get(f"{face[1]}id/agreement/s/1", headers=english, timeout=60).url
        == f"{face[1]}en/id/agreement/s/1.html"
    )
    assert requests.get(f"{face[1]}sparql", headers=english, timeout=60).url == f"{face[1]}en/sparql.html"


def test_a_replica_that_is_killed_under_load_costs_no_answer(face: tuple[Service, str], stores: list[Store]) -> None:
    replies, done = list[requests.Response](), threading.Event()

    def ask() -> None:
        with requests.Session() as session:
            while not done.is_set():
                replies.append(session.get(face[1] + BY_COUNTRY, timeout=60))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    wait_for_more(replies, 20)
    stores[0].kill()
    wait_for_more(replies, 60)
    stores[0].start()
    wait_for_more(replies, 20)
    done.set()
    for thread in threads:
        thread.join()
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert FIRST in replies[0].text


def test_no_store_at_all_is_said_plainly_and_passes(face: tuple[Service, str], stores: list[Store]) -> None:
    for store in stores:
        store.kill()
    reply = face[0].get(BY_COUNTRY)
    assert (reply.status_code, reply.json()["code"]) == (503, "store-away")
    assert int(reply.headers["Retry-After"]) >= 1
    assert face[0].get("health").status_code == 503
    assert face[0].get("id/agreement/s/1.ttl").status_code == 200
    for store in stores:
        store.start()
    end = time.monotonic() + 30
    while (reply := face[0].get(BY_COUNTRY)).status_code != 200:
        assert time.monotonic() < end, reply.text
        time.sleep(0.2)


def wait_for_more(replies: list[requests.Response], more: int) -> None:
    wanted, end = len(replies) + more, time.monotonic() + 60
    while len(replies) < wanted:
        assert time.monotonic() < end
        time.sleep(0.02)
