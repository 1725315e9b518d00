"""A page for each thing that agreements share: parties, countries, prefectures, fields, kinds and years, with its agreements.

In: cards. Out: the pages of the topics, and for each sort of topic the page that lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from koryu_rdf.codelists import CodeListName
from koryu_rdf.publish.cards import Cards, Thing
from koryu_rdf.publish.pages.agreement import find_label
from koryu_rdf.publish.site import DATA_SUFFIXES
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import Text

PARTIES = ("prefecture", "municipality", "region", "embassy", "consulate", "organization")


def make_topic_pages(cards: Cards) -> Iterator[Page]:
    """Make every page of a topic, and the pages that list topics."""
    yield from (_make_thing_page(thing, cards) for thing in cards.list_things())
    yield _make_index("countries", [_count(thing, cards) for thing in cards.list_things("country")])
    yield _make_index("parties", [_count(thing, cards) for thing in cards.list_things(*PARTIES)])
    yield from _make_code_pages("fields", "field", cards)
    yield from _make_code_pages("agreement-kinds", "kind", cards)
    yield from _make_list_pages("year", "timeline", cards, lambda year: name_page("year-title", year=year))


Entry = tuple[str, Text, int]
"""A line of an index: the path of a page, its label, and how many agreements it lists."""


def _count(thing: Thing, cards: Cards) -> Entry:
    return thing.path, thing.label, cards.count(thing.path)


def _make_thing_page(thing: Thing, cards: Cards) -> Page:
    topics = {"agreements-of": thing.path, "tied-agreements-of": f"tie:{thing.path}"}
    lists = {key: partial(cards.list_cards, topic) for key, topic in topics.items() if cards.count(topic)}
    values = {"thing": thing, "lists": lists}
    return Page(thing.path, "thing.html", thing.label, values, DATA_SUFFIXES)


def _make_index(path: str, entries: list[Entry]) -> Page:
    entries.sort(key=lambda entry: (-entry[2], entry[0]))
    return Page(path, "index-of-topics.html", name_page(path), {"entries": entries})


def _make_code_pages(name: CodeListName, topic: str, cards: Cards) -> Iterator[Page]:
    yield from _make_list_pages(
        topic, "fields" if topic == "field" else "kinds", cards, lambda code: find_label(name, code)
    )


def _make_list_pages(topic: str, index: str, cards: Cards, label: Callable[[str], Text]) -> Iterator[Page]:
    """Make a page for each code or year that occurs, and the one that lists them."""
    counts = cards.list_topics(f"{topic}:")
    for code in counts:
        values = {"cards": partial(cards.list_cards, f"{topic}:{code}")}
        yield Page(f"{topic}/{code}", "topic.html", label(code), values)
    yield _make_index(index, [(f"{topic}/{code}", label(code), count) for code, count in counts.items()])
