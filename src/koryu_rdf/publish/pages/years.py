"""The timeline, and a page for each year: the agreements made in it and what else happened, as far as it has a date.

In: cards. Out: their pages. A year of more than ``MOST`` entries is cut on the timeline, and leads to its own page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from koryu_rdf.publish.cards import Card, Cards
from koryu_rdf.publish.charts import draw_years
from koryu_rdf.publish.happenings import Happening
from koryu_rdf.publish.pages.tables import Table
from koryu_rdf.publish.writer import Page, name_page

MOST, MOST_OF_YEAR = 12, 500


class Year(NamedTuple):
    """A year on the timeline: how much it has, and the first of it."""

    name: str
    path: str
    agreements: int
    happenings: int
    first_agreements: list[Card]
    first_happenings: list[tuple[Happening, Card]]

    @property
    def is_cut(self) -> bool:
        """Not everything is shown."""
        return max(self.agreements, self.happenings) > MOST


def make_year_pages(cards: Cards) -> Iterator[Page]:
    """Make the page of each year, then the timeline."""
    agreements, happenings = cards.list_topics("year:"), cards.count_happenings()
    years = sorted({*agreements, *happenings}, reverse=True)
    for year in years:
        yield _make_year_page(year, cards, happenings.get(year, 0))
    entries = [_summarise(year, cards, agreements.get(year, 0), happenings.get(year, 0)) for year in years]
    yield Page("timeline", "timeline.html", name_page("timeline"), {"years": entries, "chart": draw_years(agreements)})


def name_year(year: str) -> str:
    """Give the path of a year's page."""
    return f"year/{year}"


def _make_year_page(year: str, cards: Cards, number: int) -> Page:
    values = {
        "table": Table(cards, f"year:{year}"),
        "choice": f"since={year}&until={year}",
        "year": year,
        "happenings": list(cards.list_happenings(year, MOST_OF_YEAR)),
        "number": number,
        "most": MOST_OF_YEAR,
    }
    return Page(name_year(year), "year.html", name_page("year-title", year=year), values)


def _summarise(year: str, cards: Cards, agreements: int, happenings: int) -> Year:
    return Year(
        year,
        name_year(year),
        agreements,
        happenings,
        list(cards.list_cards(f"year:{year}", MOST)),
        list(cards.list_happenings(year, MOST)),
    )
