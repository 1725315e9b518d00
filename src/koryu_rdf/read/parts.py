"""Parts of a large file of lines, cut at the ends of lines, so that several processes can read it.

In: a source that is a file, and how many parts. Out: sources that are read like the whole, their lines numbered on.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import BinaryIO, cast

from koryu_rdf.read.source import Source

_PIECE = 1 << 20


def split_source(source: Source, most: int, least_bytes: int) -> list[Source]:
    """Cut a source into at most so many parts of about the same size, each of at least so many bytes."""
    with source.open() as stream:
        size = stream.seek(0, os.SEEK_END)
        wanted = max(1, min(most, size // least_bytes))
        if wanted == 1:
            return [source]
        starts = sorted({_find_line_start(stream, size * number // wanted) for number in range(wanted)})
    cuts = list(pairwise([*starts, size]))
    return list(_number(source, [cut for cut in cuts if cut[0] < cut[1]]))


def count_lines(source: Source) -> int:
    """Count the lines, by their ends."""
    with source.open() as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE), b""))


def _find_line_start(stream: BinaryIO, place: int) -> int:
    if place:
        stream.seek(place - 1)
        while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
            pass
        return stream.tell()
    return 0


def _number(source: Source, cuts: list[tuple[int, int]]) -> Iterator[Source]:
    first_line = source.first_line
    for start, end in cuts:
        part = source._replace(open=partial(_open_slice, source, start, end), first_line=first_line)
        yield part
        if end != cuts[-1][1]:
            first_line += count_lines(part)


def _open_slice(source: Source, start: int, end: int) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Slice(source.open(), start, end), _PIECE // 4))


class _Slice(io.RawIOBase):
    """A stretch of a file as a file of its own, which knows no place but how far it is read."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        self._stream, self._left = stream, end - start
        stream.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(min(len(buffer), self._left))
        self._left -= len(piece)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()
