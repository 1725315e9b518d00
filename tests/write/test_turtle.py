"""How Turtle and TriG look, letter by letter."""

from __future__ import annotations

import io

from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.terms import TYPE, Description, curie, to_iri, to_literal, to_typed
from koryu_rdf.write import write

BASE = "https://w3id.org/koryu/id/"
DESCRIPTIONS = [
    Description(
        to_iri(f"{BASE}agreement/s/1"),
        [
            (TYPE, curie("koryu:Agreement")),
            (curie("koryu:number"), to_typed("16", "xsd:integer")),
            (curie("koryu:party"), to_iri(f"{BASE}place/jp-121002")),
            (curie("koryu:overseasParty"), to_iri(f"{BASE}place/cn-abcdefghijkl")),
            (curie("koryu:party"), to_iri(f"{BASE}place/cn-abcdefghijkl")),
            (curie("koryu:field"), curie("field:economy")),
            (curie("koryu:field"), curie("field:environment")),
            (curie("koryu:signedOn"), to_typed("2006", "xsd:gYear")),
            (curie("dcterms:title"), to_literal('"覚書"', "ja")),
        ],
    ),
    Description(curie("koryu:Agreement"), [(curie("rdfs:label"), to_literal("two\nlines", "en"))]),
]
BODY = """
<https://w3id.org/koryu/id/agreement/s/1>
    a koryu:Agreement ;
    koryu:number 16 ;
    koryu:party
        <https://w3id.org/koryu/id/place/jp-121002> ,
        <https://w3id.org/koryu/id/place/cn-abcdefghijkl> ;
    koryu:overseasParty <https://w3id.org/koryu/id/place/cn-abcdefghijkl> ;
    koryu:field field:economy, field:environment ;
    koryu:signedOn "2006"^^xsd:gYear ;
    dcterms:title "\\"覚書\\""@ja .

koryu:Agreement
    rdfs:label "two\\nlines"@en .
"""


def write_text(suffix: str, graph: str | None = None) -> str:
    stream = io.BytesIO()
    write(DESCRIPTIONS, stream, suffix=suffix, graph=graph)
    return stream.getvalue().decode()


def test_turtle_reads_well() -> None:
    header, body = write_text(".ttl").split("\n\n", 1)
    assert header.splitlines() == sorted(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
    assert f"\n{body}" == BODY


def test_trig_is_turtle_inside_a_graph() -> None:
    header, _ = write_text(".ttl").split("\n\n", 1)
    assert write_text(".trig", f"{BASE}graph") == f"{header}\n\nGRAPH <{BASE}graph> {{\n{BODY}\n}}\n"


def test_trig_without_a_graph_is_turtle() -> None:
    assert write_text(".trig") == write_text(".ttl")
