"""The sitemap: every page but the one that is not found, in both languages, in parts where there are too many."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from koryu_rdf.publish import sitemap
from koryu_rdf.publish.site import Site

SITE = Site("https://example.jp/id/", "https://example.jp/")


def list_addresses(path: Path) -> list[str | None]:
    return [element.text for element in ElementTree.parse(path).iter() if element.tag.endswith("}loc")]


def test_every_page_is_listed_in_both_languages(tmp_path: Path) -> None:
    sitemap.write_sitemap(["index", "404", "year/2011"], SITE, tmp_path)
    assert list_addresses(tmp_path / "sitemap.xml") == [
        "https://example.jp/",
        "https://example.jp/en/",
        "https://example.jp/year/2011.html",
        "https://example.jp/en/year/2011.html",
    ]
    assert "Sitemap: https://example.jp/sitemap.xml\n" in (tmp_path / "robots.txt").read_text("utf-8")


def test_many_pages_become_parts_with_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 4)
    sitemap.write_sitemap(["a", "b", "c"], SITE, tmp_path)
    assert list_addresses(tmp_path / "sitemap.xml") == [f"https://example.jp/sitemap-{number}.xml" for number in (1, 2)]
    assert [len(list_addresses(tmp_path / f"sitemap-{number}.xml")) for number in (1, 2)] == [4, 2]
