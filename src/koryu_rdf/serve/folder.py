"""A folder that ``koryu build`` made, as addresses see it.

In: the folder. Out: a copy that no later build changes, and what lies at each path; nothing else can be reached by an address, since
addresses are looked up here and never joined to a path.
"""

from __future__ import annotations

import hashlib
import mimetypes
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from koryu_rdf.serve.media import CSV, HTML

FORMS = {
    HTML: ".html",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    CSV: ".csv",
    "application/json": ".jsonld",
}
"""The forms that stand beside one another for each thing."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".rq": "application/sparql-query; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".gz": "application/gzip",
    ".svg": "image/svg+xml",
}


class File(NamedTuple):
    """A file to send."""

    path: Path
    media: str
    etag: str
    size: int


class Folder:
    """The files of a built folder by their paths; closing it removes the copy."""

    def __init__(self, origin: Path) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="koryu-serve-")
        self._origin, self._copy = origin, Path(self._home.name) / "site"
        copy = self._copy
        _copy_whole(origin, copy)
        self._files = {path.relative_to(copy).as_posix(): _describe(path) for path in _list_files(copy)}

    def find(self, path: str) -> File | None:
        """Find the file at a path; a folder is its index."""
        name = f"{path}index.html" if not path or path.endswith("/") else path
        return self._files.get(name)

    def list_forms(self, path: str) -> dict[str, str]:
        """List the media types in which a thing is described, each with its suffix, the page first; nothing if there is no such thing."""
        found = {media: suffix for media, suffix in FORMS.items() if f"{path}{suffix}" in self._files}
        return found if HTML in found and len(found) > 1 else {}

    def find_copy(self, path: Path) -> Path:
        """Find the copy of a file of the folder; any other file stays what it is."""
        return self._copy / path.relative_to(self._origin) if path.is_relative_to(self._origin) else path

    def close(self) -> None:
        """Remove the copy."""
        self._home.cleanup()


def _copy_whole(origin: Path, copy: Path) -> None:
    """Copy a folder; if a build swapped it meanwhile, what was copied may be of two builds, and is copied anew."""
    before = origin.stat().st_ino
    try:
        shutil.copytree(origin, copy, symlinks=True)  # a link that leads out of the folder leads nowhere below
    except OSError:
        if origin.stat().st_ino == before:
            raise
    if origin.stat().st_ino != before:
        shutil.rmtree(copy, ignore_errors=True)
        _copy_whole(origin, copy)


def _list_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and path.name[0] != "."]


def _describe(path: Path) -> File:
    data = path.read_bytes()
    media = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return File(path, media, f'"{hashlib.sha256(data).hexdigest()[:32]}"', len(data))
