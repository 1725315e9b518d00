"""N-Triples in canonical spelling, in memory or in a file, read part by part; and put in order where they are not.

In: bytes, or a file open for reading. Out: :class:`Lines`. A part ends where a subject ends, and not between ``…/16`` and
``…/16#contact``, so that what belongs together stays together.
"""

from __future__ import annotations

import heapq
import os
import tempfile
from itertools import groupby, islice, pairwise
from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

from koryu_rdf.errors import CheckError
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Part = tuple[int, int]
_WINDOW = 1 << 16


class Lines:
    """Lines that several processes may read at once."""

    def __init__(self, source: bytes | IO[bytes]) -> None:
        self._source = source
        self.size = len(source) if isinstance(source, bytes) else os.fstat(source.fileno()).st_size

    def read(self, part: Part) -> bytes:
        """Read the bytes from one place to another."""
        start, end = part
        if isinstance(self._source, bytes):
            return self._source[start:end]
        return os.pread(self._source.fileno(), end - start, start)

    def cut(self, size: int) -> list[Part]:
        """Cut the whole into parts of about a size."""
        ends = [0]
        while ends[-1] < self.size:
            ends.append(self._find_end(ends[-1] + size))
        return list(pairwise(ends))

    def _find_end(self, position: int) -> int:
        """Find the first place after a position where something begins that has no ``#`` in its name."""
        last = b""
        for offset, line in islice(self.list_lines(position), 1, None):  # the first is only the end of one
            subject = line.partition(b" ")[0]
            if last and subject != last and b"#" not in subject:
                return offset
            last = subject
        return self.size

    def list_lines(self, position: int = 0) -> Iterator[tuple[int, bytes]]:
        """List what stands between line ends, from a position on, each with its place."""
        rest = b""
        while position < self.size:
            block = self.read((position, min(position + _WINDOW, self.size)))
            offset, position = position - len(rest), position + len(block)
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                yield offset, line
                offset += len(line) + 1


def spell_lines(data: bytes) -> bytes:
    """Spell N-Triples so that one term has one spelling; pyoxigraph is strict and names the faulty line."""
    try:
        return serialize(parse(data, RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError) as cause:
        message = get_text("errors", "check-data", reason=cause)
        raise CheckError(message, hint=get_text("errors", "check-data-hint")) from cause


def sort_lines(lines: Lines, size: int) -> Lines:
    """Put lines in the order of their subjects, each once, by way of sorted files, so that only a part is ever in memory."""
    runs = [_write(sorted(batch, key=_get_order)) for batch in _batch(lines, size)]
    return Lines(_write(line for line, _ in groupby(heapq.merge(*runs, key=_get_order))))


def _get_order(line: bytes) -> tuple[bytes, bytes]:
    """Order by subject, with ``…/16#contact`` behind ``…/16`` and before ``…/160``."""
    subject, _, _ = line.partition(b" ")
    base, _, fragment = subject.rstrip(b">").partition(b"#")
    return base, fragment


def _batch(lines: Lines, size: int) -> Iterator[list[bytes]]:
    batches = groupby(lines.list_lines(), key=lambda found: found[0] // size)
    return ([line + b"\n" for _, line in batch] for _, batch in batches)


def _write(lines: Iterable[bytes]) -> IO[bytes]:
    """Write lines to a file without a name, which is gone when it is closed, and turn back to its beginning."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (open until nobody holds it)
    file.writelines(lines)
    file.seek(0)
    return file
