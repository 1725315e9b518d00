"""Real web servers with the settings that a published folder holds: an IRI leads to the page or the data, as the client asks."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import miss

from koryu_rdf.publish.hosting import write_hosting
from koryu_rdf.publish.site import Site

SITE = Site("https://example.jp/koryu/id/", "https://example.jp/koryu/")
THING = "id/place/jp-1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".csv": "text/csv; charset=utf-8",
}
Ask = Callable[..., tuple[int, Mapping[str, str], str]]
NGINX = """
worker_processes 1; daemon off; pid {work}/pid; error_log {work}/error.log;
{user}
events {{ worker_connections 16; }}
http {{
    access_log off;
    include /etc/nginx/mime.types;
    client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
    include {work}/site.conf;
}}
"""
APACHE = """
ServerRoot "{work}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{work}/pid"
ErrorLog "{work}/error.log"
{modules}
TypesConfig /etc/mime.types
DirectoryIndex index.html
Alias /koryu/ "{folder}/"
<Directory "{folder}">
    AllowOverride FileInfo
    Require all granted
</Directory>
"""
MODULES = "mpm_event authz_core mime dir alias headers rewrite".split()
MODULE_FOLDER = Path("/usr/lib/apache2/modules")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of one thing, a page that has no data, and settings for servers."""
    root = tmp_path_factory.mktemp("www") / "koryu"
    pages = [f"{language}{path}.html" for language in ("", "en/") for path in ("index", "404", "agreements", THING)]
    for name in [*pages, *(THING + suffix for suffix in TYPES)]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"This is {name}: 市", "utf-8")
    write_hosting(SITE, root)
    shutil.copy(root / "hosting/apache.htaccess", root / ".htaccess")
    for path in (root, *root.parents[:3]):
        path.chmod(0o755)  # a server that was started by root reads as somebody else
    return root


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def ask(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask a running server for a path, without following where it leads."""
    program = shutil.which(request.param, path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        miss(f"this needs {request.param} (Debian: nginx-light, apache2-bin)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    work = tmp_path_factory.mktemp(request.param)
    configure = _configure_nginx if request.param == "nginx" else _configure_apache
    server = subprocess.Popen([str(program), *configure(folder, work, port)], cwd=work, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield lambda path, **headers: _ask(f"http://127.0.0.1:{port}/koryu/{path}", headers)
    finally:
        server.terminate()
        server.wait()


def _configure_nginx(folder: Path, work: Path, port: int) -> list[str]:
    site = (folder / "hosting/nginx.conf").read_text("utf-8")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/koryu/", f"{folder}/")
    (work / "site.conf").write_text(site.replace("include mime.types;", "include /etc/nginx/mime.types;"), "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(work=work, user=user), "utf-8")
    return ["-p", str(work), "-c", str(work / "nginx.conf")]


def _configure_apache(folder: Path, work: Path, port: int) -> list[str]:
    modules = "\n".join(f"LoadModule {name}_module {MODULE_FOLDER}/mod_{name}.so" for name in MODULES)
    text = APACHE.format(work=work, port=port, folder=folder, modules=modules)
    (work / "apache.conf").write_text(text, "utf-8")
    return ["-D", "FOREGROUND", "-f", str(work / "apache.conf")]


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


def _ask(url: str, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        response: HTTPResponse | urllib.error.HTTPError = urllib.request.build_opener(_Stay()).open(
            urllib.request.Request(url, headers=named), timeout=10
        )
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status or 0, dict(response.headers), response.read().decode()


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
        ("*/*", ".html"),
        ("text/turtle", ".ttl"),
        ("text/turtle, text/html;q=0.5", ".ttl"),
        ("text/html, text/turtle;q=0.5", ".html"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples;q=0.9, */*;q=0.1", ".nt"),
        ("application/rdf+xml, text/turtle;q=0.9", ".ttl"),
        ("text/csv", ".csv"),
        ("application/ldXjson", ".html"),
    ],
)
def test_an_iri_leads_to_what_is_asked_for(accept: str, found: str, ask: Ask) -> None:
    status, headers, _ = ask(THING, Accept=accept)
    assert status == 303
    assert headers["Location"].endswith(f"/koryu/{THING}{found}")
    assert {"Accept", "Accept-Language"} <= set(re.split(r",\s*", headers["Vary"]))
    assert headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("suffix", TYPES)
def test_files_have_their_types(suffix: str, ask: Ask) -> None:
    status, headers, text = ask(THING + suffix)
    assert (status, text) == (200, f"This is {THING}{suffix}: 市")
    assert headers["Content-Type"].removesuffix("; charset=utf-8") == TYPES[suffix].removesuffix("; charset=utf-8")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "charset=utf-8" in headers["Content-Type"]


def test_a_reader_of_english_gets_the_english_page(ask: Ask) -> None:
    _, headers, _ = ask(THING, Accept="text/html", Accept_Language="en-GB,en;q=0.9,ja;q=0.1")
    assert headers["Location"].endswith(f"/koryu/en/{THING}.html")
    _, headers, _ = ask(THING, Accept="text/turtle", Accept_Language="en")
    assert headers["Location"].endswith(f"/koryu/{THING}.ttl")


def test_a_page_without_data_is_given_as_a_page(ask: Ask) -> None:
    status, headers, _ = ask("agreements", Accept="text/turtle")
    assert (status, headers["Location"].endswith("/koryu/agreements.html")) == (303, True)


@pytest.mark.parametrize("path", ["nothing", "id/place/nothing", "id/place/nothing.ttl"])
def test_what_is_not_there_gets_the_page_that_says_so(path: str, ask: Ask) -> None:
    status, headers, text = ask(path)
    assert (status, text) == (404, "This is 404.html: 市")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_home_page_is_at_the_folder(ask: Ask) -> None:
    assert ask("")[2] == "This is index.html: 市"


def test_an_address_cannot_add_settings(tmp_path: Path) -> None:
    write_hosting(Site("https://a.jp/", "https://a.jp/x;}\nroot '/';/"), tmp_path)
    text = (tmp_path / "hosting/nginx.conf").read_text("utf-8")
    assert "    location / {" in text
    assert not [line for line in text.splitlines() if line.startswith("root")]
