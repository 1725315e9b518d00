"""The page of the data: every file of the whole dataset, and what it holds.

In: the files of the folder. Out: the page.
"""

from __future__ import annotations

from koryu_rdf.publish.catalogue import Publication
from koryu_rdf.publish.distributions import explain_file
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import get_text

_BESIDE = ("catalog.ttl", "report/problems.csv", "report/validation.ttl")


def make_downloads_page(publication: Publication, triples: int) -> Page:
    """Make the page of the files."""
    data = {name: explain_file(name) for name in publication.files}
    beside = {name: get_text("publish", name) for name in _BESIDE}
    sizes = {name: (publication.folder / name).stat().st_size for name in data}
    values = {"groups": {"data-files": data, "beside-files": beside}, "sizes": sizes, "triples": triples}
    return Page("downloads", "downloads.html", name_page("downloads"), values)
