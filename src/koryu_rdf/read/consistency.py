"""What only shows when records are seen together: copied texts, shared pages, one number for two departments.

In: the records of one document with their lines. Out: nothing but problems. None of it changes a record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from koryu_rdf.model import Agreement
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
    for section, field in ((3, "background"), (4, "activities"), (5, "outcomes")):
        _report_repeated(placed, journal, "text-repeated", section, field)
    _report_repeated(placed, journal, "page-shared", 6, "web_pages")
    _report_phones(placed, journal)
    for one in placed:
        _report_tie_words(one, journal)


def _report_repeated(placed: Sequence[Placed], journal: Journal, code: str, section: int, field: str) -> None:
    """Report values that a record shares with an earlier one of other partners."""
    first: dict[str, Agreement] = {}
    for one in placed:
        for value in _list_values(one.agreement, field):
            earlier = first.setdefault(value, one.agreement)
            if earlier is not one.agreement and not _share_partner(earlier, one.agreement):
                journal.at(one.at(section))(code, field=field, value=value, other=earlier.id)


def _list_values(agreement: Agreement, field: str) -> list[str]:
    """List a record's pages, or its text in a section if it is long enough to tell."""
    if field == "web_pages":
        return [page.url for page in agreement.web_pages]
    text = getattr(agreement, field)
    return [text] if text and len(text) >= _TELLING else []


def _share_partner(one: Agreement, other: Agreement) -> bool:
    names = {(party.country, party.locality or party.region) for party in one.overseas_parties}
    return any((party.country, party.locality or party.region) in names for party in other.overseas_parties)


def _report_phones(placed: Sequence[Placed], journal: Journal) -> None:
    """Report a number that belongs to another department, where the department's own number is known from elsewhere."""
    departments: dict[str, dict[str, str | None]] = defaultdict(dict)  # by phone, then by mail address
    phones: dict[str, dict[str, None]] = defaultdict(dict)  # by mail address
    contacts = ((one, one.agreement.contact) for one in placed)
    whole = [(one, phone, email) for one, contact in contacts if (phone := contact.phone) and (email := contact.email)]
    for one, phone, email in whole:
        departments[phone].setdefault(email, one.agreement.contact.department)
        phones[email][phone] = None
    for one, phone, email in whole:
        holder = next((name for other, name in departments[phone].items() if other != email), None)
        own = next((other for other in phones[email] if other != phone), None)
        if holder and own:
            journal.at(one.at(7))("phone-of-other-department", field="phone", value=phone, other=holder, own=own)


def _report_tie_words(one: Placed, journal: Journal) -> None:
    if "友好都市" not in one.agreement.title:
        return
    for section, field in ((3, "background"), (4, "activities")):
        text = getattr(one.agreement, field) or ""
        if "姉妹都市" in text and "友好姉妹都市" not in text:
            journal.at(one.at(section))("tie-worded-differently", field=field, value="姉妹都市", title="友好都市")
            return
