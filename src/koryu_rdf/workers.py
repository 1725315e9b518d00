"""A task done for every part of the data, by several processes where there are several parts.

In: a task and parts. Out: what the task gives, in the order of the parts. The processes are copies of this one, so that a task may be
any function; on a system without such copies there is one process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")
_task: list[Callable[[Any], Any]] = []


def count_processes() -> int:
    """Count the processes that may work at once: one for each processor that this one may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def do_all(task: Callable[[Part], Done], parts: Sequence[Part], processes: int) -> Iterator[Done]:
    """Do a task for every part."""
    if min(processes, len(parts)) < 2:  # noqa: PLR2004
        yield from map(task, parts)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context, initializer=_remember, initargs=(task,)) as pool:
        yield from pool.map(_do, parts)


def _remember(task: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to handle
    _task[:] = [task]


def _do(part: Any) -> Any:
    return _task[0](part)
