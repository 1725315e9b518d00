"""RDF files on disk, opened and parsed: what is asked, loaded and checked is read here.

In: the path of a file; its format goes by its suffix, each also with ``.gz`` or ``.zst``. Out: a stream, unpacked, for a parser to
take, or a ``DataError`` with file and line. No network is reached and no other file is read.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import RdfFormat

from koryu_rdf.errors import DataError
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")

_BOM = b"\xef\xbb\xbf"
_DOCTYPE = re.compile(rb"<!doctype", re.IGNORECASE)


def read_rdf(path: Path, take: Callable[[BinaryIO, RdfFormat], None]) -> None:
    """Open a file and have its statements taken; raises ``DataError`` with file and line for one that cannot be read."""
    suffix = _get_format_suffix(path)
    try:
        with _open(path) as stream:
            _read_stream(stream, take, suffix, str(path))
    except _get_reading_errors() as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise _make_error("rdf-unreadable", str(path), reason=reason) from error


def _get_reading_errors() -> tuple[type[Exception], ...]:
    from zstandard import ZstdError  # noqa: PLC0415  # asked for only when something went wrong

    return (OSError, EOFError, zlib.error, ZstdError)


def _read_stream(stream: BinaryIO, take: Callable[[BinaryIO, RdfFormat], None], suffix: str, where: str) -> None:
    if suffix == ".rdf":
        stream = io.BytesIO(_read_without_doctype(stream, where))
    try:
        take(stream, cast("RdfFormat", RdfFormat.from_extension(suffix[1:])))
    except SyntaxError as error:
        place = f"{where}:{error.lineno}" if error.lineno else where
        raise _make_error("rdf-syntax", place, reason=error.msg) from error


def _read_without_doctype(stream: BinaryIO, where: str) -> bytes:
    """Read RDF/XML, refusing a DOCTYPE anywhere: with entities a few bytes grow until the process is aborted."""
    data = stream.read()
    found = _DOCTYPE.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        raise _make_error("rdf-doctype", f"{where}:{line}")
    return data


def _get_format_suffix(path: Path) -> str:
    name = path.with_suffix("") if path.suffix.lower() in _OPENERS else path
    suffix = name.suffix.lower()
    if suffix not in SUFFIXES:
        raise _make_error("rdf-suffix", str(path), suffix=suffix, known=" ".join(SUFFIXES))
    return suffix


def _open(path: Path) -> io.BufferedReader:
    """Open a file unpacked and without the mark that Windows editors put before UTF-8."""
    stream = _OPENERS.get(path.suffix.lower(), _open_plain)(path)
    if stream.peek(len(_BOM)).startswith(_BOM):
        stream.read(len(_BOM))
    return stream


def _open_plain(path: Path) -> io.BufferedReader:
    return path.open("rb")


def _open_gzip(path: Path) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", gzip.open(path, "rb")))


def _open_zstd(path: Path) -> io.BufferedReader:
    import zstandard  # noqa: PLC0415  # only who has .zst files pays for loading it

    reader = zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True, closefd=True)
    return io.BufferedReader(cast("io.RawIOBase", reader))


def _make_error(key: str, where: str, **slots: object) -> DataError:
    return DataError(get_text("errors", key, **slots), where=where, hint=get_text("errors", f"{key}-hint", **slots))


_OPENERS: Mapping[str, Callable[[Path], io.BufferedReader]] = {".gz": _open_gzip, ".zst": _open_zstd}
