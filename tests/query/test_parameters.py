"""Values of parameters: typed terms come out, and nothing that was typed in is ever read as SPARQL."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from koryu_rdf.errors import QueryError
from koryu_rdf.query import get_query, query
from koryu_rdf.query.embedded import bind_values
from koryu_rdf.query.parameters import DATATYPES, Parameter, to_token
from koryu_rdf.query.remote import to_text
from koryu_rdf.query.saved import SavedQuery, parse_query
from koryu_rdf.terms import parse_token

XSD = "http://www.w3.org/2001/XMLSchema#"
ECHO = parse_query("echo", "#+ param: word xsd:string =\nSELECT ?word\nWHERE {\n}", "echo.rq")
HOSTILE = [
    '" } DROP ALL #',
    "' } ; DELETE WHERE { ?s ?p ?o } #",
    "} DROP ALL",
    '"""',
    "'''",
    "{0} {word} {{",
    "?word $word",
    "<https://example.org/> { } UNION",
    "line\nbreak\r\ttab",
    "=1+1",
    "日本🗾",
]
CODE_POINTS = [r"\u0053ERVICE", r"\u0022 } DROP ALL #", "\\U00000022"]


def ask_for(name: str, datatype: str, value: str) -> str:
    return to_token(Parameter(name, datatype), value)


@pytest.mark.parametrize(
    ("datatype", "value", "token"),
    [
        ("xsd:gYear", "1996", f'"1996"^^<{XSD}gYear>'),
        ("xsd:gYear", " １９９６ ", f'"1996"^^<{XSD}gYear>'),
        ("xsd:integer", "3", f'"3"^^<{XSD}integer>'),
        ("xsd:integer", "-012", f'"-12"^^<{XSD}integer>'),
        ("xsd:integer", "１０", f'"10"^^<{XSD}integer>'),
        ("xsd:date", "2006-11-02", f'"2006-11-02"^^<{XSD}date>'),
        ("xsd:date", "２００６－１１－０２", f'"2006-11-02"^^<{XSD}date>'),
        ("xsd:string", " １ ", '" １ "'),
        ("iri", "https://example.org/a", "<https://example.org/a>"),
        ("iri", "urn:example:a", "<urn:example:a>"),
        ("iri", "field:economy", "<https://w3id.org/koryu/fields#economy>"),
        ("iri", "koryu:Agreement", "<https://w3id.org/koryu/ontology#Agreement>"),
        ("iri", "economy", "<https://w3id.org/koryu/fields#economy>"),
        ("iri", "science-technology", "<https://w3id.org/koryu/fields#science-technology>"),
    ],
)
def test_values_become_typed_terms(datatype: str, value: str, token: str) -> None:
    assert ask_for("field", datatype, value) == token


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        *(
            ("xsd:gYear", value)
            for value in ("", "96", "19996", "0000", "-1996", "1996-01", "平成8", "一九九六", "1996\n1")
        ),
        *(("xsd:integer", value) for value in ("", "3.5", "三", "1e3", "0x10", "1_000", "9" * 19, "3 3")),
        *(("xsd:date", value) for value in ("", "2006", "2006-02-30", "2006/11/02", "2006-11-02T00:00:00", "明日")),
        ("xsd:string", "\udcff"),
        *(("iri", value) for value in ("", "fields:economy", "javascript:alert(1)", "file:///etc/passwd", "経済")),
        *(("iri", value) for value in ("https://example.org/a b", "https://example.org/>", "https://example.org/%zz")),
        *(("iri", value) for value in ("field:a> } DROP ALL", "https://[", "https://example.org/a\n", "field:")),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(datatype: str, value: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask_for("field", datatype, value)
    assert "field" in caught.value.message.ja
    assert caught.value.hint is not None
    example = {"xsd:gYear": "2012", "xsd:integer": "3", "xsd:date": "2012-04-01", "xsd:string": "UTF-8"}
    assert example.get(datatype, "field:economy") in caught.value.hint.en


def test_a_bare_word_is_an_iri_only_where_the_parameter_is_called_like_a_prefix() -> None:
    with pytest.raises(QueryError):
        ask_for("page", "iri", "economy")


def test_every_datatype_takes_something() -> None:
    values = {"xsd:gYear": "1996", "xsd:integer": "1", "xsd:string": "a", "xsd:date": "1996-10-10", "iri": "urn:a:b"}
    assert {datatype: bool(ask_for("x", datatype, value)) for datatype, value in values.items()} == dict.fromkeys(
        DATATYPES, True
    )


def test_defaults_stand_in_and_an_empty_value_takes_them_away() -> None:
    saved = get_query("agreements-gone-quiet")
    assert bind_values(saved, {}) == {"years": f'"10"^^<{XSD}integer>'}
    assert bind_values(saved, {"years": "5"}) == {"years": f'"5"^^<{XSD}integer>'}
    assert bind_values(saved, {"years": ""}) == {}


def test_an_unknown_parameter_is_answered_with_the_known_ones() -> None:
    with pytest.raises(QueryError) as caught:
        bind_values(get_query("agreements-between"), {"from": "1990"})
    assert "from" in caught.value.message.en
    assert caught.value.hint is not None
    assert "since, until" in caught.value.hint.en


def test_a_query_without_parameters_says_so() -> None:
    with pytest.raises(QueryError) as caught:
        bind_values(get_query("agreements"), {"year": "1990"})
    assert "agreements" in caught.value.message.ja


@pytest.mark.parametrize("value", [*HOSTILE, *CODE_POINTS])
def test_a_hostile_value_comes_back_as_it_was(value: str) -> None:
    answer = query(Store(), ECHO, {"word": value})
    assert [row[0].text for row in answer.rows if row[0]] == [value]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    assert parse_token(to_token(Parameter("word", "xsd:string"), value)).text == value
    answer = query(Store(), ECHO, {"word": value})
    assert [row[0].text for row in answer.rows if row[0]] == [value]


def run_text(saved: SavedQuery, values: dict[str, str]) -> list[str]:
    """Run a query as another store would get it: everything in the text."""
    solutions = Store().query(to_text(saved, values))
    return [solution["word"].value for solution in solutions]  # type: ignore[union-attr]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stays_a_string_in_a_text_for_another_store(value: str) -> None:
    assert run_text(ECHO, {"word": value}) == [value]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\\"), min_size=1))
def test_any_text_stays_a_string_in_a_text_for_another_store(value: str) -> None:
    assert run_text(ECHO, {"word": value}) == [value]


@pytest.mark.parametrize("value", CODE_POINTS)
def test_code_points_are_not_sent_to_another_store(value: str) -> None:
    with pytest.raises(QueryError):
        to_text(ECHO, {"word": value})


def test_a_text_for_another_store_holds_the_values_first() -> None:
    text = to_text(get_query("agreements-between"), {"since": "1990"})
    assert f'WHERE {{\n  VALUES ?since {{ "1990"^^<{XSD}gYear> }}\n  ?agreement a koryu:Agreement' in text
    assert "VALUES" not in to_text(get_query("agreements-between"), {"since": ""})


def test_a_text_without_a_place_for_values_is_refused() -> None:
    oneliner = msgspec.structs.replace(ECHO, text="SELECT ?word WHERE { }")
    assert to_text(oneliner, {}) == oneliner.text
    with pytest.raises(QueryError):
        to_text(oneliner, {"word": "a"})
