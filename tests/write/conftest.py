"""Descriptions that are hard to write, and three independent parsers to read them back with."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib

from koryu_rdf.namespaces import XSD
from koryu_rdf.terms import TYPE, Description, curie, parse_token, to_iri, to_literal, to_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

Statement = tuple[str, str, tuple[str | None, ...]]
Parser = Callable[[bytes, str], set[Statement]]

BASE = "https://w3id.org/koryu/id/"

HOSTILE_TEXTS = [
    "",
    " both ends ",
    'quotes " and \' and """ and \'\'\' and a last "',
    "backslash \\ and \\n and \\u0041 and a last \\",
    "line\nfeed\r\nreturn\rtab\tend\n",
    "form\ffeed back\bspace bell\a escape\x1b delete\x7f next\x85line",
    "line\u2028and paragraph\u2029separators, byte order \ufeffmark, zero\u200dwidth, soft\u00adhyphen",
    "emoji 😀👩‍👩‍👧 and rare 𠮷田 髙",
    "right to left: اتفاق \u202eoverride\u202c הסכם",
    "<tag attribute='x'> &amp; ]]> <!-- --> <?pi?> </script> &#10;",
    "${x} {x} %b %s {{ x }} @prefix a: <b> . # comment",
    "combining: か\u3099 ぱ ｶﾞ ① ～－",
]
HOSTILE_IRIS = [
    f"{BASE}agreement/economic-exchange-2012/16#contact",
    "https://w3id.org/koryu/ontology#",
    "https://w3id.org/koryu/ontology#-hyphen",
    "https://w3id.org/koryu/ontology#hyphen-",
    "https://w3id.org/koryu/ontology#dot.",
    "https://w3id.org/koryu/ontology#.dot",
    "https://w3id.org/koryu/ontology#a.b",
    "https://w3id.org/koryu/ontology#a..b",
    "https://w3id.org/koryu/ontology#1a",
    "https://w3id.org/koryu/ontology#a/b",
    "https://w3id.org/koryu/ontology#a:b",
    "https://w3id.org/koryu/ontology#a%20b",
    "https://w3id.org/koryu/ontology#a,b;c(d)'e'!*$&=+~",
    "https://w3id.org/koryu/ontology#交流",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/terms/a/b",
    "http://www.city.example.jp/?a=1&b=2",
    "tel:+81-43-245-5292",
    "mailto:kokusai@city.example.jp",
    "urn:x:y",
]


@pytest.fixture(scope="session")
def descriptions() -> list[Description]:
    """Descriptions with every kind of term, hostile texts and IRIs among them."""
    subject = to_iri(f"{BASE}agreement/s/1")
    plain = [
        (TYPE, curie("koryu:Agreement")),
        (TYPE, to_iri("https://example.org/types#Other")),
        (curie("koryu:number"), to_typed("16", "xsd:integer")),
        (curie("koryu:party"), to_iri(f"{BASE}place/a")),
        (curie("koryu:japaneseParty"), to_iri(f"{BASE}place/a")),
        (curie("koryu:party"), to_iri(f"{BASE}place/b")),
        (curie("koryu:kind"), curie("kind:memorandum")),
        (curie("koryu:field"), curie("field:economy")),
        (curie("koryu:field"), curie("field:environment")),
        (curie("koryu:signedOn"), to_typed("2006-11-02", "xsd:date")),
        (curie("koryu:signedOn"), to_typed("2006-11", "xsd:gYearMonth")),
        (curie("koryu:signedOn"), to_typed("2006", "xsd:gYear")),
        (curie("dcterms:identifier"), to_literal("s/1")),
        (curie("dcterms:title"), to_literal("覚書", "ja")),
        (curie("dcterms:title"), to_literal("Memorandum", "en")),
        (curie("dcterms:title"), to_literal("Note", "en")),
        (curie("dcterms:title"), to_literal("untagged")),
        (curie("foaf:page"), to_iri("http://example.jp/?a=1&b=2")),
        (curie("skos:notation"), to_typed("a/b", "kind:notation")),
        ("<https://example.org/other/12-name>", to_literal("another namespace")),
        ("<https://example.org/other/12-name>", to_iri(f"{BASE}place/a")),
    ]
    numbers = ["0", "-0", "+5", "007", "-12", "9007199254740993", "12345678901234567890123", "١٢", " 1", "x", ""]
    odd = [(curie("koryu:number"), to_typed(text, "xsd:integer")) for text in numbers]
    odd += [(curie("koryu:flag"), to_typed(text, "xsd:boolean")) for text in ("true", "false", "1", "yes")]
    odd += [(curie("koryu:size"), to_typed(text, "xsd:decimal")) for text in ("1.50", "1", "-0.0")]
    texts = [(curie("koryu:background"), to_literal(text, "ja")) for text in HOSTILE_TEXTS]
    texts += [(curie("dcterms:identifier"), to_literal(text)) for text in HOSTILE_TEXTS]
    iris = [(curie("foaf:page"), to_iri(iri)) for iri in HOSTILE_IRIS]
    return [
        Description(subject, plain),
        Description(to_iri(f"{BASE}nothing/1"), []),
        Description(to_iri(f"{BASE}odd/1"), odd),
        Description(to_iri(f"{BASE}text/1"), texts),
        Description(to_iri("https://w3id.org/koryu/ontology#a/b"), iris),
        Description(subject, [(curie("koryu:outcomes"), to_literal("again", "ja"))]),
    ]


