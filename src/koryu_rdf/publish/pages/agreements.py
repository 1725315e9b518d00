"""The list of all agreements, in pages of a hundred for readers without scripts, and the home page.

In: cards. Out: their pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.catalogue import Publication
from koryu_rdf.publish.charts import draw_years
from koryu_rdf.publish.happenings import find_label
from koryu_rdf.publish.pages.list_data import LIST_FILE
from koryu_rdf.publish.pages.map import Drawing
from koryu_rdf.publish.pages.tables import Table
from koryu_rdf.publish.structured import tell_dataset
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import Text

PER_PAGE = 100
NEWEST = 8


def make_list_pages(cards: Cards) -> Iterator[Page]:
    """Make the pages of the list; the first is ``agreements``, the others ``agreements/2`` and so on."""
    last = max(1, -(-len(cards) // PER_PAGE))
    for number in range(1, last + 1):
        table = Table(cards, None, most=PER_PAGE, start=(number - 1) * PER_PAGE)
        values: dict[str, Any] = {"table": table, "number": number, "last": last, "name_list_page": name_list_page}
        if number == 1:
            values |= {"choices": _list_choices(cards), "list_file": LIST_FILE}
        yield Page(
            name_list_page(number),
            "agreements.html",
            name_page("agreements"),
            values,
            scripts=("site",) if number == 1 else (),
        )


def _list_choices(cards: Cards) -> Mapping[str, list[tuple[str, Text]]]:
    """List what the list can be narrowed down to: countries, prefectures, fields and years, by the value that the script knows."""
    countries = [(thing.path, thing.label) for thing in cards.list_things("country") if cards.count(thing.path)]
    prefectures = [(thing.path, thing.label) for thing in cards.list_things("prefecture") if cards.count(thing.path)]
    fields = [(code, find_label("fields", code)) for code in cards.list_topics("field:")]
    years = [(year, Text(year, year)) for year in reversed(cards.list_topics("year:"))]
    kinds = [(code, find_label("agreement-kinds", code)) for code in cards.list_topics("kind:")]
    return {
        "country": countries,
        "prefecture": prefectures,
        "field": fields,
        "kind": kinds,
        "since": years,
        "until": years,
    }


def name_list_page(number: int) -> str:
    """Give the path of a page of the list."""
    return "agreements" if number == 1 else f"agreements/{number}"


def make_home_page(cards: Cards, drawing: Drawing, publication: Publication) -> Page:
    """Make the home page: what this is, how much there is, where, since when, and the newest."""
    years = cards.list_topics("year:")
    values = {
        "figures": _count(cards),
        "drawing": drawing,
        "chart": draw_years(years),
        "newest": Table(cards, None, most=NEWEST),
    }
    return Page("index", "home.html", name_page("home"), values, structured=tell_dataset(publication, years))


def _count(cards: Cards) -> Mapping[str, int]:
    """Count the agreements, the parties on both sides, and the countries."""
    japanese, overseas, countries = set[str](), set[str](), set[str]()
    for card in cards.list_cards():
        for paths, things in ((japanese, card.japanese), (overseas, card.overseas), (countries, card.countries)):
            paths.update(thing.path for thing in things)
    return {
        "agreements": len(cards),
        "japanese": len(japanese),
        "overseas": len(overseas),
        "countries": len(countries),
    }
