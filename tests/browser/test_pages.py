"""The published pages in Chromium, from a folder and from a server: accessible, whole by keyboard, and asking nobody for anything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Visit

AGREEMENT = "id/agreement/economic-exchange-2012/16"
KINDS = {
    "home": "index",
    "list": "agreements",
    "map": "map",
    "countries": "countries",
    "parties": "parties",
    "fields": "fields",
    "kinds": "kinds",
    "timeline": "timeline",
    "anniversaries": "anniversaries",
    "questions": "queries",
    "question": "queries/partners-by-country",
    "question with a form": "queries/agreements-between",
    "sparql": "sparql",
    "downloads": "downloads",
    "about": "about",
    "quality": "quality",
    "changes": "changes",
    "not found": "404",
    "agreement": AGREEMENT,
    "country": "id/country/CN",
    "local government": "id/place/jp-141305",
    "field": "field/environment",
    "kind": "kind/memorandum",
    "year": "year/2011",
    "reference": "ontology/index",
    "code list": "ontology/fields",
}
ONE_LANGUAGE = {"reference", "code list"}  # they show both on one page


def list_pages() -> list[str]:
    """Every kind of page, in Japanese and in English."""
    return [
        prefix + path
        for kind, path in KINDS.items()
        for prefix in ("", "en/")
        if not prefix or kind not in ONE_LANGUAGE
    ]


def to_address(folder: Path, path: str) -> str:
    return f"{folder.as_uri()}/{path}.html"


def find_address(path: str, folder: Path, address: str) -> str:
    """Find a page in the folder, or the one that only a server shows."""
    return f"{address}{path}.html" if path.endswith("404") else to_address(folder, path)


def test_every_kind_of_page_is_among_the_cases(folder: Path) -> None:
    def simplify(path: str) -> str:
        path = re.sub(r"^(id/\w+|field|kind|year|queries|ontology|agreements)/.*", r"\1/", path)
        return "id/party/" if path in ("id/place/", "id/mission/", "id/organization/") else path

    there = {simplify(path.relative_to(folder).with_suffix("").as_posix()) for path in folder.rglob("*.html")}
    tested = {simplify(path) for path in list_pages()}
    assert {path for path in there if not path.startswith(("en/", "report/"))} <= tested


@pytest.mark.parametrize("path", list_pages())
def test_axe_finds_no_violation(path: str, folder: Path, address: str, packages: Path, visit: Visit) -> None:
    for scheme, width in (("light", 1200), ("dark", 390)):
        visit.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.goto(find_address(path, folder, address))
        found: Any = _run_axe(visit, packages)
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    assert visit.faults == []


def _run_axe(visit: Visit, packages: Path) -> Any:
    """Run axe in the page through the debugger, which the page's security policy does not bind."""
    script = (packages / "axe-core" / "axe.min.js").read_text("utf-8")
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("Runtime.evaluate", {"expression": script})
    options = {"expression": "axe.run({ preload: false })", "awaitPromise": True, "returnByValue": True}
    return session.send("Runtime.evaluate", options)["result"]["value"]


def test_axe_would_find_a_violation(tmp_path: Path, packages: Path, visit: Visit) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html><body><img src='x.png'><p style='color:#ddd'>pale</p></body></html>", "utf-8")
    visit.page.goto(page.as_uri())
    assert {one["id"] for one in _run_axe(visit, packages)["violations"]} >= {
        "image-alt",
        "html-has-lang",
        "color-contrast",
    }


@pytest.mark.parametrize("path", list_pages())
def test_every_page_fits_phone_and_paper_begins_with_a_way_past_the_menu_and_asks_nobody(
    path: str, folder: Path, address: str, visit: Visit
) -> None:
    page = visit.page
    page.goto(find_address(path, folder, address))
    if "ontology/" not in path:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 360
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins, at 96 pixels an inch
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 718
    assert page.locator("header.site nav:visible, form:visible, button:visible").count() == 0
    assert page.locator("main").evaluate("main => getComputedStyle(main).colorScheme") in ("light", "light dark")
    assert visit.faults == []
    assert all(url.startswith((folder.as_uri(), address)) for url in visit.requests)


