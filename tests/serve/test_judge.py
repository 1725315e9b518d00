"""What a query is, told by its grammar, however it is written."""

from __future__ import annotations

import pytest

from koryu_rdf.query import list_queries
from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.judge import Verdict, judge

DEEP = 50


@pytest.mark.parametrize(
    ("query", "verdict"),
    [
        ("SELECT * { ?s ?p ?o }", Verdict("select")),
        ("ask{}", Verdict("ask")),
        ("DESCRIBE <a:b>", Verdict("describe")),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Verdict("construct")),
        ("# SELECT\nASK { ?select ?ask 'CONSTRUCT' }", Verdict("ask")),
        ("ASK FROM <a:1> FROM NAMED <a:2> FROM <a:3> {}", Verdict("ask", ("a:1", "a:3"), ("a:2",))),
        ("PREFIX p: <a:> ASK FROM p:x FROM NAMED p:y {}", Verdict("ask", ("a:x",), ("a:y",))),
        ("ASK FROM<a:1>{}", Verdict("ask", ("a:1",))),
    ],
)
def test_what_a_query_is(query: str, verdict: Verdict) -> None:
    assert judge(query, DEEP) == verdict


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <a:b> {} }",
        "ASK { sErViCe ?s {} }",
        "ASK { SERVICE#\n<a:b>{} }",
        "SELECT (1 AS ?x) { FILTER EXISTS { SERVICE SILENT <a:b> {} } }",
    ],
)
def test_a_service_is_seen_wherever_it_stands(query: str) -> None:
    with pytest.raises(Refusal) as refusal:
        judge(query, DEEP)
    assert refusal.value.key == "query-service"


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p 'SERVICE <a:b> {}' }", "ASK { <a:SERVICE> ?service 1 } # SERVICE <a:b> {}"]
)
def test_the_word_alone_is_none(query: str) -> None:
    assert judge(query, DEEP).form == "ask"


@pytest.mark.parametrize(
    "update", ["CLEAR ALL", "DROP GRAPH <a:b>", "DELETE WHERE { ?s ?p ?o }", "ASK {}; LOAD <a:b>", ""]
)
def test_an_update_is_no_query(update: str) -> None:
    with pytest.raises(Refusal) as refusal:
        judge(update, DEEP)
    assert refusal.value.key == "query-syntax"


def test_the_depth_of_brackets() -> None:
    assert judge("ASK " + "{" * DEEP + "}" * DEEP, DEEP).form == "ask"
    with pytest.raises(Refusal) as refusal:
        judge("ASK " + "{" * (DEEP + 1) + "}" * (DEEP + 1), DEEP)
    assert refusal.value.key == "query-too-deep"


def test_every_saved_query_is_taken() -> None:
    found = [judge(saved.text, DEEP).form for saved in list_queries()]
    assert found == ["select"] * len(found)
    assert found
