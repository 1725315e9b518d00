"""Publish: what a folder needs beside the data, so that it can be put on the web as it is.

In: a folder with the data files, agreements and settings. Out: in that folder the catalogue, the pages in both languages, and copies of
the ontology, the shapes, the queries and what the pages load.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import as_file, files

from koryu_rdf.assets import Folder, get_folder
from koryu_rdf.model import Agreement
from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.catalogue import Publication, describe_catalogue
from koryu_rdf.publish.pages.agreement import make_agreement_pages
from koryu_rdf.publish.pages.agreements import make_home_page, make_list_pages
from koryu_rdf.publish.pages.downloads import make_downloads_page
from koryu_rdf.publish.pages.list_data import FILE, make_list_script
from koryu_rdf.publish.pages.map import draw_map, make_map_page
from koryu_rdf.publish.pages.topics import make_topic_pages
from koryu_rdf.publish.problem_page import write_problem_page
from koryu_rdf.publish.reference import write_reference
from koryu_rdf.publish.site import Site
from koryu_rdf.publish.tables import AGREEMENT_COLUMNS, list_agreement_rows
from koryu_rdf.publish.writer import Page, PageWriter

_FOLDERS: tuple[Folder, ...] = ("ontology", "shapes", "queries")


def publish(agreements: Iterable[Agreement], publication: Publication, figures: Mapping[str, int]) -> None:
    """Write the pages and copy what the data and the pages refer to; the agreements are gone through twice."""
    for name in _FOLDERS:
        shutil.copytree(get_folder(name), publication.folder / name, copy_function=shutil.copyfile)
    with as_file(files(__name__) / "assets") as assets:
        shutil.copytree(assets, publication.folder / "assets", copy_function=shutil.copyfile)
    write_reference(publication.folder / "ontology")
    writer = PageWriter(publication)
    with Cards(agreements, writer.site) as cards:
        writer.write(_make_pages(agreements, cards, publication, figures))
        with (publication.folder / FILE).open("wb") as stream:
            stream.writelines(make_list_script(cards))


def _make_pages(
    agreements: Iterable[Agreement], cards: Cards, publication: Publication, figures: Mapping[str, int]
) -> Iterator[Page]:
    drawing = draw_map(cards, {})
    yield make_home_page(cards, figures, drawing)
    yield make_map_page(cards, drawing)
    yield from make_list_pages(cards)
    yield from make_agreement_pages(agreements, cards.site)
    yield from make_topic_pages(cards)
    yield make_downloads_page(publication)


__all__ = [
    "AGREEMENT_COLUMNS",
    "Publication",
    "Site",
    "describe_catalogue",
    "list_agreement_rows",
    "publish",
    "write_problem_page",
]
