"""Publish: what a folder needs beside the data, so that it can be put on the web as it is.

In: a folder with the data files, agreements and settings. Out: in that folder the catalogue, the pages in both languages, and copies of
the ontology, the shapes, the queries and what the pages load.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import as_file, files

from koryu_rdf.assets import Folder, get_folder, list_files
from koryu_rdf.identifiers import is_survey_id
from koryu_rdf.model import Agreement
from koryu_rdf.outputs import make_write_error
from koryu_rdf.problems import Problem
from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.catalogue import CATALOGUE_PREFIXES, Publication, describe_catalogue
from koryu_rdf.publish.hosting import write_hosting
from koryu_rdf.publish.making import Material, write_pages
from koryu_rdf.publish.pages.anniversaries import CALENDAR_FILE, find_anniversaries, make_calendar
from koryu_rdf.publish.pages.changes import make_withdrawn_pages, write_feeds
from koryu_rdf.publish.pages.list_data import LIST_FILE, make_list_script
from koryu_rdf.publish.pages.quality import QUALITY_PATH, make_quality_page
from koryu_rdf.publish.pages.sparql import (
    DATA_FILE,
    MOST_BYTES,
    VOCABULARY_FILE,
    make_data_script,
    make_vocabulary_script,
)
from koryu_rdf.publish.problem_page import write_problem_page
from koryu_rdf.publish.questions import MOST_ROWS, Choice, Question
from koryu_rdf.publish.reference import write_reference
from koryu_rdf.publish.rows import draw_row
from koryu_rdf.publish.site import Site
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
from koryu_rdf.publish.writer import PageWriter

NTRIPLES = "data/koryu.nt.gz"
_LEFT_OUT = shutil.ignore_patterns("*.json")  # what only this package reads
_FOLDERS: tuple[Folder, ...] = ("ontology", "shapes", "queries")


def publish(
    agreements: Iterable[Agreement],
    publication: Publication,
    figures: Mapping[str, int],
    questions: Sequence[Question] = (),
) -> None:
    """Write the pages and copy what the data and the pages refer to; the agreements are gone through once."""
    for name in _FOLDERS:
        shutil.copytree(get_folder(name), publication.folder / name, copy_function=shutil.copyfile, dirs_exist_ok=True)
    with as_file(files(__name__) / "assets") as assets:
        shutil.copytree(assets, publication.folder / "assets", ignore=_LEFT_OUT, copy_function=shutil.copyfile)
    write_reference(publication.folder / "ontology")
    writer = PageWriter(publication)
    with Cards(_refuse_unsafe(agreements, publication), writer.site, draw_row) as cards:
        material = Material(cards, publication, figures, questions, is_small=_is_small(publication))
        paths = write_pages(material, writer)
        write_hosting(writer.site, publication.folder)
        write_sitemap([*paths, QUALITY_PATH], writer.site, publication.folder)
        _write_scripts(material)
        writer.write(make_withdrawn_pages(publication, writer.site))
        write_feeds(publication, writer.site)


def _refuse_unsafe(agreements: Iterable[Agreement], publication: Publication) -> Iterator[Agreement]:
    """Let agreements through whose identifiers may stand in IRIs and in paths: readers make no others, but anybody may call."""
    for agreement in agreements:
        if not is_survey_id(agreement.survey) or agreement.id != f"{agreement.survey}/{agreement.number}":
            raise make_write_error("publish-path", publication.folder, path=agreement.id)
        yield agreement


def _write_scripts(material: Material) -> None:
    """Write what the pages load: the list, the words of the editor, and the data where a browser can hold them."""
    cards, publication, questions = material.cards, material.publication, material.questions
    ontology, today = list_files("ontology", ".ttl"), publication.modified
    vocabularies = read_vocabularies(ontology, list_files("shapes", ".ttl"))
    scripts: dict[str, Iterable[bytes]] = {
        LIST_FILE: make_list_script(cards),
        VOCABULARY_FILE: [make_vocabulary_script(questions, vocabularies, cards, material.coordinates)],
        CALENDAR_FILE: [make_calendar(find_anniversaries(cards, today), today, cards.site.home)],
    }
    if material.is_small:
        scripts[DATA_FILE] = make_data_script(publication.folder / NTRIPLES, ontology)
    for name, script in scripts.items():
        with (publication.folder / name).open("wb") as stream:
            stream.writelines(script)


def publish_quality(problems: Iterable[Problem], publication: Publication) -> None:
    """Write the page on the quality of the data, when everything is checked."""
    PageWriter(publication).write([make_quality_page(problems)])


def _is_small(publication: Publication) -> bool:
    file = publication.folder / NTRIPLES
    return file.exists() and file.stat().st_size <= MOST_BYTES


__all__ = [
    "AGREEMENT_COLUMNS",
    "CATALOGUE_PREFIXES",
    "MOST_ROWS",
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
