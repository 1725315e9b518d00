"""What only shows when records are seen together: copied texts, shared pages, one number for two departments.

In: the records of one document with their lines. Out: nothing but problems. None of it changes a record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from koryu_rdf.model import Agreement, Contact
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal

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


def report_inconsistencies(placed: Sequence[Placed], journal: Journal) -> None:
    """Report what does not fit between the records of a document."""
    _report_repeated(placed, journal, "text-repeated", 3, "background", lambda a: _only_long(a.background))
    _report_repeated(placed, journal, "text-repeated", 4, "activities", lambda a: _only_long(a.activities))
    _report_repeated(placed, journal, "text-repeated", 5, "outcomes", lambda a: _only_long(a.outcomes))
    _report_repeated(placed, journal, "page-shared", 6, "web_pages", lambda a: [page.url for page in a.web_pages])
    _report_phones(placed, journal)
    for one in placed:
        _report_tie_words(one, journal)


def _only_long(text: str | None) -> list[str]:
    return [text] if text and len(text) >= _TELLING else []


def _report_repeated(
    placed: Sequence[Placed],
    journal: Journal,
    code: str,
    section: int,
    field: str,
    values: Callable[[Agreement], list[str]],
) -> None:
    """Report values that a record shares with an earlier one of other partners."""
    first: dict[str, Agreement] = {}
    for one in placed:
        for value in values(one.agreement):
            earlier = first.setdefault(value, one.agreement)
            if not _share_partner(earlier, one.agreement):
                journal.at(one.at(section))(code, field=field, value=value, other=earlier.id)


def _share_partner(one: Agreement, other: Agreement) -> bool:
    names = {(party.country, party.locality or party.region) for party in one.overseas_parties}
    return any((party.country, party.locality or party.region) in names for party in other.overseas_parties)


def _report_phones(placed: Sequence[Placed], journal: Journal) -> None:
    """Report a number that belongs to another department, where the department's own number is known from elsewhere."""
    by_phone: dict[str, list[Contact]] = defaultdict(list)
    by_email: dict[str, list[Contact]] = defaultdict(list)
    whole = [one for one in placed if one.agreement.contact.phone and one.agreement.contact.email]
    for one in whole:
        by_phone[one.agreement.contact.phone or ""].append(one.agreement.contact)
        by_email[one.agreement.contact.email or ""].append(one.agreement.contact)
    for one in whole:
        mine = one.agreement.contact
        holder = next((c.department for c in by_phone[mine.phone or ""] if c.email != mine.email), None)
        own = next((c.phone for c in by_email[mine.email or ""] if c.phone != mine.phone), None)
        if holder and own:
            report = journal.at(one.at(7))
            report("phone-of-other-department", field="phone", value=mine.phone, other=holder, own=own)


def _report_tie_words(one: Placed, journal: Journal) -> None:
    title, texts = one.agreement.title, (one.agreement.background, one.agreement.activities)
    told = [text for text in texts if text and "姉妹都市" in text and "友好姉妹都市" not in text]
    if "友好都市" in title and told:
        journal.at(one.at(3))("tie-worded-differently", field="background", value="姉妹都市", title="友好都市")
