"""RDF/XML where it is not like the other formats."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest

from koryu_rdf.errors import WriteError
from koryu_rdf.namespaces import RDF
from koryu_rdf.terms import Description, curie, to_iri, to_literal
from koryu_rdf.texts import get_text
from koryu_rdf.write import write


def write_one(predicate: str, text: str = "x") -> bytes:
    stream = io.BytesIO()
    write([Description(to_iri("urn:x:s"), [(predicate, to_literal(text))])], stream, suffix=".rdf")
    return stream.getvalue()


def test_control_characters_are_replaced_and_others_kept() -> None:
    text = "".join(map(chr, range(0x20))) + "\x7f\x85\u2028\ufffd\ufffe\uffff\U0001f600"
    root = ET.fromstring(write_one(curie("dcterms:title"), text))
    assert (
        root[0][0].text == "\ufffd" * 9 + "\t\n\ufffd\ufffd\r" + "\ufffd" * 18 + "\x7f\x85\u2028" + "\ufffd" * 3 + "😀"
    )


def test_known_namespaces_use_the_prefixes_of_the_header() -> None:
    assert b"<dcterms:title>x</dcterms:title>" in write_one(curie("dcterms:title"))


def test_other_namespaces_are_declared_where_they_stand() -> None:
    content = write_one(to_iri("https://example.org/?a=1&b=name"))
    assert b'<p:name xmlns:p="https://example.org/?a=1&amp;b=">x</p:name>' in content


@pytest.mark.parametrize(
    "predicate", ["https://example.org/12", "https://example.org/", "urn:x:交流", f"{RDF}li", f"{RDF}Description"]
)
def test_a_predicate_that_is_no_element_name(predicate: str) -> None:
    with pytest.raises(WriteError) as caught:
        write_one(to_iri(predicate))
    assert caught.value.message == get_text("errors", "write-no-qname", predicate=f"<{predicate}>")
