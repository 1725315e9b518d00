"""The record model: one agreement as the office wrote it, normalised, and its JSON form.

Frozen, typed values that know nothing of RDF. Names follow the ontology's local names (``signed`` -> ``koryu:signedOn``).
``name`` and ``as_written`` hold the source's own characters, trimmed only.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

Precision = Literal["day", "month", "year"]
DateRole = Literal["signed", "renewed", "unlabelled"]
JapanesePartyKind = Literal["municipality", "prefecture", "organization"]
OverseasPartyKind = Literal["municipality", "region", "country", "embassy", "consulate", "organization"]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every part of a record is: an immutable value, compared by what it holds."""


class Phrase(Value, frozen=True):
    """Words of ours in Japanese and, where there are any, in English."""

    ja: str
    en: str | None = None


class WrittenDate(Value, frozen=True):
    """A date of the agreement: ISO 8601 value cut to its precision, its role, and the text as written."""

    value: str
    precision: Precision
    role: DateRole
    as_written: str


class JapaneseParty(Value, frozen=True):
    """A Japanese local government or organization; ``code`` is the six-digit local-government code."""

    name: str
    kind: JapanesePartyKind
    prefecture: str | None = None
    municipality: str | None = None
    code: str | None = None


class OverseasParty(Value, frozen=True):
    """A partner abroad; ``country`` is ISO 3166-1 alpha-2, ``region`` a state, province or the like.

    A diplomatic mission has the country it represents, and in ``seat`` the place where it stands, as written.
    """

    name: str
    kind: OverseasPartyKind
    country: str | None = None
    region: str | None = None
    locality: str | None = None
    seat: str | None = None


class WebPage(Value, frozen=True):
    """A page that presents the agreement, with the source's note about the page."""

    url: str
    note: str | None = None


class Contact(Value, frozen=True):
    """The department to ask. ``phone`` stays as written; a personal ``email`` is withheld as null."""

    department: str | None = None
    phone: str | None = None
    email: str | None = None


class PartialDate(Value, frozen=True):
    """A date as far as it is known: ISO 8601 value cut to its precision."""

    value: str
    precision: Precision


class EarlierTie(Value, frozen=True):
    """A tie that was there before: sister city, friendship port, an earlier agreement. ``kind``: ontology/tie-kinds.ttl."""

    kind: str
    japanese_party: JapaneseParty
    overseas_party: OverseasParty
    title: str | None = None
    date: PartialDate | None = None


class Event(Value, frozen=True, kw_only=True):
    """Something that happened between the parties. ``kind``: ontology/event-kinds.ttl.

    ``hosts`` and ``guests`` are names, as among the record's parties where they are parties. ``led_by`` is a post, never a
    person. ``head_count`` counts everybody who came, the leader too. ``section`` is where the source says it: 3, 4 or 5.
    """

    kind: str
    title: Phrase
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: Phrase | None = None
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    led_by: Phrase | None = None
    head_count: int | None = None
    section: int


class Result(Value, frozen=True, kw_only=True):
    """What came of an agreement. ``kind``: ontology/result-kinds.ttl; ``count`` counts what the kind names."""

    kind: str
    description: Phrase
    count: int | None = None
    section: int


class OpenIssue(Value, frozen=True, kw_only=True):
    """What the parties say is still to be done."""

    description: Phrase
    section: int


class Source(Value, frozen=True):
    """Where the record stands in its source document; lines count from 1, both ends included.

    In a workbook they are the rows of a ``sheet``.
    """

    file: str
    first_line: int | None = None
    last_line: int | None = None
    sheet: str | None = None


class Survey(Value, frozen=True):
    """The survey or list that records come from; ``modified`` is the day its records were last edited."""

    id: str
    title: Phrase | None = None
    year: int | None = None
    modified: datetime.date | None = None


class Agreement(Value, frozen=True, kw_only=True):
    """One agreement between Japanese local governments and partners abroad."""

    id: str
    survey: str
    number: int
    title: str
    kind: str
    fields: tuple[str, ...]
    dates: tuple[WrittenDate, ...]
    japanese_parties: tuple[JapaneseParty, ...]
    overseas_parties: tuple[OverseasParty, ...]
    title_parties: tuple[str, ...] = ()
    background: str | None = None
    activities: str | None = None
    outcomes: str | None = None
    summary: Phrase | None = None
    events: tuple[Event, ...] = ()
    results: tuple[Result, ...] = ()
    open_issues: tuple[OpenIssue, ...] = ()
    earlier_ties: tuple[EarlierTie, ...] = ()
    web_pages: tuple[WebPage, ...] = ()
    contact: Contact = Contact()
    source: Source

    @property
    def order(self) -> tuple[str, int]:
        """The place of the record among others, whatever order they came in."""
        return (self.survey, self.number)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Agreement)


def to_json(agreement: Agreement) -> bytes:
    """Write one record as a line of JSON, without the line's end."""
    return _encoder.encode(agreement)


def parse_json(line: bytes) -> Agreement:
    """Read one line of JSON; raises ``msgspec.MsgspecError`` that names the faulty field's path."""
    return _decoder.decode(line)
