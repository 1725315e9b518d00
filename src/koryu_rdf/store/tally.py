"""Tallies: how many statements there are and a digest of them, whatever their order and however often each was said.

In: statements, one by one. Out: a :class:`Tally` to compare with another. There are two digests: of the statements as they are
written, and of what they mean. Blank nodes count by their canonical names (RDFC-1.0). Memory does not grow with the number of
statements, save those with blank nodes.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from hashlib import blake2b
from types import TracebackType
from typing import IO, NamedTuple

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

from koryu_rdf.store.spelling import to_plain_spelling

MOST_BLANK = 50_000
_BUCKETS = 64
_IN_MEMORY = 1 << 17
_SIZE = 16
_WRAP = 1 << (8 * _SIZE)
_RECORD = 2 * _SIZE + 4  # what is meant, what is written, and the number of the predicate


class Part(NamedTuple):
    """How many statements there are with one predicate, and the digest of what they mean."""

    statements: int
    digest: int


class Tally(NamedTuple):
    """The number of statements as written with their digest, and the parts by predicate."""

    written: int
    digest: int
    parts: Mapping[str, Part]

    @property
    def meant(self) -> int:
        """The number of statements that differ in what they mean."""
        return sum(part.statements for part in self.parts.values())

    def list_differences(self, other: Tally) -> list[tuple[str, int, int]]:
        """Name the predicates whose statements do not mean the same, with their number here and there."""
        nothing = Part(0, 0)
        names = sorted(self.parts.keys() | other.parts.keys())
        pairs = [(name, self.parts.get(name, nothing), other.parts.get(name, nothing)) for name in names]
        return [(name, mine.statements, yours.statements) for name, mine, yours in pairs if mine != yours]


class TooManyBlanksError(Exception):
    """There are more statements with blank nodes than can be compared."""


class Counting:
    """Counts statements, into buckets that move to disk as they grow: one said twice counts once."""

    def __init__(self) -> None:
        self._files = ExitStack()
        make = tempfile.SpooledTemporaryFile
        self._buckets: list[IO[bytes]] = [self._files.enter_context(make(max_size=_IN_MEMORY)) for _ in range(_BUCKETS)]
        self._predicates: dict[str, int] = {}
        self._blanks: list[Quad] = []

    def __enter__(self) -> Counting:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, triple: Triple) -> bool:
        """Count a statement, and say whether it has a blank node."""
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            self._count(triple)
            return False
        if len(self._blanks) >= MOST_BLANK:
            raise TooManyBlanksError
        self._blanks.append(Quad(triple.subject, triple.predicate, triple.object))
        return True

    def finish(self) -> Tally:
        """Give the tally of all that was added."""
        self._count_blanks()
        names = list(self._predicates)
        counts, digests = Counter[str](), Counter[str]()
        written = digest = 0
        for bucket in self._buckets:
            records = set(_list_records(bucket))
            written += len(records)
            digest += sum(int.from_bytes(record[_SIZE : 2 * _SIZE]) for record in records)
            for record in {record[:_SIZE]: record for record in records}.values():
                name = names[int.from_bytes(record[2 * _SIZE :])]
                counts[name] += 1
                digests[name] += int.from_bytes(record[:_SIZE])
        return Tally(written, digest % _WRAP, {name: Part(counts[name], digests[name] % _WRAP) for name in names})

    def _count(self, triple: Triple) -> None:
        plain = to_plain_spelling(triple)
        written = _digest(triple)
        meant = written if plain is triple else _digest(plain)
        predicate = self._predicates.setdefault(triple.predicate.value, len(self._predicates))
        self._buckets[meant[0] % _BUCKETS].write(meant + written + predicate.to_bytes(4))

    def _count_blanks(self) -> None:
        blanks = Dataset(self._blanks)
        blanks.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        for quad in blanks:
            self._count(quad.triple)
        self._blanks = []


def _digest(triple: Triple) -> bytes:
    return blake2b(str(triple).encode(), digest_size=_SIZE).digest()


def _list_records(bucket: IO[bytes]) -> Iterator[bytes]:
    bucket.seek(0)
    data = bucket.read()
    return (data[place : place + _RECORD] for place in range(0, len(data), _RECORD))
