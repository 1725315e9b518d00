"""``koryu load`` as a person types it, with a real store behind it."""

from __future__ import annotations

import base64
import os
import shlex
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.proxy import FAULTS, Exchange, Proxy, delay
from tests.stores import GRAPH, HASTE, KINDS, Store, find_free_port
from tests.test_readme import list_commands, needs_store

from koryu_rdf.errors import StoreError
from koryu_rdf.store.addresses import open_destination, refuse_address

HERE = {
    "oxigraph": "http://localhost:7878",
    "fuseki": "http://localhost:3030/koryu",
    "virtuoso": "http://localhost:8890",
}
SHOWN = [command for command in list_commands("README.md") if needs_store(command)]
FAULTY = (
    "<https://w3id.org/koryu/id/agreement/a/1> "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/koryu/ontology#Agreement> ."
)
SECRET = "geheim-9f3b"


def koryu(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "koryu_rdf", *arguments],
        cwd=folder,
        env={**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "", "PYTHONUTF8": "1", **environment},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of the bundled records in it."""
    folder = tmp_path_factory.mktemp("built")
    assert koryu(folder, "build", "--quiet").returncode == 0
    return folder


def test_the_readme_shows_every_kind_of_store() -> None:
    assert {command.partition("--to ")[2] for command in SHOWN if "--to " in command} == set(HERE.values())
    assert set(HERE) == set(KINDS)


def test_what_the_readme_shows_works(store: Store, built: Path) -> None:
    mine = [command for command in SHOWN if HERE[store.kind] in command]
    files = [str(path.relative_to(built)) for path in sorted(built.glob("build/ontology/*.ttl"))]
    for command in mine:
        words = [
            store.url + word.removeprefix(HERE[store.kind]) if word.startswith(HERE[store.kind]) else word
            for word in shlex.split(command)[1:]
        ]
        place = words.index("build/ontology/*.ttl") if "build/ontology/*.ttl" in words else 0
        done = koryu(
            built, *words[:place], *(files if place else []), *words[place + bool(place) :], **store.environment
        )
        assert done.returncode == 0, done.stderr
    assert mine
    endpoint = store.aim().client.addresses.query
    asked = koryu(built, "query", "partners-by-country", "--endpoint", endpoint, "--format", "csv", **store.environment)
    here = koryu(built, "query", "partners-by-country", "--format", "csv")
    assert asked.stdout == here.stdout
    assert "CN,中国" in asked.stdout


only_oxigraph = pytest.mark.parametrize("store", ["oxigraph"], indirect=True)


@only_oxigraph
def test_faulty_data_are_not_loaded_unless_forced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "faulty.nt").write_text(FAULTY)
    graph = ("--graph", "https://example.jp/forced")
    done = koryu(tmp_path, "load", "faulty.nt", "--to", store.url, *graph)
    assert done.returncode == 1
    assert "[Agreement-title]" in done.stderr
    assert "Nothing was sent" in done.stderr
    assert store.read(graph[1]) == set()
    assert koryu(tmp_path, "load", "faulty.nt", "--to", store.url, *graph, "--force").returncode == 0
    assert store.read(graph[1]) == {FAULTY.removesuffix(" .")}


@only_oxigraph
def test_each_release_has_a_graph_of_its_own(store: Store, tmp_path: Path) -> None:
    (tmp_path / "koryu.toml").write_text('base = "https://data.city.example.jp/r/"\n')
    for name, release in (("a", "2026-10"), ("b", "2026-11")):
        (tmp_path / "data.nt").write_text(f"<urn:{name}> <urn:p> <urn:o> .\n")
        assert koryu(tmp_path, "load", "data.nt", "--to", store.url, "--release", release, "--quiet").returncode == 0
    base = "https://data.city.example.jp/r/dataset"
    assert store.read(f"{base}/2026-10") == {"<urn:a> <urn:p> <urn:o>"}
    assert store.read(f"{base}/2026-11") == {"<urn:b> <urn:p> <urn:o>"}
    assert koryu(tmp_path, "load", "data.nt", "--to", store.url, "--release", "../x").returncode == 2


@only_oxigraph
def test_documents_are_lifted_on_the_way(store: Store, tmp_path: Path, root: Path) -> None:
    done = koryu(
        tmp_path,
        "load",
        str(root / "records"),
        "--to",
        store.url,
        "--graph",
        "https://example.jp/lifted",
        "--lang",
        "ja",
    )
    assert done.returncode == 0, done.stderr
    assert "トリプルを入れ、照合しました" in done.stderr
    assert len(store.read("https://example.jp/lifted")) > 2000


@only_oxigraph
def test_a_load_that_fails_says_what_to_do(store: Store, proxy: Proxy, tmp_path: Path) -> None:
    graph = "https://example.jp/failed"
    store.put("<urn:old> <urn:p> <urn:o> .", graph)
    (tmp_path / "a.nt").write_text("<urn:new> <urn:p> <urn:o> .\n")
    proxy.hurt(FAULTS["fail-500"], "swap")
    url = f"http://127.0.0.1:{proxy.port}"
    done = koryu(tmp_path, "load", "a.nt", "--to", url, "--store", "oxigraph", "--graph", graph, "--force")
    assert done.returncode == 3
    assert f"{graph} is as it was" in done.stderr
    assert "restart the store" in done.stderr
    assert "Traceback" not in done.stderr
    assert store.read(graph) == {"<urn:old> <urn:p> <urn:o>"}


@only_oxigraph
def test_a_load_that_is_stopped_tidies_up(store: Store, proxy: Proxy, tmp_path: Path) -> None:
    graph = "https://example.jp/stopped"
    (tmp_path / "a.nt").write_text("<urn:new> <urn:p> <urn:o> .\n")

    def stop(exchange: Exchange) -> None:
        started.send_signal(signal.SIGINT)
        delay(exchange)

    proxy.hurt(stop, "fetch")
    url = f"http://127.0.0.1:{proxy.port}"
    command = [sys.executable, "-m", "koryu_rdf", "load", "a.nt", "--to", url, "--store", "oxigraph", "--force"]
    started = subprocess.Popen([*command, "--graph", graph], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    said = started.communicate(timeout=60)[1]
    assert started.returncode == 130, said
    assert "Traceback" not in said
    assert store.read(graph) == set()
    assert store.list_own_graphs() == set()


@only_oxigraph
def test_any_store_whose_services_are_named(store: Store, tmp_path: Path) -> None:
    """As a store of no known kind, with the addresses of its services by hand."""
    (tmp_path / "a.nt").write_text("<urn:a> <urn:p> <urn:o> .\n")
    by_hand = (
        "--query-url",
        f"{store.url}/query",
        "--update-url",
        f"{store.url}/update",
        "--gsp-url",
        f"{store.url}/store",
    )
    graph = ("--graph", "https://example.jp/generic")
    done = koryu(
        tmp_path, "load", "a.nt", "--to", store.url, "--store", "generic", *by_hand, *graph, "--force", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    assert store.read(graph[1]) == {"<urn:a> <urn:p> <urn:o>"}


def test_nobody_listening() -> None:
    url = f"http://127.0.0.1:{find_free_port()}"
    with pytest.raises(StoreError) as caught:
        open_destination(url, GRAPH, {}, patience=HASTE)
    assert "The graph is as it was" in caught.value.message.en
    assert caught.value.where == url


class Refuse(BaseHTTPRequestHandler):
    """Refuses everything, and says what it was sent."""

    def do_GET(self) -> None:
        body = str(self.headers["Authorization"]).encode()
        self.send_response(403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_GET  # noqa: N815  # the names are the standard library's


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_secrets_are_never_shown(scheme: str, tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<urn:a> <urn:p> <urn:o> .\n")
    (tmp_path / "sitecustomize.py").write_text("import logging; logging.basicConfig(level=logging.DEBUG)\n")
    with ThreadingHTTPServer(("127.0.0.1", 0), Refuse) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        arguments = ["load", "a.nt", "--to", url, "--store", "generic", "--auth", scheme, "--force", "--debug"]
        for login in ({"KORYU_STORE_USER": "office", "KORYU_STORE_PASSWORD": SECRET}, {"KORYU_STORE_TOKEN": SECRET}):
            done = koryu(tmp_path, *arguments, PYTHONPATH=str(tmp_path), **login)
            said = done.stderr + done.stdout
            assert "Traceback" in said
            assert "DEBUG" in said
            assert SECRET not in said
            assert base64.b64encode(f"office:{SECRET}".encode()).decode() not in said
        server.shutdown()


@pytest.mark.parametrize(
    "url", ["localhost:7878", "ftp://a/", "http://u:p@a/", "http://u@a/", "http://a/#b", "file:///etc/passwd"]
)
def test_addresses_that_are_not_used(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        refuse_address(url)
    assert "u:p" not in caught.value.message.en
