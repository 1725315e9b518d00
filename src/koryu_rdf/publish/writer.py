"""Pages become files: each page in Japanese and in English, from one template.

In: :class:`Page` values. Out: ``PATH.html`` and ``en/PATH.html`` below a folder. Every value is escaped by the template engine. What
a page shows, the modules of ``pages/`` know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from koryu_rdf.outputs import make_write_error
from koryu_rdf.publish.catalogue import Publication
from koryu_rdf.publish.site import LANGUAGES, Site, get_file
from koryu_rdf.publish.speaker import get_speaker
from koryu_rdf.publish.templates import get_template
from koryu_rdf.texts import Language, Text, get_text

if TYPE_CHECKING:
    from markupsafe import Markup

MENU = (
    "agreements",
    "map",
    "countries",
    "parties",
    "fields",
    "timeline",
    "anniversaries",
    "queries",
    "downloads",
    "about",
)
"""The pages that every page leads to, in order; each has an entry in ``texts/pages.toml``."""


class Page(NamedTuple):
    """One page: its path without suffix, its template, its title, and what the template shows.

    ``data`` are the suffixes of the files beside it; ``scripts`` are names of bundles in ``assets/``; ``structured`` is what
    search engines are told, as JSON-LD in terms of schema.org.
    """

    path: str
    template: str
    title: Text
    values: Mapping[str, Any]
    data: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    structured: Mapping[str, Any] | None = None


class PageWriter:
    """Writes pages into one folder."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.site = Site.of(publication.settings)
        self._folders: set[Path] = set()
        self._frames: dict[tuple[str | None, Language, str], Mapping[str, Markup]] = {}

    def write(self, pages: Iterable[Page]) -> list[str]:
        """Write each page in both languages, and give their paths."""
        paths = []
        for page in pages:
            for language in LANGUAGES:
                self._put(get_file(page.path, language), self.render(page, language))
            paths.append(page.path)
        return paths

    def render(self, page: Page, language: Language) -> str:
        """Fill the page's template."""
        root, here = self.site.find_ways(page.path, language)
        text: str = get_template(page.template).render(
            page.values,
            page=page,
            site=self.site,
            publication=self.publication,
            language=language,
            other="en" if language == "ja" else "ja",
            root=root,  # leads to data and assets
            here=here,  # leads to other pages of the same language
            say=get_speaker(language),
            **self._draw_frame(page.path if page.path in MENU else None, language, root, here),
        )
        return text

    def _draw_frame(self, current: str | None, language: Language, root: str, here: str) -> Mapping[str, Markup]:
        """Draw what many pages have the same: the menu and the foot."""
        key = (current, language, root)
        if key not in self._frames:
            from markupsafe import Markup  # noqa: PLC0415  (only a build needs it)

            values = {"current": current, "here": here, "say": get_speaker(language), "publication": self.publication}
            texts = {name: get_template(f"{name}.html").render(values, menu=MENU) for name in ("menu", "foot")}
            self._frames[key] = {name: Markup(text) for name, text in texts.items()}  # noqa: S704  (drawn by a template)
        return self._frames[key]

    def _put(self, file: str, text: str) -> None:
        if ".." in file.split("/"):
            raise make_write_error("publish-path", self.publication.folder, path=file)
        target = self.publication.folder / file
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        target.write_bytes(text.encode())


def name_page(key: str, **slots: object) -> Text:
    """Give the title of a page, ``KEY-title`` of ``texts/pages.toml``."""
    return get_text("pages", key, **slots)
