"""Patience: asking again, with longer and longer pauses, while what went wrong may pass.

In: work that may raise a ``ProtocolError``. Out: what it gives, or its last fault. A store that says how long to wait is heeded, up
to a limit. The clock is an argument.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeVar

from koryu_rdf.protocol.faults import ProtocolError

T = TypeVar("T")


class Patience(NamedTuple):
    """How often to try, and how long to wait between: seconds."""

    tries: int = 6
    first_pause: float = 0.5
    longest_pause: float = 60
    sleep: Callable[[float], object] = time.sleep

    def insist(self, work: Callable[[], T]) -> T:
        """Do work until it succeeds, or fails for good."""
        for number in range(1, self.tries):
            try:
                return work()
            except ProtocolError as fault:
                if not fault.passes:
                    raise
                self.sleep(min(self.longest_pause, self._pause(fault, number)))
        return work()

    def _pause(self, fault: ProtocolError, number: int) -> float:
        asked: float | None = getattr(fault, "pause", None)
        return asked if asked is not None else self.first_pause * 2 ** (number - 1)


def read_pause(value: str | None, now: datetime) -> float | None:
    """Read a ``Retry-After``: seconds, or a date; anything else says nothing.

    >>> read_pause("120", datetime.now(UTC)), read_pause("soon", datetime.now(UTC))
    (120.0, None)
    """
    if not value:
        return None
    if value.strip().isdecimal() and value.isascii():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)  # the oldest form of a date in HTTP names no zone
    return max(0.0, (when - now).total_seconds())


def get_now() -> datetime:
    """Give the time, with its zone."""
    return datetime.now(UTC)
