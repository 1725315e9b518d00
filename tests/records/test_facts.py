"""Summaries, events, results and open issues: in two languages, dated as the source dates them, and as many as it tells of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from koryu_rdf.codelists import get_code_list
from koryu_rdf.model import Agreement, Event, PartialDate, Phrase
from koryu_rdf.personal import find_personal

Agreements = dict[int, Agreement]

JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿々]")
FULL_WIDTH = re.compile("[\u3000-\u303f\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]")
LENGTHS = {"year": 4, "month": 7, "day": 10}

# Counted by hand in the survey document: kinds of events in the record's order, kinds of results, number of open issues.
EVENTS = {
    1: "other visit visit",
    2: "visit visit youth-exchange visit meeting mission signing visit visit visit visit visit",
    3: "mission signing mission competition visit business-matching mission exhibition business-matching",
    4: "mission signing mission exhibition business-matching visit business-matching mission exhibition business-matching",
    5: "training",
    6: "mission seminar business-matching other other mission business-matching",
    7: "other research other",
    8: "visit visit visit visit visit training training",
    9: "visit",
    10: "",
    11: "meeting",
    12: "visit visit seminar visit seminar visit seminar seminar seminar visit signing visit exhibition seminar seminar",
    13: "meeting business-matching exhibition business-matching research seminar",
    14: "research",
    15: "signing",
    16: "other training training exhibition exhibition",
    17: "visit visit meeting seminar mission training",
    18: "other",
    19: "other",
    20: "visit training training training",
    21: "visit training mission training visit",
    22: "visit meeting mission seminar business-matching mission business-matching mission meeting",
    23: "",
    24: "",
}
RESULTS = {
    2: "human-resources",
    3: "business-matching",
    4: "business-matching",
    6: "office-opened network market-entry",
    8: "follow-up-agreement information",
    9: "follow-up-agreement office-opened",
    15: "project-adopted human-resources project-adopted",
    16: "human-resources sales",
    17: "market-entry",
    19: "follow-up-agreement information",
    20: "information joint-development sales",
    21: "sales other",
    22: "follow-up-agreement business-matching",
}
OPEN_ISSUES = {1: 1, 2: 1, 3: 1, 4: 1, 9: 1, 11: 1, 13: 1, 16: 1, 17: 1, 19: 1}
DATES = {
    2: "2009 2010-02 2010-02 2010-04 2010-04 2010-04 2010-04-27 2010 2011-02 2012-02 2012-03 2012",
    3: "2011-05 2011-05-18 2011-08/2011-09 2011-08/2011-09 2012-05 2012-05 " + "2012-08/2012-09 " * 3,
    4: "2011-05 2011-05-18 " + "2011-08/2011-09 " * 3 + "2012-05 2012-05 " + "2012-08/2012-09 " * 3,
    6: "2011-10",
    12: "2009-02 2009-08 2009-08 2010-06 2010-09 2010-10 2010-11 2011-06 2012-05 2012-05 2012-07-04 2012-07 2012-08 2012-10",
    15: "2009-04-21",
    17: "2010",
    20: "2010-10",
    21: "2010 2010-12-08/2010-12-09 2011",
    22: "2009-02 2009-02 2011-01 2011-01 2011-01 2011-11 2011-11 2012-01 2012-01",
}
SECTIONS = {
    1: (0, 1, 2),
    2: (7, 5, 0),
    3: (2, 7, 0),
    4: (2, 8, 0),
    5: (0, 1, 0),
    6: (4, 3, 0),
    7: (1, 2, 0),
    8: (0, 7, 0),
    9: (0, 0, 1),
    11: (1, 0, 0),
    12: (13, 2, 0),
    13: (2, 4, 0),
    14: (0, 1, 0),
    15: (1, 0, 0),
    16: (1, 4, 0),
    17: (3, 3, 0),
    18: (1, 0, 0),
    19: (0, 1, 0),
    20: (1, 3, 0),
    21: (1, 4, 0),
    22: (2, 7, 0),
}
HEAD_COUNTS = {2: [17, 6, 35, 3, 22, 6, 11, 7, 10], 8: [2, 2], 20: [1, 1, 1]}
RESULT_COUNTS = {6: [1, 1, 18], 8: [1], 9: [1, 1], 15: [1, 1], 19: [1], 22: [1]}
PLANNED = {5: 1, 8: 2, 12: 1, 14: 1, 21: 1}

# Hosts and guests that are no parties, by their own names.
OTHERS = {
    1: {"呉江市日本事務所"},
    11: {"米日カウンシル"},
    21: {"チェリヤビンスクワールドトレードセンター", "チェリヤビンスク州政府"},
    22: {"サボア大学", "三重大学"},
}


def list_events(agreements: Agreements) -> list[tuple[int, Event]]:
    return [(number, event) for number, agreement in agreements.items() for event in agreement.events]


def list_phrases(agreement: Agreement) -> Iterator[Phrase]:
    assert agreement.summary
    yield agreement.summary
    for event in agreement.events:
        yield event.title
        yield from (phrase for phrase in (event.place, event.led_by) if phrase)
    yield from (result.description for result in agreement.results)
    yield from (issue.description for issue in agreement.open_issues)


def write_period(event: Event) -> str:
    return "/".join(date.value for date in (event.start, event.end) if date)


def drop_empty(counts: dict[int, Any]) -> dict[int, Any]:
    return {number: found for number, found in counts.items() if found}


def test_events_are_those_of_the_survey(agreements: Agreements) -> None:
    assert {n: " ".join(event.kind for event in agreement.events) for n, agreement in agreements.items()} == EVENTS
    assert len(list_events(agreements)) == 108


def test_results_are_those_of_the_survey(agreements: Agreements) -> None:
    kinds = {n: " ".join(result.kind for result in agreement.results) for n, agreement in agreements.items()}
    assert drop_empty(kinds) == RESULTS
    assert len(" ".join(RESULTS.values()).split()) == 25


def test_open_issues_are_those_of_the_survey(agreements: Agreements) -> None:
    assert drop_empty({n: len(agreement.open_issues) for n, agreement in agreements.items()}) == OPEN_ISSUES


def test_dates_are_those_of_the_survey(agreements: Agreements) -> None:
    found = {n: [write_period(event) for event in agreement.events] for n, agreement in agreements.items()}
    assert drop_empty({n: [period for period in periods if period] for n, periods in found.items()}) == {
        n: periods.split() for n, periods in DATES.items()
    }


def test_events_stand_in_their_sections(agreements: Agreements) -> None:
    sections = {n: [event.section for event in agreement.events] for n, agreement in agreements.items()}
    assert {n: tuple(map(found.count, (3, 4, 5))) for n, found in sections.items() if found} == SECTIONS


def test_results_and_issues_stand_in_sections_4_and_5(agreements: Agreements) -> None:
    results = [(n, result.section) for n, agreement in agreements.items() for result in agreement.results]
    assert [n for n, section in results if section == 4] == [6, 6, 8, 9, 15, 15, 15, 19, 21, 22]
    assert {section for _, section in results} == {4, 5}
    issues = {(n, issue.section) for n, agreement in agreements.items() for issue in agreement.open_issues}
    assert issues == {(n, 4 if n == 11 else 5) for n in OPEN_ISSUES}


def test_head_counts_are_those_of_the_survey(agreements: Agreements) -> None:
    found = {n: [event.head_count for event in agreement.events] for n, agreement in agreements.items()}
    assert (
        drop_empty({n: [count for count in counts if count is not None] for n, counts in found.items()}) == HEAD_COUNTS
    )


def test_counts_of_results_are_those_of_the_survey(agreements: Agreements) -> None:
    found = {n: [result.count for result in agreement.results] for n, agreement in agreements.items()}
    counted = {n: [count for count in counts if count is not None] for n, counts in found.items()}
    assert drop_empty(counted) == RESULT_COUNTS


def test_kinds_are_in_the_code_lists() -> None:
    assert set(" ".join(EVENTS.values()).split()) <= set(get_code_list("event-kinds"))
    assert set(" ".join(RESULTS.values()).split()) <= set(get_code_list("result-kinds"))


@pytest.mark.parametrize("number", range(1, 25))
def test_phrases_are_in_both_languages(number: int, agreements: Agreements) -> None:
    for phrase in list_phrases(agreements[number]):
        assert JAPANESE.search(phrase.ja), phrase
        assert phrase.en, phrase
        assert not FULL_WIDTH.search(phrase.en), phrase
        assert [text for text in (phrase.ja, phrase.en) if text != text.strip()] == []


@pytest.mark.parametrize("number", range(1, 25))
def test_summary_has_one_to_three_sentences(number: int, agreements: Agreements) -> None:
    summary = agreements[number].summary
    assert summary
    assert summary.en
    assert 1 <= summary.ja.count("。") <= 3
    assert 1 <= len(re.findall(r"\.(?= [A-Z]|$)", summary.en)) <= 3
    assert (summary.ja[-1], summary.en[-1]) == ("。", ".")


def test_every_summary_and_title_says_something_else(agreements: Agreements) -> None:
    assert len({agreement.summary for agreement in agreements.values()}) == 24
    for agreement in agreements.values():
        assert len({event.title.ja for event in agreement.events}) == len(agreement.events)
        assert len({event.title.en for event in agreement.events}) == len(agreement.events)


@pytest.mark.parametrize("number", sorted(DATES))
def test_dates_are_dates(number: int, agreements: Agreements) -> None:
    dates = [date for event in agreements[number].events for date in (event.start, event.end) if date]
    assert dates
    for date in dates:
        assert len(date.value) == LENGTHS[date.precision]
        datetime.date.fromisoformat(date.value + "-01-01"[: 10 - len(date.value)])


def test_events_end_after_they_start(agreements: Agreements) -> None:
    ended = [event for _, event in list_events(agreements) if event.end]
    assert len(ended) == 12
    for event in ended:
        assert event.start
        assert event.end
        assert event.start.precision == event.end.precision
        assert event.start.value < event.end.value


@pytest.mark.parametrize("number", range(1, 25))
def test_events_follow_sections_and_dates(number: int, agreements: Agreements) -> None:
    for before, after in pairwise(agreements[number].events):
        assert before.section <= after.section
        if before.section == after.section:
            assert before.start or not after.start, after.title
            assert not is_earlier(after.start, before.start), after.title


def is_earlier(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Compare two dates as far as both are known."""
    if not one or not other:
        return False
    shared = min(len(one.value), len(other.value))
    return one.value[:shared] < other.value[:shared]


