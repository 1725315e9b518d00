"""The confined side of the worker: a process that runs one reader under limits, and dies of them rather than of grace.

In: a :class:`Job` by a pipe in the place of standard error, the document as standard input. Out: :class:`Part` values on standard
output, each with its length in front. It writes no file, leaves no core, and ends with the process that started it. The other side is
``worker.py``.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable
from io import BufferedWriter
from typing import BinaryIO

import msgspec

from koryu_rdf.errors import ReadError
from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal, Notes
from koryu_rdf.read.source import Source
from koryu_rdf.settings import Limits, Settings
from koryu_rdf.texts import Text

OUT_OF_MEMORY = 120  # the exit code that says so
LENGTH = struct.Struct(">I")
_MEGABYTE = 2**20
_WATCHED_EVERY = 0.1  # seconds


class Job(msgspec.Struct):
    """What to run: the reader's place among the modules, and what it is to be given."""

    module: str
    reader: str
    name: str
    suffix: str
    settings: Settings
    parent: int


class Failure(msgspec.Struct):
    """A :class:`ReadError` on its way to the other process."""

    message: Text
    where: str | None
    hint: Text | None


class Part(msgspec.Struct):
    """A piece of a reading: what was noted up to an agreement, and the agreement; or how it ended.

    ``fault`` is an error that the reader did not expect, in a few words.
    """

    notes: Notes
    agreement: Agreement | None = None
    failure: Failure | None = None
    fault: str | None = None
    is_last: bool = False


def main() -> None:
    """Do the job in this process; what it has to say leaves by standard output, which nobody else may use."""
    given = _take_job()
    outlet = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this process
    threading.Thread(target=_watch, args=(given.parent, given.settings.limits), daemon=True).start()
    journal = Journal(given.settings.personal)
    if not set_limits(given.settings.limits):
        journal.at(Where(file=given.name))("limits-not-enforced")
    try:
        _send(outlet, run(given, journal, lambda part: _send(outlet, part)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(1)


def _take_job() -> Job:
    """Read the job from where errors would go, and let them go nowhere from now on."""
    with os.fdopen(os.dup(2), "rb") as inlet:
        data = inlet.read()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return msgspec.json.decode(data, type=Job)


def run(job: Job, journal: Journal, send: Callable[[Part], None]) -> Part:
    """Run the reader, send each agreement as it comes, and give the last part: how it ended."""
    reader = getattr(importlib.import_module(job.module), job.reader)
    try:
        for agreement in reader(
            Source(job.name, job.suffix, _open_document, job.settings.limits), journal, job.settings
        ):
            send(Part(journal.take(), agreement))
    except ReadError as error:
        return Part(journal.take(), failure=Failure(error.message, error.where, error.hint), is_last=True)
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, the parent shall hear of it)
        return Part(journal.take(), fault=f"{type(error).__name__}: {error}"[:200], is_last=True)
    return Part(journal.take(), is_last=True)


def set_limits(limits: Limits) -> bool:
    """Limit this process: its memory, processor time and what it may write; says whether the system can."""
    try:
        import resource  # noqa: PLC0415  (Windows has none)
    except ImportError:
        return False
    bounds = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_AS: limits.memory_mb * _MEGABYTE,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, bound in bounds.items():
        _, most = resource.getrlimit(kind)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; there the watch sees to memory
            resource.setrlimit(kind, (bound if most == resource.RLIM_INFINITY else min(bound, most), most))
    return True


def measure_peak() -> int:
    """Measure the most memory this process ever held, in bytes; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _watch(parent: int, limits: Limits) -> None:
    """End this process when its parent has gone or its memory is used up.

    Linux counts the parent's peak in with the child's at its start, so what was there then is allowed.
    """
    most = max(limits.memory_mb * _MEGABYTE, measure_peak())
    while os.getppid() == parent or sys.platform == "win32":
        if measure_peak() > most:
            os._exit(OUT_OF_MEMORY)
        time.sleep(_WATCHED_EVERY)
    os._exit(1)


def _open_document() -> BinaryIO:
    document = os.fdopen(os.dup(0), "rb")
    document.seek(0)
    return document


def _send(outlet: BufferedWriter, part: Part) -> None:
    data = msgspec.msgpack.encode(part)
    outlet.write(LENGTH.pack(len(data)) + data)
    outlet.flush()
