"""The store inside the program: every format in, three forms of answer out, and errors that name file and line."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
import zstandard
from pyoxigraph import Store

from koryu_rdf.errors import DataError, QueryError
from koryu_rdf.query import open_store, query
from koryu_rdf.query.embedded import write_ntriples
from koryu_rdf.query.saved import parse_query
from koryu_rdf.rdf_files import SUFFIXES
from koryu_rdf.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from koryu_rdf.query.answer import Answer

TRIPLE = '<https://example.org/s> <https://example.org/p> "千葉"@ja .\n'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">{0}</rdf:RDF>'
STATEMENT = '<rdf:Description rdf:about="https://example.org/s"><e:p xml:lang="ja">千葉</e:p></rdf:Description>'
TEXTS = {
    ".ttl": "@prefix e: <https://example.org/> .\ne:s e:p '千葉'@ja .\n",
    ".nt": TRIPLE,
    ".nq": TRIPLE.replace(" .", " <https://example.org/g> ."),
    ".trig": f"<https://example.org/g> {{ {TRIPLE} }}",
    ".jsonld": '{"@id": "https://example.org/s", "https://example.org/p": {"@value": "千葉", "@language": "ja"}}',
    ".rdf": RDF.format(STATEMENT),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    ".gz": partial(gzip.compress, mtime=0),
    ".zst": zstandard.ZstdCompressor().compress,
}
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"


def ask(store: Store, text: str) -> Answer:
    return query(store, parse_query("mine", text, "mine.rq"), {})


def refuse(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        open_store([path])
    assert caught.value.hint is not None
    assert caught.value.where is not None
    assert caught.value.where.startswith(str(path))
    return caught.value


def save(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_there_is_a_sample_of_every_format() -> None:
    assert tuple(TEXTS) == SUFFIXES


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_read(tmp_path: Path, suffix: str, packer: str) -> None:
    path = save(tmp_path / f"data{suffix.upper()}{packer}", PACKERS[packer](TEXTS[suffix].encode()))
    answer = ask(open_store([path]), ALL)
    assert answer.variables == ("s", "p", "o")
    iris = (Term("https://example.org/s", "", None, None), Term("https://example.org/p", "", None, None))
    assert answer.rows == ((*iris, Term(None, "千葉", "ja", None)),)


def test_what_stands_in_several_graphs_and_files_counts_once(tmp_path: Path) -> None:
    graphs = "".join(TRIPLE.replace(" .", f" <https://example.org/{name}> .") for name in "gh")
    paths = [save(tmp_path / "a.nq", graphs), save(tmp_path / "b.nt", TRIPLE)]
    store = open_store(paths, triples=TRIPLE.encode())
    assert len(ask(store, "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s").rows) == 1
    named = ask(store, "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [row[0].iri for row in named.rows if row[0]] == ["https://example.org/g", "https://example.org/h"]


def test_literals_are_read_as_they_are_written(tmp_path: Path) -> None:
    size = '<https://example.org/s> <https://example.org/p> "023"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .\n'
    paths = [save(tmp_path / "a.ttl", size), save(tmp_path / "b.nt.gz", PACKERS[".gz"](TRIPLE.encode()))]
    written = io.BytesIO()
    write_ntriples(paths, written)
    assert written.getvalue().decode() == size + TRIPLE


def test_a_mark_before_the_text_does_no_harm(tmp_path: Path) -> None:
    assert len(open_store([save(tmp_path / "a.ttl", "\ufeff" + TEXTS[".ttl"])])) == 1


def test_zstd_files_put_together_are_read_to_the_end(tmp_path: Path) -> None:
    frames = [PACKERS[".zst"](TRIPLE.replace("千葉", name).encode()) for name in ("千葉", "川崎")]
    assert len(open_store([save(tmp_path / "a.nt.zst", b"".join(frames))])) == 2


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix not in (".jsonld", ".rdf")])
def test_a_fault_is_named_with_its_line(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"a{suffix}", "# first\n" + re.sub("['\"]千葉['\"]@ja", "@", TEXTS[suffix]))
    assert refuse(path).where == f"{path}:{3 if suffix == '.ttl' else 2}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonld", '{"@id": 1'),
        ("a.jsonld", '{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "https://example.org/s"}'),
        ("a.rdf", "<rdf:RDF"),
        ("a.rdf", RDF.format(STATEMENT).encode("utf-16")),
        ("a.ttl", TEXTS[".ttl"].encode("cp932")),
        ("a.ttl", "<relative> <p> <o> ."),
        ("a.nt.gz", b"not packed at all"),
        ("a.nt.gz", gzip.compress(TRIPLE.encode() * 999, mtime=0)[:-9]),
        ("a.nt.zst", b"not packed at all"),
        ("a.csv", "a,b"),
        ("a.gz", gzip.compress(b"", mtime=0)),
        ("a", ""),
    ],
)
def test_a_file_that_is_no_data_is_refused(tmp_path: Path, name: str, data: str | bytes) -> None:
    refuse(save(tmp_path / name, data))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refuse(tmp_path / "missing.ttl")
    (tmp_path / "folder.ttl").mkdir()
    refuse(tmp_path / "folder.ttl")


@pytest.mark.parametrize("word", ["<!DOCTYPE", "<!doctype"])
@pytest.mark.parametrize("inside", [False, True])
def test_rdf_xml_with_entities_is_never_parsed(tmp_path: Path, word: str, inside: bool) -> None:
    entity = f'\n{word} rdf:RDF [<!ENTITY a "aa">]>'
    text = RDF.format(entity + STATEMENT) if inside else f'<?xml version="1.0"?>{entity}{RDF.format(STATEMENT)}'
    path = save(tmp_path / "a.rdf", text)
    assert refuse(path).where == f"{path}:2"


def test_the_three_forms_of_answer(tmp_path: Path) -> None:
    store = open_store([save(tmp_path / "a.nt", TRIPLE)])
    assert ask(store, "ASK { ?s ?p ?o }").form == "ask"
    built = ask(store, "CONSTRUCT { ?o ?p ?s . ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert (built.form, len(built.rows)) == ("construct", 1)
    unbound = ask(store, "SELECT ?s ?z WHERE { ?s ?p ?o OPTIONAL { ?s <urn:a:b> ?z } }")
    assert unbound.rows == ((Term("https://example.org/s", "", None, None), None),)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE {\n?s ?p\n}",
        "INSERT DATA {\n<urn:a:b>\n<urn:a:b> 1 }",
        "\n\nDROP ALL",
        "\n\nLOAD <file:///etc/passwd>",
    ],
)
def test_what_is_no_query_is_refused_with_file_and_line(text: str) -> None:
    store = Store()
    with pytest.raises(QueryError) as caught:
        ask(store, text)
    assert caught.value.where is not None
    file, _, line = caught.value.where.rpartition(":")
    assert file == "mine.rq"
    assert 1 <= int(line) <= 3
    assert len(store) == 0


def test_remote_parts_never_reach_the_engine() -> None:
    with pytest.raises(QueryError) as caught:
        ask(Store(), "SELECT ?s WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert "SERVICE" in caught.value.message.en


def test_a_parameter_that_is_not_given_back_is_explained() -> None:
    saved = parse_query("mine", "#+ param: word xsd:string =\nSELECT ?s WHERE { ?s ?p ?word }", "mine.rq")
    with pytest.raises(QueryError) as caught:
        query(Store(), saved, {"word": "a"})
    assert caught.value.hint is not None
    assert "SELECT" in caught.value.hint.en


def test_no_second_engine_is_loaded() -> None:
    code = "import sys, koryu_rdf.query; print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
