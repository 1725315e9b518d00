"""Ten questions about the published records, each answer checked by hand against the survey document.

Whoever has never seen the project gets every answer from saved queries alone. Agreements go by their numbers.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from koryu_rdf import pipeline, read
from koryu_rdf.assets import get_folder
from koryu_rdf.query import get_query, query
from koryu_rdf.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Row = dict[str, str]
    Ask = Callable[..., list[Row]]

SURVEY = "economic-exchange-2012"
AGREEMENT = f"https://w3id.org/koryu/id/agreement/{SURVEY}/"


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Ask the published records a saved query: ``ask("events", year="2012")`` gives its rows."""
    store = pipeline.open_store([], read(get_folder("records")), Settings())

    def answer(name: str, **values: str) -> list[Row]:
        return list(csv.DictReader(io.StringIO(query(store, get_query(name), values).to_csv().decode())))

    return answer


def get_number(iri: str) -> int:
    return int(iri.removeprefix(AGREEMENT).partition("#")[0])


def list_numbers(rows: Iterable[Row], column: str = "agreement") -> list[int]:
    return sorted(get_number(row[column]) for row in rows)


def test_1_how_many_delegations_came_and_went_each_year_and_how_many_people(ask: Ask) -> None:
    rows = ask("delegations-per-year")
    assert [(row["year"], row["visits"], row["missions"], row["counted"], row["people"]) for row in rows] == [
        ("", "11", "3", "0", "0"),
        ("2009", "4", "0", "1", "17"),
        ("2010", "7", "2", "3", "31"),
        ("2011", "1", "4", "1", "6"),
        ("2012", "6", "2", "3", "28"),
    ]
    counted = [row for kind in ("visit", "mission") for row in ask("events", eventkind=kind) if row["headCount"]]
    assert len(counted) == 8
    assert sum(int(row["headCount"]) for row in counted) == 82
    assert {row["guests"] for row in counted} == {"塩城市"}
    (youth,) = ask("events", eventkind="youth-exchange")
    assert (youth["date"], youth["guests"], youth["headCount"]) == ("2010-02", "塩城市", "35")


def test_2_which_offices_were_opened_and_which_companies_moved_in(ask: Ask) -> None:
    rows = ask("offices-opened", language="en")
    assert [(get_number(row["agreement"]), row["countryName"], row["kindName"], row["count"]) for row in rows] == [
        (6, "China", "Office opened", "1"),
        (6, "China", "Market entry", "18"),
        (17, "India", "Market entry", ""),
        (9, rows[3]["countryName"], "Office opened", "1"),
    ]
    assert [row["country"] for row in rows] == ["CN", "CN", "IN", "US"]
    assert "Dalian" in rows[0]["what"]
    assert "Houston" in rows[3]["what"]


def test_3_which_agreements_led_to_others(ask: Ask) -> None:
    rows = ask("follow-up-agreements")
    told = [row for row in rows if "#result-" in row["thing"]]
    assert list_numbers(told) == [8, 9, 19, 22]
    same_parties = [row for row in rows if row not in told]
    assert [(get_number(row["agreement"]), get_number(row["thing"]), row["date"]) for row in same_parties] == [
        (3, 5, "2012-05-23"),
        (4, 5, "2012-05-23"),
        (24, 23, "2012-05-23"),
    ]


def test_4_which_agreements_grew_out_of_earlier_ties(ask: Ask) -> None:
    rows = ask("ties-before")
    documents = {"協定", "覚書", "宣言"}
    twinned = [row for row in rows if row["tieKind"] not in documents]
    assert list_numbers(twinned) == [1, 3, 4, 5, 8, 9, 11, 14, 23, 24]
    assert len({row["tie"] for row in twinned}) == 8
    assert {get_number(row["agreement"]): row["since"] for row in twinned} == {
        1: "1996-10-10",
        3: "1981",
        4: "1981",
        5: "1981",
        8: "1982",
        9: "1972",
        14: "1994",
        11: "",
        23: "",
        24: "",
    }
    earlier = Counter(get_number(row["agreement"]) for row in rows if row["tieKind"] in documents)
    assert earlier == {14: 1, 15: 3, 16: 1}
    assert len({row["tie"] for row in rows}) == 13
    assert len({row["agreement"] for row in rows}) == 12


