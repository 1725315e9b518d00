"""The bundled records: they decode as they stand, hold the survey's counts, and hold facts only."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from koryu_rdf.codelists import find_fields, find_kind, get_code_list
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.model import Agreement, JapaneseParty, OverseasParty, Survey

Agreements = dict[int, Agreement]


def list_japanese(agreements: Agreements) -> list[JapaneseParty]:
    return [party for agreement in agreements.values() for party in agreement.japanese_parties]


def list_overseas(agreements: Agreements) -> list[OverseasParty]:
    return [party for agreement in agreements.values() for party in agreement.overseas_parties]


def compute_check_digit(code: str) -> str:
    weighted = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return str(11 - weighted % 11)[-1]


def test_survey_is_described(content: dict[str, Any]) -> None:
    survey = msgspec.convert(content["survey"], Survey)
    assert (survey.id, survey.year) == ("economic-exchange-2012", 2012)
    assert survey.modified
    assert survey.title
    assert survey.title.en


def test_numbers_run_from_1_to_24(content: dict[str, Any]) -> None:
    assert [entry["number"] for entry in content["agreement"]] == list(range(1, 25))


@pytest.mark.parametrize("number", range(1, 25))
def test_kind_and_fields_are_those_the_title_names(number: int, agreements: Agreements) -> None:
    agreement = agreements[number]
    assert agreement.kind == (find_kind(agreement.title) or "other")
    assert agreement.fields == find_fields("経済交流", agreement.title)


def test_dates(agreements: Agreements) -> None:
    roles = {n: [date.role for date in agreement.dates] for n, agreement in agreements.items()}
    assert sum(map(len, roles.values())) == 26
    assert {n: found for n, found in roles.items() if found != ["signed"]} == {
        16: ["signed", "renewed"],
        19: ["signed", "unlabelled"],
    }


@pytest.mark.parametrize("number", range(1, 25))
def test_date_says_what_is_written(number: int, agreements: Agreements) -> None:
    for date in agreements[number].dates:
        era, gregorian, month, day = map(int, re.findall(r"\d+", date.as_written))
        assert era + 1988 == gregorian
        assert (date.value, date.precision) == (f"{gregorian}-{month:02}-{day:02}", "day")


def test_overseas_parties(agreements: Agreements) -> None:
    distinct = {Identifiers().overseas_party(party): party.kind for party in list_overseas(agreements)}
    missions = [kind for kind in distinct.values() if kind in {"embassy", "consulate"}]
    assert len(list_overseas(agreements)) == 46
    assert (len(distinct) - len(missions), len(missions)) == (33, 3)
    assert len({party.country for party in list_overseas(agreements)}) == 22


def test_overseas_parties_say_where_they_are(agreements: Agreements) -> None:
    for party in list_overseas(agreements):
        parts = (party.region is not None, party.locality is not None, party.seat is not None)
        allowed = {"region": {(True, False, False)}, "municipality": {(True, True, False), (False, True, False)}}
        assert parts in allowed.get(party.kind, {(False, False, True)}), party.name


def test_japanese_parties(agreements: Agreements) -> None:
    distinct = set(list_japanese(agreements))
    kinds = [party.kind for party in distinct]
    assert len(list_japanese(agreements)) == 29
    assert {kind: kinds.count(kind) for kind in kinds} == {"municipality": 9, "prefecture": 6, "organization": 1}


def test_codes_have_their_check_digit(agreements: Agreements) -> None:
    coded = {party for party in list_japanese(agreements) if party.code}
    assert len({party.code for party in coded}) == len(coded) == 15
    for party in coded:
        assert party.code
        assert party.code[5:] == compute_check_digit(party.code), party.name


def test_written_name_is_prefecture_and_municipality(agreements: Agreements) -> None:
    for party in list_japanese(agreements):
        if party.kind != "organization":
            assert party.name == f"{party.prefecture}{party.municipality or ''}"


def test_title_parties(agreements: Agreements) -> None:
    found = {n: agreement.title_parties for n, agreement in agreements.items() if agreement.title_parties}
    assert {n: len(parties) for n, parties in found.items()} == {5: 2, 22: 2}


def test_web_pages(agreements: Agreements) -> None:
    urls = [page.url for agreement in agreements.values() for page in agreement.web_pages]
    assert (len(urls), len(set(urls))) == (13, 10)


def test_one_page_has_one_note(agreements: Agreements) -> None:
    pages = {page for agreement in agreements.values() for page in agreement.web_pages}
    assert len(pages) == len({page.url for page in pages})


def test_earlier_ties(agreements: Agreements) -> None:
    ties = {n: agreement.earlier_ties for n, agreement in agreements.items() if agreement.earlier_ties}
    counts = {n: len(found) for n, found in ties.items()}
    assert counts == {1: 1, 3: 1, 4: 1, 5: 1, 8: 1, 9: 1, 11: 1, 14: 2, 15: 3, 16: 1, 23: 1, 24: 1}
    assert ties[3] == ties[4] == ties[5]
    distinct = {tie for found in ties.values() for tie in found}
    assert len(distinct) == len({Identifiers().tie(tie) for tie in distinct}) == 13
    assert {tie.kind for tie in distinct} <= set(get_code_list("tie-kinds"))


def test_no_personal_mail_address(agreements: Agreements) -> None:
    addresses = {n: agreement.contact.email for n, agreement in agreements.items()}
    assert [n for n, address in addresses.items() if address is None] == [19, 21]
    assert not [address for address in addresses.values() if address and "_" in address.partition("@")[0]]


def test_only_the_phone_of_seto_is_acknowledged(content: dict[str, Any]) -> None:
    acknowledged = {entry["number"]: entry.get("acknowledged") for entry in content["agreement"]}
    assert {n: codes for n, codes in acknowledged.items() if codes} == {23: ["phone-invalid"], 24: ["phone-invalid"]}


def test_no_sentences(agreements: Agreements) -> None:
    for agreement in agreements.values():
        assert (agreement.background, agreement.activities, agreement.outcomes) == (None, None, None)
        assert not [page for page in agreement.web_pages if "。" in (page.note or "")]
