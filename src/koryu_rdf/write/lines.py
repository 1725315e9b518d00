"""N-Triples and N-Quads: tokens joined into lines.

In: blocks. Out: UTF-8, one statement a line, in the order they come. Nothing is parsed, checked or sorted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from koryu_rdf.blocks import Block, Value
from koryu_rdf.write.frame import Frame

_EVERY = 4  # subject, predicate, object, end


def write_ntriples(blocks: Iterable[Block], stream: BinaryIO, _frame: Frame) -> int:
    """Write N-Triples, which have no place for a graph."""
    return _write_lines(blocks, stream, b" .\n")


def write_nquads(blocks: Iterable[Block], stream: BinaryIO, frame: Frame) -> int:
    """Write N-Quads."""
    return _write_lines(blocks, stream, f" {frame.graph} .\n".encode() if frame.graph else b" .\n")


def _write_lines(blocks: Iterable[Block], stream: BinaryIO, end: bytes) -> int:
    """Fill the subject and the objects into lines whose predicates stand ready.

    Blocks of one class mostly have the same predicates, so a list is copied, filled by two slices and joined: all of it in C.
    """
    lines: dict[tuple[bytes, ...], list[bytes]] = {}
    count = 0
    for subject, statements in blocks:
        if not statements:
            continue
        predicates, values = zip(*statements, strict=True)
        ready = lines.get(predicates) or lines.setdefault(predicates, _lay_out(predicates, end))
        line = ready[:]
        line[0::_EVERY] = [subject] * len(predicates)
        line[2::_EVERY] = [
            value if type(value) is bytes else _repeat(subject, predicate, value, end)
            for predicate, value in statements
        ]
        stream.write(b"".join(line))
        count += len(statements) + sum(len(value) - 1 for value in values if type(value) is list)
    return count


def _lay_out(predicates: tuple[bytes, ...], end: bytes) -> list[bytes]:
    return [part for predicate in predicates for part in (b"", b" " + predicate + b" ", b"", end)]


def _repeat(subject: bytes, predicate: bytes, objects: Value, end: bytes) -> bytes:
    """Join several objects by what stands between them: a line's end and the next one's beginning."""
    return b"".join((end, subject, b" ", predicate, b" ")).join(objects)  # type: ignore[arg-type]
