"""Anniversaries: which agreements will be ten, twenty, twenty-five, thirty or fifty years old in the next five years.

In: cards and the day the data stand for, so that the same data give the same pages on any day. Out: the page and an iCalendar file
(RFC 5545) with the days that are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from koryu_rdf.publish.cards import Card, Cards
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import get_text

ROUND = (10, 20, 25, 30, 40, 50, 60, 70, 75, 100)
SPAN = 5
MOST_ROWS = 300
CALENDAR_FILE = "anniversaries.ics"


class Anniversary(NamedTuple):
    """One anniversary: its date as far as it is known, ISO 8601, and how many years."""

    date: str
    years: int
    card: Card


def find_anniversaries(cards: Cards, today: date) -> list[Anniversary]:
    """Find the round anniversaries from ``today`` on for ``SPAN`` years, in order of time."""
    found = (one for card in cards.list_cards() if card.date for one in _find(card, card.date, today))
    return sorted(found, key=lambda one: (one.date, one.card.path))


def make_anniversary_page(anniversaries: list[Anniversary], today: date) -> Page:
    """Make the page; the calendar holds what it leaves out."""
    values = {
        "anniversaries": anniversaries[:MOST_ROWS],
        "number": len(anniversaries),
        "today": today,
        "calendar": CALENDAR_FILE,
        "span": SPAN,
    }
    return Page("anniversaries", "anniversaries.html", name_page("anniversaries"), values)


def make_calendar(anniversaries: list[Anniversary], today: date, home: str) -> bytes:
    """Make the calendar: a whole day for each anniversary whose day is known."""
    from icalendar import Calendar, Event  # noqa: PLC0415  (only a build needs it)

    calendar = Calendar()
    calendar.add("prodid", "-//koryu-rdf//anniversaries//JA")
    calendar.add("version", "2.0")
    for one in anniversaries:
        if len(one.date) == len("2026-11-23"):
            event = Event()
            event.add("uid", f"{one.years}-{one.card.id}@{home.split('/')[2]}")
            event.add("dtstamp", datetime.combine(today, time(), UTC))
            event.add("dtstart", date.fromisoformat(one.date))
            event.add("summary", get_text("pages", "anniversary", years=one.years, title=one.card.title).ja)
            event.add("url", f"{home}{one.card.path}.html")
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _find(card: Card, written: str, today: date) -> Iterator[Anniversary]:
    """A day is compared as a day; a month or a year that has begun is still to come."""
    first, last = today.isoformat(), _move(today.isoformat(), SPAN)
    for years in ROUND:
        day = _move(written, years)
        if first[: len(day)] <= day <= last:
            yield Anniversary(day, years, card)


def _move(day: str, years: int) -> str:
    """Give the same day of another year; the 29th of February becomes the 28th where there is none."""
    moved = f"{int(day[:4]) + years}{day[4:]}"
    if not day.endswith("-02-29"):
        return moved
    try:
        return date.fromisoformat(moved).isoformat()
    except ValueError:
        return f"{moved[:-2]}28"
