"""A slice of Wikidata's RDF as a file: ``.nt`` or ``.nt.gz``, in the shape of its dumps.

In: a path. Out: rows of what linking needs, one after the other, however long the file is. Everything else is passed over.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from koryu_rdf.link.errors import make_link_error
from koryu_rdf.link.items import Row
from koryu_rdf.link.sparql import DIRECT, ENTITY

_NAMES = {
    "http://www.w3.org/2000/01/rdf-schema#label": "label",
    "http://www.w3.org/2004/02/skos/core#altLabel": "altLabel",
    "http://www.w3.org/2002/07/owl#sameAs": "sameAs",
}


def read_dump(path: Path) -> Iterator[Row]:
    """Read the statements of a file; raises ``LinkError`` for one that is not N-Triples."""
    try:
        with _open(path) as stream:
            for triple in parse(stream, RdfFormat.N_TRIPLES, lenient=True):
                row = _to_row(triple.subject, triple.predicate.value, triple.object)
                if row:
                    yield row
    except (OSError, EOFError, SyntaxError) as error:
        raise make_link_error("link-dump-unreadable", path, reason=error) from error


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _to_row(subject: object, predicate: str, value: object) -> Row | None:
    name = _NAMES.get(predicate) or (predicate.removeprefix(DIRECT) if predicate.startswith(DIRECT) else None)
    if name is None or not isinstance(subject, NamedNode) or not subject.value.startswith(ENTITY):
        return None
    item = subject.value.removeprefix(ENTITY)
    if isinstance(value, Literal):
        return Row(item, name, value.value, value.language or "")
    return Row(item, name, value.value.removeprefix(ENTITY)) if isinstance(value, NamedNode) else None
