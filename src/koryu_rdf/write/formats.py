"""The table of formats, and the one function that writes any of them.

In: a stream of blocks or descriptions, and where they go. Out: a whole file or none, and the number of triples. A new format is
one line in ``WRITERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from koryu_rdf.blocks import Block, to_block, to_description
from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.outputs import get_format_suffix, make_write_error, open_output
from koryu_rdf.terms import Description, to_iri
from koryu_rdf.write.frame import Frame
from koryu_rdf.write.jsonld import write_jsonld
from koryu_rdf.write.lines import write_nquads, write_ntriples
from koryu_rdf.write.rdfxml import write_rdfxml
from koryu_rdf.write.turtle import write_trig, write_turtle

Described = Block | Description
Writer = Callable[[Iterable[Described], BinaryIO, Frame], int]
"""Takes blocks or descriptions, a stream and what stands around the triples, and gives the number of triples written."""


def _taking_blocks(writer: Callable[[Iterable[Block], BinaryIO, Frame], int]) -> Writer:
    return lambda things, stream, frame: writer(map(to_block, things), stream, frame)


def _taking_descriptions(writer: Callable[[Iterable[Description], BinaryIO, Frame], int]) -> Writer:
    return lambda things, stream, frame: writer(map(to_description, things), stream, frame)


WRITERS: Mapping[str, Writer] = {
    ".ttl": _taking_blocks(write_turtle),
    ".nt": _taking_blocks(write_ntriples),
    ".nq": _taking_blocks(write_nquads),
    ".trig": _taking_blocks(write_trig),
    ".jsonld": _taking_descriptions(write_jsonld),
    ".rdf": _taking_descriptions(write_rdfxml),
}
GRAPH_SUFFIXES = frozenset({".nq", ".trig", ".jsonld"})
CONTINUABLE = frozenset({".ttl", ".nt", ".nq", ".trig"})
"""Formats that have nothing at their end, so that more may follow."""


def write(
    descriptions: Iterable[Described],
    target: Path | BinaryIO,
    *,
    graph: str | None = None,
    suffix: str | None = None,
    prefixes: Mapping[str, str] | None = None,
    continued: bool = False,
) -> int:
    """Write blocks or descriptions in the format of the target's suffix and give the number of triples.

    ``suffix`` names the format where the target does not: a stream always needs it. ``graph`` is the IRI of the named
    graph that takes the triples; ``prefixes`` are used in Turtle and TriG beside the project's own. Two descriptions of
    one subject stay two. What is ``continued``, in a format of ``CONTINUABLE``, follows what another call wrote to the stream.

    Raises ``WriteError`` for a suffix that no writer has, a graph that is no IRI or that the format cannot hold, and a
    target that cannot be written.
    """
    suffix = suffix or (get_format_suffix(target) if isinstance(target, Path) else "")
    writer = _find_writer(suffix, target)
    frame = Frame(_name_graph(graph, suffix, target), {**PREFIXES, **(prefixes or {})}, continued)
    with open_output(target) as stream:
        return writer(descriptions, stream, frame)


def _find_writer(suffix: str, target: Path | BinaryIO) -> Writer:
    if suffix not in WRITERS:
        raise make_write_error("write-unknown-suffix", _locate(target), suffix=suffix, known=" ".join(WRITERS))
    return WRITERS[suffix]


def _name_graph(graph: str | None, suffix: str, target: Path | BinaryIO) -> str | None:
    if graph is None:
        return None
    if suffix not in GRAPH_SUFFIXES:
        known = " ".join(sorted(GRAPH_SUFFIXES))
        raise make_write_error("write-no-graphs", _locate(target), suffix=suffix, known=known)
    try:
        return to_iri(graph)
    except ValueError as error:
        raise make_write_error("write-bad-graph", _locate(target), graph=graph) from error


def _locate(target: Path | BinaryIO) -> Path | None:
    return target if isinstance(target, Path) else None
