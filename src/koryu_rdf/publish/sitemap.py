"""What tells search engines where the pages are: ``sitemap.xml``, each page in both languages, and ``robots.txt``.

In: the paths of pages. Out: files below the folder. A sitemap holds 50,000 addresses at most (sitemaps.org, 0.9); more become several,
listed by an index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from koryu_rdf.publish.site import NOT_FOUND, Site
from koryu_rdf.publish.templates import get_template

MOST_ADDRESSES = 50_000


def write_sitemap(paths: Sequence[str], site: Site, folder: Path) -> None:
    """Write the sitemap, or several with an index, and the file that names it to robots."""
    listed = [path for path in paths if path != NOT_FOUND]
    parts = list(_part(listed, MOST_ADDRESSES // 2))  # each page has an address in either language
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        with (folder / name).open("wb") as stream:
            get_template("sitemap.xml").stream(paths=part, site=site).dump(stream, encoding="utf-8")
    if len(parts) > 1:
        (folder / "sitemap.xml").write_text(get_template("sitemap-index.xml").render(names=names, site=site), "utf-8")
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {site.home}sitemap.xml\n", "utf-8")


def _part(paths: list[str], size: int) -> Iterator[list[str]]:
    yield from (paths[start : start + size] for start in range(0, max(len(paths), 1), size))
