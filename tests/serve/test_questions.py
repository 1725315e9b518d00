"""The saved questions as an API, its description, and what those who run the service look at."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests
from tests.serve.conftest import HOME, SURVEY
from tests.serve.service import Service

from koryu_rdf.query import list_queries

BY_COUNTRY = "queries/agreements-by-country"
FIRST, SECOND = f"{HOME}id/agreement/s/1", f"{HOME}id/agreement/s/2"


def list_agreements(reply: requests.Response) -> list[str]:
    assert reply.status_code == 200, reply.text
    return [row["agreement"]["value"] for row in reply.json()["results"]["bindings"]]


def test_a_parameter_chooses(site: Service) -> None:
    assert list_agreements(site.get(f"{BY_COUNTRY}?country=IT")) == [FIRST]
    assert list_agreements(site.get(f"{BY_COUNTRY}?country=FR")) == [SECOND]
    assert sorted(list_agreements(site.get(BY_COUNTRY))) == [FIRST, SECOND]
    assert list_agreements(site.get(f"{BY_COUNTRY}?country=XX")) == []


@pytest.mark.parametrize(
    "value", ['IT" } UNION { ?s ?p ?o } #', "IT\\", 'IT"', "IT\n", "{}", "\\u0022", "'''", "<x>", "IT;DROP", "イタリア"]
)
def test_a_value_is_data_and_never_a_part_of_the_question(site: Service, value: str) -> None:
    reply = site.get(BY_COUNTRY, params={"country": value})
    assert reply.status_code == 400 if "\\u" in value else list_agreements(reply) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"{BY_COUNTRY}?land=IT", "parameter"),
        (f"{BY_COUNTRY}?country=IT&country=FR", "parameter-twice"),
        ("queries/agreements-between?since=soon", "parameter"),
        ("queries/agreements-by-field?field=nothing%20at%20all", "parameter"),
        (f"{BY_COUNTRY}?format=docx", "not-acceptable"),
    ],
)
def test_what_cannot_be_asked(site: Service, address: str, code: str) -> None:
    reply = site.get(address)
    assert (reply.status_code // 100, reply.json()["code"]) == (4, code)


def test_the_forms_of_an_answer(site: Service) -> None:
    address = f"{BY_COUNTRY}?country=IT&format="
    assert site.get(f"{address}csv").text.splitlines()[1].startswith(f"IT,イタリア,{FIRST},")
    page = site.get(BY_COUNTRY, {"Accept": "text/html"}, params={"country": "IT"})
    assert '<input name="country" value="IT">' in page.text
    assert 'href="agreements-by-country?country=IT&amp;format=csv"' in page.text
    assert '<a href="../id/agreement/s/1" rel="nofollow">id/agreement/s/1</a>' in page.text
    assert SURVEY.splitlines()[0].removeprefix("1. ") in page.text
    assert "style-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_same_question_of_the_same_data_is_not_sent_twice(site: Service) -> None:
    address = f"{BY_COUNTRY}?country=IT"
    tag = site.get(address).headers["ETag"]
    assert site.get(address, {"If-None-Match": tag}).status_code == 304
    assert site.get(f"{address}&format=csv").headers["ETag"] != tag
    assert site.get(f"{BY_COUNTRY}?country=FR").headers["ETag"] != tag


def test_every_saved_question_is_answered(site: Service) -> None:
    names = [saved.name for saved in list_queries()]
    assert [one["name"] for one in site.get("queries/").json()] == names
    assert [site.get(f"queries/{name}").status_code for name in names] == [200] * len(names)


def test_the_pages_of_the_questions_are_still_there(site: Service) -> None:
    assert "<h1>" in site.get(f"{BY_COUNTRY}.html").text
    assert site.get("queries/", {"Accept": "text/html"}).headers["Location"] == "../queries.html"


def test_the_description_names_every_question_and_its_parameters(site: Service) -> None:
    description: dict[str, Any] = site.get("openapi.json").json()
    found = {
        path.removeprefix("/queries/"): item["get"]
        for path, item in description["paths"].items()
        if "/queries/" in path
    }
    assert set(found) == {saved.name for saved in list_queries()}
    assert [one["name"] for one in found["agreements-between"]["parameters"]] == ["since", "until", "format"]


def test_it_says_that_it_is_well(site: Service) -> None:
    state = site.get("health").json()
    assert state["status"] == "ok"
    assert state["statements"] > 100
    assert re.fullmatch(r"[0-9a-f]{16}", state["release"])


def test_figures_for_prometheus(site: Service) -> None:
    site.get("nothing-like-this")
    text = site.get("metrics").text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(lines['koryu_requests_total{route="page",status="404"}']) >= 1
    assert float(lines["koryu_statements"]) > 100
    assert 'koryu_request_seconds_bucket{route="page",le="+Inf"}' in lines
    assert len(lines) == len([line for line in text.splitlines() if line and line[0] != "#"]), "no sample twice"
