"""Tokens are legal N-Triples, whatever text they hold, and come apart into what they were made of."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.namespaces import RDF, XSD
from koryu_rdf.terms import (
    TYPE,
    Description,
    Term,
    curie,
    group_by_predicate,
    is_web_address,
    parse_token,
    to_iri,
    to_literal,
    to_typed,
)

LANGUAGES = st.sampled_from([None, "ja", "en"])


def read_token(token: str) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    [quad] = pyoxigraph.parse(f"<urn:s> <urn:p> {token} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
    return quad.object


@given(st.text(), LANGUAGES)
def test_a_literal_is_read_as_the_text_it_was_made_of(text: str, language: str | None) -> None:
    token = to_literal(text, language)
    assert read_token(token) == pyoxigraph.Literal(text, language=language)
    assert parse_token(token) == Term(None, text, language, None)
    assert "\n" not in token
    assert "\r" not in token


@given(st.text())
def test_a_typed_literal_keeps_its_datatype(text: str) -> None:
    token = to_typed(text, "xsd:date")
    assert read_token(token) == pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(f"{XSD}date"))
    assert parse_token(token) == Term(None, text, None, f"{XSD}date")


@given(st.text(), LANGUAGES)
def test_the_tokens_of_the_store_are_understood_too(text: str, language: str | None) -> None:
    assert parse_token(str(pyoxigraph.Literal(text, language=language))) == Term(None, text, language, None)


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        to_literal("\ud83d")


@given(st.text(st.sampled_from('ab1:/?#[]@%<>"{}|^`\\ é交\x00\x7f\u2028\ue000\ufffe+-.'), max_size=12))
def test_every_iri_that_is_taken_can_be_loaded(rest: str) -> None:
    try:
        token = to_iri(f"https://{rest}")
    except ValueError:
        return
    assert token == f"<https://{rest}>"
    assert read_token(token) == pyoxigraph.NamedNode(f"https://{rest}")
    assert parse_token(token) == Term(f"https://{rest}", "", None, None)


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "relative",
        "/path",
        "http://a b",
        "http://a/<",
        'http://a/"',
        "http://a/\\u0041",
        "http://a/\n",
        "http://a/%zz",
        "http://a/#b#c",
        "http://[a/",
        "http://a:port/",
        "http://a/\ufffe",
        "1a:b",
        "�:x",
    ],
)
def test_what_no_store_would_load_is_no_iri(iri: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the words are pyoxigraph's
        to_iri(iri)


@pytest.mark.parametrize(
    "iri", ["tel:+81-43-245-5292", "mailto:a@example.jp", "http://例.jp/", "urn:x:y", "http://[::1]/"]
)
def test_other_schemes_and_scripts_are_iris(iri: str) -> None:
    assert to_iri(iri) == f"<{iri}>"


def test_prefixed_names() -> None:
    assert curie("koryu:Agreement") == "<https://w3id.org/koryu/ontology#Agreement>"
    assert curie("rdf:type") == TYPE == f"<{RDF}type>"
    with pytest.raises(KeyError):
        curie("unknown:x")
    with pytest.raises(ValueError, match="Invalid IRI"):
        curie("kind:x> <urn:injected")


@pytest.mark.parametrize(
    "token", ["", "a", "_:b", "<a", '"a', 'a"', '"a"^^xsd:date', '"a"@', '"a" ', "16", '"a"b"', '"\\x"']
)
def test_what_is_no_token_does_not_come_apart(token: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # two layers refuse, in words of their own
        parse_token(token)


def test_statements_are_grouped_in_the_order_they_stand() -> None:
    description = Description("<s>", [("<b>", "1"), ("<a>", "2"), ("<b>", "3"), ("<a>", "0")])
    assert list(group_by_predicate(description)) == [("<b>", ["1", "3"]), ("<a>", ["2", "0"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://example.jp", True),
        ("HTTPS://www.city.example.jp/a?b=1#c", True),
        ("http://localhost/", True),
        ("ftp://example.jp/", False),
        ("javascript:alert(1)", False),
        ("http://例.jp/", False),
        ("http://example.jp/a b", False),
        ("http://example.jp/%zz", False),
        ("http://example.jp/\n", False),
        ("", False),
    ],
)
def test_web_addresses(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected
