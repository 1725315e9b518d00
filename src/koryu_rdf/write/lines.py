"""N-Triples and N-Quads: tokens joined into lines.

In: descriptions. Out: UTF-8, one statement a line, in the order they come. Nothing is parsed, checked or sorted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from koryu_rdf.terms import Description
from koryu_rdf.write.frame import Frame


def write_ntriples(descriptions: Iterable[Description], stream: BinaryIO, _frame: Frame) -> int:
    """Write N-Triples, which have no place for a graph."""
    return _write_lines(descriptions, stream, " .\n")


def write_nquads(descriptions: Iterable[Description], stream: BinaryIO, frame: Frame) -> int:
    """Write N-Quads."""
    return _write_lines(descriptions, stream, f" {frame.graph} .\n" if frame.graph else " .\n")


def _write_lines(descriptions: Iterable[Description], stream: BinaryIO, end: str) -> int:
    count = 0
    for subject, statements in descriptions:
        if statements:
            # Two C-level joins per description: several times faster than a format string per triple.
            body = f"{end}{subject} ".join(map(" ".join, statements))
            stream.write(f"{subject} {body}{end}".encode())
            count += len(statements)
    return count
