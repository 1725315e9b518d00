"""Pages: whole, in two languages, safe with whatever a source holds, and every link leads somewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
import rdflib

from koryu_rdf.assets import get_folder
from koryu_rdf.errors import WriteError
from koryu_rdf.model import Agreement, WebPage
from koryu_rdf.namespaces import ONTOLOGY
from koryu_rdf.problems import Where, explain, make_problem
from koryu_rdf.publish import Choice, Publication, Question, publish, publish_quality, write_problem_page
from koryu_rdf.read import read
from koryu_rdf.settings import Settings
from koryu_rdf.terms import Term
from koryu_rdf.texts import Text


class Page(HTMLParser):
    """A page's tags with their attributes, its anchors and its links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def anchors(self) -> set[str]:
        return {name for _, attributes in self.tags if (name := attributes.get("id"))}

    @property
    def links(self) -> Iterator[str]:
        yield from (link for tag, attributes in self.tags if tag == "a" and (link := attributes.get("href")))


@pytest.fixture(scope="module")
def agreements() -> list[Agreement]:
    return list(read(get_folder("records")))


ROOT = "/koryu/"  # where the folder stands by default: its page of what is not found may be shown at any depth
QUESTION = Question(
    name="hostile",
    summary=Text("<b>質問</b>", "<b>question</b>"),
    tags=("counts",),
    choices=(Choice("word", "xsd:string", '"><script>'),),
    text="SELECT ?word WHERE { ?word ?p '</pre><script>' }",
    variables=("word",),
    rows=[[Term(None, "<script>alert(1)</script>", None, None)], [Term("javascript:alert(1)", "", None, None)], [None]],
    number=3,
)


def publish_into(folder: Path, agreements: list[Agreement]) -> Path:
    publication = Publication(Settings(), datetime.date(2026, 11, 23), (), folder, ())
    figures = {"agreements": len(agreements), "countries": 22, "triples": 1}
    publish(agreements, publication, figures, [QUESTION])
    publish_quality([make_problem("date-unreadable", Where(file="<i>.txt", line=3), value="<b>")], publication)
    return folder


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, agreements: list[Agreement]) -> Path:
    return publish_into(tmp_path_factory.mktemp("published"), agreements)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_agreement_is_listed_and_has_a_page(prefix: str, published: Path, agreements: list[Agreement]) -> None:
    listed = set(Page(published / f"{prefix}agreements.html").links)
    assert {f"id/agreement/{agreement.id}.html" for agreement in agreements} <= listed
    for agreement in agreements:
        text = (published / f"{prefix}id/agreement/{agreement.id}.html").read_text("utf-8")
        assert agreement.title in text
        assert all(date.as_written in text for date in agreement.dates)


def test_the_quality_page_speaks_plainly_of_problems_alike(tmp_path: Path, agreements: list[Agreement]) -> None:
    publication = Publication(Settings(), datetime.date(2026, 11, 23), (), tmp_path, ())
    publish(agreements, publication, {"agreements": len(agreements), "countries": 22, "triples": 1}, [QUESTION])
    lines = [make_problem("date-unreadable", Where(file="a.txt", line=line), value="x") for line in (3, 7)]
    cell = make_problem("email-withheld", Where(file="b.xlsx", sheet="一覧", cell="C5"))
    publish_quality([*lines, cell], publication)
    page = (tmp_path / "quality.html").read_text("utf-8")
    assert ">a.txt 3行目: " in page
    assert ">a.txt 7行目: " in page
    assert ">b.xlsx シート「一覧」 C5<" in page
    assert f'>{explain("date-unreadable").when.ja} <span class="count">2<' in page


def test_links_of_the_pages_lead_somewhere(published: Path) -> None:
    def find(folder: Path, link: str) -> Path:
        return published / link.removeprefix(ROOT) if link.startswith(ROOT) else (folder / link).resolve()

    pages = [path for path in published.rglob("*.html") if "ontology" not in path.relative_to(published).parts]
    assert len(pages) > 200
    for path in pages:
        inside = [link for link in Page(path).links if ":" not in link and not link.startswith("#")]
        assert inside
        # data and reports are written by other stages
        missing = [link for link in inside if link.endswith(".html") and not find(path.parent, link).exists()]
        assert missing == []


