"""Anniversaries: which are round and soon, and the calendar that an office takes them into."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import icalendar
import msgspec
import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.model import Agreement, WrittenDate
from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.pages.anniversaries import find_anniversaries, make_calendar
from koryu_rdf.publish.site import Site
from koryu_rdf.read import read

SITE = Site("https://example.jp/id/", "https://example.jp/")
TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    return next(iter(read(get_folder("records"))))


def make_cards(agreement: Agreement, *days: str) -> Iterator[Agreement]:
    for number, day in enumerate(days, 1):
        date = WrittenDate(day, {10: "day", 7: "month", 4: "year"}[len(day)], "signed", day)  # type: ignore[arg-type]
        yield msgspec.structs.replace(agreement, id=f"s/{number}", number=number, dates=(date,))


@pytest.mark.parametrize(
    ("signed", "found"),
    [
        ("2016-11-25", ["10 2026-11-25"]),
        ("2016-11-24", []),
        ("2006-11-02", ["25 2031-11-02"]),
        ("2001-11-25", ["25 2026-11-25", "30 2031-11-25"]),
        ("2001-11-26", ["25 2026-11-26"]),
        ("1976", ["50 2026"]),
        ("2016-10", []),
        ("2016-11", ["10 2026-11"]),
        ("2008-02-29", ["20 2028-02-29"]),
        ("1980-02-29", ["50 2030-02-28"]),
    ],
)
def test_round_years_within_five_years(signed: str, found: list[str], agreement: Agreement) -> None:
    with Cards(make_cards(agreement, signed), SITE) as cards:
        anniversaries = find_anniversaries(cards, TODAY)
    assert [f"{one.years} {one.date}" for one in anniversaries] == found


def test_the_calendar_holds_the_days_and_nothing_vaguer(agreement: Agreement) -> None:
    with Cards(make_cards(agreement, "2018-03-01", "2017", "2008-12-31"), SITE) as cards:
        calendar = icalendar.Calendar.from_ical(make_calendar(find_anniversaries(cards, TODAY), TODAY, SITE.home))
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [datetime.date(2028, 3, 1), datetime.date(2028, 12, 31)]
    assert len({str(event["uid"]) for event in events}) == 2
