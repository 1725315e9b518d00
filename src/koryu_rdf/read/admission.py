"""Admission: a source is looked at before its reader gets it.

In: a source, and the limits. Out: the same as a file that can be opened again and again, or nothing and a problem: it is too large, or
not what its name says. Only ``.jsonl`` may be of any size, for it is read as a stream; of that, standard input is let through unseen.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from koryu_rdf.problems import Report, Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.kinds import FITTING, LOCKED, find_kind
from koryu_rdf.read.source import STANDARD_INPUT_NAME, Source
from koryu_rdf.settings import Limits

MEGABYTE = 2**20
STREAMED = ".jsonl"


@contextmanager
def admit(source: Source, journal: Journal, limits: Limits) -> Iterator[Source | None]:
    """Look at a source; what was copied for it is gone afterwards."""
    source = source._replace(limits=limits)
    stream = source.open()
    if _is_file(stream):
        with stream:
            yield source if _is_welcome(stream, source, journal.at(Where(file=source.name))) else None
    elif source.suffix == STREAMED:
        yield source._replace(open=lambda: stream)
    else:
        with _copy(stream, limits.file_mb * MEGABYTE) as copy:
            is_welcome = _is_welcome(copy, source, journal.at(Where(file=source.name)))
            yield source._replace(open=lambda: _open_again(copy)) if is_welcome else None


def is_file(source: Source) -> bool:
    """Say whether a source is a file, which can be opened again."""
    if source.name == STANDARD_INPUT_NAME:
        return False
    with source.open() as stream:
        return _is_file(stream)


def _is_file(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, AttributeError):
        return False


def _copy(stream: BinaryIO, most: int) -> BinaryIO:
    """Copy what is no file, up to a byte past the limit."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115  (the caller closes it)
    left = most + 1
    with stream:
        while left and (data := stream.read(min(left, MEGABYTE))):
            left -= copy.write(data)
    copy.flush()
    return copy


def _open_again(copy: BinaryIO) -> BinaryIO:
    stream = os.fdopen(os.dup(copy.fileno()), "rb")
    stream.seek(0)
    return stream


def _is_welcome(stream: BinaryIO, source: Source, report: Report) -> bool:
    if source.suffix != STREAMED and stream.seek(0, os.SEEK_END) > source.limits.file_mb * MEGABYTE:
        report("file-too-large", limit=source.limits.file_mb)
        return False
    kind = find_kind(stream)
    if kind == LOCKED:
        report("file-encrypted")
    elif kind is not None and kind not in FITTING.get(source.suffix, ()):
        report("file-kind-differs", value=kind, suffix=source.suffix)
    else:
        return True
    return False