def test_signing_has_the_day_of_an_agreement(agreements: Agreements) -> None:
    signings = [(n, event.start) for n, event in list_events(agreements) if event.kind == "signing"]
    assert [n for n, _ in signings] == [2, 3, 4, 12, 15]
    for number, start in signings:
        agreement = agreements[number]
        known = {date.value for date in agreement.dates} | {
            tie.date.value for tie in agreement.earlier_ties if tie.date
        }
        assert start
        assert start.value in known


def test_planned_events_say_so_in_both_languages(agreements: Agreements) -> None:
    events = list_events(agreements)
    planned = [n for n, event in events if "予定" in event.title.ja]
    assert planned == [n for n, event in events if "planned" in (event.title.en or "")]
    assert {n: planned.count(n) for n in planned} == PLANNED


def test_a_fiscal_year_is_no_date(agreements: Agreements) -> None:
    fiscal = [(n, event) for n, event in list_events(agreements) if "年度" in event.title.ja]
    assert [n for n, _ in fiscal] == [7, 7, 7, *[8] * 7, 16, 18, 21]
    for _, event in fiscal:
        assert "fiscal" in (event.title.en or "")
        assert (event.start, event.end) == (None, None)


def test_hosts_and_guests_are_parties_or_named_others(agreements: Agreements) -> None:
    others: dict[int, set[str]] = {}
    for number, event in list_events(agreements):
        agreement = agreements[number]
        parties = {party.name for party in agreement.japanese_parties} | {
            party.name for party in agreement.overseas_parties
        }
        unknown = {*event.hosts, *event.guests} - parties - set(agreement.title_parties)
        others[number] = others.get(number, set()) | unknown
    assert drop_empty(others) == OTHERS


