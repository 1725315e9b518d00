"""The data to be loaded, read and checked once, and kept on disk as N-Triples until the store has them.

In: RDF files and N-Triples in memory. Out: a :class:`Spool`, with the tally of what is in it, or an error with file and line before
anything is sent. The names of graphs in the files are not used, but counted.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from koryu_rdf.rdf_files import read_rdf
from koryu_rdf.store.faults import make_store_error
from koryu_rdf.store.tally import MOST_BLANK, Counting, Tally, TooManyBlanksError

PIECE = 8 << 20  # bytes sent in one request
_IN_MEMORY = 8 << 20
_EVERY = 1000


class Spool(NamedTuple):
    """Data ready to be sent: the statements with blank nodes, which must stay together, and the others."""

    tally: Tally
    size: int
    graphs: int
    blank: bytes
    plain: IO[bytes]

    def cut(self) -> Iterator[bytes]:
        """Cut the data into pieces, at the ends of lines; the first holds every blank node."""
        self.plain.seek(0)
        yield self.blank + b"".join(self.plain.readlines(max(1, PIECE - len(self.blank))))
        while piece := b"".join(self.plain.readlines(PIECE)):
            yield piece


@contextmanager
def spool_data(
    paths: Iterable[Path], triples: bytes = b"", count: Callable[[int], None] = lambda _: None
) -> Iterator[Spool]:
    """Read everything; ``count`` is told of statements as they are read.

    Raises ``DataError`` for a file that cannot be read, and ``StoreError`` for more blank nodes than can be compared.
    """
    with Counting() as counting, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as plain:
        blank, graphs = io.BytesIO(), set[str]()
        taken = 0

        def take(stream: BinaryIO, form: RdfFormat) -> None:
            nonlocal taken
            for quad in parse(stream, form, rename_blank_nodes=True):
                _keep(quad, counting, blank, plain)
                if not isinstance(quad.graph_name, DefaultGraph):
                    graphs.add(str(quad.graph_name))
                taken += 1
                if taken % _EVERY == 0:
                    count(_EVERY)

        take(io.BytesIO(triples), RdfFormat.N_TRIPLES)
        for path in paths:
            _read(path, take)
        yield Spool(counting.finish(), blank.tell() + plain.tell(), len(graphs), blank.getvalue(), plain)


def _keep(quad: Quad, counting: Counting, blank: IO[bytes], plain: IO[bytes]) -> None:
    triple = quad.triple
    target = blank if counting.add(triple) else plain
    target.write(f"{triple} .\n".encode())


def _read(path: Path, take: Callable[[BinaryIO, RdfFormat], None]) -> None:
    try:
        read_rdf(path, take)
    except TooManyBlanksError as error:
        raise make_store_error("store-blank", str(path), most=f"{MOST_BLANK:,}") from error
