"""What is served, put together: data, pages, saved questions, and where things stand on the web.

In: a folder that ``koryu build`` made, RDF files, or the address of a store; settings. Out: a face, ready to be served. How requests are
answered, ``serve`` knows; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from koryu_rdf.assets import list_files
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.protocol import Transport
from koryu_rdf.query import list_queries
from koryu_rdf.query.remote import to_text
from koryu_rdf.query.saved import SavedQuery
from koryu_rdf.serve import Choice, Question, Site, Source, make_face
from koryu_rdf.serve.face import Face
from koryu_rdf.serve.source import Log
from koryu_rdf.settings import Settings
from koryu_rdf.texts import Text

FOLDER_DATA = ("data/koryu.nt.gz", "data/links.trig")


def name_folder(folder: Path) -> Source:
    """Name what there is in a built folder: its data with the vocabulary, links as the graph they are, and its pages."""
    data = [folder / name for name in FOLDER_DATA if (folder / name).exists()]
    return Source((*data, *sorted((folder / "ontology").glob("*.ttl"))), folder, merged=False)


def name_files(paths: Sequence[Path]) -> Source:
    """Name RDF files; the vocabulary comes with them, and what stands in named graphs is found without naming them."""
    return Source((*paths, *list_files("ontology", ".ttl")))


def name_store(url: str, graph: str | None, transport: Transport, folder: Path | None) -> Source:
    """Name a store elsewhere, with the pages of a folder where there is one."""
    return Source(None, folder, endpoint=url, graph=graph, transport=transport)


def open_face(source: Source, settings: Settings, log: Log) -> Face:
    """Put the face together."""
    dataset = settings.dataset
    prefixes = {**PREFIXES, **Identifiers(settings.base).prefixes}
    title = Text(dataset.title.ja, dataset.title.en or dataset.title.ja)
    site = Site(dataset.home, title, dataset.licence, prefixes)
    return make_face(source, site, settings.serve, [_make_question(saved) for saved in list_queries()], log)


def _make_question(saved: SavedQuery) -> Question:
    def bind(values: Mapping[str, str]) -> str:
        return to_text(saved, values)

    choices = tuple(Choice(one.name, one.datatype, one.default) for one in saved.parameters)
    return Question(saved.name, saved.summary, saved.tags, choices, saved.text, bind)
