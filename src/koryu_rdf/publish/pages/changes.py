"""Pages about releases: what is new in this one, which were before, and one for each IRI that was withdrawn.

In: :class:`News`. Out: the page of changes, the feeds (Atom, RFC 4287) in both languages, and the pages of withdrawn IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koryu_rdf.changes import Change, say_change, say_edits
from koryu_rdf.publish.catalogue import Publication
from koryu_rdf.publish.site import DATA_SUFFIXES, LANGUAGES, Site
from koryu_rdf.publish.templates import get_template
from koryu_rdf.publish.versions import News, name_version
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import Language, Text

CHANGES_PATH = "changes"
FEED = "feed.xml"
MOST_SHOWN = 500
_SEGMENT = r"[A-Za-z0-9_%~-][A-Za-z0-9_%~.-]*"
_SAFE_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")


def make_changes_page(publication: Publication, site: Site) -> Page:
    """Make the page of changes; past ``MOST_SHOWN`` the table of changes has the rest."""
    news = publication.news
    told = [change for change in news.changes or () if change.kind != "moved"]
    shown = [_Told(change, news, site) for change in told[:MOST_SHOWN]]
    values = {"news": news, "shown": shown, "hidden": len(told) - len(shown)}
    return Page(CHANGES_PATH, "changes.html", name_page("changes"), values)


class _Told:
    """A change as the page shows it: what happened, to which page it leads, and what is different."""

    def __init__(self, change: Change, news: News, site: Site) -> None:
        self.text = say_change(change)
        self.edits: list[Text] = say_edits(change, news.names)
        iri = change.successor or change.iri
        path = find_page_path(iri, site) if change.kind != "ended" else None
        self.path = path if path and change.group != "other" else None


def make_withdrawn_pages(publication: Publication, site: Site) -> Iterator[Page]:
    """Make a page for each withdrawn IRI that can have one: it says so and points on."""
    for one in publication.news.withdrawn:
        path = find_page_path(one.iri, site)
        if path and not (publication.folder / f"{path}.html").exists():
            successor = one.successor and find_page_path(one.successor, site)
            values = {"withdrawn": one, "successor": successor, "successor_iri": one.successor}
            yield Page(path, "withdrawn.html", one.name, values, DATA_SUFFIXES)


def find_page_path(iri: str, site: Site) -> str | None:
    """Find the path of the page of an IRI; none for what is not ours, or could lead out of the folder.

    >>> site = Site("https://example.jp/id/", "https://example.jp/")
    >>> find_page_path("https://example.jp/id/place/jp-121002", site), find_page_path("https://example.jp/id/../x", site)
    ('id/place/jp-121002', None)
    """
    path = site.find_path(f"<{iri}>") if iri.startswith(site.base) else ""
    return path if _SAFE_PATH.fullmatch(path) else None


def make_feed(publication: Publication, site: Site, language: Language) -> str:
    """Make the feed of releases in one language, the newest first."""
    news = publication.news
    versions = [(one, name_version(site.base, one.name)[1:-1]) for one in (news.version, *news.earlier)]
    file = FEED if language == "ja" else f"{language}/{FEED}"
    text: str = get_template(FEED).render(
        language=language, versions=versions, site=site, publication=publication, address=site.home + file
    )
    return text


def write_feeds(publication: Publication, site: Site) -> None:
    """Write the feed in both languages."""
    for language in LANGUAGES:
        target = publication.folder / ("" if language == "ja" else language) / FEED
        target.write_bytes(make_feed(publication, site, language).encode())
