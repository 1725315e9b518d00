"""The worker: a reader of a risky format runs in a process of its own, with limits on memory and time.

In: a reader. Out: a reader that gives the same agreements and notes as they come. A file that breaks a limit, or breaks the reader,
becomes a problem, and the run goes on with the next source. The confined side is ``confined.py``.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

import koryu_rdf
from koryu_rdf.errors import ReadError
from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.confined import LENGTH, OUT_OF_MEMORY, Job, Part
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.settings import Settings

Reader = Callable[[Source, Journal, Settings], Iterator[Agreement]]

_BEGIN = "import sys; *sys.path, = sys.argv[1:]; from koryu_rdf.read.confined import main; main()"
_LARGE = 4 << 20  # bytes; what is smaller takes a few seconds at most
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
_decoder = msgspec.msgpack.Decoder(Part)


def late(module: str, name: str) -> Reader:
    """Give a reader that is imported when it is first used: no run needs all of them."""

    def read(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
        reader: Reader = getattr(importlib.import_module(read.__module__), name)
        return reader(source, journal, settings)

    read.__module__, read.__name__ = f"koryu_rdf.read.{module}", name
    return read


def in_worker(reader: Reader) -> Reader:
    """Make a reader run in a process of its own; it must be a function of a module, to be found there by its name.

    Its source must be a file, as admission gives it.
    """

    @wraps(reader)
    def read(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
        job = Job(reader.__module__, reader.__name__, source.name, source.suffix, settings, os.getpid())
        with source.open() as document, _start(job, document) as child:
            yield from _receive(child, job, journal)

    return read


def in_worker_if_large(reader: Reader) -> Reader:
    """Make a reader run in a process of its own where its source is large, so that the limits hold; else here, which is quicker."""
    confined = in_worker(reader)

    @wraps(reader)
    def read(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
        with source.open() as document:
            is_large = document.seek(0, os.SEEK_END) > _LARGE
        return (confined if is_large else reader)(source, journal, settings)

    return read


@contextmanager
def _start(job: Job, document: BinaryIO) -> Iterator[subprocess.Popen[bytes]]:
    """Start the process with this one's path to its modules, and see to it that it ends."""
    path = [*filter(None, sys.path), str(Path(koryu_rdf.__file__).parent.parent)]
    command = [sys.executable, "-P", "-B", "-c", _BEGIN, *path]
    inlet, outlet = os.pipe()
    try:
        child = subprocess.Popen(command, stdin=document, stdout=subprocess.PIPE, stderr=inlet)  # noqa: S603
    finally:
        os.close(inlet)
    try:
        _hand_over(job, outlet)
        yield child
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _hand_over(job: Job, outlet: int) -> None:
    """Give the job to the process: by a pipe, for everybody may read an argument, and the settings say what is to be withheld."""
    with contextlib.suppress(BrokenPipeError), os.fdopen(outlet, "wb") as pipe:
        pipe.write(msgspec.json.encode(job))


def _receive(child: subprocess.Popen[bytes], job: Job, journal: Journal) -> Iterator[Agreement]:
    """Take the parts as they come; where the last one does not come, a problem says why."""
    while child.stdout and (part := _read_part(child.stdout)):
        journal.add(part.notes)
        if part.agreement:
            yield part.agreement
        if part.failure:
            raise ReadError(part.failure.message, where=part.failure.where, hint=part.failure.hint)
        if part.fault:
            journal.at(Where(file=job.name))("reader-failed", value=part.fault)
        if part.is_last:
            return
    _report_death(child.wait(), job, journal)


def _read_part(stream: IO[bytes]) -> Part | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    [length] = LENGTH.unpack(head)
    data = stream.read(length)
    return _decoder.decode(data) if len(data) == length else None


def _report_death(code: int, job: Job, journal: Journal) -> None:
    report, limits = journal.at(Where(file=job.name)), job.settings.limits
    if code == OUT_OF_MEMORY:
        report("memory-limit", limit=limits.memory_mb)
    elif code == _OUT_OF_TIME:
        report("time-limit", limit=limits.seconds)
    else:
        report("reader-failed", value=_name_code(code))


def _name_code(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit {code}"
