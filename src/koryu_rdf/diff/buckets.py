"""Statements sorted into buckets on disk, so that both states of one thing meet in one bucket.

In: RDF files. Out: buckets of lines, ``SUBJECT TAB PREDICATE OBJECT [GRAPH]`` in N-Triples' one spelling, and a file of names. Memory
does not grow with the number of statements. Blank nodes are refused: nothing says which of them are the same.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from koryu_rdf.errors import DataError
from koryu_rdf.namespaces import expand
from koryu_rdf.rdf_files import read_rdf
from koryu_rdf.texts import get_text

BUCKETS = 64
NAMING = frozenset(map(expand, ("skos:prefLabel", "dcterms:title", "rdfs:label", "foaf:name", "vcard:fn")))
_BUFFER = 1 << 17
_EVERY = 1000


class Buckets:
    """All statements of one state of the data."""

    def __init__(self) -> None:
        self._files = ExitStack()
        self._buckets = [self._open() for _ in range(BUCKETS)]
        self._names = self._open()
        self._subject, self._bucket = "", self._buckets[0]

    def __enter__(self) -> Buckets:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def read(self, paths: Iterable[Path], count: Callable[[int], None]) -> None:
        """Read files; ``count`` is told of statements as they are read. Raises ``DataError`` for one that cannot be compared."""
        for path in paths:
            self._read(path, count)

    def list_lines(self, number: int) -> Iterator[bytes]:
        """List the lines of a bucket; a statement said twice stands there twice."""
        return _list_lines(self._buckets[number])

    def list_names(self) -> Iterator[bytes]:
        """List the statements that name a thing."""
        return _list_lines(self._names)

    def _open(self) -> IO[bytes]:
        return self._files.enter_context(tempfile.TemporaryFile(buffering=_BUFFER))

    def _read(self, path: Path, count: Callable[[int], None]) -> None:
        def take(stream: BinaryIO, form: RdfFormat) -> None:
            taken = 0
            for taken, quad in enumerate(parse(stream, form), 1):
                self._keep(quad, path)
                if taken % _EVERY == 0:
                    count(_EVERY)
            count(taken % _EVERY)

        read_rdf(path, take)

    def _keep(self, quad: Quad, path: Path) -> None:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal) or _has_blank_graph(quad):
            raise _make_blank_error(path, quad)
        iri = subject.value
        if iri != self._subject:  # what is said of a thing mostly stands together
            self._subject, self._bucket = iri, self._buckets[zlib.crc32(get_whole(iri).encode()) % BUCKETS]
        line = f"{iri}\t{str(quad)[len(iri) + 3 :]}\n".encode()
        self._bucket.write(line)
        if quad.predicate.value in NAMING:
            self._names.write(line)


def get_whole(iri: str) -> str:
    """Give what a thing may be a part of, by its IRI: what stands before the fragment.

    >>> get_whole("https://example.jp/id/agreement/s/1#contact"), get_whole("https://example.jp/id/country/FR")
    ('https://example.jp/id/agreement/s/1', 'https://example.jp/id/country/FR')
    """
    return iri.rpartition("#")[0] or iri


def _has_blank_graph(quad: Quad) -> bool:
    return isinstance(quad.graph_name, BlankNode)


def _list_lines(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    return (line[:-1] for line in file)


def _make_blank_error(path: Path, quad: Quad) -> DataError:
    text = get_text("errors", "diff-blank", value=quad.predicate.value)
    return DataError(text, where=str(path), hint=get_text("errors", "diff-blank-hint"))
