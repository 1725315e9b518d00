"""Publish: what a folder needs beside the data, so that it can be put on the web as it is.

In: a folder with the data files, agreements and settings. Out: in that folder the catalogue, the pages in both languages, and copies of
the ontology, the shapes, the queries and what the pages load.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from typing import TypeVar

from koryu_rdf.assets import Folder, get_folder, list_files
from koryu_rdf.model import Agreement
from koryu_rdf.problems import Problem
from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.catalogue import CATALOGUE_PREFIXES, Publication, describe_catalogue
from koryu_rdf.publish.hosting import write_hosting
from koryu_rdf.publish.pages.agreement import make_agreement_pages
from koryu_rdf.publish.pages.agreements import make_home_page, make_list_pages
from koryu_rdf.publish.pages.anniversaries import (
    CALENDAR_FILE,
    find_anniversaries,
    make_anniversary_page,
    make_calendar,
)
from koryu_rdf.publish.pages.changes import make_changes_page, make_withdrawn_pages, write_feeds
from koryu_rdf.publish.pages.downloads import make_downloads_page
from koryu_rdf.publish.pages.list_data import LIST_FILE, make_list_script
from koryu_rdf.publish.pages.map import draw_map, make_map_page
from koryu_rdf.publish.pages.quality import QUALITY_PATH, make_quality_page
from koryu_rdf.publish.pages.queries import make_question_pages
from koryu_rdf.publish.pages.sparql import (
    DATA_FILE,
    MOST_BYTES,
    VOCABULARY_FILE,
    make_data_script,
    make_sparql_page,
    make_vocabulary_script,
)
from koryu_rdf.publish.pages.topics import make_topic_pages
from koryu_rdf.publish.pages.years import make_year_pages
from koryu_rdf.publish.problem_page import write_problem_page
from koryu_rdf.publish.questions import Choice, Question
from koryu_rdf.publish.reference import write_reference
from koryu_rdf.publish.rows import draw_row
from koryu_rdf.publish.site import NOT_FOUND, Site
from koryu_rdf.publish.sitemap import write_sitemap
from koryu_rdf.publish.tables import AGREEMENT_COLUMNS, STATEMENT_COLUMNS, list_agreement_rows, list_statement_rows
from koryu_rdf.publish.versions import (
    News,
    Version,
    Withdrawn,
    describe_withdrawn,
    is_release_name,
    read_modified,
    read_versions,
    read_withdrawn,
)
from koryu_rdf.publish.vocabulary import read_vocabularies
from koryu_rdf.publish.writer import Page, PageWriter, name_page

NTRIPLES = "data/koryu.nt.gz"
Fact = TypeVar("Fact")
_LEFT_OUT = shutil.ignore_patterns("*.json")  # what only this package reads
_FOLDERS: tuple[Folder, ...] = ("ontology", "shapes", "queries")


def publish(
    agreements: Iterable[Agreement],
    publication: Publication,
    figures: Mapping[str, int],
    questions: Sequence[Question] = (),
) -> None:
    """Write the pages and copy what the data and the pages refer to; the agreements are gone through twice."""
    for name in _FOLDERS:
        shutil.copytree(get_folder(name), publication.folder / name, copy_function=shutil.copyfile, dirs_exist_ok=True)
    with as_file(files(__name__) / "assets") as assets:
        shutil.copytree(assets, publication.folder / "assets", ignore=_LEFT_OUT, copy_function=shutil.copyfile)
    write_reference(publication.folder / "ontology")
    writer = PageWriter(publication)
    with Cards(agreements, writer.site, draw_row) as cards:
        writer.write(_make_pages(agreements, cards, publication, figures, questions))
        write_hosting(writer.site, publication.folder)
        write_sitemap([*writer.paths, QUALITY_PATH], writer.site, publication.folder)
        _write_scripts(cards, publication, questions)
        writer.write(make_withdrawn_pages(publication, writer.site))
        write_feeds(publication, writer.site)


def _make_pages(
    agreements: Iterable[Agreement],
    cards: Cards,
    publication: Publication,
    figures: Mapping[str, int],
    questions: Sequence[Question],
) -> Iterator[Page]:
    coordinates = _by_path(publication.coordinates, cards.site)
    drawing = draw_map(cards, coordinates)
    yield make_home_page(cards, drawing, publication)
    yield make_map_page(cards, drawing)
    yield from make_list_pages(cards)
    yield from make_agreement_pages(agreements, cards.site, publication.surveys)
    yield from make_topic_pages(cards, coordinates, _by_path(publication.items, cards.site))
    yield from make_year_pages(cards)
    yield make_downloads_page(publication, figures["triples"])
    yield make_anniversary_page(find_anniversaries(cards, publication.modified), publication.modified)
    yield make_changes_page(publication, cards.site)
    yield Page("about", "about.html", name_page("about"), {})
    yield Page(NOT_FOUND, "not-found.html", name_page("not-found"), {})
    yield from make_question_pages(questions, cards.site)
    yield make_sparql_page(questions, is_small=_is_small(publication))


def _write_scripts(cards: Cards, publication: Publication, questions: Sequence[Question]) -> None:
    """Write what the pages load: the list, the words of the editor, and the data where a browser can hold them."""
    folder, ontology = publication.folder, list_files("ontology", ".ttl")
    vocabularies = read_vocabularies(ontology, list_files("shapes", ".ttl"))
    scripts: dict[str, Iterable[bytes]] = {
        LIST_FILE: make_list_script(cards),
        VOCABULARY_FILE: [
            make_vocabulary_script(questions, vocabularies, cards, _by_path(publication.coordinates, cards.site))
        ],
    }
    anniversaries = find_anniversaries(cards, publication.modified)
    scripts[CALENDAR_FILE] = [make_calendar(anniversaries, publication.modified, publication.settings.dataset.home)]
    if _is_small(publication):
        scripts[DATA_FILE] = make_data_script(folder / NTRIPLES, ontology)
    for name, script in scripts.items():
        with (folder / name).open("wb") as stream:
            stream.writelines(script)


def publish_quality(problems: Iterable[Problem], publication: Publication) -> None:
    """Write the page on the quality of the data, when everything is checked."""
    PageWriter(publication).write([make_quality_page(problems)])


def _by_path(facts: Mapping[str, Fact], site: Site) -> dict[str, Fact]:
    """Give what is known of things by the path of their page, not by their IRI."""
    return {site.find_path(f"<{iri}>"): fact for iri, fact in facts.items()}


def _is_small(publication: Publication) -> bool:
    file = publication.folder / NTRIPLES
    return file.exists() and file.stat().st_size <= MOST_BYTES


__all__ = [
    "AGREEMENT_COLUMNS",
    "CATALOGUE_PREFIXES",
    "STATEMENT_COLUMNS",
    "Choice",
    "News",
    "Publication",
    "Question",
    "Site",
    "Version",
    "Withdrawn",
    "describe_catalogue",
    "describe_withdrawn",
    "is_release_name",
    "list_agreement_rows",
    "list_statement_rows",
    "publish",
    "publish_quality",
    "read_modified",
    "read_versions",
    "read_withdrawn",
    "write_problem_page",
]
