"""Values of records that came as records: what the types cannot say.

In: an agreement from a record file. Out: the same without dates that are none. Problems go to ``report``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from koryu_rdf.codelists import CodeListName, get_code_list
from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.dates import is_iso_date
from koryu_rdf.identifiers import is_survey_id
from koryu_rdf.model import Agreement, Contact, EarlierTie, Event, PartialDate, WrittenDate, to_json
from koryu_rdf.personal import is_personal_address
from koryu_rdf.problems import Report
from koryu_rdf.read.source import clean_text
from koryu_rdf.terms import is_web_address

_UNCLEAN = (b"\\u", b"\\b", b"\\f", b"\x7f", b"\xc2", b"\xe2\x80", b"\xe2\x81", "\ufeff".encode(), "\ufffd".encode())
"""How escapes in JSON begin, and in UTF-8 the characters from U+0080, U+2000 and U+2040 on, and three single ones."""


def check_values(agreement: Agreement, report: Report) -> Agreement | None:
    """Report values that are not what they should be; gives ``None`` for what is no record of ours at all."""
    agreement = _clean_texts(agreement, report)
    faults = list(_find_faults(agreement))
    for fault in faults:
        report("record-invalid", value=fault)
    if faults:
        return None
    for page in agreement.web_pages:
        if not is_web_address(page.url):
            report("url-unreadable", field="web_pages", value=page.url)
    _check_contact(agreement.contact, report)
    return _check_dates(agreement, report)


def _check_dates(agreement: Agreement, report: Report) -> Agreement:
    """Report dates that are none, and leave them out; most records have none of those, and stay what they are."""
    if all(is_iso_date(date.value, date.precision) for date in _list_dates(agreement)):
        return agreement
    return replace(
        agreement,
        dates=tuple(date for date in agreement.dates if _keep_date(date, report)),
        earlier_ties=tuple(_check_tie(tie, report) for tie in agreement.earlier_ties),
        events=tuple(_check_event(event, report) for event in agreement.events),
    )


def _list_dates(agreement: Agreement) -> Iterator[WrittenDate | PartialDate]:
    yield from agreement.dates
    yield from (tie.date for tie in agreement.earlier_ties if tie.date)
    for event in agreement.events:
        yield from (date for date in (event.start, event.end) if date)


def _clean_texts(agreement: Agreement, report: Report) -> Agreement:
    """Take control characters and the like out of every text of a record, and report each field that had some."""
    if not _may_need_cleaning(to_json(agreement)):
        return agreement
    values = msgspec.to_builtins(agreement)
    cleaned = {name: _clean(value, partial(report, field=name)) for name, value in values.items()}
    return agreement if cleaned == values else msgspec.convert(cleaned, Agreement)


def _may_need_cleaning(record: bytes) -> bool:
    """Look once, and fast, for what :func:`~koryu_rdf.read.source.clean_text` takes out, where it can begin in UTF-8 or JSON."""
    return any(mark in record for mark in _UNCLEAN)


def _clean(value: Any, report: Report) -> Any:
    if isinstance(value, str):
        return clean_text(value, report)
    if isinstance(value, dict):
        return {name: _clean(part, report) for name, part in value.items()}
    return tuple(_clean(part, report) for part in value) if isinstance(value, list | tuple) else value


def _find_faults(agreement: Agreement) -> Iterator[str]:
    """Find an identifier that is not made of survey and number or could lead elsewhere, and codes that are in no list."""
    if not is_survey_id(agreement.survey):
        yield f"Invalid survey `{agreement.survey}` - at `$.survey`"
    if agreement.number < 1:
        yield "Expected `int` >= 1 - at `$.number`"
    if agreement.id != f"{agreement.survey}/{agreement.number}":
        yield f"Expected `{agreement.survey}/{agreement.number}`, got `{agreement.id}` - at `$.id`"
    for path, name, code in _list_codes(agreement):
        if code not in get_code_list(name):
            yield f"Invalid code `{code}` - at `$.{path}`"


def _list_codes(agreement: Agreement) -> Iterator[tuple[str, CodeListName, str]]:
    yield "kind", "agreement-kinds", agreement.kind
    yield from (("fields[...]", "fields", field) for field in agreement.fields)
    yield from (("earlier_ties[...].kind", "tie-kinds", tie.kind) for tie in agreement.earlier_ties)
    yield from (("events[...].kind", "event-kinds", event.kind) for event in agreement.events)
    yield from (("results[...].kind", "result-kinds", result.kind) for result in agreement.results)


def _keep_date(date: WrittenDate | PartialDate, report: Report) -> bool:
    if is_iso_date(date.value, date.precision):
        return True
    report("date-impossible", field="dates", value=date.value)
    return False


def _check_tie(tie: EarlierTie, report: Report) -> EarlierTie:
    return replace(tie, date=_check_date(tie.date, report))


def _check_event(event: Event, report: Report) -> Event:
    return replace(event, start=_check_date(event.start, report), end=_check_date(event.end, report))


def _check_date(date: PartialDate | None, report: Report) -> PartialDate | None:
    return date if date and _keep_date(date, report) else None


def _check_contact(contact: Contact, report: Report) -> None:
    if contact.phone and find_telephone_iri(contact.phone) is None:
        report("phone-invalid", field="phone", value=contact.phone)
    if contact.email and not is_personal_address(contact.email) and find_mail_iri(contact.email) is None:
        report("email-invalid", field="email", value=contact.email)