def test_nobody_visits_himself(agreements: Agreements) -> None:
    journeys = [event for _, event in list_events(agreements) if event.hosts and event.guests]
    assert len(journeys) == 38
    assert not [event for event in journeys if set(event.hosts) & set(event.guests)]


def test_leaders_and_heads_stand_with_those_who_came(agreements: Agreements) -> None:
    led = [event.kind for _, event in list_events(agreements) if event.led_by]
    counted = [event.kind for _, event in list_events(agreements) if event.head_count]
    assert set(led) == {"visit", "mission"}
    assert set(counted) == {"visit", "youth-exchange", "training"}
    assert min(count for counts in HEAD_COUNTS.values() for count in counts) > 0


def test_one_event_in_two_records_is_the_same(agreements: Agreements) -> None:
    by_title: dict[str, list[Event]] = {}
    for _, event in list_events(agreements):
        by_title.setdefault(event.title.ja, []).append(event)
    repeated = [events for events in by_title.values() if len(events) > 1]
    assert len(repeated) == 7
    assert not [events for events in repeated if len(set(events)) > 1]


@pytest.mark.parametrize("number", range(1, 25))
def test_facts_follow_the_head_of_the_record(number: int, content: dict[str, Any]) -> None:
    order = ["source", "summary", "events", "results", "open_issues", "earlier_ties"]
    keys = list(content["agreement"][number - 1])
    assert keys[keys.index("source") :] == [key for key in order if key in keys]


@pytest.mark.parametrize("number", range(1, 25))
def test_nobody_is_named(number: int, agreements: Agreements) -> None:
    for phrase in list_phrases(agreements[number]):
        assert find_personal(phrase.ja) == []
        assert find_personal(phrase.en or "") == []
