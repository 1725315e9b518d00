"""Outputs that are either wholly new or untouched: one file, or one folder.

In: a target path, or a stream that is already open. Out: a stream or a folder to fill; the target changes when the
block ends well and not before. Compression goes by suffix. It does not know what is written, and it deletes nothing
that it did not make itself: a folder is only replaced when it holds the marker of an earlier build.

An ``OSError`` of the target becomes a :class:`WriteError`; one that the caller's own work raises stays what it is.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import secrets
import shutil
import stat
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from koryu_rdf.errors import WriteError
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from _typeshed import ReadableBuffer

MARKER = ".koryu-build"

_MARKER_TEXT = "koryu made this folder. The next build replaces it as a whole, with everything in it.\n"
_BUFFER = 1 << 18
_GZIP_LEVEL = 4  # on N-Triples about half the time of level 6 for a tenth more bytes
_ZSTD_LEVEL = 3

_TEXT_KEYS = {
    errno.EACCES: "write-not-allowed",
    errno.EPERM: "write-not-allowed",
    errno.EROFS: "write-not-allowed",
    errno.ENOSPC: "write-disk-full",
    errno.EDQUOT: "write-disk-full",
    errno.EISDIR: "write-onto-folder",
    errno.EEXIST: "write-below-file",
    errno.ENOTDIR: "write-below-file",
}


@contextmanager
def open_output(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Open a file that appears at ``target`` when the block ends well; on any exception the old file stays.

    ``.gz`` and ``.zst`` are compressed, the same bytes every time. Parent folders are made. A new file gets the umask's
    permissions, an old one keeps its own; a link keeps pointing where it pointed. Pipes and devices are written to
    directly, and so is a given stream, which is flushed and left open.

    Raises ``WriteError`` when the target cannot be written.
    """
    if not isinstance(target, Path):
        yield target
        target.flush()
    elif _is_special(target):
        with _Draft(target, "w", target) as draft, _open_buffer(draft, target.suffix) as stream:
            yield stream
    else:
        with _replace_file(target) as stream:
            yield stream


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Give a new folder to fill; when the block ends well it takes the place of ``target``, else ``target`` stays.

    Raises ``WriteError`` when the target is a file, holds something that no build made, or cannot be moved.
    """
    place = target.resolve()
    new, old = place.parent / _invent_name(), place.parent / _invent_name()
    try:
        with _explain_failure(target):
            _refuse_unsafe(place, target)
            new.mkdir(parents=True)
            (new / MARKER).write_text(_MARKER_TEXT, "utf-8")
        yield new
        with _explain_failure(target):
            _swap(new, place, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _delete_old(old)


def make_write_error(key: str, where: Path | str | None, **slots: object) -> WriteError:
    """Make the error that ``key`` of the sentences stands for; its hint stands beside it as ``key-hint``."""
    hint = get_text("errors", f"{key}-hint", **slots)
    return WriteError(get_text("errors", key, **slots), where=None if where is None else str(where), hint=hint)


def is_file_target(target: Path) -> bool:
    """Say whether a target is a file, which appears whole at the end, and no pipe or device."""
    return not _is_special(target)


def get_format_suffix(target: Path) -> str:
    """Give the suffix that names the format, without that of the compression: ``.nt`` of ``koryu.NT.gz``."""
    name = Path(target.name.lower())
    return name.with_suffix("").suffix if name.suffix in COMPRESSIONS else name.suffix


class _Draft(io.FileIO):
    """A file being written for ``target``, which its errors name; once given up it takes no more bytes."""

    def __init__(self, path: Path, mode: str, target: Path):
        self.target, self.given_up = target, False
        with _explain_failure(target):
            super().__init__(path, mode)

    def write(self, data: ReadableBuffer, /) -> int:
        if self.given_up:
            return memoryview(data).nbytes
        with _explain_failure(self.target):
            return super().write(data)


@contextmanager
def _replace_file(target: Path) -> Iterator[BinaryIO]:
    place = target.resolve()
    temporary = place.parent / _invent_name()
    try:
        with _explain_failure(target):
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            place.parent.mkdir(parents=True, exist_ok=True)
        with _Draft(temporary, "x", target) as draft, _open_buffer(draft, target.suffix) as stream:
            yield stream
        with _explain_failure(target):
            _keep_mode(place, temporary)
            os.replace(temporary, place)
    except BaseException:
        with suppress(OSError):  # where it cannot be made it cannot be deleted either
            temporary.unlink()
        raise


@contextmanager
def _open_buffer(draft: _Draft, suffix: str) -> Iterator[BinaryIO]:
    with io.BufferedWriter(draft, _BUFFER) as buffer:
        with COMPRESSIONS.get(suffix.lower(), nullcontext)(cast("BinaryIO", buffer)) as stream:
            try:
                yield stream
            except BaseException:
                draft.given_up = True  # what is still buffered must not raise a second error on its way out
                raise
        buffer.flush()
        _sync(draft)


def _compress_gzip(stream: BinaryIO) -> AbstractContextManager[BinaryIO]:
    packed = gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=stream, mtime=0)
    return cast("AbstractContextManager[BinaryIO]", packed)


def _compress_zstd(stream: BinaryIO) -> AbstractContextManager[BinaryIO]:
    import zstandard  # noqa: PLC0415  # only who asks for .zst pays for loading it

    packer = zstandard.ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True)
    return cast("AbstractContextManager[BinaryIO]", packer.stream_writer(stream, closefd=False))


COMPRESSIONS: Mapping[str, Callable[[BinaryIO], AbstractContextManager[BinaryIO]]] = {
    ".gz": _compress_gzip,
    ".zst": _compress_zstd,
}


def _sync(draft: _Draft) -> None:
    with _explain_failure(draft.target):
        if stat.S_ISREG(os.fstat(draft.fileno()).st_mode):
            os.fsync(draft.fileno())


def _is_special(target: Path) -> bool:
    """Tell whether a pipe or a device stands there: a file in the place of ``/dev/null`` would be a disaster."""
    with _explain_failure(target):
        return target.exists() and not target.is_file() and not target.is_dir()


def _keep_mode(old: Path, new: Path) -> None:
    if old.exists():
        shutil.copymode(old, new)


def _refuse_unsafe(place: Path, target: Path) -> None:
    """Raise unless ``place`` is free, empty, or an earlier build that can be moved."""
    if not place.exists():
        return
    if not place.is_dir():
        raise make_write_error("write-not-a-folder", target)
    if Path.cwd().is_relative_to(place) or place.is_mount():
        raise make_write_error("write-folder-in-use", target)
    if any(place.iterdir()) and not (place / MARKER).is_file():
        raise make_write_error("write-foreign-folder", target, marker=MARKER)


def _swap(new: Path, place: Path, old: Path) -> None:
    """Put ``new`` in the place of what stands there, which moves to ``old``; failing that, move it back."""
    try:
        if place.exists():
            _keep_mode(place, new)
            os.rename(place, old)
        os.rename(new, place)
    except BaseException:
        if old.exists() and not place.exists():
            os.rename(old, place)
        raise


def _delete_old(old: Path) -> None:
    try:
        if old.exists():
            shutil.rmtree(old)
    except OSError as error:
        raise make_write_error("write-old-left", old, reason=error.strerror or error) from error


def _invent_name() -> str:
    """Invent a hidden name; a short one of its own, because the target's may be as long as names can be."""
    return f".koryu-{secrets.token_hex(8)}.tmp"


@contextmanager
def _explain_failure(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        key = _TEXT_KEYS.get(error.errno or 0, "write-failed")
        raise make_write_error(key, target, reason=error.strerror or error) from error
