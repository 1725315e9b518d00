"""A page for each thing that agreements share: parties, countries, prefectures, fields and kinds, with its agreements.

In: cards. Out: the pages of the topics, and for each sort of topic the page that lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from koryu_rdf.codelists import CodeListName
from koryu_rdf.publish.cards import Cards, Thing, make_country_thing
from koryu_rdf.publish.happenings import find_label
from koryu_rdf.publish.pages.entries import Entry
from koryu_rdf.publish.pages.map import Coordinates, Locator, locate
from koryu_rdf.publish.pages.tables import Table
from koryu_rdf.publish.site import DATA_SUFFIXES
from koryu_rdf.publish.structured import tell_thing
from koryu_rdf.publish.writer import Page, name_page

PARTIES = ("prefecture", "municipality", "region", "embassy", "consulate", "organization")
MOST_ENTRIES = 500
SIDES = ("japanese-side", "overseas-side")


def make_thing_pages(
    things: Iterable[Thing], cards: Cards, coordinates: Coordinates, items: Mapping[str, str]
) -> Iterator[Page]:
    """Make the page of each thing; ``items`` are Wikidata's names by path."""
    for thing in things:
        yield _make_thing_page(thing, cards, locate(thing, coordinates), items.get(thing.path))


def make_topic_pages(cards: Cards) -> Iterator[Page]:
    """Make the pages of fields and kinds, and the pages that list topics."""
    yield _make_index("countries", {"by-number": _list_things(cards, "country")})
    parties = _list_things(cards, *PARTIES)
    sides = {
        side: [entry for entry in parties if (entry.country == "JP") == (side == "japanese-side")] for side in SIDES
    }
    yield _make_index("parties", sides)
    for path, topic, list_name in _CODED:
        codes = cards.list_topics(f"{topic}:")
        entries = [Entry(f"{topic}/{code}", find_label(list_name, code), number) for code, number in codes.items()]
        yield from (_make_topic_page(entry, topic, cards) for entry in entries)
        yield _make_index(path, {"by-number": entries})


_CODED: tuple[tuple[str, str, CodeListName], ...] = (
    ("fields", "field", "fields"),
    ("kinds", "kind", "agreement-kinds"),
)


def _list_things(cards: Cards, *kinds: str) -> list[Entry]:
    things = cards.list_things(*kinds)
    return [Entry(thing.path, thing.label, cards.count(thing.path), thing.country) for thing in things]


def _make_thing_page(thing: Thing, cards: Cards, locator: Locator | None, item: str | None) -> Page:
    tables = [Table(cards, thing.path), Table(cards, f"tie:{thing.path}", "tied-agreements-of")]
    choice = thing.kind if thing.kind in ("country", "prefecture") else "party"
    values = {
        "thing": thing,
        "land": make_country_thing(thing.country, cards.site) if thing.country and thing.country != "JP" else None,
        "tables": [table for table in tables if table.number],
        "choice": f"{choice}={thing.path}",
        "locator": locator,
        "item": item,
    }
    structured = tell_thing(thing, cards.site.get_iri(thing.path), locator, item)
    return Page(thing.path, "thing.html", thing.label, values, DATA_SUFFIXES, structured=structured)


def _make_topic_page(entry: Entry, topic: str, cards: Cards) -> Page:
    code = entry.path.removeprefix(f"{topic}/")
    values = {"table": Table(cards, f"{topic}:{code}"), "choice": f"{topic}={code}", "what": topic}
    return Page(entry.path, "topic.html", entry.label, values)


def _make_index(path: str, groups: Mapping[str, list[Entry]]) -> Page:
    ordered = {key: sorted(entries, key=lambda entry: (-entry.number, entry.path)) for key, entries in groups.items()}
    return Page(path, "index-of-topics.html", name_page(path), {"groups": ordered, "most": MOST_ENTRIES})
