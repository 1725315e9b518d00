"""Deadlines: work done beside us, that we wait for only so long, or several pieces at a time.

In: work. Out: what the work gives, or its error, or ``TimeoutError``. Work that is no longer waited for is not stopped; its
threads are daemons, so that Ctrl-C ends the program at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def wait_for(work: Callable[[], T], seconds: float) -> T:
    """Do work beside us and wait so long: a socket's own limit counts anew with each packet."""
    return _start(work).result(seconds)


def do_beside(work: Callable[[T], R], things: Sequence[T], at_once: int) -> Iterator[R]:
    """Do work on things, so many at a time, and give the results in the order of the things; the first error is raised."""
    ready = threading.Semaphore(at_once)

    def begin(thing: T) -> Future[R]:
        ready.acquire()
        future = _start(lambda: work(thing))
        future.add_done_callback(lambda _: ready.release())
        return future

    waiting: deque[Future[R]] = deque()
    for thing in things:
        waiting.append(begin(thing))
        while waiting and (waiting[0].done() or len(waiting) > at_once):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _start(work: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  # it is raised again where the result is waited for
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