def test_the_list_is_narrowed_down_by_keyboard_and_the_address_remembers(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto(to_address(folder, "agreements"))
    page.get_by_label("ことば").focus()
    page.keyboard.type("川崎")
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d+件$"))
    page.keyboard.press("Tab")  # to the country, then on to the field
    page.get_by_label("分野").select_option(label="環境")
    expect(page.locator("#found")).to_have_text("2件")
    expect(page.locator("tbody tr")).to_have_count(2)
    address = page.url
    assert "field=environment" in address
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#found")).to_have_text("2件")
    page.get_by_role("button", name="条件を消す").press("Enter")
    expect(page.locator("#found")).to_have_text("24件")
    assert visit.faults == []


@pytest.mark.parametrize(("order", "first"), [("newest", "2012"), ("oldest", "2006")])
def test_the_list_is_sorted(order: str, first: str, folder: Path, visit: Visit) -> None:
    visit.page.goto(to_address(folder, "agreements") + f"#sort={order}")
    expect(visit.page.locator("tbody tr time").first).to_contain_text(first)


def test_a_search_from_the_home_page_arrives_in_the_list(folder: Path, visit: Visit) -> None:
    visit.page.goto(to_address(folder, "en/index"))
    visit.page.get_by_role("searchbox").fill("tuscany")
    visit.page.get_by_role("button", name="Search").click()
    expect(visit.page.locator("#found")).to_have_text("1 found")
    assert visit.faults == []


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
def test_sparql_runs_in_the_page(served: bool, folder: Path, address: str, visit: Visit) -> None:
    page = visit.page
    page.goto((address if served else f"{folder.as_uri()}/") + "sparql.html?name=agreements-by-country&country=IT")
    expect(page.locator("#status")).to_contain_text("3行", timeout=60_000)
    expect(page.locator("#answer tbody tr")).to_have_count(3)
    page.locator("#saved").select_option("partners")
    page.get_by_role("button", name="実行").press("Enter")
    expect(page.locator("#answer-map circle").first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert "partner" in download.value.path().read_text("utf-8-sig").splitlines()[0]
    assert visit.faults == []
    home = address if served else folder.as_uri()
    assert all(url.startswith((home, "blob:")) for url in visit.requests)


def test_a_query_that_cannot_be_read_says_so(folder: Path, visit: Visit) -> None:
    visit.page.goto(to_address(folder, "sparql") + "#query=SELECT%20%7B")
    visit.page.get_by_role("button", name="実行").click()
    expect(visit.page.locator("#status")).to_contain_text("答えられません", timeout=60_000)


def test_pages_without_scripts_still_list_everything(folder: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(to_address(folder, "agreements"))
        assert page.locator("tbody tr").count() == 24
        assert not page.locator("#filters").is_visible()


def test_the_menu_and_the_other_language_are_reached_by_keyboard(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto(to_address(folder, AGREEMENT))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.get_by_role("link", name="English").press("Enter")
    expect(page).to_have_url(to_address(folder, f"en/{AGREEMENT}"))


def test_a_printed_page_has_no_menu(folder: Path, visit: Visit) -> None:
    visit.page.goto(to_address(folder, AGREEMENT))
    visit.page.emulate_media(media="print")
    assert not visit.page.get_by_role("navigation").first.is_visible()
    assert visit.page.get_by_role("heading", level=1).is_visible()


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(to_address(folder, AGREEMENT))
    timeline = page.get_by_role("link", name="年表")
    expect(timeline).to_be_hidden()
    page.get_by_role("button", name="メニュー").press("Enter")
    expect(timeline).to_be_visible()
    page.keyboard.press("Escape")
    expect(timeline).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="提携", exact=True)).to_be_focused()
    timeline.press("Enter")
    expect(page).to_have_url(to_address(folder, "timeline"))


def test_every_statement_shows_where_it_comes_from_on_paper_too(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto(to_address(folder, AGREEMENT))
    statements = page.locator(
        "dl.facts dd, #ties li, section li[id^=event], section li[id^=result], section li[id^=issue]"
    )
    origins = page.locator(".from")
    assert origins.count() == statements.count() == 9 + 1 + 5 + 2 + 1
    expect(origins.first).to_be_hidden()
    page.get_by_label("一つ一つの記述に、出どころを表示する").press("Space")
    page.emulate_media(media="print")
    expect(page.locator("#event-1 .from")).to_have_text(
        "経済交流分野の国際提携（2012年調査） 16番 (3) 提携に至った経緯 582〜617行目"
    )
    assert all(one.is_visible() for one in origins.all())


def test_fragments_of_the_data_are_anchors_of_the_page(folder: Path, visit: Visit) -> None:
    visit.page.goto(to_address(folder, AGREEMENT))
    data = (folder / f"{AGREEMENT}.nt").read_text("utf-8")
    fragments = set(re.findall(rf"^<[^>]*{AGREEMENT.partition('/')[2]}#([\w-]+)>", data, re.MULTILINE))
    assert {"contact", "source", "source-3", "event-1", "result-1", "issue-1"} <= fragments
    assert [one for one in fragments if visit.page.locator(f"[id='{one}']").count() != 1] == []


def test_a_dot_of_the_map_leads_to_its_partner_by_keyboard(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto(to_address(folder, "map"))
    dot = page.get_by_role("link", name="天津市：1件")
    dot.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("天津市")
    expect(page.locator("dl.facts")).to_contain_text("北緯39.")
    expect(page.get_by_role("link", name=re.compile(r"^Q\d+$"))).to_have_attribute(
        "href", re.compile("wikidata.org/wiki/Q")
    )
    assert page.locator("figure.place image").evaluate(
        "async image => { const one = new Image(); one.src = image.href.baseVal; await one.decode(); return one.naturalWidth }"
    )
    assert visit.faults == []


def test_the_page_of_a_year_has_its_agreements_and_what_else_happened(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto(to_address(folder, "timeline"))
    page.get_by_role("link", name="2011年", exact=True).press("Enter")
    expect(page.locator("table.cards tbody tr")).to_have_count(9)
    happening = page.locator("ol.events li").filter(has_text="2011-10-17").filter(has_text="更新")
    happening.get_by_role("link").press("Enter")
    expect(page).to_have_url(to_address(folder, AGREEMENT) + "#dates")


def test_places_in_an_answer_are_named_in_the_language_of_the_page(folder: Path, visit: Visit) -> None:
    visit.page.goto(to_address(folder, "en/sparql") + "?name=partners")
    expect(visit.page.get_by_role("link", name="Tuscany: 1")).to_be_visible(timeout=60_000)
