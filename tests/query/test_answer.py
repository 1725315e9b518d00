"""Answers as CSV, SPARQL JSON, Turtle and rows for a terminal."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, parse_query_results

from koryu_rdf.errors import QueryError
from koryu_rdf.identifiers import DEFAULT_BASE
from koryu_rdf.query import answer as answer_module
from koryu_rdf.query.answer import Answer
from koryu_rdf.query.parameters import DATATYPES
from koryu_rdf.terms import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
OTHER = "https://data.example.jp/koryu/"
FIELD = Term("https://w3id.org/koryu/fields#economy", "", None, None)
PAGE = Term("https://example.org/a/b", "", None, None)
NAME = Term(None, '千葉 "市", 東', "ja", None)
COUNT = Term(None, "-3", None, f"{XSD}integer")
NOBODY = Term("_:b0", "", None, None)
ROWS = Answer(("a", "b"), ((FIELD, NAME), (COUNT, None), (NOBODY, PAGE)))
YES = Answer(("answer",), ((Term(None, "true", None, f"{XSD}boolean"),),), "ask")
NO = Answer(("answer",), ((Term(None, "false", None, f"{XSD}boolean"),),), "ask")
BUILT = Answer(
    ("subject", "predicate", "object"), ((PAGE, FIELD, NAME), (PAGE, FIELD, COUNT), (NOBODY, FIELD, PAGE)), "construct"
)


def test_csv_is_rfc_4180_in_utf_8() -> None:
    assert ROWS.to_csv().decode() == (
        'a,b\r\nhttps://w3id.org/koryu/fields#economy,"千葉 ""市"", 東"\r\n-3,\r\n_:b0,https://example.org/a/b\r\n'
    )
    assert YES.to_csv() == b"answer\r\ntrue\r\n"


@pytest.mark.parametrize(
    ("text", "datatype", "cell"),
    [
        ("=1+1", None, "'=1+1"),
        ("+81-43", None, "'+81-43"),
        ("-", None, "'-"),
        ("@SUM(A1)", None, "'@SUM(A1)"),
        ("\tx", None, "'\tx"),
        ("\rx", None, "'\rx"),
        ("＝1+1", None, "'＝1+1"),
        ("-3", None, "-3"),
        ("-3", f"{XSD}integer", "-3"),
        ("+3.5e-2", f"{XSD}double", "'+3.5e-2"),
        ("-1+cmd|' /C calc'!A0", f"{XSD}integer", "'-1+cmd|' /C calc'!A0"),
        ("1=1", None, "1=1"),
        ("", None, ""),
    ],
)
def test_no_cell_is_a_formula(text: str, datatype: str | None, cell: str) -> None:
    answer = Answer(("a", "b"), ((Term(None, text, None, datatype), PAGE),))
    assert list(csv.reader(io.StringIO(answer.to_csv().decode(), newline="")))[1][0] == cell


def test_json_is_sparql_1_1_query_results() -> None:
    assert json.loads(ROWS.to_json()) == {
        "head": {"vars": ["a", "b"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "https://w3id.org/koryu/fields#economy"},
                    "b": {"type": "literal", "value": '千葉 "市", 東', "xml:lang": "ja"},
                },
                {"a": {"type": "literal", "value": "-3", "datatype": f"{XSD}integer"}},
                {"a": {"type": "bnode", "value": "b0"}, "b": {"type": "uri", "value": "https://example.org/a/b"}},
            ]
        },
    }
    assert json.loads(YES.to_json()) == {"head": {}, "boolean": True}
    assert json.loads(NO.to_json()) == {"head": {}, "boolean": False}


@pytest.mark.parametrize("answer", [ROWS, YES, NO, BUILT], ids=["rows", "yes", "no", "built"])
def test_json_is_read_by_another_program(answer: Answer) -> None:
    results = parse_query_results(answer.to_json(), QueryResultsFormat.JSON)
    if answer.form == "ask":
        assert bool(results) is (answer is YES)
    else:
        assert len(list(results)) == len(answer.rows)  # type: ignore[arg-type]


def test_turtle_holds_what_was_built() -> None:
    turtle = BUILT.to_turtle().decode()
    assert "@prefix koryu: <https://w3id.org/koryu/ontology#>" in turtle
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert len(graph) == 3
    page, field = rdflib.URIRef(PAGE.iri or ""), rdflib.URIRef(FIELD.iri or "")
    assert set(graph.objects(page, field)) == {rdflib.Literal(NAME.text, lang="ja"), rdflib.Literal(-3)}


def test_turtle_does_not_depend_on_the_order_of_the_answer() -> None:
    assert Answer(BUILT.variables, BUILT.rows[::-1], "construct").to_turtle() == BUILT.to_turtle()


@pytest.mark.parametrize("answer", [ROWS, YES])
def test_turtle_holds_nothing_else(answer: Answer) -> None:
    with pytest.raises(QueryError) as caught:
        answer.to_turtle()
    assert caught.value.hint is not None
    assert "CONSTRUCT" in caught.value.hint.ja


def test_a_table_begins_with_the_variables_and_shortens_iris() -> None:
    assert ROWS.to_table("ja") == [
        ["a", "b"],
        ["field:economy", '千葉 "市", 東'],
        ["-3", ""],
        ["_:b0", "https://example.org/a/b"],
    ]
    assert YES.to_table("ja") == [["answer"], ["はい"]]
    assert NO.to_table("en") == [["answer"], ["no"]]


def test_an_iri_is_shortened_only_to_what_stands_for_it() -> None:
    deeper = Term("https://w3id.org/koryu/fields#a/b", "", None, None)
    alone = Term("https://w3id.org/koryu/fields#", "", None, None)
    assert Answer(("a", "b"), ((deeper, alone),)).to_table("ja")[1] == [deeper.iri, alone.iri]


def test_an_iri_below_the_base_is_shown_without_it() -> None:
    answer = Answer(
        ("a", "b"), (tuple(Term(f"{base}place/jp-121002#x", "", None, None) for base in (DEFAULT_BASE, OTHER)),)
    )
    assert answer.to_table("ja")[1] == ["<place/jp-121002#x>", f"{OTHER}place/jp-121002#x"]
    assert answer.to_table("ja", OTHER)[1] == [f"{DEFAULT_BASE}place/jp-121002#x", "<place/jp-121002#x>"]


def test_nothing_in_a_table_can_steer_a_terminal() -> None:
    answer = Answer(("a",), ((Term(None, "a\x1b[2Jb\nc\u202ed", None, None),),))
    assert answer.to_table("ja")[1] == ["a [2Jb c d"]


def test_every_sentence_is_used_and_has_a_hint() -> None:
    sentences = tomllib.loads(files("koryu_rdf.texts").joinpath("errors.toml").read_text("utf-8"))
    keys = {key for key in sentences if key.startswith("query-")} - {"query-yes", "query-no"}
    plain = {key for key in keys if not key.endswith("-hint")}
    assert {f"{key}-hint" for key in plain} == keys - plain
    package = Path(answer_module.__file__).parent
    source = "".join(path.read_text("utf-8") for path in package.glob("*.py"))
    values = {f"query-bad-{datatype.removeprefix('xsd:')}" for datatype in DATATYPES}
    assert values <= plain
    assert {key for key in plain - values if f'"{key}"' not in source} == set()
