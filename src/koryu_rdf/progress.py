"""Progress: what long work tells whoever is watching.

A stage calls ``begin`` once and ``advance`` as it goes; the default says nothing. Only ``cli`` draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Progress:
    """Listens and does nothing; ``cli`` has one that draws."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Begin a stage, a key of ``texts/stages.toml``; ``total`` is how many steps it takes, where known."""

    def advance(self, steps: int = 1) -> None:
        """Say that some steps of the stage are done."""

    def follow(self, stage: str, things: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Begin a stage that goes through ``things``, one step each."""
        self.begin(stage, total)
        for thing in things:
            yield thing
            self.advance()
