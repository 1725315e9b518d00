"""Hostile records in a real browser: what a source holds is shown on every kind of page, and nowhere run."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pytest
from tests.browser.conftest import Visit

from koryu_rdf.assets import get_folder
from koryu_rdf.model import Agreement, EarlierTie, Event, OpenIssue, PartialDate, Phrase, Result, Survey, WebPage
from koryu_rdf.problems import Where, make_problem
from koryu_rdf.publish import Choice, Publication, Question, publish, publish_quality
from koryu_rdf.read import read
from koryu_rdf.settings import Settings
from koryu_rdf.terms import Term
from koryu_rdf.texts import Text

SCRIPT = "</script><script>hacked=1</script><img src=x onerror=hacked=1>'\"><svg onload=hacked=1>{{7*7}}"
TURNED = "\u202eunder\u2066over\u200f"
LONG = "長" * 10_000
SCHEME = "javascript:hacked=1"
KINDS = (
    "index agreements map countries parties fields kinds timeline anniversaries queries queries/hostile sparql downloads about"
    " changes quality id/agreement/hostile/1 id/agreement/hostile/2 id/country/CN year/2011 kind/other field/economy"
).split()


def make_hostile(agreement: Agreement, number: int, text: str) -> Agreement:
    """Put a text wherever a record has room for one."""
    phrase, day = Phrase(text, text), PartialDate("2011-05-18", "day")
    japanese = msgspec.structs.replace(agreement.japanese_parties[0], name=text, kind="organization", code=None)
    overseas = msgspec.structs.replace(
        agreement.overseas_parties[0], name=text, kind="municipality", country="CN", locality=text
    )
    return msgspec.structs.replace(
        agreement,
        id=f"hostile/{number}",
        survey="hostile",
        number=number,
        title=text,
        kind="other",
        fields=("economy",),
        dates=tuple(msgspec.structs.replace(date, as_written=text, value="2011-05-18") for date in agreement.dates),
        japanese_parties=(japanese,),
        overseas_parties=(overseas,),
        title_parties=(text,),
        background=text,
        activities=text,
        outcomes=text,
        summary=phrase,
        events=(Event(kind="visit", title=phrase, place=phrase, start=day, section=3),),
        results=(Result(kind="other", description=phrase, section=5),),
        open_issues=(OpenIssue(description=phrase, section=5),),
        earlier_ties=(EarlierTie("other", japanese, overseas, text, day),),
        web_pages=(WebPage(SCHEME, text), WebPage("https://example.jp/?" + text, text)),
        contact=msgspec.structs.replace(agreement.contact, department=text, phone=text, email=text),
        source=msgspec.structs.replace(agreement.source, file=text),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    agreement = next(iter(read(get_folder("records"))))
    agreements = [make_hostile(agreement, number, text) for number, text in enumerate((SCRIPT, TURNED, LONG), 1)]
    rows = [[Term(None, text, None, None)] for text in (SCRIPT, TURNED, LONG)] + [[Term(SCHEME, "", None, None)]]
    choice = Choice("word", "xsd:string", SCRIPT)
    question = Question("hostile", Text(SCRIPT, SCRIPT), ("counts",), (choice,), SCRIPT, ("word",), rows, len(rows))
    survey = Survey("hostile", Phrase(SCRIPT, SCRIPT))
    publication = Publication(Settings(), datetime.date(2026, 11, 23), (survey,), folder, ())
    publish(agreements, publication, {"triples": 1}, [question])
    publish_quality([make_problem("date-unreadable", Where(file=SCRIPT, line=3), value=SCRIPT)], publication)
    return folder


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", KINDS)
def test_nothing_of_a_source_runs_and_the_page_stays_a_page(
    path: str, prefix: str, hostile: Path, visit: Visit
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{hostile.as_uri()}/{prefix}{path}.html")
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator("img, svg[onload], a[href^='javascript' i], base, iframe, object").count() == 0
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 360
    assert visit.faults == []
    assert all(url.startswith(hostile.as_uri()) for url in visit.requests)


def test_hostile_rows_are_found_by_search_and_drawn_as_text(hostile: Path, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{hostile.as_uri()}/agreements.html#q=onerror")
    page.locator("tbody tr").get_by_text(SCRIPT, exact=True).first.wait_for()
    assert page.locator("tbody tr").count() == 1
    assert page.evaluate("typeof hacked") == "undefined"
    assert visit.faults == []
