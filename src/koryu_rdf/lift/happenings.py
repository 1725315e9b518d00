"""What happened around an agreement, what came of it and what is still open, each with the section that says so.

In: an agreement. Out: the statements that lead from the agreement, and the descriptions they lead to. A host or guest that is one
of the record's parties is that party; any other is an organization known by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from koryu_rdf.dates import DATATYPES
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift.shared import SharedThings
from koryu_rdf.model import Agreement, Event, OpenIssue, PartialDate, Result
from koryu_rdf.namespaces import EVENT_KINDS, RESULT_KINDS
from koryu_rdf.terms import TYPE, Description, Statements, curie, say, to_iri, to_typed

_EVENT, _RESULT, _OPEN_ISSUE, _SOURCE_SECTION, _EVENT_KIND, _RESULT_KIND = (
    curie(f"koryu:{name}") for name in ("Event", "Result", "OpenIssue", "SourceSection", "eventKind", "resultKind")
)
_HAS_EVENT, _HAS_RESULT, _HAS_OPEN_ISSUE = (curie(f"koryu:{name}") for name in ("event", "result", "openIssue"))
_STARTS_ON, _ENDS_ON, _PLACE, _HOST, _GUEST, _LED_BY, _HEAD_COUNT, _COUNT, _SECTION = (
    curie(f"koryu:{name}")
    for name in ("startsOn", "endsOn", "place", "host", "guest", "ledBy", "headCount", "count", "section")
)
_TITLE, _DESCRIPTION, _PART_OF = (curie(f"dcterms:{name}") for name in ("title", "description", "isPartOf"))
_DERIVED_FROM, _ENTITY = curie("prov:wasDerivedFrom"), curie("prov:Entity")


class Happenings:
    """Names the events, results and open issues of one agreement, and describes them."""

    def __init__(self, agreement: Agreement, subject: str, identifiers: Identifiers, shared: SharedThings) -> None:
        self._subject = subject
        self._shared = shared
        self._parties = _index_parties(agreement, identifiers)
        self._sections = {
            thing.section for things in (agreement.events, agreement.results, agreement.open_issues) for thing in things
        }
        self._described = {
            _HAS_EVENT: self._describe("event", map(self._state_event, agreement.events)),
            _HAS_RESULT: self._describe("result", map(self._state_result, agreement.results)),
            _HAS_OPEN_ISSUE: self._describe("issue", map(self._state_issue, agreement.open_issues)),
        }

    def state(self) -> Statements:
        """Give the agreement's statements about them."""
        return [(predicate, one.subject) for predicate, all_ in self._described.items() for one in all_]

    def describe(self) -> Iterator[Description]:
        """Describe them, then the sections of the source that they come from."""
        for descriptions in self._described.values():
            yield from descriptions
        for section in sorted(self._sections):
            yield self._describe_section(section)

    def _describe(self, kind: str, stated: Iterable[Statements]) -> list[Description]:
        """Number things of one kind in the record's order."""
        return [
            Description(Identifiers.part(self._subject, f"{kind}-{number}"), statements)
            for number, statements in enumerate(stated, 1)
        ]

    def _state_event(self, event: Event) -> Statements:
        kind = to_iri(EVENT_KINDS + event.kind)
        statements = [(TYPE, _EVENT), (_EVENT_KIND, kind), *say(_TITLE, event.title)]
        statements += [*_state_date(_STARTS_ON, event.start), *_state_date(_ENDS_ON, event.end)]
        statements += [*say(_PLACE, event.place)]
        statements += [(_HOST, self._find_party(name)) for name in event.hosts]
        statements += [(_GUEST, self._find_party(name)) for name in event.guests]
        statements += [*say(_LED_BY, event.led_by), *_state_number(_HEAD_COUNT, event.head_count)]
        return [*statements, self._derive(event.section)]

    def _state_result(self, result: Result) -> Statements:
        kind = (_RESULT_KIND, to_iri(RESULT_KINDS + result.kind))
        count = _state_number(_COUNT, result.count)
        return [(TYPE, _RESULT), kind, *say(_DESCRIPTION, result.description), *count, self._derive(result.section)]

    def _state_issue(self, issue: OpenIssue) -> Statements:
        return [(TYPE, _OPEN_ISSUE), *say(_DESCRIPTION, issue.description), self._derive(issue.section)]

    def _derive(self, section: int) -> tuple[str, str]:
        return (_DERIVED_FROM, Identifiers.part(self._subject, f"source-{section}"))

    def _find_party(self, name: str) -> str:
        return self._parties.get(name) or self._shared.note_organization(name)

    def _describe_section(self, section: int) -> Description:
        statements = [(TYPE, _SOURCE_SECTION), (TYPE, _ENTITY), *_state_number(_SECTION, section)]
        source = (_PART_OF, Identifiers.part(self._subject, "source"))
        return Description(Identifiers.part(self._subject, f"source-{section}"), [*statements, source])


def _index_parties(agreement: Agreement, identifiers: Identifiers) -> Mapping[str, str]:
    japanese = {party.name: identifiers.japanese_party(party) for party in agreement.japanese_parties}
    return {**japanese, **{party.name: identifiers.overseas_party(party) for party in agreement.overseas_parties}}


def _state_date(predicate: str, date: PartialDate | None) -> Statements:
    return [(predicate, to_typed(date.value, DATATYPES[date.precision]))] if date else []


def _state_number(predicate: str, number: int | None) -> Statements:
    return [(predicate, to_typed(str(number), "xsd:integer"))] if number is not None else []
