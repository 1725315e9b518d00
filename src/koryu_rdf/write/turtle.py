"""Turtle and TriG for people to read: one block a subject, one predicate a line.

In: descriptions. Out: UTF-8 with the whole table of prefixes at its head: a header of only those in use would need a
second pass over the stream. Subjects stay in the order they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from koryu_rdf.terms import TYPE, Description, group_by_predicate
from koryu_rdf.write.frame import Frame
from koryu_rdf.write.names import ShortNames

_NEXT_LINE = " ;\n    "
_NEXT_OBJECT = " ,\n        "
_WIDTH = 72


def write_turtle(descriptions: Iterable[Description], stream: BinaryIO, frame: Frame) -> int:
    """Write Turtle, which has no place for a graph."""
    return _write_blocks(descriptions, stream, _open(stream, frame))


def write_trig(descriptions: Iterable[Description], stream: BinaryIO, frame: Frame) -> int:
    """Write TriG: one graph, or the default graph without any braces."""
    names = _open(stream, frame)
    if not frame.graph:
        return _write_blocks(descriptions, stream, names)
    stream.write(f"\nGRAPH {names.shorten(frame.graph)} {{\n".encode())
    count = _write_blocks(descriptions, stream, names)
    stream.write(b"\n}\n")
    return count


def _open(stream: BinaryIO, frame: Frame) -> ShortNames:
    """Write the prefixes at the head."""
    lines = (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(frame.prefixes.items()))
    stream.write("".join(lines).encode())
    return ShortNames(frame.prefixes)


def _write_blocks(descriptions: Iterable[Description], stream: BinaryIO, names: ShortNames) -> int:
    count = 0
    for description in descriptions:
        if description.statements:
            stream.write(_lay_out(description, names).encode())
            count += len(description.statements)
    return count


def _lay_out(description: Description, names: ShortNames) -> str:
    shorten, lines = names.shorten, []
    for predicate, objects in group_by_predicate(description):
        name = "a" if predicate == TYPE else shorten(predicate)
        # Only IRIs and typed literals end in ">"; long texts do not, and so stay out of the cache.
        shown = [shorten(value) if value[-1] == ">" else value for value in objects]
        lines.append(f"{name} {shown[0]}" if len(shown) == 1 else name + _join_objects(shown))
    return f"\n{shorten(description.subject)}\n    {_NEXT_LINE.join(lines)} .\n"


def _join_objects(shown: list[str]) -> str:
    """Join objects on one line where they fit, else each on its own, so that a change touches one line."""
    line = ", ".join(shown)
    return f" {line}" if len(line) <= _WIDTH else f"\n        {_NEXT_OBJECT.join(shown)}"
