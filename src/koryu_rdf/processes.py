"""Processes: a function that runs beside this one, in a process of its own.

In: a function and what it is given. Out: what it returns, or what it raises. The process is a copy of this one, which is quick and needs
nothing to be sent there; :func:`~koryu_rdf.workers.count_processes` says on which systems.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Child(Generic[R]):
    """A function at work in a process of its own; leaving the block ends it, done or not."""

    def __init__(self, function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> None:
        context = multiprocessing.get_context("fork")
        self._answer, answer = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(answer, function, arguments, named), daemon=True)
        self._process.start()
        answer.close()

    def wait(self) -> R:
        """Give what the function returned; raises what it raised, or ``MemoryError`` where the process was ended from outside."""
        try:
            succeeded, result = self._answer.recv()
        except EOFError as error:
            raise MemoryError from error
        self._process.join()
        if not succeeded:
            raise result
        returned: R = result
        return returned

    def __enter__(self) -> Child[R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()
        self._answer.close()


def _work(answer: Connection, function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends at once; what is to be said, the parent says
    try:
        result = (True, function(*arguments, **named))
    except Exception as error:  # noqa: BLE001  (it is raised where the function was called)
        result = (False, error)
    answer.send(result)
