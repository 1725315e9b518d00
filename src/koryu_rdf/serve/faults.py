"""What a reader is told when a request cannot be answered: a key of ``texts/serve.toml``, which holds its status and its sentences.

In: a key, and what may be said about the case. Out: an exception for the face to show. None of them holds a path, a host or a trace.
"""

from __future__ import annotations

from typing import cast

from koryu_rdf.texts import Text, get_text, get_topic


class Refusal(Exception):  # noqa: N818  (it is the reader's fault as often as ours)
    """A request that is not answered; ``pause`` is how many seconds to wait before asking again, ``allow`` the methods there are,
    ``said`` a sentence to show in place of ours.
    """

    def __init__(
        self, key: str, *, pause: int | None = None, reason: str = "", allow: str = "", said: Text | None = None
    ) -> None:
        super().__init__(key)
        self._said = said
        self.key, self.pause, self.reason, self.allow = key, pause, reason, allow

    @property
    def status(self) -> int:
        """The HTTP status."""
        return cast("int", get_topic("serve")[self.key]["status"])

    @property
    def text(self) -> Text:
        """The sentence to show."""
        return self._said or get_text("serve", self.key, reason=self.reason)


def list_statuses() -> list[int]:
    """List the statuses that refusals have."""
    return sorted({entry["status"] for entry in get_topic("serve").values() if "status" in entry})
