"""Turtle and TriG for people to read: one block a subject, one predicate a line.

In: blocks. Out: UTF-8 with the whole table of prefixes at its head: a header of only those in use would need a
second pass over the stream. Subjects stay in the order they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from koryu_rdf.blocks import Block, Value, to_list
from koryu_rdf.terms import TYPE
from koryu_rdf.write.frame import Frame
from koryu_rdf.write.names import ShortNames

_NEXT_LINE = b" ;\n    "
_NEXT_OBJECT = b" ,\n        "
_ANGLE = ord(">")
_WIDTH = 72


def write_turtle(blocks: Iterable[Block], stream: BinaryIO, frame: Frame) -> int:
    """Write Turtle, which has no place for a graph."""
    return _write_blocks(blocks, stream, _open(stream, frame))


def write_trig(blocks: Iterable[Block], stream: BinaryIO, frame: Frame) -> int:
    """Write TriG: one graph, or the default graph without any braces."""
    names = _open(stream, frame)
    if not frame.graph:
        return _write_blocks(blocks, stream, names)
    stream.write(f"\nGRAPH {names.shorten(frame.graph)} {{\n".encode())
    count = _write_blocks(blocks, stream, names)
    stream.write(b"\n}\n")
    return count


def _open(stream: BinaryIO, frame: Frame) -> ShortNames:
    """Write the prefixes at the head."""
    if not frame.continued:
        lines = (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(frame.prefixes.items()))
        stream.write("".join(lines).encode())
    return ShortNames(frame.prefixes)


def _write_blocks(blocks: Iterable[Block], stream: BinaryIO, names: ShortNames) -> int:
    """Fill the objects into blocks whose predicates stand ready, as :func:`~koryu_rdf.write.lines.write_ntriples` does."""
    ready: dict[tuple[bytes, ...], list[bytes]] = {}
    shorten, count = names.shorten_bytes, 0
    for subject, statements in blocks:
        if not statements:
            continue
        predicates, values = zip(*statements, strict=True)
        block = (ready.get(predicates) or ready.setdefault(predicates, _lay_out(predicates, names)))[:]
        block[0] = b"\n" + shorten(subject)
        block[2::2] = [_lay_out_objects(value, shorten) for value in values]
        stream.write(b"".join(block) + b" .\n")
        count += len(statements) + sum(len(value) - 1 for value in values if type(value) is list)
    return count


def _lay_out(predicates: tuple[bytes, ...], names: ShortNames) -> list[bytes]:
    """Put what stands before each object; the places of the subject and of the objects stay empty."""
    shown = [b"a" if predicate == TYPE.encode() else names.shorten_bytes(predicate) for predicate in predicates]
    starts = [b"\n    " if number == 0 else _NEXT_LINE for number in range(len(shown))]
    return [b"", *(part for start, name in zip(starts, shown, strict=True) for part in (start + name, b""))]


def _lay_out_objects(value: Value, shorten: Callable[[bytes], bytes]) -> bytes:
    """Put one object on the line of its predicate; several too, where they fit, else each on its own: a change then touches one line.

    Only IRIs and typed literals end in ``>``; long texts do not, and so stay out of the cache.
    """
    if type(value) is bytes:
        return b" " + (shorten(value) if value[-1] == _ANGLE else value)
    shown = [shorten(one) if one[-1] == _ANGLE else one for one in to_list(value)]
    line = b", ".join(shown)
    return (
        b" " + line if len(line) <= _WIDTH or len(line.decode()) <= _WIDTH else b"\n        " + _NEXT_OBJECT.join(shown)
    )
