"""Wikidata, or a mirror of it, asked by SPARQL, and its search service for names that SPARQL does not find.

In: names, codes and identifiers. Out: rows, as a :class:`~koryu_rdf.link.gazetteer.Gazetteer` gives them. Answers are kept in
a cache; how requests are sent, ``network.py`` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from koryu_rdf.deadlines import do_beside
from koryu_rdf.link import sparql
from koryu_rdf.link.cache import Cache, Kept
from koryu_rdf.link.gazetteer import Hit, Start
from koryu_rdf.link.items import Row, is_item_id
from koryu_rdf.link.network import Network, Send, send_search, send_sparql

OWN_HOST = "query.wikidata.org"
AT_ONCE = 3
PLACES_AT_ONCE = 800
SEARCH_LANGUAGE = "ja"
SEARCH_LIMIT = 7

T = TypeVar("T")
R = TypeVar("R")


class _Cell(msgspec.Struct, frozen=True):
    value: str
    type: str = ""
    language: str = msgspec.field(name="xml:lang", default="")


class _Results(msgspec.Struct, frozen=True):
    bindings: tuple[dict[str, _Cell], ...]


class _Reply(msgspec.Struct, frozen=True):
    results: _Results


class _Found(msgspec.Struct, frozen=True):
    id: str


class _Search(msgspec.Struct, frozen=True):
    search: tuple[_Found, ...]


_decode_reply = msgspec.json.Decoder(_Reply).decode
_decode_search = msgspec.json.Decoder(_Search).decode


class Wikidata:
    """A gazetteer over HTTP. ``today`` is the day to note with new answers; ``search_api`` may be left out."""

    def __init__(
        self,
        endpoint: str,
        network: Network,
        cache: Cache,
        today: str,
        *,
        search_api: str | None = None,
        send: Send = send_sparql,
        send_search: Send = send_search,
    ) -> None:
        self._endpoint, self._search_api = endpoint, search_api
        self._network, self._cache, self._today = network, cache, today
        self._send, self._send_search = send, send_search
        self._days: set[str] = set()

    @property
    def date(self) -> str:
        """The day of the newest answer."""
        return max(self._days, default=self._today)

    def ask_all(
        self, question: Callable[[Sequence[T]], Iterable[R]], batches: Sequence[Sequence[T]]
    ) -> Iterator[Iterable[R]]:
        """Ask for several batches at a time, few enough to be polite; the answers come in order."""
        return do_beside(lambda batch: list(question(batch)), batches, AT_ONCE)

    def find_countries(self, codes: Sequence[str]) -> Iterable[Hit]:
        """Find countries by their ISO 3166-1 codes."""
        return [Hit(row["asked"].value, _cut(row["item"])) for row in self._select(sparql.ask_countries(codes))]

    def find_named(self, names: Sequence[Sequence[str]]) -> Iterable[Hit]:
        """Find items by the spellings of each name and by their codes."""
        rows = self._select(sparql.ask_named(names))
        return [Hit(row["asked"].value, _cut(row["item"]), _cut(row.get("country"))) for row in rows]

    def find_beginning(self, starts: Sequence[Start]) -> Iterable[tuple[Start, Hit]]:
        """Find the items of a country that have a name beginning so."""
        rows = self._select(sparql.ask_beginning(starts))
        return [
            (Start(_cut(row["country"]), row["start"].value), Hit(row["label"].value, _cut(row["item"])))
            for row in rows
        ]

    @property
    def can_scan(self) -> bool:
        """Whether this is a mirror."""
        return urlsplit(self._endpoint).hostname != OWN_HOST

    @property
    def has_search(self) -> bool:
        """Whether there is a search service."""
        return self._search_api is not None

    def find_in_search(self, names: Sequence[str]) -> Iterable[Hit]:
        """Find items by the search service, one request a name."""
        for name in names:
            fields = {
                "action": "wbsearchentities",
                "format": "json",
                "formatversion": "2",
                "language": SEARCH_LANGUAGE,
                "limit": str(SEARCH_LIMIT),
                "maxlag": "5",
                "search": name,
                "type": "item",
                "uselang": SEARCH_LANGUAGE,
            }
            body = self._ask(self._search_api or "", fields, self._send_search, _decode_search)
            yield from (Hit(name, found.id) for found in _decode_search(body).search if is_item_id(found.id))

    def fetch(self, items: Sequence[str]) -> Iterable[Row]:
        """Fetch what is known of items, with all units above them."""
        return [_to_row(row) for row in self._select(sparql.ask_facts(items))]

    def fetch_names(self, items: Sequence[str]) -> Iterable[Row]:
        """Fetch the names of items."""
        return [_to_row(row) for row in self._select(sparql.ask_names(items))]

    def fetch_places(self, country: str) -> Iterator[Row]:
        """Fetch everything about the places of a country, an item's identifier."""
        items = [_cut(row["item"]) for row in self._select(sparql.ask_places(country))]
        batches = [items[first : first + PLACES_AT_ONCE] for first in range(0, len(items), PLACES_AT_ONCE)]
        for rows in self.ask_all(self.fetch, batches):
            yield from rows

    def _select(self, query: str) -> Iterator[dict[str, _Cell]]:
        """Ask page after page until one is not full."""
        page = 0
        while True:
            fields = {"query": sparql.cut_page(query, page)}
            rows = _decode_reply(self._ask(self._endpoint, fields, self._send, _decode_reply)).results.bindings
            yield from rows
            page += 1
            if len(rows) < sparql.PAGE:
                return

    def _ask(self, url: str, fields: Mapping[str, str], send: Send, check: Callable[[bytes], object]) -> bytes:
        request = (url, *(f"{name}={value}" for name, value in sorted(fields.items())))
        kept = self._cache.find(*request)
        if kept is None:
            kept = Kept(self._today, self._network.send(send, url, fields, check))
            self._cache.keep(kept, *request)
        self._days.add(kept.day)
        return kept.body


def _cut(cell: _Cell | None) -> str:
    """Cut an item's IRI to its identifier; a blank node (an unknown value) becomes nothing."""
    return cell.value.removeprefix(sparql.ENTITY) if cell and cell.type == "uri" else ""


def _to_row(row: Mapping[str, _Cell]) -> Row:
    value = row["value"]
    text = _cut(value) if value.type == "uri" else "" if value.type == "bnode" else value.value
    name = row["property"].value.rpartition("/")[2].rpartition("#")[2]
    return Row(_cut(row["item"]), name, text, value.language)
