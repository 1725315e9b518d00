"""The W3C's own tests of SHACL Core, for what is compiled: the results are those that the suite expects.

The suite comes with the source of pyshacl, fetched once. Its shapes say nothing in words, which compiled shapes must, so each is given
a message here.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace
from tests.conftest import LIBRARIES, miss

from koryu_rdf.check.compile import compile_shapes
from koryu_rdf.check.components import SEARCHES, TESTS
from koryu_rdf.check.engine import quiet
from koryu_rdf.check.inspect import inspect, open_dataset
from koryu_rdf.check.lines import Lines, spell_lines
from koryu_rdf.check.nodes import to_path, to_token
from koryu_rdf.check.results import word_findings

if TYPE_CHECKING:
    from rdflib.term import Node

MF, SHT = (
    Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"),
    Namespace("http://www.w3.org/ns/shacl-test#"),
)
Findings = set[tuple[str | None, ...]]

LEFT_TO_PYSHACL = {
    "closed-001.ttl",
    "closed-002.ttl",
    "deactivated-001.ttl",
    "deactivated-002.ttl",
    "personexample.ttl",
    "qualifiedMinCountDisjoint-001.ttl",
    "qualifiedValueShapesDisjoint-001.ttl",
}


@pytest.fixture(scope="module")
def suite() -> Path:
    name = f"pyshacl-{version('pyshacl')}"
    folder = LIBRARIES / "shacl-suite"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests run in several processes
        if not (folder / name).exists():
            _fetch(folder, name)
    return folder / name / "test" / "resources" / "sht_tests" / "core"


def _fetch(folder: Path, name: str) -> None:
    options = ["--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, name.replace("-", "==")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        miss(f"pip cannot fetch the source of {name}, which the suite comes with: {done.stderr[-500:]}")
    with tarfile.open(folder / f"{name}.tar.gz") as archive:
        archive.extractall(folder, filter="data")


def list_cases(suite: Path) -> list[tuple[Path, Graph, Node]]:
    """List the cases that are one file: its data are its shapes, and it says which results there must be."""
    cases = []
    for path in sorted(suite.rglob("*.ttl")):
        graph = Graph().parse(path)
        for test in graph.subjects(RDF.type, SHT.Validate):
            action, report = graph.value(test, MF.action), graph.value(test, MF.result)
            own = {str(graph.value(action, name)) for name in (SHT.dataGraph, SHT.shapesGraph)}
            if own == {path.as_uri()} and report is not None:
                cases.append((path, graph, report))
    return cases


def read_expected(graph: Graph, report: Node) -> Findings:
    return {_read_result(graph, result) for result in graph.objects(report, SH.result)}


def _read_result(graph: Graph, result: Node) -> tuple[str | None, ...]:
    def get(name: Any) -> str | None:
        value = graph.value(result, name)
        return None if value is None else to_token(value)

    path = graph.value(result, SH.resultPath)
    said = (get(SH.value), get(SH.sourceConstraintComponent), get(SH.resultSeverity))
    return get(SH.focusNode), None if path is None else to_path(graph, path), *said


def find(graph: Graph) -> Findings | None:
    """Give what the compiled shapes find; None where some of them are left to the reference engine."""
    shapes = Graph()
    for triple in graph:
        shapes.add(triple)
    for node in {node for node, name, _ in graph if name in TESTS or name in SEARCHES}:
        shapes.add((node, SH.message, Literal("told")))
    plan = compile_shapes(shapes)
    if plan.left:
        return None
    data = spell_lines(graph.serialize(format="nt", encoding="utf-8"))
    results = word_findings(inspect(plan, open_dataset(plan, Lines(data), 1)), shapes)
    return {(one.focus, one.path, one.value, one.component, one.severity) for one in results}


def test_results_are_those_of_the_suite(suite: Path) -> None:
    with quiet():
        cases = list_cases(suite)
        found = {path: find(graph) for path, graph, _ in cases}
        expected = {path: read_expected(graph, report) for path, graph, report in cases}
    compiled = {path: results for path, results in found.items() if results is not None}
    assert {path.name: results for path, results in compiled.items() if results != expected[path]} == {}
    assert {path.name for path in found.keys() - compiled.keys()} == LEFT_TO_PYSHACL
    assert len(compiled) > 80
