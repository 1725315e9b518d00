"""What happened around an agreement, what came of it and what is still open, each with the section that says so.

In: an agreement. Out: the statements that lead from the agreement, and the descriptions they lead to. A host or guest that is one
of the record's parties is that party; any other is an organization known by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from koryu_rdf.blocks import (
    Block,
    Stated,
    Value,
    encode_literal,
    encode_name,
    encode_number,
    encode_phrase,
    one_or_all,
)
from koryu_rdf.dates import DATATYPES
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift.shared import SharedThings
from koryu_rdf.model import Agreement, Event, OpenIssue, PartialDate, Phrase, Result
from koryu_rdf.namespaces import EVENT_KINDS, RDF, RESULT_KINDS

_TYPE = encode_name(RDF + "type")
_EVENT, _RESULT, _OPEN_ISSUE, _EVENT_KIND, _RESULT_KIND = (
    encode_name(f"koryu:{name}") for name in ("Event", "Result", "OpenIssue", "eventKind", "resultKind")
)
_HAS_EVENT, _HAS_RESULT, _HAS_OPEN_ISSUE = (encode_name(f"koryu:{name}") for name in ("event", "result", "openIssue"))
_STARTS_ON, _ENDS_ON, _PLACE, _HOST, _GUEST, _LED_BY, _HEAD_COUNT, _COUNT, _SECTION = (
    encode_name(f"koryu:{name}")
    for name in ("startsOn", "endsOn", "place", "host", "guest", "ledBy", "headCount", "count", "section")
)
_TITLE, _DESCRIPTION, _PART_OF = (encode_name(f"dcterms:{name}") for name in ("title", "description", "isPartOf"))
_DERIVED_FROM = encode_name("prov:wasDerivedFrom")
_SECTION_TYPES: Value = [encode_name("koryu:SourceSection"), encode_name("prov:Entity")]


class Happenings:
    """Names the events, results and open issues of one agreement, and describes them."""

    def __init__(self, agreement: Agreement, subject: str, shared: SharedThings) -> None:
        self._subject = subject
        self._shared = shared
        self._parties = _index_parties(agreement, shared) if agreement.events else {}
        self._sections = {
            thing.section for things in (agreement.events, agreement.results, agreement.open_issues) for thing in things
        }
        self._described = {
            _HAS_EVENT: self._describe("event", map(self._state_event, agreement.events)),
            _HAS_RESULT: self._describe("result", map(self._state_result, agreement.results)),
            _HAS_OPEN_ISSUE: self._describe("issue", map(self._state_issue, agreement.open_issues)),
        }

    def state(self) -> Stated:
        """Give the agreement's statements about them."""
        return [
            (predicate, one_or_all([one.subject for one in blocks])) for predicate, blocks in self._described.items()
        ]

    def describe(self) -> Iterator[Block]:
        """Describe them, then the sections of the source that they come from."""
        for blocks in self._described.values():
            yield from blocks
        for section in sorted(self._sections):
            yield self._describe_section(section)

    def _describe(self, kind: str, stated: Iterable[Stated]) -> list[Block]:
        """Number things of one kind in the record's order."""
        return [
            Block(self._name_part(f"{kind}-{number}"), [one for one in statements if one[1]])
            for number, statements in enumerate(stated, 1)
        ]

    def _state_event(self, event: Event) -> Stated:
        return [
            (_TYPE, _EVENT),
            (_EVENT_KIND, encode_name(EVENT_KINDS + event.kind)),
            (_TITLE, encode_phrase(event.title)),
            (_STARTS_ON, _encode_date(event.start)),
            (_ENDS_ON, _encode_date(event.end)),
            (_PLACE, _encode_words(event.place)),
            (_HOST, one_or_all([self._find_party(name) for name in event.hosts])),
            (_GUEST, one_or_all([self._find_party(name) for name in event.guests])),
            (_LED_BY, _encode_words(event.led_by)),
            (_HEAD_COUNT, _encode_count(event.head_count)),
            self._derive(event.section),
        ]

    def _state_result(self, result: Result) -> Stated:
        return [
            (_TYPE, _RESULT),
            (_RESULT_KIND, encode_name(RESULT_KINDS + result.kind)),
            (_DESCRIPTION, encode_phrase(result.description)),
            (_COUNT, _encode_count(result.count)),
            self._derive(result.section),
        ]

    def _state_issue(self, issue: OpenIssue) -> Stated:
        return [(_TYPE, _OPEN_ISSUE), (_DESCRIPTION, encode_phrase(issue.description)), self._derive(issue.section)]

    def _derive(self, section: int) -> tuple[bytes, Value]:
        return (_DERIVED_FROM, self._name_part(f"source-{section}"))

    def _find_party(self, name: str) -> bytes:
        return self._parties.get(name) or self._shared.note_organization(name)

    def _describe_section(self, section: int) -> Block:
        source = (_PART_OF, self._name_part("source"))
        return Block(
            self._name_part(f"source-{section}"),
            [(_TYPE, _SECTION_TYPES), (_SECTION, encode_number(section)), source],
        )

    def _name_part(self, name: str) -> bytes:
        return Identifiers.part(self._subject, name).encode()


def _index_parties(agreement: Agreement, shared: SharedThings) -> Mapping[str, bytes]:
    japanese = {party.name: shared.note_japanese(party) for party in agreement.japanese_parties}
    return {**japanese, **{party.name: shared.note_overseas(party) for party in agreement.overseas_parties}}


def _encode_date(date: PartialDate | None) -> bytes:
    return encode_literal(date.value, b"^^" + encode_name(DATATYPES[date.precision])) if date else b""


def _encode_words(phrase: Phrase | None) -> Value:
    return encode_phrase(phrase) if phrase else b""


def _encode_count(number: int | None) -> bytes:
    return b"" if number is None else encode_number(number)
