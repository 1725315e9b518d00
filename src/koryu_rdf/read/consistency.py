"""What only shows when records are seen together: copied texts, shared pages, one number for two departments.

In: records as they go by, and where their fields stand. Out: nothing but problems. None of it changes a record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal

_TEXTS = ("background", "activities", "outcomes")
_TELLING = 20  # characters from which the same text in two records is no accident


class Placed(NamedTuple):
    """An agreement and the first line of each of its sections, by section number."""

    agreement: Agreement
    lines: dict[int, int]

    def at(self, section: int) -> Where:
        """Say where a section of the record stands."""
        source = self.agreement.source
        line = self.lines.get(section) or source.first_line
        return Where(file=source.file, line=line, record=self.agreement.id)


_SECTIONS = {"title": 0, "background": 3, "activities": 4, "outcomes": 5, "web_pages": 6, "phone": 7}


def report_inconsistencies(placed: Sequence[Placed], journal: Journal) -> None:
    """Report what does not fit between the records of a document in the survey's form."""
    consistency = Consistency(journal)
    for one in placed:
        consistency.take(one.agreement, lambda field, one=one: one.at(_SECTIONS[field]))  # type: ignore[misc]
    consistency.report_phones()


class _Seen(NamedTuple):
    """What is kept of a record that has gone by."""

    id: str
    partners: frozenset[tuple[str | None, str | None]]


class _Line(NamedTuple):
    """A telephone number and a mail address that stand together, whose they are and where."""

    phone: str
    email: str
    department: str | None
    where: Where


class Consistency:
    """Looks at records as they go by, and keeps of them what later ones are compared with."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._first: dict[tuple[str, object], _Seen] = {}
        self._lines: list[_Line] = []

    def take(self, agreement: Agreement, locate: Callable[[str], Where]) -> None:
        """Compare a record with those before it; ``locate`` says where a field of it stands."""
        seen = _Seen(agreement.id, frozenset(_list_partners(agreement)))
        self._report_twice(agreement, seen, locate)
        for code, field in (*(("text-repeated", name) for name in _TEXTS), ("page-shared", "web_pages")):
            for value in _list_values(agreement, field):
                earlier = self._first.setdefault((field, value), seen)
                if earlier is not seen and not earlier.partners & seen.partners:
                    self.journal.at(locate(field))(code, field=field, value=value, other=earlier.id)
        contact = agreement.contact
        if contact.phone and contact.email:
            self._lines.append(_Line(contact.phone, contact.email, contact.department, locate("phone")))
        _report_tie_words(agreement, locate, self.journal)

    def _report_twice(self, agreement: Agreement, seen: _Seen, locate: Callable[[str], Where]) -> None:
        """Report a record that says of the same parties the same title and the same dates as an earlier one."""
        if not (agreement.title and agreement.dates and seen.partners):
            return
        dates = tuple((date.value, date.role) for date in agreement.dates)
        parties = [fold(party.name) for party in agreement.japanese_parties]
        parties += [fold(party.name) for party in agreement.overseas_parties]
        earlier = self._first.setdefault(("", (fold(agreement.title), agreement.kind, dates, *parties)), seen)
        if earlier is not seen:
            self.journal.at(locate("title"))("agreement-twice", field="title", value=agreement.title, other=earlier.id)

    def report_phones(self) -> None:
        """Report a number that belongs to another department, where the department's own number is known from elsewhere."""
        departments: dict[str, dict[str, str | None]] = defaultdict(dict)  # by phone, then by mail address
        phones: dict[str, dict[str, None]] = defaultdict(dict)  # by mail address
        for one in self._lines:
            departments[one.phone].setdefault(one.email, one.department)
            phones[one.email][one.phone] = None
        for one in self._lines:
            holder = next((name for other, name in departments[one.phone].items() if other != one.email), None)
            own = next((other for other in phones[one.email] if other != one.phone), None)
            if holder and own:
                report = self.journal.at(one.where)
                report("phone-of-other-department", field="phone", value=one.phone, other=holder, own=own)


def _list_partners(agreement: Agreement) -> Iterator[tuple[str | None, str | None]]:
    return ((party.country, party.locality or party.region) for party in agreement.overseas_parties)


def _list_values(agreement: Agreement, field: str) -> list[str]:
    """List a record's pages, or its text in a section if it is long enough to tell."""
    if field == "web_pages":
        return [page.url for page in agreement.web_pages]
    text = getattr(agreement, field)
    return [text] if text and len(text) >= _TELLING else []


def _report_tie_words(agreement: Agreement, locate: Callable[[str], Where], journal: Journal) -> None:
    if "友好都市" not in agreement.title:
        return
    for field in ("background", "activities"):
        text = getattr(agreement, field) or ""
        if "姉妹都市" in text and "友好姉妹都市" not in text:
            journal.at(locate(field))("tie-worded-differently", field=field, value="姉妹都市", title="友好都市")
            return
