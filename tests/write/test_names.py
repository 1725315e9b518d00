"""Short names mean what the long ones mean, and are only used where every parser agrees."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.namespaces import PREFIXES, XSD
from koryu_rdf.write.names import ShortNames, split_for_xml

HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
ONTOLOGY = PREFIXES["koryu"]
shorten = ShortNames(PREFIXES).shorten


def read_object(turtle: str) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    [quad] = pyoxigraph.parse(f"{HEADER}<urn:s> <urn:p> {turtle} .", format=pyoxigraph.RdfFormat.TURTLE)
    assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
    return quad.object


@pytest.mark.parametrize("local", ["Agreement", "signedOn", "a-b", "a-", "a.b", "1a", "_a", "a_"])
def test_legal_names_are_shortened(local: str) -> None:
    assert shorten(f"<{ONTOLOGY}{local}>") == f"koryu:{local}"


@pytest.mark.parametrize(
    "local", ["", "-a", ".a", "a.", "a/b", "a:b", "a%20b", "交流", "a,b", "a'b", "a;", "a~", "a\n"]
)
def test_other_names_stay_long(local: str) -> None:
    assert shorten(f"<{ONTOLOGY}{local}>") == f"<{ONTOLOGY}{local}>"


@pytest.mark.parametrize(("text", "bare"), [("16", True), ("0", True), ("-12", True), ("9" * 30, True)])
def test_canonical_integers_are_bare(text: str, bare: bool) -> None:
    assert shorten(f'"{text}"^^<{XSD}integer>') == text


@pytest.mark.parametrize("text", ["007", "+5", "-0", "", "1.0", " 1", "1\\n", "١٢", "x"])
def test_other_integers_keep_their_quotes(text: str) -> None:
    assert shorten(f'"{text}"^^<{XSD}integer>') == f'"{text}"^^xsd:integer'


@pytest.mark.parametrize("token", ['"a"', '"a"@ja', '"^^<b>"', '"<http://x>"@en', '"\\"^^<x>"'])
def test_other_tokens_stay(token: str) -> None:
    assert shorten(token) == token


@given(st.sampled_from(sorted(PREFIXES.values())), st.text(st.sampled_from("aZ0-_.~:/%#交'(é\u0300\u200d"), max_size=8))
def test_a_short_name_is_read_as_the_long_one(namespace: str, local: str) -> None:
    try:
        node = pyoxigraph.NamedNode(namespace + local)
    except ValueError:
        return
    assert read_object(shorten(str(node))) == node


@given(st.text(max_size=10), st.sampled_from(["integer", "date", "string", "boolean", "a-b", "a."]))
def test_a_short_literal_is_read_as_the_long_one(text: str, datatype: str) -> None:
    literal = pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(f"{XSD}{datatype}"))
    assert read_object(shorten(f"{pyoxigraph.Literal(text)}^^<{XSD}{datatype}>")) == literal


@given(st.integers())
def test_any_integer_is_read_as_itself(number: int) -> None:
    value = read_object(shorten(f'"{number}"^^<{XSD}integer>'))
    assert value == pyoxigraph.Literal(str(number), datatype=pyoxigraph.NamedNode(f"{XSD}integer"))


@pytest.mark.parametrize(
    ("iri", "parts"),
    [
        ("https://example.org/name", ("https://example.org/", "name")),
        ("https://example.org/1/a.b-c", ("https://example.org/1/", "a.b-c")),
        ("https://example.org/12-name", ("https://example.org/12-", "name")),
        ("https://example.org/交流name", ("https://example.org/交流", "name")),
        ("https://example.org/12", None),
        ("https://example.org/", None),
    ],
)
def test_an_element_name_is_the_longest_legal_ending(iri: str, parts: tuple[str, str] | None) -> None:
    assert split_for_xml(iri) == parts


def test_a_prefix_of_the_data_is_used_for_its_plain_names() -> None:
    names = ShortNames({"place": "https://example.org/id/place/"})
    assert names.shorten("<https://example.org/id/place/jp-121002>") == "place:jp-121002"
    assert names.shorten("<https://example.org/id/place/jp/121002>") == "<https://example.org/id/place/jp/121002>"
