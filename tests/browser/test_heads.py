"""What every page says of itself to machines: its address in both languages, its data, and what it is in terms of schema.org."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

HOME = "https://w3id.org/koryu/"
OF_NO_PAGE = {"ontology", "report"}  # these hold pages of another kind
CLASSES = {
    "index": "Dataset",
    "id/agreement/economic-exchange-2012/16": "CreativeWork",
    "id/place/jp-141305": "City",
    "id/country/CN": "Country",
}


class Head(HTMLParser):
    """The links of a page's head, and its JSON-LD."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.structured: list[Any] = []
        self._is_json = False
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "link":
            self.links.append(dict(attrs))
        self._is_json = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._is_json:
            self.structured.append(json.loads(data))
        self._is_json = False

    def find(self, **wanted: str) -> list[str | None]:
        return [link["href"] for link in self.links if wanted.items() <= link.items()]


def list_pages(folder: Path) -> list[str]:
    paths = (path.relative_to(folder) for path in folder.rglob("*.html"))
    return [path.with_suffix("").as_posix() for path in paths if path.parts[0] not in {*OF_NO_PAGE, "en"}]


def get_address(name: str) -> str:
    return HOME + (f"{name}.html" if name.rpartition("/")[2] != "index" else name.removesuffix("index"))


def test_every_page_names_itself_and_its_other_language(folder: Path) -> None:
    pages = list_pages(folder)
    assert len(pages) > 150
    for path in pages:
        for language, name in (("ja", path), ("en", f"en/{path}")):
            head = Head(folder / f"{name}.html")
            assert head.find(rel="canonical") == [get_address(name)]
            for other, address in (("ja", path), ("en", f"en/{path}"), ("x-default", path)):
                assert head.find(rel="alternate", hreflang=other) == [get_address(address)], (language, path)


def test_data_beside_a_page_are_named_by_it_and_are_there(folder: Path) -> None:
    named = 0
    for path in (*list_pages(folder), *(f"en/{path}" for path in CLASSES)):
        for link in Head(folder / f"{path}.html").links:
            if link.get("rel") == "alternate" and link.get("type") not in (None, "application/atom+xml"):
                assert (folder / path).parent.joinpath(link["href"] or "").resolve().exists(), (path, link)
                named += 1
    assert named > 4 * 80


def test_every_page_but_the_missing_one_is_in_the_sitemap(folder: Path) -> None:
    tree = ElementTree.parse(folder / "sitemap.xml")
    listed = {element.text for element in tree.iter() if element.tag.endswith("}loc")}
    pages = {get_address(name) for path in list_pages(folder) if path != "404" for name in (path, f"en/{path}")}
    assert pages == listed
    assert f"Sitemap: {HOME}sitemap.xml" in (folder / "robots.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("path", "kind"), CLASSES.items())
def test_search_engines_are_told_what_a_page_is_about(path: str, kind: str, folder: Path) -> None:
    for prefix in ("", "en/"):
        [told] = Head(folder / f"{prefix}{path}.html").structured
        assert (told["@context"], told["@type"]) == ("https://schema.org", kind)
        assert told["name"]


def test_the_dataset_is_told_with_its_files_and_licence(folder: Path) -> None:
    [told] = Head(folder / "index.html").structured
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["temporalCoverage"] == "2006/2012"
    files = {one["contentUrl"].removeprefix(HOME): one["encodingFormat"] for one in told["distribution"]}
    assert files["data/agreements.csv"] == "text/csv"
    assert all((folder / name).exists() for name in files)


def test_a_place_is_told_with_its_position_and_its_item(folder: Path) -> None:
    [told] = Head(folder / "id/place/jp-141305.html").structured
    assert told["geo"] == {"@type": "GeoCoordinates", "latitude": 35.53, "longitude": 139.7}
    assert told["sameAs"].startswith("http://www.wikidata.org/entity/Q")
