"""Values of records that came as records: what the types cannot say.

In: an agreement from a record file. Out: the same, a personal mail address withheld; problems go to ``report``.
"""

from __future__ import annotations

import datetime

import msgspec

from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.dates import PRECISIONS
from koryu_rdf.model import Agreement, WrittenDate
from koryu_rdf.personal import is_personal_address
from koryu_rdf.problems import Report
from koryu_rdf.terms import is_web_address


def check_values(agreement: Agreement, report: Report) -> Agreement:
    """Report dates, telephone numbers, mail and web addresses that are not what they should be."""
    for date in agreement.dates:
        if not _is_date(date):
            report("date-impossible", field="dates", value=date.value)
    for page in agreement.web_pages:
        if not is_web_address(page.url):
            report("url-unreadable", field="web_pages", value=page.url)
    return _check_contact(agreement, report)


def _is_date(date: WrittenDate) -> bool:
    """Say whether a value is an ISO 8601 date cut to its precision."""
    try:
        datetime.date.fromisoformat(f"{date.value}-01-01"[: len("2006-01-01")])
    except ValueError:
        return False
    return PRECISIONS.get(len(date.value)) == date.precision


def _check_contact(agreement: Agreement, report: Report) -> Agreement:
    contact = agreement.contact
    if contact.phone and find_telephone_iri(contact.phone) is None:
        report("phone-invalid", field="phone", value=contact.phone)
    if not contact.email:
        return agreement
    if is_personal_address(contact.email):
        report("email-withheld", field="email")
        return msgspec.structs.replace(agreement, contact=msgspec.structs.replace(contact, email=None))
    if find_mail_iri(contact.email) is None:
        report("email-invalid", field="email", value=contact.email)
    return agreement
