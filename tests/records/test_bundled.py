"""The bundled records: they decode as they stand, hold the survey's counts, and hold facts only.

Where the survey document itself is at hand, every written value is looked up in the lines its record names.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.codelists import find_fields, find_kind, get_code_list
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.model import Agreement, JapaneseParty, OverseasParty, Survey

FILE = get_folder("records") / "economic-exchange-2012.toml"
README = get_folder("records") / "README.md"
SURVEY = Path(__file__).parents[3] / "shared" / "survey" / "economic-exchange.txt"
LONGEST_SHARED_STRETCH = 39

CONTENT: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))


@cache
def get_agreements() -> dict[int, Agreement]:
    return {entry["number"]: decode(entry) for entry in CONTENT["agreement"]}


def decode(entry: dict[str, Any]) -> Agreement:
    survey = CONTENT["survey"]["id"]
    facts = {name: value for name, value in entry.items() if name != "acknowledged"}
    return msgspec.convert({**facts, "survey": survey, "id": f"{survey}/{entry['number']}"}, Agreement)


def list_japanese() -> list[JapaneseParty]:
    return [party for agreement in get_agreements().values() for party in agreement.japanese_parties]


def list_overseas() -> list[OverseasParty]:
    return [party for agreement in get_agreements().values() for party in agreement.overseas_parties]


def compute_check_digit(code: str) -> str:
    weighted = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return str(11 - weighted % 11)[-1]


def test_survey_is_described() -> None:
    survey = msgspec.convert(CONTENT["survey"], Survey)
    assert (survey.id, survey.year) == ("economic-exchange-2012", 2012)
    assert survey.modified
    assert survey.title
    assert survey.title.en


def test_numbers_run_from_1_to_24() -> None:
    assert [entry["number"] for entry in CONTENT["agreement"]] == list(range(1, 25))


@pytest.mark.parametrize("number", range(1, 25))
def test_kind_and_fields_are_those_the_title_names(number: int) -> None:
    agreement = get_agreements()[number]
    assert agreement.kind == (find_kind(agreement.title) or "other")
    assert agreement.fields == find_fields("経済交流", agreement.title)


def test_dates() -> None:
    roles = {n: [date.role for date in agreement.dates] for n, agreement in get_agreements().items()}
    assert sum(map(len, roles.values())) == 26
    assert {n: found for n, found in roles.items() if found != ["signed"]} == {
        16: ["signed", "renewed"],
        19: ["signed", "unlabelled"],
    }


@pytest.mark.parametrize("number", range(1, 25))
def test_date_says_what_is_written(number: int) -> None:
    for date in get_agreements()[number].dates:
        era, gregorian, month, day = map(int, re.findall(r"\d+", date.as_written))
        assert era + 1988 == gregorian
        assert (date.value, date.precision) == (f"{gregorian}-{month:02}-{day:02}", "day")


def test_overseas_parties() -> None:
    distinct = {Identifiers().overseas_party(party): party.kind for party in list_overseas()}
    missions = [kind for kind in distinct.values() if kind in {"embassy", "consulate"}]
    assert len(list_overseas()) == 46
    assert (len(distinct) - len(missions), len(missions)) == (33, 3)
    assert len({party.country for party in list_overseas()}) == 22


def test_overseas_parties_say_where_they_are() -> None:
    for party in list_overseas():
        parts = (party.region is not None, party.locality is not None, party.seat is not None)
        allowed = {"region": {(True, False, False)}, "municipality": {(True, True, False), (False, True, False)}}
        assert parts in allowed.get(party.kind, {(False, False, True)}), party.name


def test_japanese_parties() -> None:
    distinct = set(list_japanese())
    kinds = [party.kind for party in distinct]
    assert len(list_japanese()) == 29
    assert {kind: kinds.count(kind) for kind in kinds} == {"municipality": 9, "prefecture": 6, "organization": 1}


def test_codes_have_their_check_digit() -> None:
    coded = {party for party in list_japanese() if party.code}
    assert len({party.code for party in coded}) == len(coded) == 15
    for party in coded:
        assert party.code
        assert party.code[5:] == compute_check_digit(party.code), party.name


def test_written_name_is_prefecture_and_municipality() -> None:
    for party in list_japanese():
        if party.kind != "organization":
            assert party.name == f"{party.prefecture}{party.municipality or ''}"


def test_title_parties() -> None:
    found = {n: agreement.title_parties for n, agreement in get_agreements().items() if agreement.title_parties}
    assert {n: len(parties) for n, parties in found.items()} == {5: 2, 22: 2}


def test_web_pages() -> None:
    urls = [page.url for agreement in get_agreements().values() for page in agreement.web_pages]
    assert (len(urls), len(set(urls))) == (13, 10)


def test_one_page_has_one_note() -> None:
    pages = {page for agreement in get_agreements().values() for page in agreement.web_pages}
    assert len(pages) == len({page.url for page in pages})


def test_earlier_ties() -> None:
    ties = {n: agreement.earlier_ties for n, agreement in get_agreements().items() if agreement.earlier_ties}
    counts = {n: len(found) for n, found in ties.items()}
    assert counts == {1: 1, 3: 1, 4: 1, 5: 1, 8: 1, 9: 1, 11: 1, 14: 2, 15: 3, 16: 1, 23: 1, 24: 1}
    assert ties[3] == ties[4] == ties[5]
    distinct = {tie for found in ties.values() for tie in found}
    assert len(distinct) == len({Identifiers().tie(tie) for tie in distinct}) == 13
    assert {tie.kind for tie in distinct} <= set(get_code_list("tie-kinds"))


def test_no_personal_mail_address() -> None:
    addresses = {n: agreement.contact.email for n, agreement in get_agreements().items()}
    assert [n for n, address in addresses.items() if address is None] == [19, 21]
    assert not [address for address in addresses.values() if address and "_" in address.partition("@")[0]]


def test_only_the_phone_of_seto_is_acknowledged() -> None:
    acknowledged = {entry["number"]: entry.get("acknowledged") for entry in CONTENT["agreement"]}
    assert {n: codes for n, codes in acknowledged.items() if codes} == {23: ["phone-invalid"], 24: ["phone-invalid"]}


def test_no_sentences() -> None:
    for agreement in get_agreements().values():
        assert (agreement.background, agreement.activities, agreement.outcomes) == (None, None, None)
        assert not [page for page in agreement.web_pages if "。" in (page.note or "")]


@pytest.fixture(scope="module")
def survey_lines() -> list[str]:
    if not SURVEY.exists() and not os.environ.get("CI"):
        pytest.skip("the survey document does not lie beside the project")
    return SURVEY.read_text("utf-8").split("\n")


@pytest.mark.parametrize("number", range(1, 25))
def test_record_stands_where_it_says(number: int, survey_lines: list[str]) -> None:
    agreement = get_agreements()[number]
    assert agreement.source.first_line
    assert agreement.source.last_line
    heading = survey_lines[agreement.source.first_line - 1].replace("1 1.", "11.")
    assert heading == f"{number}. {agreement.title}"
    assert survey_lines[agreement.source.last_line - 1].startswith("電話番号\t")


@pytest.mark.parametrize("number", range(1, 25))
def test_values_are_the_sources_own_characters(number: int, survey_lines: list[str]) -> None:
    agreement = get_agreements()[number]
    text = "\n".join(survey_lines[(agreement.source.first_line or 0) - 1 : agreement.source.last_line])
    assert not [value for value in list_written_values(agreement) if value not in text]


def list_written_values(agreement: Agreement) -> list[str]:
    contact = (agreement.contact.department, agreement.contact.phone, agreement.contact.email)
    return [
        *(party.name for party in agreement.japanese_parties),
        *(party.name for party in agreement.overseas_parties),
        *(date.as_written for date in agreement.dates),
        *(page.url for page in agreement.web_pages),
        *(tie.title for tie in agreement.earlier_ties if tie.title),
        *agreement.title_parties,
        *(part for part in contact if part),
    ]


@pytest.mark.parametrize("number", range(1, 25))
def test_party_fields_are_used_up(number: int, survey_lines: list[str]) -> None:
    agreement = get_agreements()[number]
    lines = survey_lines[(agreement.source.first_line or 0) - 1 : agreement.source.last_line]
    japanese, overseas = (find_cell(lines, label) for label in ("日本の自治体", "海外の自治体"))
    assert re.split("、", japanese) == [party.name for party in agreement.japanese_parties]
    assert "".join(party.name for party in agreement.overseas_parties).replace(" ", "") == re.sub(
        r"(?<=市)・| ", "", overseas
    )


def find_cell(lines: list[str], label: str) -> str:
    return next(line for line in lines if line.startswith(f"{label}\t")).split("\t")[1].strip()


@pytest.mark.parametrize("path", [FILE, README], ids=lambda path: path.name)
def test_no_prose_of_the_survey(path: Path, survey_lines: list[str]) -> None:
    text, length = path.read_text("utf-8"), LONGEST_SHARED_STRETCH + 1
    prose = [re.sub(r"https?://[^\s<>]+", "", line) for line in survey_lines if is_prose(line)]
    stretches = {line[start : start + length] for line in prose for start in range(len(line) - length + 1)}
    assert len(stretches) > 1000
    assert not [stretch for stretch in stretches if stretch in text]


def is_prose(line: str) -> bool:
    """Tell sentences from headings and tables: titles and names are facts."""
    return "\t" not in line and not re.match(r"\d[\d ]*\. ", line)