def test_every_page_says_what_it_may_load(published: Path) -> None:
    for path in published.rglob("*.html"):
        page = Page(path)
        assert "default-src 'none'" in path.read_text("utf-8")
        assert not [
            name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"
        ]
        loaded = [attributes.get("src") or "" for tag, attributes in page.tags if tag in ("script", "img", "iframe")]
        assert not [source for source in loaded if ":" in source or source.startswith("//")]


def test_hostile_text_is_shown_and_not_run(tmp_path: Path, agreements: list[Agreement]) -> None:
    hostile = msgspec.structs.replace(
        agreements[0],
        title="<script>alert(1)</script>",
        web_pages=(WebPage("javascript:alert(1)"), WebPage("https://example.jp/\"><img src=x onerror='1'>")),
    )
    folder = publish_into(tmp_path, [hostile])
    for name in (
        "queries/hostile",
        "index",
        "agreements",
        f"id/agreement/{hostile.id}",
        f"en/id/agreement/{hostile.id}",
    ):
        page = Page(folder / f"{name}.html")
        scripts = [attributes for tag, attributes in page.tags if tag == "script" and attributes.get("type") is None]
        assert all(
            (attributes.get("src") or "").partition("assets/")[2] in ("site.js", "list.js") for attributes in scripts
        )
        assert not [tag for tag, _ in page.tags if tag == "img"]
        assert not [link for link in page.links if link.startswith("javascript")]
        assert "&lt;script&gt;alert(1)" in (folder / f"{name}.html").read_text("utf-8")


def test_every_term_has_an_anchor_that_is_its_fragment(published: Path) -> None:
    ontology = rdflib.Graph().parse(get_folder("ontology") / "koryu.ttl")
    terms = {str(term) for term in ontology.subjects(rdflib.RDFS.isDefinedBy)}
    names = {term.removeprefix(ONTOLOGY) for term in terms if term.startswith(ONTOLOGY)}
    assert len(names) > 40
    assert names <= Page(published / "ontology" / "index.html").anchors


def test_every_code_has_an_anchor_on_the_page_of_its_list(published: Path) -> None:
    lists = [path for path in get_folder("ontology").glob("*.ttl") if path.stem not in ("koryu", "alignments")]
    assert len(lists) >= 4
    for path in lists:
        graph = rdflib.Graph().parse(path)
        codes = {str(code) for code in graph.objects(None, rdflib.SKOS.notation)}
        assert codes
        assert codes <= Page(published / "ontology" / f"{path.stem}.html").anchors


def test_links_inside_the_reference_lead_somewhere(published: Path) -> None:
    folder = published / "ontology"
    pages = {path.name: Page(path) for path in folder.glob("*.html")}
    inside = [(name, link) for name, page in pages.items() for link in page.links if not link.startswith("http")]
    assert len(inside) > 100
    for name, link in inside:
        target, _, anchor = link.partition("#")
        assert (folder / (target or name)).exists(), link
        assert not anchor or anchor in pages[target or name].anchors, link


def test_a_property_shows_the_rules_of_its_shapes(published: Path) -> None:
    text = (published / "ontology" / "index.html").read_text("utf-8")
    article = text.partition('<article id="localGovernmentCode"')[2].partition("</article>")[0]
    assert "Municipality-localGovernmentCode" in article
    assert "Municipality-checkDigit" not in article.partition("<dl>")[0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_problems_become_a_page(language: str, tmp_path: Path) -> None:
    problem = make_problem("date-unreadable", Where(file="a.txt", line=3, record="a/1"), field="dates", value="<b>")
    write_problem_page([problem], tmp_path / "report.html", "ja" if language == "ja" else "en")
    text = (tmp_path / "report.html").read_text("utf-8")
    assert f'<html lang="{language}">' in text
    assert "a.txt 3 a/1" in text
    assert "<b>" not in text


@pytest.mark.parametrize("survey", ["../x", "a/b", "", "調査", "a b"])
def test_identifiers_that_could_lead_out_of_the_folder_are_refused(
    survey: str, tmp_path: Path, agreements: list[Agreement]
) -> None:
    """Readers let none through, but whoever calls ``publish`` may have made records by themselves."""
    bad = msgspec.structs.replace(agreements[0], survey=survey, id=f"{survey}/1")
    with pytest.raises(WriteError):
        publish_into(tmp_path / "draft", [bad])
    odd = msgspec.structs.replace(agreements[0], id="other/../../1")
    with pytest.raises(WriteError):
        publish_into(tmp_path / "other", [odd])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft", "other"]
