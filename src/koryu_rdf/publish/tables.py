"""Tables for spreadsheets: the agreements, one row each, several values in one cell parted by a semicolon; and statements, one row each.

In: agreements, or descriptions. Out: rows in ``AGREEMENT_COLUMNS`` or ``STATEMENT_COLUMNS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from koryu_rdf.model import Agreement, DateRole
from koryu_rdf.publish.vocabulary import shorten
from koryu_rdf.terms import Description, parse_token

AGREEMENT_COLUMNS = (
    "id",
    "title",
    "kind",
    "fields",
    "signed",
    "renewed",
    "unlabelled",
    "japanese_parties",
    "local_government_codes",
    "overseas_parties",
    "countries",
    "title_parties",
    "web_pages",
    "department",
    "phone",
    "email",
)
STATEMENT_COLUMNS = ("subject", "property", "value", "language", "datatype")


def list_statement_rows(descriptions: Iterable[Description]) -> Iterator[Mapping[str, object]]:
    """Give one row for each statement, properties as prefixed names."""
    for description in descriptions:
        for predicate, token in description.statements:
            term = parse_token(token)
            yield {
                "subject": description.subject[1:-1],
                "property": shorten(predicate[1:-1]),
                "value": term.iri or term.text,
                "language": term.language,
                "datatype": term.datatype and shorten(term.datatype),
            }


def list_agreement_rows(agreements: Iterable[Agreement]) -> Iterator[Mapping[str, object]]:
    """Give one row for each agreement, in their order."""
    for agreement in agreements:
        japanese, overseas, contact = agreement.japanese_parties, agreement.overseas_parties, agreement.contact
        yield {
            "id": agreement.id,
            "title": agreement.title,
            "kind": agreement.kind,
            "fields": _join(agreement.fields),
            "signed": _join_dates(agreement, "signed"),
            "renewed": _join_dates(agreement, "renewed"),
            "unlabelled": _join_dates(agreement, "unlabelled"),
            "japanese_parties": _join(party.name for party in japanese),
            "local_government_codes": _join(party.code for party in japanese),
            "overseas_parties": _join(party.name for party in overseas),
            "countries": _join(dict.fromkeys(party.country for party in overseas)),
            "title_parties": _join(agreement.title_parties),
            "web_pages": _join(page.url for page in agreement.web_pages),
            "department": contact.department,
            "phone": contact.phone,
            "email": contact.email,
        }


def _join(values: Iterable[str | None]) -> str:
    return "; ".join(value for value in values if value)


def _join_dates(agreement: Agreement, role: DateRole) -> str:
    return _join(date.value for date in agreement.dates if date.role == role)
