"""Cache: answers from the network kept on disk, so that a second run is offline and gives the same.

In: the request's text. Out: the answer's bytes and the day they came. An answer is stored whole or not at all, and one at a
time, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import gzip
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from koryu_rdf.outputs import open_output


class Kept(NamedTuple):
    """An answer and its day, ISO 8601."""

    day: str
    body: bytes


class Cache:
    """A folder of answers; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def find(self, *request: str) -> Kept | None:
        """Find the answer to a request; a file that cannot be read counts as none."""
        path = self._locate(request)
        if path is None:
            return None
        try:
            day, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
            return Kept(day.decode(), body)
        except (OSError, EOFError, UnicodeDecodeError, gzip.BadGzipFile):
            return None

    def keep(self, kept: Kept, *request: str) -> None:
        """Keep an answer."""
        path = self._locate(request)
        if path is not None:
            with open_output(path) as stream:
                stream.write(kept.day.encode() + b"\n" + kept.body)

    def _locate(self, request: tuple[str, ...]) -> Path | None:
        name = blake2b("\0".join(request).encode(), digest_size=16).hexdigest()
        return self.folder / f"{name}.gz" if self.folder else None
