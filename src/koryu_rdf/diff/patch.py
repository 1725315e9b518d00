"""A difference as an RDF Patch, the format of Apache Jena: applied to the old data it gives the new.

In: the rows, sorted. Out: UTF-8, headers, ``TX``, deletions and additions, ``TC``; the same bytes for the same difference. The header
``id`` is made of the rows, so that the same patch has the same name.

Source: https://jena.apache.org/documentation/rdf-patch/
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import BinaryIO

_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # of URLs, RFC 9562


def write_patch(rows: Iterable[bytes], digest: str, stream: BinaryIO) -> None:
    """Write the patch; ``digest`` is of its rows."""
    stream.write(f"H id <uuid:{uuid.uuid5(_NAMESPACE, digest)}> .\nTX .\n".encode())
    stream.writelines(rows)
    stream.write(b"TC .\n")


def make_row(mark: bytes, line: bytes) -> bytes:
    r"""Make the row that deletes (``D``) or adds (``A``) the statement of a bucket's line.

    >>> make_row(b"A", b"https://example.jp/1\t<https://example.jp/p> \"1\"")
    b'A <https://example.jp/1> <https://example.jp/p> "1" .\n'
    """
    subject, _, tail = line.partition(b"\t")
    return mark + b" <" + subject + b"> " + tail + b" .\n"


def digest_rows(rows: Iterator[bytes]) -> str:
    """Digest the rows of a patch."""
    digest = sha256()
    for row in rows:
        digest.update(row)
    return digest.hexdigest()
