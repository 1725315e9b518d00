"""One agreement as RDF: the agreement itself, its contact and where it was read.

In: an agreement. Out: its descriptions, and what it refers to noted among the shared things.
"""

from __future__ import annotations

from collections.abc import Iterator

from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.dates import DATATYPES
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift.happenings import Happenings
from koryu_rdf.lift.shared import SharedThings
from koryu_rdf.model import Agreement, Contact, WrittenDate
from koryu_rdf.namespaces import AGREEMENT_KINDS, FIELDS
from koryu_rdf.terms import TYPE, Description, Statements, curie, is_web_address, say, to_iri, to_literal, to_typed

_DATE_PREDICATES = {
    "signed": curie("koryu:signedOn"),
    "renewed": curie("koryu:renewedOn"),
    "unlabelled": curie("koryu:unlabelledDate"),
}
_AGREEMENT = curie("koryu:Agreement")
_IDENTIFIER = curie("dcterms:identifier")
_NUMBER = curie("koryu:number")
_TITLE, _DESCRIPTION = curie("dcterms:title"), curie("dcterms:description")
_PART_OF = curie("dcterms:isPartOf")
_KIND = curie("koryu:kind")
_FIELD = curie("koryu:field")
_DATE_AS_WRITTEN = curie("koryu:dateAsWritten")
_PARTY = curie("koryu:party")
_JAPANESE_PARTY = curie("koryu:japaneseParty")
_OVERSEAS_PARTY = curie("koryu:overseasParty")
_TITLE_PARTY = curie("koryu:titleParty")
_EARLIER_TIE = curie("koryu:earlierTie")
_PAGE = curie("foaf:page")
_CONTACT_POINT = curie("dcat:contactPoint")
_DERIVED_FROM = curie("prov:wasDerivedFrom")
_BACKGROUND, _ACTIVITIES, _OUTCOMES = (curie(f"koryu:{name}") for name in ("background", "activities", "outcomes"))
_ORGANIZATION = curie("vcard:Organization")
_NAME, _TELEPHONE, _EMAIL = curie("vcard:fn"), curie("vcard:hasTelephone"), curie("vcard:hasEmail")
_PHONE_AS_WRITTEN = curie("koryu:phoneAsWritten")
_SOURCE_RECORD, _ENTITY = curie("koryu:SourceRecord"), curie("prov:Entity")
_FILE, _FIRST_LINE, _LAST_LINE = (curie(f"koryu:{name}") for name in ("sourceFile", "firstLine", "lastLine"))


def describe_agreement(agreement: Agreement, identifiers: Identifiers, shared: SharedThings) -> Iterator[Description]:
    """Describe an agreement, then its contact, what happened around it, and its source."""
    survey = shared.note_survey(agreement.survey)
    subject = identifiers.agreement(agreement.id)
    source = identifiers.part(subject, "source")
    happenings = Happenings(agreement, subject, identifiers, shared)
    contact = list(_describe_contact(agreement.contact, identifiers.part(subject, "contact")))
    statements: Statements = [
        (TYPE, _AGREEMENT),
        (_IDENTIFIER, to_literal(agreement.id)),
        (_NUMBER, to_typed(str(agreement.number), "xsd:integer")),
        (_TITLE, to_literal(agreement.title, "ja")),
        *say(_DESCRIPTION, agreement.summary),
        (_PART_OF, survey),
        (_KIND, to_iri(AGREEMENT_KINDS + agreement.kind)),
        *((_FIELD, to_iri(FIELDS + field)) for field in agreement.fields),
        *_state_dates(agreement.dates),
        *_state_parties(agreement, shared),
        *_state_texts(agreement),
        *happenings.state(),
        *((_PAGE, shared.note_page(page)) for page in agreement.web_pages if is_web_address(page.url)),
        *((_CONTACT_POINT, one.subject) for one in contact),
        (_DERIVED_FROM, source),
    ]
    yield Description(subject, list(dict.fromkeys(statements)))
    yield from contact
    yield from happenings.describe()
    yield _describe_source(agreement, source, survey)


def _state_dates(dates: tuple[WrittenDate, ...]) -> Statements:
    """State the dates by role, then each as written."""
    by_role = sorted(dates, key=lambda date: tuple(_DATE_PREDICATES).index(date.role))
    values = [(_DATE_PREDICATES[date.role], to_typed(date.value, DATATYPES[date.precision])) for date in by_role]
    return [*values, *((_DATE_AS_WRITTEN, to_literal(date.as_written, "ja")) for date in dates)]


def _state_parties(agreement: Agreement, shared: SharedThings) -> Statements:
    """State the parties on both sides, then all of them, for stores that do not infer."""
    japanese = [shared.note_japanese(party) for party in agreement.japanese_parties]
    overseas = [shared.note_overseas(party) for party in agreement.overseas_parties]
    return [
        *((_JAPANESE_PARTY, party) for party in japanese),
        *((_OVERSEAS_PARTY, party) for party in overseas),
        *((_PARTY, party) for party in (*japanese, *overseas)),
        *((_TITLE_PARTY, shared.note_organization(name)) for name in agreement.title_parties),
        *((_EARLIER_TIE, shared.note_tie(tie)) for tie in agreement.earlier_ties),
    ]


def _state_texts(agreement: Agreement) -> Statements:
    texts = ((_BACKGROUND, agreement.background), (_ACTIVITIES, agreement.activities), (_OUTCOMES, agreement.outcomes))
    return [(predicate, to_literal(text, "ja")) for predicate, text in texts if text]


def _describe_contact(contact: Contact, subject: str) -> Iterator[Description]:
    """Describe a contact, if there is anything in it; only a valid number and address become IRIs."""
    telephone = contact.phone and find_telephone_iri(contact.phone)
    email = contact.email and find_mail_iri(contact.email)
    statements: Statements = []
    if contact.department:
        statements.append((_NAME, to_literal(contact.department, "ja")))
    if telephone:
        statements.append((_TELEPHONE, to_iri(telephone)))
    if contact.phone:
        statements.append((_PHONE_AS_WRITTEN, to_literal(contact.phone)))
    if email:
        statements.append((_EMAIL, to_iri(email)))
    if statements:
        yield Description(subject, [(TYPE, _ORGANIZATION), *statements])


def _describe_source(agreement: Agreement, subject: str, survey: str) -> Description:
    """Describe the piece of the source document that the agreement was read from."""
    source = agreement.source
    lines = ((_FIRST_LINE, source.first_line), (_LAST_LINE, source.last_line))
    statements: Statements = [(TYPE, _SOURCE_RECORD), (TYPE, _ENTITY), (_FILE, to_literal(source.file))]
    statements += [(predicate, to_typed(str(line), "xsd:integer")) for predicate, line in lines if line is not None]
    return Description(subject, [*statements, (_PART_OF, survey)])