def list_statements(descriptions: Iterable[Description]) -> set[Statement]:
    """Say what a parser must read, without any writer."""
    return {
        (subject[1:-1], predicate[1:-1], _read_token(value))
        for subject, statements in descriptions
        for predicate, value in statements
    }


def _read_token(token: str) -> tuple[str | None, ...]:
    term = parse_token(token)
    if term.iri is not None:
        return (term.iri,)
    return (term.text, term.language, term.datatype or (None if term.language else f"{XSD}string"))


def parse_with_oxigraph(content: bytes, suffix: str) -> set[Statement]:
    form = pyoxigraph.RdfFormat.from_extension(suffix[1:])
    return {_read_quad(quad) for quad in pyoxigraph.parse(content, format=form)}


def _read_quad(quad: pyoxigraph.Quad) -> Statement:
    assert isinstance(quad.subject, pyoxigraph.NamedNode)
    value = quad.object
    if isinstance(value, pyoxigraph.NamedNode):
        return quad.subject.value, quad.predicate.value, (value.value,)
    assert isinstance(value, pyoxigraph.Literal)
    datatype = None if value.language else value.datatype.value
    return quad.subject.value, quad.predicate.value, (value.value, value.language, datatype)


def parse_with_rdflib(content: bytes, suffix: str) -> set[Statement]:
    names = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}
    graph = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of its own deprecated parts and of odd booleans
        graph.parse(data=content, format=names[suffix])
    return {(str(subject), str(predicate), _read_node(value)) for subject, predicate, value, _ in graph.quads()}


def _read_node(value: rdflib.term.Node) -> tuple[str | None, ...]:
    if not isinstance(value, rdflib.Literal):
        return (str(value),)
    datatype = str(value.datatype) if value.datatype else None
    return (str(value), value.language, datatype or (None if value.language else f"{XSD}string"))


def parse_with_rapper(content: bytes, suffix: str) -> set[Statement]:
    """Read with Raptor, which is written in C and shares nothing with the others."""
    names = {".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml"}
    command = [find_rapper(), "-q", "-i", names[suffix], "-o", "ntriples", "-", BASE]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return parse_with_oxigraph(done.stdout, ".nt")


def find_rapper() -> str:
    path = shutil.which("rapper")
    if path is None and not os.environ.get("CI"):
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    assert path is not None, "rapper must be there under CI"
    return path


@pytest.fixture(autouse=True, scope="module")
def keep_lexical_forms() -> Iterable[None]:
    """Keep rdflib from rewriting literals such as 007 when it reads them."""
    old = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = old


@pytest.fixture(scope="session")
def statements_of() -> Callable[[Iterable[Description]], set[Statement]]:
    return list_statements


@pytest.fixture(scope="session")
def parsers() -> dict[str, Parser]:
    return {"oxigraph": parse_with_oxigraph, "rdflib": parse_with_rdflib, "rapper": parse_with_rapper}
