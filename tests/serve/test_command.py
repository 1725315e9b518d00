"""The command: what it serves, what the README shows of it, and how it says what is wrong."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import LIMITS, SURVEY
from tests.serve.service import Service, start_service
from tests.test_readme import list_commands, serves


@pytest.fixture(scope="module")
def from_document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A document and a file of RDF with a named graph, served without pages."""
    folder = tmp_path_factory.mktemp("document")
    (folder / "survey.txt").write_text(SURVEY, "utf-8")
    (folder / "more.nq").write_text('<a:b> <a:says> "more" <a:graph> .\n', "utf-8")
    with start_service(folder, "survey.txt", "more.nq", limits=LIMITS) as service:
        yield service


def koryu(folder: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = f"import sys; {before}sys.argv[0] = 'koryu'; from koryu_rdf.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments, "--lang", "en"]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, encoding="utf-8", timeout=60)


def test_the_readme_shows_what_these_tests_run() -> None:
    shown = [command for command in list_commands("README.md") if serves(command)]
    assert shown == [
        "koryu serve build --port 8000",
        "koryu serve build --port 8000 --endpoint http://localhost:7878/query",
    ]


def test_a_document_is_served_without_pages(from_document: Service) -> None:
    titles = "SELECT ?t { ?a a <https://w3id.org/koryu/ontology#Agreement> ; <http://purl.org/dc/terms/title> ?t } ORDER BY ?t"
    assert from_document.list_values(titles) == [SURVEY.splitlines()[0][3:], SURVEY.splitlines()[8][3:]]
    assert from_document.get("").headers["Location"] == "queries/"
    page = from_document.get("queries/", {"Accept": "text/html", "Accept-Language": "en"}).text
    assert '<a href="agreements-by-country">Agreements with partners of a country</a>' in page


def test_named_graphs_of_files_are_in_the_default_graph_too(from_document: Service) -> None:
    assert from_document.list_values("SELECT ?v { ?s <a:says> ?v }") == ["more"]
    assert from_document.list_values("SELECT ?v { GRAPH <a:graph> { ?s <a:says> ?v } }") == ["more"]


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = koryu(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 3
    assert "Cannot listen" in done.stderr
    assert "--port" in done.stderr


def test_parts_that_are_not_installed(tmp_path: Path) -> None:
    done = koryu(tmp_path, "serve", before="sys.modules['starlette'] = None; ")
    assert done.returncode == 3
    assert "koryu-rdf[serve]" in done.stderr


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    done = koryu(tmp_path, "serve", "--endpoint", "http://127.0.0.1:9/query", "--port", "0")
    assert done.returncode == 3, done.stderr
    assert "The store does not answer at http://127.0.0.1:9/query" in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = koryu(tmp_path, "serve", "none.ttl", "--port", "0")
    assert done.returncode == 3, done.stderr
    assert "none.ttl" in done.stderr