def test_5_around_which_agreements_nothing_has_happened_since(ask: Ask) -> None:
    assert list_numbers(ask("agreements-without-events")) == [10, 23, 24]
    assert list_numbers(ask("agreements-gone-quiet", years="0", year="2012")) == [10, 11, 18, 23, 24]
    for number in (5, 14):  # of two more the survey tells plans only
        since = [row for row in ask("timeline", identifier=f"{SURVEY}/{number}") if row["section"] > "3"]
        assert [row["what"].count("予定") for row in since] == [1]
        assert number not in list_numbers(ask("results"))


def test_6_what_is_still_to_be_done(ask: Ask) -> None:
    rows = ask("open-issues", language="en")
    assert list_numbers(rows) == [1, 2, 3, 4, 9, 11, 13, 16, 17, 19]
    issues = {get_number(row["agreement"]): row["issue"] for row in rows}
    assert issues[1] == issues[9] != issues[3] == issues[4]
    assert "India" in issues[17]
    assert "Language" in issues[19]


def test_7_which_partners_several_prefectures_share(ask: Ask) -> None:
    shared = {row["partnerName"]: row["prefectures"] for row in ask("partners-shared-by-prefectures")}
    assert len(shared) == 13
    two = {"ハワイ州", "在日デンマーク王国大使館"}
    assert {name for name, prefectures in shared.items() if prefectures == "2"} == two
    assert all(shared[name] == "3" for name in shared.keys() - two)
    summit = {row["placeName"] for row in ask("who-else-works-with") if row["partyName"] == "有田町"}
    assert shared.keys() - two == summit
    hawaii = [row["partyName"] for row in ask("who-else-works-with", partner="ハワイ")]
    assert hawaii == ["静岡県", "広島県"]
    again = Counter((row["partyName"], row["agreements"]) for row in ask("repeat-partners"))
    assert again == {("川崎市", "3"): 1, ("瀬戸市", "2"): 6}


def test_8_which_agreements_join_more_than_two_parties(ask: Ask) -> None:
    rows = ask("multi-party-networks")
    assert {get_number(row["agreement"]): (row["parties"], row["countries"]) for row in rows} == {
        22: ("5", "1"),
        23: ("14", "11"),
        24: ("14", "10"),
    }
    assert list_numbers(ask("title-only-parties")).count(22) == 2


def test_9_who_sent_or_received_trainees_engineers_and_researchers(ask: Ask) -> None:
    rows = ask("events", eventkind="training", language="en")
    assert list_numbers(rows, "event") == [5, 8, 8, 16, 16, 17, 20, 20, 20, 21, 21]
    planned = [row for row in rows if "planned" in row["what"]]
    assert list_numbers(planned, "event") == [5, 8, 8]
    journeys = {(row["guests"], row["hosts"], row["headCount"]) for row in rows if row["headCount"]}
    assert journeys == {
        *(("長崎県", "福建省", "2"), ("福建省", "長崎県", "2")),
        *(("パリ市", "大阪市", "1"), ("大阪市", "パリ市", "1")),
    }
    assert [row["date"] for row in rows if "Chelyabinsk" in row["what"]] == ["2010", "2011"]


def test_10_what_became_of_the_agreements(ask: Ask) -> None:
    rows = ask("results")
    assert len(rows) == 25
    assert sorted(set(list_numbers(rows))) == [2, 3, 4, 6, 8, 9, 15, 16, 17, 19, 20, 21, 22]
    kinds = Counter(row["resultkind"].partition("#")[2] for row in rows)
    assert kinds == {
        "follow-up-agreement": 4,
        "information": 3,
        "human-resources": 3,
        "business-matching": 3,
        "sales": 3,
        "office-opened": 2,
        "market-entry": 2,
        "project-adopted": 2,
        "network": 1,
        "joint-development": 1,
        "other": 1,
    }
    assert max(int(row["count"]) for row in rows if row["count"]) == 18


@pytest.mark.parametrize(
    ("number", "word", "lines", "section"),
    [(2, "塩城市長らの来訪", ("84", "140"), "3"), (6, "ビジネスサポートデスク", ("241", "276"), "4")],
)
def test_each_answer_leads_back_to_its_place(
    ask: Ask, number: int, word: str, lines: tuple[str, str], section: str
) -> None:
    rows = [row for row in ask("where-from", identifier=f"{SURVEY}/{number}") if word in row["what"]]
    assert (rows[0]["file"], rows[0]["firstLine"], rows[0]["lastLine"]) == ("economic-exchange.txt", *lines)
    assert rows[0]["section"] == section
