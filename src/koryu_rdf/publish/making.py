"""All pages made and written, in parts that several processes share.

In: cards and what else pages are made of. Out: files below the folder, the same bytes by however many processes, and their paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar

from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.catalogue import Publication
from koryu_rdf.publish.pages.agreement import make_agreement_pages
from koryu_rdf.publish.pages.agreements import make_home_page, make_list_pages
from koryu_rdf.publish.pages.anniversaries import find_anniversaries, make_anniversary_page
from koryu_rdf.publish.pages.changes import make_changes_page
from koryu_rdf.publish.pages.downloads import make_downloads_page
from koryu_rdf.publish.pages.map import draw_map, make_map_page
from koryu_rdf.publish.pages.queries import make_question_pages
from koryu_rdf.publish.pages.sparql import make_sparql_page
from koryu_rdf.publish.pages.topics import make_thing_pages, make_topic_pages
from koryu_rdf.publish.pages.years import make_year_pages
from koryu_rdf.publish.questions import Question
from koryu_rdf.publish.site import NOT_FOUND, Site
from koryu_rdf.publish.writer import Page, PageWriter, name_page
from koryu_rdf.workers import count_processes, do_all

PER_PART = 250
FEW = 500
"""So few agreements are done sooner by one process than others start."""

Fact = TypeVar("Fact")


class Material:
    """What pages are made of."""

    def __init__(
        self,
        cards: Cards,
        publication: Publication,
        figures: Mapping[str, int],
        questions: Sequence[Question],
        *,
        is_small: bool,
    ) -> None:
        self.cards = cards
        self.publication = publication
        self.figures = figures
        self.questions = questions
        self.is_small = is_small

    @cached_property
    def coordinates(self) -> dict[str, tuple[float, float]]:
        """Degrees east and north, by path."""
        return _by_path(self.publication.coordinates, self.cards.site)

    @cached_property
    def items(self) -> dict[str, str]:
        """Wikidata's names, by path."""
        return _by_path(self.publication.items, self.cards.site)


class Part(NamedTuple):
    """Some of the pages: all single ones, those of topics, or some of the agreements or things, from ``start`` on."""

    name: str
    start: int = 0


def write_pages(material: Material, writer: PageWriter) -> list[str]:
    """Make and write all pages, and give their paths."""
    processes = 1 if len(material.cards) < FEW else count_processes()
    written = do_all(lambda part: writer.write(_make_part(part, material)), _list_parts(material.cards), processes)
    return list(chain.from_iterable(written))


def _list_parts(cards: Cards) -> list[Part]:
    """List the parts, those that take longest first."""
    agreements = (Part("agreements", start) for start in range(0, len(cards), PER_PART))
    things = (Part("things", start) for start in range(0, cards.count_things(), PER_PART))
    return [Part("single"), Part("years"), Part("topics"), Part("list"), *agreements, *things]


def _make_part(part: Part, material: Material) -> Iterator[Page]:
    cards = material.cards
    match part.name:
        case "agreements":
            some = cards.list_agreements(part.start, PER_PART)
            return make_agreement_pages(some, cards.site, material.publication.surveys)
        case "things":
            things = cards.list_things(start=part.start, most=PER_PART)
            return make_thing_pages(things, cards, material.coordinates, material.items)
        case "years":
            return make_year_pages(cards)
        case "topics":
            return make_topic_pages(cards)
        case "list":
            return make_list_pages(cards)
        case _:
            return _make_single_pages(material)


def _make_single_pages(material: Material) -> Iterator[Page]:
    cards, publication, questions = material.cards, material.publication, material.questions
    drawing = draw_map(cards, material.coordinates)
    yield make_home_page(cards, drawing, publication)
    yield make_map_page(cards, drawing)
    yield make_downloads_page(publication, material.figures["triples"])
    yield make_anniversary_page(find_anniversaries(cards, publication.modified), publication.modified)
    yield make_changes_page(publication, cards.site)
    yield Page("about", "about.html", name_page("about"), {})
    yield Page(NOT_FOUND, "not-found.html", name_page("not-found"), {})
    yield from make_question_pages(questions, cards.site)
    yield make_sparql_page(questions, is_small=material.is_small)


def _by_path(facts: Mapping[str, Fact], site: Site) -> dict[str, Fact]:
    """Give what is known of things by the path of their page, not by their IRI."""
    return {site.find_path(f"<{iri}>"): fact for iri, fact in facts.items()}
