"""Publish: what a folder needs beside the data, so that it can be put on the web as it is.

In: a folder with the data files, agreements and settings. Out: in that folder the catalogue, the page, and copies of the ontology,
the shapes and the queries.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping

from koryu_rdf.assets import Folder, get_folder
from koryu_rdf.model import Agreement
from koryu_rdf.publish.catalogue import Publication, describe_catalogue
from koryu_rdf.publish.page import write_page, write_problem_page
from koryu_rdf.publish.reference import write_reference
from koryu_rdf.publish.tables import AGREEMENT_COLUMNS, list_agreement_rows

_FOLDERS: tuple[Folder, ...] = ("ontology", "shapes", "queries")


def publish(agreements: Iterable[Agreement], publication: Publication, figures: Mapping[str, int]) -> None:
    """Write the page and copy what the data refer to."""
    for name in _FOLDERS:
        shutil.copytree(get_folder(name), publication.folder / name, copy_function=shutil.copyfile)
    write_reference(publication.folder / "ontology")
    write_page(agreements, publication, figures, publication.folder / "index.html")


__all__ = [
    "AGREEMENT_COLUMNS",
    "Publication",
    "describe_catalogue",
    "list_agreement_rows",
    "publish",
    "write_problem_page",
]
