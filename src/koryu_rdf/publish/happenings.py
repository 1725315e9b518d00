"""What happened in which year: the events of agreements, their renewals and the ties before them, for the timeline.

In: agreements. Out: :class:`Happening` values. What has no date is left to the page of its agreement.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from koryu_rdf.codelists import CodeListName, get_code_list
from koryu_rdf.model import Agreement, EarlierTie
from koryu_rdf.texts import Text, get_text


class Happening(msgspec.Struct, frozen=True):
    """One happening: ISO 8601 ``date`` and ``end`` as far as they are known, its sort, and ``anchor`` on the agreement's page."""

    date: str
    end: str | None
    label: Text
    title: Text
    anchor: str

    @property
    def year(self) -> str:
        """The year in which it began."""
        return self.date[:4]


def list_happenings(agreement: Agreement) -> Iterator[Happening]:
    """List what has a date, but for the agreement's earliest date, under which it is listed itself."""
    for number, event in enumerate(agreement.events, 1):
        if event.start:
            title, end = Text(event.title.ja, event.title.en or event.title.ja), event.end.value if event.end else None
            yield Happening(event.start.value, end, find_label("event-kinds", event.kind), title, f"event-{number}")
    earliest = min((date.value for date in agreement.dates), default="")
    for date in agreement.dates:
        if date.value != earliest:
            title = Text(agreement.title, agreement.title)
            yield Happening(date.value, None, get_text("pages", date.role), title, "dates")
    for tie in agreement.earlier_ties:
        if tie.date:
            yield Happening(tie.date.value, None, find_label("tie-kinds", tie.kind), _name_tie(tie), "ties")


def find_label(name: CodeListName, code: str) -> Text:
    """Give a code's label; a code outside the list stands for itself."""
    concept = get_code_list(name).get(code)
    return concept.label if concept else Text(code, code)


def _name_tie(tie: EarlierTie) -> Text:
    name = tie.title or f"{tie.japanese_party.name} – {tie.overseas_party.name}"
    return Text(name, name)
