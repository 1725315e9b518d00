"""The published folder over HTTP: content negotiation, validators, links, languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.serve.conftest import HOME
from tests.serve.service import Service

THING = "id/agreement/s/1"
IRI = NamedNode(f"{HOME}{THING}")
FORMS = {
    "text/html": ".html",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "text/csv": ".csv",
}


@pytest.mark.parametrize(("media", "suffix"), FORMS.items())
def test_an_iri_leads_to_the_form_that_is_wanted(site: Service, media: str, suffix: str) -> None:
    reply = site.get(THING, {"Accept": f"{media}, */*;q=0.1"})
    assert (reply.status_code, reply.headers["Location"]) == (303, f"1{suffix}")
    assert "Accept" in reply.headers["Vary"]
    found = site.get(THING, {"Accept": media}, allow_redirects=True)
    assert found.url == f"{site.url}{THING}{suffix}"
    assert found.headers["Content-Type"].partition(";")[0] == media


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, ".html"),
        ("*/*", ".html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".html"),
        ("text/turtle;q=0.4, application/n-triples;q=0.5", ".nt"),
        ("application/json", ".jsonld"),
        ("text/*;q=0.5, text/turtle", ".ttl"),
        ("text/html;q=0, */*", ".ttl"),
    ],
)
def test_wishes_are_weighed(site: Service, accept: str | None, suffix: str) -> None:
    headers = {"Accept": accept} if accept else {"Accept": ""}
    assert site.get(THING, headers).headers["Location"] == f"1{suffix}"


def test_what_nobody_has(site: Service) -> None:
    assert site.get(THING, {"Accept": "image/png"}).status_code == 406
    assert site.get("id/agreement/s/99").status_code == 404


@pytest.mark.parametrize(
    ("suffix", "form"), [(".ttl", RdfFormat.TURTLE), (".nt", RdfFormat.N_TRIPLES), (".jsonld", RdfFormat.JSON_LD)]
)
def test_the_data_are_about_the_thing(site: Service, suffix: str, form: RdfFormat) -> None:
    assert IRI in {quad.subject for quad in parse(site.get(THING + suffix).content, form)}


def test_who_prefers_english_gets_english(site: Service) -> None:
    english = {"Accept": "text/html", "Accept-Language": "en-US,en;q=0.9,ja;q=0.2"}
    page = site.get(THING, english, allow_redirects=True)
    assert page.url == f"{site.url}en/{THING}.html"
    assert '<html lang="en">' in page.text
    assert site.get(THING, {"Accept": "text/html", "Accept-Language": "ja,en;q=0.5"}).headers["Location"] == "1.html"


def test_each_form_names_the_others(site: Service) -> None:
    links = site.get(f"{THING}.ttl").links
    assert links["describes"]["url"] == "1"
    assert '<1.html>; rel="alternate"; type="text/html"' in site.get(f"{THING}.ttl").headers["Link"]
    assert '<1.ttl>; rel="alternate"; type="text/turtle"' in site.get(THING).headers["Link"]


def test_who_has_it_is_not_sent_it_again(site: Service) -> None:
    first = site.get(f"{THING}.ttl")
    for tag in (first.headers["ETag"], f"W/{first.headers['ETag']}", f'"x", {first.headers["ETag"]}', "*"):
        again = site.get(f"{THING}.ttl", {"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert site.get(f"{THING}.ttl", {"If-None-Match": '"x"'}).status_code == 200
    assert site.get(f"{THING}.nt").headers["ETag"] != first.headers["ETag"]


def test_every_file_is_served_as_it_is(site: Service, folder: Path) -> None:
    names = [
        "index.html",
        "assets/site.css",
        "assets/site.js",
        "data/koryu.nt.gz",
        "data/agreements.csv",
        "sitemap.xml",
    ]
    assert [site.get(name).content == (folder / name).read_bytes() for name in names] == [True] * len(names)
    assert site.get("").content == (folder / "index.html").read_bytes()
    assert (site.get("en").status_code, site.get("en").headers["Location"]) == (308, "en/")


def test_the_folder_s_mark_is_no_page(site: Service, folder: Path) -> None:
    assert (folder / ".koryu-build").exists()
    assert site.get(".koryu-build").status_code == 404


def test_a_browser_that_asks_the_endpoint_gets_the_editor(site: Service) -> None:
    reply = site.get("sparql", {"Accept": "text/html"})
    assert (reply.status_code, reply.headers["Location"]) == (303, "sparql.html")
