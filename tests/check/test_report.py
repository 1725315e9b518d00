"""The report as RDF, and the same from run to run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from koryu_rdf.check import Report, check, describe_report
from koryu_rdf.terms import parse_token

Spoil = Callable[[str], bytes]
FAULTS = """
bare: koryu:signedOn "2011-02-30"^^xsd:date ; koryu:party country:FR .
bare: koryu:field "economy", "環境"@ja ; dcterms:title "題"@ja .
place:cn-north skos:altLabel "a", "b", "c" .
[] a koryu:Survey ; dcterms:title "d", "e" .
"""


def write_report(report: Report) -> str:
    return "".join(
        f"{subject} {predicate} {value} .\n"
        for subject, statements in describe_report(report)
        for predicate, value in statements
    )


def test_report_of_good_data_conforms(good_data: bytes) -> None:
    graph = Graph().parse(data=write_report(check(good_data)), format="nt")
    report = URIRef("urn:koryu:report")
    assert set(graph) == {(report, RDF.type, SH.ValidationReport), (report, SH.conforms, Literal(True))}


def test_report_holds_every_result(spoil: Spoil) -> None:
    report = check(spoil(FAULTS))
    graph = Graph().parse(data=write_report(report), format="nt")
    node = URIRef("urn:koryu:report")
    assert graph.value(node, SH.conforms) == Literal(False)
    assert set(graph.objects(node, SH.result)) == {
        URIRef(f"urn:koryu:report#result-{number}") for number in range(1, len(report.results) + 1)
    }
    for result in graph.objects(node, SH.result):
        assert graph.value(result, RDF.type) == SH.ValidationResult
        for predicate in (SH.focusNode, SH.sourceConstraintComponent, SH.sourceShape, SH.resultSeverity):
            assert isinstance(graph.value(result, predicate), URIRef)
        languages = {getattr(message, "language", None) for message in graph.objects(result, SH.resultMessage)}
        assert languages == {"ja", "en"}


def test_report_has_no_blank_nodes_and_no_path_of_two(spoil: Spoil) -> None:
    report = check(spoil(FAULTS))
    assert any(result.focus.startswith("_:") for result in report.results)
    assert any("|" in (result.path or "") for result in report.results)
    for subject, statements in describe_report(report):
        for token in (subject, *(token for statement in statements for token in statement)):
            parse_token(token)


def test_each_problem_stands_for_a_result(spoil: Spoil) -> None:
    report = check(spoil(FAULTS))
    assert sorted(problem.message for problem in report.problems) == sorted(result.message for result in report.results)
    assert len(report.results) == 15


PROGRAM = """
import sys
from koryu_rdf.check import check, describe_report
report = check(sys.stdin.buffer.read())
print([problem.to_row("ja") for problem in report.problems])
print(list(describe_report(report)))
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_report_is_the_same_in_every_run(spoil: Spoil, seed: str) -> None:
    data = b"\n".join(sorted(line for line in spoil(FAULTS).splitlines() if b"_:" not in line)) + b"\n"
    data += b"_:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/koryu/ontology#Survey> .\n"
    report = check(data)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=data,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    expected = f"{[problem.to_row('ja') for problem in report.problems]}\n{list(describe_report(report))}\n"
    assert run.stdout.decode("utf-8").replace("\r\n", "\n") == expected
    assert run.stderr == b""
