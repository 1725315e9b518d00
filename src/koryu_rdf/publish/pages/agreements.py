"""The list of all agreements, in pages of a hundred for readers without scripts, and the home page.

In: cards. Out: their pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.writer import Page, name_page

PER_PAGE = 100
NEWEST = 8


def make_list_pages(cards: Cards) -> Iterator[Page]:
    """Make the pages of the list; the first is ``agreements``, the others ``agreements/2`` and so on."""
    last = max(1, -(-len(cards) // PER_PAGE))
    rest = cards.list_cards()
    for number in range(1, last + 1):
        some = list(islice(rest, PER_PAGE))
        values = {"cards": some, "number": number, "last": last, "name_list_page": name_list_page}
        yield Page(name_list_page(number), "agreements.html", name_page("agreements"), values)


def name_list_page(number: int) -> str:
    """Give the path of a page of the list."""
    return "agreements" if number == 1 else f"agreements/{number}"


def make_home_page(cards: Cards, figures: Mapping[str, int]) -> Page:
    """Make the home page: what this is, how much there is, and the newest."""
    values = {"figures": figures, "newest": list(islice(cards.list_cards(), NEWEST))}
    return Page("index", "home.html", name_page("home"), values)
