"""The whole line on the bundled records: the folder, its data in three parsers, the same bytes from run to run."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import koryu_rdf
from koryu_rdf import pipeline
from koryu_rdf.assets import get_folder
from koryu_rdf.errors import BuildError
from koryu_rdf.pipeline import Summary
from koryu_rdf.read import SortedRecords, read
from koryu_rdf.settings import Settings

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """One build of the bundled records."""
    folder = tmp_path_factory.mktemp("built") / "build"
    return pipeline.build(read(get_folder("records")), folder, Settings(), TODAY)


def test_the_folder_holds_what_the_contract_names(built: Summary) -> None:
    named = {
        "catalog.ttl",
        "index.html",
        "data/koryu.ttl",
        "data/koryu.nt.gz",
        "data/koryu.jsonld",
        "data/agreements.csv",
    }
    reports = {"report/problems.csv", "report/validation.ttl"}
    assert named | reports <= set(built.files)
    assert {name.split("/")[0] for name in built.files} >= {"ontology", "shapes", "queries"}
    assert all((built.folder / name).stat().st_size == size for name, size in built.files.items())


def test_the_bundled_records_are_clean_and_conform(built: Summary) -> None:
    assert built.records == 24
    assert built.problems == ()
    report = rdflib.Graph().parse(built.folder / "report/validation.ttl")
    assert (None, rdflib.SH.conforms, rdflib.Literal(True)) in report


def read_with_rdflib(path: Path) -> set[str]:
    """Read a file with rdflib as N-Triples lines, its literals as they are written."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Graph().parse(path)
    finally:
        rdflib.NORMALIZE_LITERALS = before
    return canonicalise(graph.serialize(format="nt", encoding="utf-8"))


def read_with_pyoxigraph(path: Path) -> set[str]:
    store = pyoxigraph.Store()
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return canonicalise(store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()))


def read_with_raptor(path: Path) -> set[str]:
    done = subprocess.run(["rapper", "-q", "-i", "turtle", "-o", "ntriples", path], check=True, capture_output=True)
    return canonicalise(done.stdout)


def canonicalise(triples: bytes | None) -> set[str]:
    """Give N-Triples in one spelling: that of pyoxigraph."""
    assert triples
    return {str(triple) for triple in pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)}


def test_three_parsers_read_the_same_triples(built: Summary) -> None:
    if shutil.which("rapper") is None:
        message = "rapper is not installed (Debian: raptor2-utils)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    turtle = built.folder / "data/koryu.ttl"
    triples = read_with_pyoxigraph(turtle)
    assert len(triples) == built.triples
    assert read_with_rdflib(turtle) == triples
    assert read_with_raptor(turtle) == triples


def test_the_other_files_hold_the_same_triples(built: Summary) -> None:
    triples = read_with_pyoxigraph(built.folder / "data/koryu.ttl")
    assert canonicalise(gzip.decompress((built.folder / "data/koryu.nt.gz").read_bytes())) == triples
    store = pyoxigraph.Store()
    store.load(path=str(built.folder / "data/koryu.jsonld"), format=pyoxigraph.RdfFormat.JSON_LD)
    assert {f"{quad.subject} {quad.predicate} {quad.object}" for quad in store} == triples


def test_iris_are_ascii_and_there_are_no_blank_nodes(built: Summary) -> None:
    for triple in read_with_pyoxigraph(built.folder / "data/koryu.ttl"):
        assert all(iri.isascii() for iri in re.findall(r"<([^>]*)>", re.sub(r'"(?:[^"\\]|\\.)*"', "", triple)))
        assert "_:" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", triple)


def shuffle_tables(text: str, seed: int) -> str:
    """Put the agreements of a TOML file in another order."""
    head, *tables = re.split(r"^(?=\[\[agreement\]\]$)", text, flags=re.MULTILINE)
    random.Random(seed).shuffle(tables)
    return head + "".join(tables)


def digest_folder(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_ten_runs_in_any_order_give_the_same_bytes(built: Summary, tmp_path: Path) -> None:
    expected = digest_folder(built.folder)
    original = (get_folder("records") / "economic-exchange-2012.toml").read_text("utf-8")
    for seed in range(10):
        source = tmp_path / str(seed) / "economic-exchange-2012.toml"
        source.parent.mkdir()
        source.write_text(shuffle_tables(original, seed), "utf-8")
        assert source.read_text("utf-8") != original
        target = tmp_path / str(seed) / "build"
        command = [sys.executable, "-m", "koryu_rdf", "build", str(source), "-o", str(target), "--quiet"]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": "0", "LANG": "ja_JP.UTF-8"}
        subprocess.run(command, check=True, env=environment, cwd=tmp_path)  # where no links were decided
        assert digest_folder(target) == expected, f"PYTHONHASHSEED={seed}"


def test_many_records_are_sorted_on_disk() -> None:
    reading = read(get_folder("records"))
    agreements = list(reading)
    random.Random(1).shuffle(agreements)
    with SortedRecords(agreements, reading.journal, chunk=5) as records:
        assert [record.number for record in records] == list(range(1, 25))
        assert [record.number for record in records] == list(range(1, 25))
        assert records.count == 24


def test_a_repeated_record_is_reported_and_left_out() -> None:
    reading = read(get_folder("records"), get_folder("records"))
    with SortedRecords(reading, reading.journal, chunk=7) as records:
        assert records.count == len(list(records)) == 24
    assert [problem.code for problem in reading.problems] == ["record-repeated"] * 24


def test_a_build_of_nothing_leaves_the_old_folder(built: Summary, tmp_path: Path) -> None:
    target = tmp_path / "build"
    shutil.copytree(built.folder, target)
    before = digest_folder(target)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(BuildError) as caught:
        pipeline.build(read(tmp_path / "empty.txt"), target, Settings(), TODAY)
    assert [problem.code for problem in caught.value.problems] == ["file-empty"]
    assert digest_folder(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "empty.txt"]


def test_the_package_exports_its_stages(tmp_path: Path) -> None:
    triples = koryu_rdf.write(koryu_rdf.lift(koryu_rdf.read(get_folder("records"))), tmp_path / "a.nt")
    assert triples > 1_000
    report = koryu_rdf.check((tmp_path / "a.nt").read_bytes())
    assert report.conforms


def test_json_ld_reads_as_plain_json(built: Summary) -> None:
    document = json.loads((built.folder / "data/koryu.jsonld").read_text("utf-8"))
    agreements = [node for node in document["@graph"] if "signedOn" in node]
    assert len(agreements) == 24
    assert not any(":" in key for node in agreements for key in node)
