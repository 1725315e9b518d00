"""Every format, read back by independent parsers, holds exactly the statements that went in."""

from __future__ import annotations

import io
import itertools
import os
import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.errors import WriteError
from koryu_rdf.terms import Description, curie, to_iri, to_literal
from koryu_rdf.texts import get_text
from koryu_rdf.write import GRAPH_SUFFIXES, WRITERS, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Statements = set[tuple[str, str, tuple[str | None, ...]]]
    Parsers = dict[str, Callable[[bytes, str], Statements]]
    StatementsOf = Callable[[Iterable[Description]], Statements]

CASES = [
    (suffix, parser)
    for suffix in WRITERS
    for parser in ("oxigraph", "rdflib", "rapper")
    if parser != "rapper" or suffix in {".ttl", ".nt", ".rdf"}
]
GRAPH = "https://example.org/graph"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_bytes(descriptions: Iterable[Description], suffix: str, graph: str | None = None) -> bytes:
    stream = io.BytesIO()
    write(descriptions, stream, suffix=suffix, graph=graph)
    return stream.getvalue()


def fit_for(suffix: str, descriptions: Iterable[Description]) -> list[Description]:
    """Give what a format can hold of the descriptions: XML has no control characters."""
    if suffix != ".rdf":
        return list(descriptions)
    return [
        Description(subject, [(predicate, replace_controls(value)) for predicate, value in statements])
        for subject, statements in descriptions
    ]


def replace_controls(token: str) -> str:
    return re.sub(r"\\u00(?!0[9ad])[01][0-9a-f]|\\[bf]|[\ufffe\uffff]", "\ufffd", token)


@pytest.mark.parametrize(("suffix", "parser"), CASES)
def test_a_round_trip_changes_nothing(
    suffix: str, parser: str, descriptions: list[Description], parsers: Parsers, statements_of: StatementsOf
) -> None:
    expected = statements_of(fit_for(suffix, descriptions))
    assert len(expected) > 50
    assert parsers[parser](to_bytes(descriptions, suffix), suffix) == expected


@pytest.mark.parametrize("suffix", WRITERS)
@given(text=st.text(max_size=40), language=st.sampled_from([None, "ja"]))
def test_any_text_survives(
    suffix: str, parsers: Parsers, statements_of: StatementsOf, text: str, language: str | None
) -> None:
    fit = NOT_IN_XML.sub("\ufffd", text) if suffix == ".rdf" else text
    given_one, expected = (
        [Description(to_iri("urn:x:s"), [(curie("dcterms:title"), to_literal(value, language))])]
        for value in (text, fit)
    )
    content = to_bytes(given_one, suffix)
    assert parsers["oxigraph"](content, suffix) == statements_of(expected)
    assert parsers["rdflib"](content, suffix) == statements_of(expected)


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_nul_survives_where_the_format_has_it(suffix: str, parsers: Parsers, statements_of: StatementsOf) -> None:
    """Raptor is not asked: it ends every text at its first NUL."""
    descriptions = [Description(to_iri("urn:x:s"), [(curie("dcterms:title"), to_literal("a\0b"))])]
    content = to_bytes(descriptions, suffix)
    for parser in ("oxigraph", "rdflib"):
        assert parsers[parser](content, suffix) == statements_of(fit_for(suffix, descriptions))


@pytest.mark.parametrize("suffix", WRITERS)
def test_files_are_counted_reproducible_and_utf8(tmp_path: Path, suffix: str, descriptions: list[Description]) -> None:
    expected = sum(len(statements) for _, statements in descriptions)
    for name in ("first", "second"):
        assert write(iter(descriptions), tmp_path / f"{name}{suffix}") == expected
    content = (tmp_path / f"first{suffix}").read_bytes()
    assert content == (tmp_path / f"second{suffix}").read_bytes() == to_bytes(descriptions, suffix)
    assert "髙" in content.decode(), "text stays readable"
    assert content.endswith(b"\n")


