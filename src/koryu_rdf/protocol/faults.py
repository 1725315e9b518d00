"""What may go wrong between us and a store, before a stage says it in its own words.

In: a status, or what the network said. Out: an exception to be caught by a stage; none of them holds a header or a body that was
sent, so that no secret can come to light with one.
"""

from __future__ import annotations

import re

PASSING = frozenset({429, 502, 503, 504})
LONGEST_REASON = 300
_LOGIN = re.compile(r"\b(Basic|Bearer)\s+\S+", re.IGNORECASE)
_PAGE = re.compile(r"<(!doctype html|html)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


class ProtocolError(Exception):
    """A request that came to nothing; ``reason`` is one line that cannot steer a terminal."""

    def __init__(self, reason: str) -> None:
        self.reason = tidy(reason)
        super().__init__(self.reason)

    @property
    def passes(self) -> bool:
        """Say whether asking again later may help."""
        return False


class NetworkError(ProtocolError):
    """Nothing came back, or not all of it."""

    @property
    def passes(self) -> bool:
        """Networks recover."""
        return True


class SlowError(NetworkError):
    """Nothing came back in time."""


class StatusError(ProtocolError):
    """The store answered, but not with success; ``pause`` is how many seconds it asks to be left alone."""

    def __init__(self, status: int, said: str, pause: float | None = None) -> None:
        super().__init__(f"HTTP {status} {said}")
        self.status, self.pause = status, pause

    @property
    def passes(self) -> bool:
        """Busy stores and gateways recover."""
        return self.status in PASSING


class MovedError(ProtocolError):
    """The store sends us to another address, where we shall not take the secrets of this one."""


def tidy(text: str) -> str:
    """Cut what a server said to a line that cannot steer a terminal; leave out a login that it repeats, and the markup of a page."""
    text = _TAG.sub(" ", text) if _PAGE.search(text) else text
    text = _LOGIN.sub(r"\1 …", text)
    line = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(line.split())[:LONGEST_REASON]
