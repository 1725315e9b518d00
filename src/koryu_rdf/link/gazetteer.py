"""Gazetteers: where items are looked up, be it a SPARQL service or a file on this computer.

In: names, codes and identifiers. Out: rows. Both kinds give the same rows for the same data; the steps of a search are in
``search.py`` and know nothing of either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from koryu_rdf.link.items import Row

T = TypeVar("T")
R = TypeVar("R")


class Hit(NamedTuple):
    """An item that was found, by the name or code it has, and a country it lies in."""

    asked: str
    item: str
    country: str = ""


class Start(NamedTuple):
    """The beginning of a name and the country, an item's identifier, in which to look for it."""

    country: str
    text: str


class Gazetteer(Protocol):
    """Looks items up, many at a time."""

    @property
    def date(self) -> str:
        """The day of the newest answer given so far, ISO 8601."""

    def ask_all(
        self, question: Callable[[Sequence[T]], Iterable[R]], batches: Sequence[Sequence[T]]
    ) -> Iterator[Iterable[R]]:
        """Ask one of the questions below for each batch, perhaps several at a time; the answers come in order."""

    def find_countries(self, codes: Sequence[str]) -> Iterable[Hit]:
        """Find countries by their ISO 3166-1 codes."""

    def find_named(self, names: Sequence[Sequence[str]]) -> Iterable[Hit]:
        """Find items by the spellings of each name and by their codes."""

    def find_beginning(self, starts: Sequence[Start]) -> Iterable[tuple[Start, Hit]]:
        """Find the items of a country that have a name beginning so; each with the name it has."""

    @property
    def can_scan(self) -> bool:
        """Whether it answers in time what begins so; Wikidata's own service, with all its items, does not."""

    @property
    def has_search(self) -> bool:
        """Whether there is a search service, which finds names alike better than their beginnings do."""

    def find_in_search(self, names: Sequence[str]) -> Iterable[Hit]:
        """Find items by a search service, one request a name."""

    def fetch(self, items: Sequence[str]) -> Iterable[Row]:
        """Fetch what is known of items, with all units above them."""

    def fetch_names(self, items: Sequence[str]) -> Iterable[Row]:
        """Fetch the names of items."""