@pytest.mark.parametrize("suffix", WRITERS)
def test_nothing_at_all_is_a_legal_file(suffix: str, parsers: Parsers) -> None:
    for descriptions in ([], [Description(to_iri("urn:x:s"), [])]):
        content = to_bytes(descriptions, suffix)
        assert b"urn:x:s" not in content
        assert parsers["oxigraph"](content, suffix) == set()
        assert parsers["rdflib"](content, suffix) == set()


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_stream_is_written_as_it_comes(suffix: str) -> None:
    """Nothing is kept back until the end, so memory stays bounded however many descriptions there are."""
    stream = io.BytesIO()
    sizes: list[int] = []

    def watch() -> Iterator[Description]:
        for number in range(100):
            sizes.append(stream.tell())
            yield Description(to_iri(f"urn:x:{number}"), [(curie("dcterms:title"), to_literal("x" * 1000))])

    write(watch(), stream, suffix=suffix)
    assert all(later - earlier >= 1000 for earlier, later in itertools.pairwise(sizes))


@pytest.mark.filterwarnings("ignore:::rdflib")
@pytest.mark.parametrize("suffix", sorted(GRAPH_SUFFIXES))
def test_a_named_graph_takes_all_triples(
    suffix: str, descriptions: list[Description], parsers: Parsers, statements_of: StatementsOf
) -> None:
    content = to_bytes(descriptions, suffix, GRAPH)
    quads = list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.from_extension(suffix[1:])))
    assert {quad.graph_name for quad in quads} == {pyoxigraph.NamedNode(GRAPH)}
    assert parsers["oxigraph"](content, suffix) == statements_of(descriptions)
    names = {".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=names[suffix])
    assert {str(graph) for *_, graph in dataset.quads()} == {GRAPH}


def test_graph_suffixes_are_those_whose_parsers_know_graphs() -> None:
    forms = {suffix: pyoxigraph.RdfFormat.from_extension(suffix[1:]) for suffix in WRITERS}
    assert all(forms.values())
    assert {suffix for suffix, form in forms.items() if form and form.supports_datasets} == GRAPH_SUFFIXES


@pytest.mark.parametrize("suffix", sorted(WRITERS.keys() - GRAPH_SUFFIXES))
def test_a_graph_is_not_dropped_in_silence(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(WriteError) as caught:
        write([], tmp_path / f"out{suffix}", graph=GRAPH)
    assert caught.value.message == get_text("errors", "write-no-graphs", suffix=suffix)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("graph", ["no iri", "relative", "https://example.org/a b", "https://example.org/<>", ""])
def test_a_bad_graph_name(graph: str) -> None:
    with pytest.raises(WriteError) as caught:
        to_bytes([], ".nq", graph)
    assert caught.value.message == get_text("errors", "write-bad-graph", graph=graph)


@pytest.mark.parametrize(("name", "suffix"), [("a.xlsx", ".xlsx"), ("a", ""), ("a.zst", ""), ("a.ttl.bz2", ".bz2")])
def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path, name: str, suffix: str) -> None:
    with pytest.raises(WriteError) as caught:
        write([], tmp_path / name)
    assert caught.value.message == get_text("errors", "write-unknown-suffix", suffix=suffix)
    assert caught.value.where == str(tmp_path / name)
    assert caught.value.hint is not None
    assert all(known in caught.value.hint.en and known in caught.value.hint.ja for known in WRITERS)
    assert os.listdir(tmp_path) == []


def test_a_stream_needs_a_suffix() -> None:
    with pytest.raises(WriteError):
        write([], io.BytesIO())


@pytest.mark.parametrize("suffix", WRITERS)
def test_an_interrupted_stream_leaves_the_old_file(
    tmp_path: Path, suffix: str, descriptions: list[Description]
) -> None:
    def stop_halfway() -> Iterator[Description]:
        yield from descriptions
        raise KeyboardInterrupt

    (tmp_path / f"out{suffix}").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write(stop_halfway(), tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").read_bytes() == b"old"
    assert os.listdir(tmp_path) == [f"out{suffix}"]


@pytest.mark.parametrize("suffix", [".nt.gz", ".TTL.ZST"])
def test_the_format_stands_before_the_compression(tmp_path: Path, suffix: str, descriptions: list[Description]) -> None:
    write(descriptions, tmp_path / f"out{suffix}")
    magic = {b"\x1f\x8b": ".gz", b"\x28\xb5": ".zst"}
    assert suffix.lower().endswith(magic[(tmp_path / f"out{suffix}").read_bytes()[:2]])
