"""A page for each thing that agreements share: parties, countries, prefectures, fields, kinds and years, with its agreements.

In: cards. Out: the pages of the topics, and for each sort of topic the page that lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from koryu_rdf.publish.cards import Cards, Thing
from koryu_rdf.publish.charts import draw_years
from koryu_rdf.publish.pages.agreement import find_label
from koryu_rdf.publish.pages.entries import Entry
from koryu_rdf.publish.pages.tables import Table
from koryu_rdf.publish.site import DATA_SUFFIXES
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import Text

PARTIES = ("prefecture", "municipality", "region", "embassy", "consulate", "organization")


def make_topic_pages(cards: Cards) -> Iterator[Page]:
    """Make every page of a topic, and the pages that list topics."""
    yield from (_make_thing_page(thing, cards) for thing in cards.list_things())
    yield _make_index("countries", _list_things(cards, "country"))
    yield _make_index("parties", _list_things(cards, *PARTIES))
    for path, topic, label in _CODED:
        entries = [
            Entry(f"{topic}/{code}", label(code), number) for code, number in cards.list_topics(f"{topic}:").items()
        ]
        yield from (_make_topic_page(entry, topic, cards) for entry in entries)
        yield _make_index(path, entries) if path != "timeline" else _make_timeline(entries, cards)


_CODED: tuple[tuple[str, str, Callable[[str], Text]], ...] = (
    ("fields", "field", partial(find_label, "fields")),
    ("kinds", "kind", partial(find_label, "agreement-kinds")),
    ("timeline", "year", lambda year: name_page("year-title", year=year)),
)


def _list_things(cards: Cards, *kinds: str) -> list[Entry]:
    return [Entry(thing.path, thing.label, cards.count(thing.path)) for thing in cards.list_things(*kinds)]


def _make_thing_page(thing: Thing, cards: Cards) -> Page:
    tables = [Table(cards, thing.path), Table(cards, f"tie:{thing.path}", "tied-agreements-of")]
    choice = thing.kind if thing.kind in ("country", "prefecture") else "party"
    values = {"thing": thing, "tables": [table for table in tables if table.number], "choice": f"{choice}={thing.path}"}
    return Page(thing.path, "thing.html", thing.label, values, DATA_SUFFIXES)


def _make_topic_page(entry: Entry, topic: str, cards: Cards) -> Page:
    code = entry.path.removeprefix(f"{topic}/")
    choice = f"since={code}&until={code}" if topic == "year" else f"{topic}={code}"
    return Page(entry.path, "topic.html", entry.label, {"table": Table(cards, f"{topic}:{code}"), "choice": choice})


def _make_index(path: str, entries: list[Entry]) -> Page:
    entries = sorted(entries, key=lambda entry: (-entry.number, entry.path))
    return Page(path, "index-of-topics.html", name_page(path), {"entries": entries})


def _make_timeline(entries: list[Entry], cards: Cards) -> Page:
    values = {"entries": entries[::-1], "chart": draw_years(cards.list_topics("year:"))}
    return Page("timeline", "timeline.html", name_page("timeline"), values)
