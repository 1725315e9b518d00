"""JSON-LD is read back right whatever the context says, and reads well where the context has terms."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.assets import get_folder
from koryu_rdf.errors import WriteError
from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.terms import TYPE, Description, Term, curie, parse_token, to_iri, to_literal, to_typed
from koryu_rdf.write import jsonld, write
from koryu_rdf.write.context import Context
from koryu_rdf.write.jsonld import Compactor, read_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Statements = set[tuple[str, str, tuple[str | None, ...]]]
    Parsers = dict[str, Callable[[bytes, str], Statements]]
    StatementsOf = Callable[[Iterable[Description]], Statements]

RICH: dict[str, Any] = {
    "@version": 1.1,
    **{name: PREFIXES[name] for name in ("koryu", "dcterms", "foaf", "skos", "xsd", "kind")},
    "id": "@id",
    "type": {"@id": "@type", "@container": "@set"},
    "Agreement": "koryu:Agreement",
    "number": {"@id": "koryu:number", "@type": "xsd:integer"},
    "flag": {"@id": "koryu:flag", "@type": "xsd:boolean"},
    "party": {"@id": "koryu:party", "@type": "@id", "@container": "@set"},
    "kind_code": {"@id": "koryu:kind", "@type": "@vocab", "@context": {"@vocab": PREFIXES["kind"]}},
    "field": {
        "@id": "koryu:field",
        "@type": "@vocab",
        "@container": "@set",
        "@context": {"economy": f"{PREFIXES['field']}economy", "environment": None},
    },
    "signedOn": {"@id": "koryu:signedOn", "@type": "xsd:date"},
    "title": {"@id": "dcterms:title", "@container": "@language"},
    "background": {"@id": "koryu:background", "@container": ["@language", "@set"]},
    "outcomes": {"@id": "koryu:outcomes", "@language": "ja"},
    "page": {"@id": "foaf:page", "@type": "@id"},
    "identifier": "dcterms:identifier",
}
CONTEXTS: dict[str, dict[str, Any]] = {
    "empty": {},
    "rich": RICH,
    "vocabulary": {"@vocab": PREFIXES["koryu"], "dcterms": PREFIXES["dcterms"], "party": {"@type": "@id"}},
    "default language": {"@language": "ja", "koryu": PREFIXES["koryu"], "background": "koryu:background"},
    "no terms but prefixes": {"koryu": PREFIXES["koryu"], "dcterms": {"@id": PREFIXES["dcterms"], "@prefix": True}},
    "two terms for one predicate": {
        "title": {"@id": "http://purl.org/dc/terms/title", "@container": "@language"},
        "bareTitle": "http://purl.org/dc/terms/title",
        "englishTitle": {"@id": "http://purl.org/dc/terms/title", "@language": "en"},
        "kindIri": {"@id": f"{PREFIXES['koryu']}kind", "@type": "@id"},
        "plainNumber": f"{PREFIXES['koryu']}number",
    },
    "terms that cannot be used": {
        "koryu": PREFIXES["koryu"],
        "partyOf": {"@reverse": "koryu:party"},
        "party": {"@id": "koryu:party", "@container": "@list"},
        "field": {"@id": "koryu:field", "@container": "@index"},
        "background": {"@id": "koryu:background", "@type": "@json"},
        "kind": None,
        "Agreement": {
            "@id": "koryu:Agreement",
            "@context": {"number": "koryu:other", "koryu": "https://wrong.example/"},
        },
        "http://purl.org/dc/terms/title": {"@id": "http://purl.org/dc/terms/title", "@language": "ja"},
        "http://xmlns.com/foaf/0.1/page": {"@type": "@id", "@container": "@set"},
    },
    "terms that look like schemes": {
        "tel": {"@id": "https://example.org/tel", "@type": "@id"},
        "mailto": "https://example.org/mailto",
        "http": "https://example.org/http#",
    },
    "scoped": {
        "@vocab": PREFIXES["koryu"],
        "xsd": PREFIXES["xsd"],
        "number": {"@type": "xsd:integer"},
        "kind": {"@type": "@vocab", "@context": {"@vocab": PREFIXES["kind"], "memorandum": f"{PREFIXES['kind']}other"}},
        "background": {"@context": {"@language": "ja"}},
        "signedOn": {"@context": {"date": {"@id": "xsd:date"}, "xsd": None}},
        "outcomes": {"@context": None},
    },
}


# Contexts in which one careless short form would be read as something else, and the statements that would be hit.
KORYU = PREFIXES["koryu"]
THREE_TEXTS = [to_literal("x"), to_literal("x", "ja"), to_literal("x", "en")]
TRAPS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a vocabulary further in does not move outer terms": (
        {"@vocab": KORYU, "number": {}, "kind": {"@type": "@vocab", "@context": {"@vocab": PREFIXES["kind"]}}},
        [(curie("koryu:kind"), curie("kind:number")), (curie("koryu:kind"), curie("koryu:number"))],
    ),
    "a type with a context of its own": (
        {
            "koryu": KORYU,
            "number": "koryu:number",
            "Agreement": {"@id": "koryu:Agreement", "@context": {"number": "koryu:other"}},
            "koryu:Party": {"@context": {"number": "koryu:other"}},
        },
        [
            (TYPE, curie("koryu:Agreement")),
            (TYPE, curie("koryu:Party")),
            (curie("koryu:number"), to_typed("16", "xsd:integer")),
        ],
    ),
    "a reversed term": (
        {"@vocab": KORYU, "partyOf": {"@reverse": "party"}, "kind": {"@type": "@vocab"}},
        [
            (TYPE, curie("koryu:partyOf")),
            (curie("koryu:partyOf"), to_iri("urn:x:a")),
            (curie("koryu:kind"), curie("koryu:partyOf")),
        ],
    ),
    "a term that empties the context": (
        {"@language": "ja", "outcomes": {"@id": f"{KORYU}outcomes", "@context": None}},
        [(curie("koryu:outcomes"), text) for text in THREE_TEXTS],
    ),
    "a language for one term's values": (
        {"@language": "en", "outcomes": {"@id": f"{KORYU}outcomes", "@context": {"@language": "ja"}}},
        [(curie("koryu:outcomes"), text) for text in THREE_TEXTS],
    ),
    "a language for one term's values only": (
        {"outcomes": {"@id": f"{KORYU}outcomes", "@context": {"@language": "ja"}}},
        [(curie("koryu:outcomes"), text) for text in THREE_TEXTS],
    ),
    "no language for one term": (
        {"@language": "en", "outcomes": {"@id": f"{KORYU}outcomes", "@language": None}},
        [(curie("koryu:outcomes"), text) for text in THREE_TEXTS],
    ),
    "numbers under another type": (
        {"number": {"@id": f"{KORYU}number", "@type": "http://www.w3.org/2001/XMLSchema#date"}},
        [
            (curie("koryu:number"), to_typed("16", "xsd:integer")),
            (curie("koryu:number"), to_typed("true", "xsd:boolean")),
        ],
    ),
    "texts under a term for IRIs": (
        {"@language": "ja", "page": {"@id": "http://xmlns.com/foaf/0.1/page", "@type": "@id"}},
        [(curie("foaf:page"), text) for text in THREE_TEXTS],
    ),
}


@pytest.fixture
def use_context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """Put a context in the place of the bundled one."""

    def put(definitions: dict[str, Any]) -> None:
        (tmp_path / "context.jsonld").write_text(json.dumps({"@context": definitions}), "utf-8")
        monkeypatch.setattr(jsonld, "get_folder", lambda _: tmp_path)

    return put


def to_bytes(descriptions: Iterable[Description]) -> bytes:
    stream = io.BytesIO()
    write(descriptions, stream, suffix=".jsonld")
    return stream.getvalue()


def to_node(definitions: dict[str, Any], *statements: tuple[str, str]) -> dict[str, Any]:
    return Compactor(Context(definitions)).to_node(Description(to_iri("urn:x:s"), list(statements)))


@pytest.mark.parametrize("name", CONTEXTS)
def test_every_context_is_read_back_right(
    name: str,
    descriptions: list[Description],
    parsers: Parsers,
    statements_of: StatementsOf,
    use_context: Callable[[dict[str, Any]], None],
) -> None:
    use_context(CONTEXTS[name])
    content = to_bytes(descriptions)
    for parser in ("oxigraph", "rdflib"):
        assert parsers[parser](content, ".jsonld") == statements_of(descriptions), parser


@pytest.mark.parametrize("name", TRAPS)
def test_no_short_form_is_read_as_something_else(
    name: str, parsers: Parsers, statements_of: StatementsOf, use_context: Callable[[dict[str, Any]], None]
) -> None:
    context, statements = TRAPS[name]
    descriptions = [Description(to_iri("urn:x:s"), statements)]
    use_context(context)
    content = to_bytes(descriptions)
    for parser in ("oxigraph", "rdflib"):
        assert parsers[parser](content, ".jsonld") == statements_of(descriptions), parser


def test_terms_are_used_where_they_fit(
    descriptions: list[Description], use_context: Callable[[dict[str, Any]], None]
) -> None:
    use_context(RICH)
    document = json.loads(to_bytes(descriptions))
    assert document["@context"] == RICH
    assert document["@graph"][0] == {
        "id": "https://w3id.org/koryu/id/agreement/s/1",
        "type": ["Agreement", "https://example.org/types#Other"],
        "number": 16,
        "party": ["https://w3id.org/koryu/id/place/a", "https://w3id.org/koryu/id/place/b"],
        f"{PREFIXES['koryu']}japaneseParty": {"@id": "https://w3id.org/koryu/id/place/a"},
        "kind_code": "memorandum",
        "field": ["economy", "https://w3id.org/koryu/fields#environment"],
        "signedOn": [
            "2006-11-02",
            {"@value": "2006-11", "@type": "xsd:gYearMonth"},
            {"@value": "2006", "@type": "xsd:gYear"},
        ],
        "identifier": "s/1",
        "title": {"ja": "覚書", "en": ["Memorandum", "Note"]},
        "http://purl.org/dc/terms/title": "untagged",
        "page": "http://example.jp/?a=1&b=2",
        f"{PREFIXES['skos']}notation": {"@value": "a/b", "@type": "kind:notation"},
        "https://example.org/other/12-name": ["another namespace", {"@id": "https://w3id.org/koryu/id/place/a"}],
    }
    assert document["@graph"][-1]["outcomes"] == "again"


def test_sets_are_lists_and_single_values_are_not() -> None:
    node = to_node(
        RICH,
        (TYPE, curie("koryu:Agreement")),
        (curie("koryu:party"), to_iri("urn:x:a")),
        (curie("foaf:page"), to_iri("urn:x:a")),
        (curie("koryu:background"), to_literal("あ", "ja")),
        (curie("dcterms:title"), to_literal("い", "ja")),
    )
    assert node == {
        "id": "urn:x:s",
        "type": ["Agreement"],
        "party": ["urn:x:a"],
        "page": "urn:x:a",
        "background": {"ja": ["あ"]},
        "title": {"ja": "い"},
    }


@given(st.one_of(st.integers(), st.integers().map(lambda number: number * 10**12)))
def test_integers_are_json_numbers_while_those_are_exact(number: int) -> None:
    key = Context(RICH).keys[f"{PREFIXES['koryu']}number"][0]
    expected = number if abs(number) < 10**15 else str(number)
    assert key.express(parse_token(to_typed(str(number), "xsd:integer"))) == expected


def test_one_object_a_line(descriptions: list[Description], use_context: Callable[[dict[str, Any]], None]) -> None:
    use_context(RICH)
    lines = to_bytes(descriptions).decode().split("\n")
    assert len(lines) == 2 + sum(bool(statements) for _, statements in descriptions) + 2
    assert all(json.loads(line.removesuffix(",")) for line in lines[2:-2])


def test_an_iri_that_a_prefix_would_swallow_is_refused() -> None:
    context = {"tel": "https://example.org/telephone#"}
    with pytest.raises(WriteError, match="tel:"):
        to_node(context, (curie("foaf:page"), to_iri("tel:+81-43-245-5292")))


def test_a_predicate_that_is_a_term_of_another_meaning_is_refused() -> None:
    iri = "https://example.org/p"
    with pytest.raises(WriteError, match=iri):
        to_node({iri: {"@id": iri, "@container": "@list"}}, (to_iri(iri), to_literal("x")))


@pytest.mark.parametrize("content", ['"https://example.org/context"', "[{}]", '{"@import": "https://example.org/c"}'])
def test_a_remote_context_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "context.jsonld").write_text(f'{{"@context": {content}}}')
    with pytest.raises(ValueError, match="context"):
        read_context(tmp_path / "context.jsonld")


def test_the_bundled_context_can_be_read_and_is_embedded_whole(
    descriptions: list[Description], parsers: Parsers, statements_of: StatementsOf
) -> None:
    path = get_folder("ontology") / "context.jsonld"
    content = to_bytes(descriptions)
    assert json.loads(content)["@context"] == json.loads(path.read_bytes())["@context"]
    for parser in ("oxigraph", "rdflib"):
        assert parsers[parser](content, ".jsonld") == statements_of(descriptions)


def test_the_bundled_context_has_no_term_that_could_not_be_used() -> None:
    context = read_context(get_folder("ontology") / "context.jsonld")
    keys = {key.name for keys in context.keys.values() for key in keys}
    terms = {name for name, definition in context.definitions.items() if isinstance(definition, dict)}
    aliases = {name for name in terms if (context.expand(name) or "").startswith("@")}
    assert terms - aliases
    assert terms - aliases <= keys


def test_no_scheme_in_use_is_a_prefix_of_the_bundled_context() -> None:
    context = read_context(get_folder("ontology") / "context.jsonld")
    for iri in ("tel:+81-43", "mailto:a@example.jp", "urn:x:y", "https://example.jp/", "http://example.jp/"):
        assert context.refer_to(iri) == iri


def test_a_kind_of_term_is_looked_up_once() -> None:
    compactor = Compactor(Context(RICH))
    for number in range(100):
        statements = [
            (curie("foaf:page"), to_iri(f"urn:x:{number}")),
            (curie("dcterms:title"), to_literal(str(number))),
        ]
        compactor.to_node(Description(to_iri("urn:x:s"), statements))
    assert compactor._context.find_key.cache_info().currsize == 2


def test_expansion_follows_terms_prefixes_and_vocabulary() -> None:
    context = Context({**RICH, "@vocab": "https://example.org/v#", "alias": "party"})
    expected = {
        "party": f"{PREFIXES['koryu']}party",
        "alias": f"{PREFIXES['koryu']}party",
        "koryu:x": f"{PREFIXES['koryu']}x",
        "koryu://x": "koryu://x",
        "https://example.org/": "https://example.org/",
        "word": "https://example.org/v#word",
        "@id": "@id",
        "id": "@id",
    }
    assert {name: context.expand(name) for name in expected} == expected
    assert Context({}).expand("word") is None
    assert Context({"word": None, "@vocab": "urn:v:"}).expand("word") is None


def test_a_term_is_kept_apart_from_its_kind() -> None:
    assert parse_token('"a"@ja') == Term(None, "a", "ja", None)
