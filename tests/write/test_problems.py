"""Problems as RDF: a report of validation that names the place, the code and the words of each."""

from __future__ import annotations

import io

from rdflib import DCTERMS, RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.problems import Problem, Where, make_problem
from koryu_rdf.write import describe_problems, write

IN_TEXT = make_problem("phone-invalid", Where(file="a.txt", line=3, record="a/1"), value="1")
IN_CELL = make_problem("date-missing", Where(file="a.xlsx", sheet="2026", cell="C7", record="a/2"))
IN_FILE = make_problem("kind-not-named", Where(file="a.txt"), value="x")


def to_graph(*problems: Problem) -> Graph:
    stream = io.BytesIO()
    write(describe_problems(problems, Identifiers("https://example.jp/")), stream, suffix=".ttl")
    return Graph().parse(data=stream.getvalue(), format="turtle")


def test_a_problem_is_a_result_with_its_place() -> None:
    graph = to_graph(IN_TEXT)
    (result,) = graph.subjects(RDF.type, SH.ValidationResult)
    assert graph.value(result, SH.focusNode) == URIRef("https://example.jp/agreement/a/1")
    assert graph.value(result, SH.resultSeverity) == SH.Warning
    assert graph.value(result, SH.value) == Literal("1")
    assert graph.value(result, DCTERMS.identifier) == Literal("phone-invalid")
    assert graph.value(result, RDFS.label) == Literal("a.txt:3")
    assert Literal("this is not a valid telephone number: 1", "en") in set(graph.objects(result, SH.resultMessage))
    assert {hint.language for hint in graph.objects(result, RDFS.comment) if isinstance(hint, Literal)} == {"ja", "en"}


def test_a_cell_is_named_with_its_sheet_and_a_file_by_itself() -> None:
    assert set(map(str, to_graph(IN_CELL, IN_FILE).objects(None, RDFS.label))) == {"a.xlsx 2026!C7", "a.txt"}


def test_severities_are_those_of_shacl() -> None:
    severities = set(to_graph(IN_TEXT, IN_CELL, IN_FILE).objects(None, SH.resultSeverity))
    assert severities == {SH.Violation, SH.Warning, SH.Info}


def test_a_report_conforms_without_problems_only() -> None:
    assert [str(value) for value in to_graph().objects(None, SH.conforms)] == ["true"]
    assert [str(value) for value in to_graph(IN_TEXT).objects(None, SH.conforms)] == ["false"]


def test_there_are_no_blank_nodes() -> None:
    assert not [node for triple in to_graph(IN_TEXT, IN_CELL) for node in triple if isinstance(node, BNode)]
