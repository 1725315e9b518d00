"""One agreement as RDF: the agreement itself, its contact and where it was read.

In: an agreement. Out: its blocks, and what it refers to noted among the shared things.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.dates import DATATYPES
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift.happenings import Happenings
from koryu_rdf.lift.shared import SharedThings
from koryu_rdf.model import Agreement, Contact, WrittenDate
from koryu_rdf.namespaces import AGREEMENT_KINDS, FIELDS, RDF
from koryu_rdf.terms import is_web_address

_JA = b"@ja"
_TYPE = encode_name(RDF + "type")
_DATES = tuple(
    (role, encode_name(f"koryu:{name}"))
    for role, name in (("signed", "signedOn"), ("renewed", "renewedOn"), ("unlabelled", "unlabelledDate"))
)
_DATE_ENDS = {precision: b'"^^' + encode_name(datatype) for precision, datatype in DATATYPES.items()}
_AGREEMENT = encode_name("koryu:Agreement")
_IDENTIFIER, _TITLE, _DESCRIPTION, _PART_OF = (
    encode_name(f"dcterms:{name}") for name in ("identifier", "title", "description", "isPartOf")
)
_NUMBER, _KIND, _FIELD, _DATE_AS_WRITTEN = (
    encode_name(f"koryu:{name}") for name in ("number", "kind", "field", "dateAsWritten")
)
_PARTY, _JAPANESE_PARTY, _OVERSEAS_PARTY, _TITLE_PARTY, _EARLIER_TIE = (
    encode_name(f"koryu:{name}") for name in ("party", "japaneseParty", "overseasParty", "titleParty", "earlierTie")
)
_BACKGROUND, _ACTIVITIES, _OUTCOMES = (
    encode_name(f"koryu:{name}") for name in ("background", "activities", "outcomes")
)
_PAGE, _CONTACT_POINT, _DERIVED_FROM = map(encode_name, ("foaf:page", "dcat:contactPoint", "prov:wasDerivedFrom"))
_ORGANIZATION = encode_name("vcard:Organization")
_NAME, _TELEPHONE, _EMAIL = map(encode_name, ("vcard:fn", "vcard:hasTelephone", "vcard:hasEmail"))
_PHONE_AS_WRITTEN = encode_name("koryu:phoneAsWritten")
_SOURCE_TYPES: Value = [encode_name("koryu:SourceRecord"), encode_name("prov:Entity")]
_FILE, _FIRST_LINE, _LAST_LINE = (encode_name(f"koryu:{name}") for name in ("sourceFile", "firstLine", "lastLine"))


def describe_agreement(agreement: Agreement, identifiers: Identifiers, shared: SharedThings) -> Iterator[Block]:
    """Describe an agreement, then its contact, what happened around it, and its source."""
    survey = shared.note_survey(agreement.survey)
    subject = identifiers.agreement(agreement.id)
    source = identifiers.part(subject, "source").encode()
    happens = agreement.events or agreement.results or agreement.open_issues
    happenings = Happenings(agreement, subject, shared) if happens else None
    contact = _describe_contact(agreement.contact, identifiers.part(subject, "contact").encode())
    statements: Stated = [
        (_TYPE, _AGREEMENT),
        (_IDENTIFIER, encode_literal(agreement.id)),
        (_NUMBER, encode_number(agreement.number)),
        (_TITLE, encode_literal(agreement.title, _JA)),
        (_DESCRIPTION, encode_phrase(agreement.summary) if agreement.summary else b""),
        (_PART_OF, survey),
        (_KIND, encode_name(AGREEMENT_KINDS + agreement.kind)),
        (_FIELD, one_or_all([encode_name(FIELDS + field) for field in agreement.fields])),
        *_state_dates(agreement.dates),
        *_state_parties(agreement, shared),
        *_state_texts(agreement),
        *(happenings.state() if happenings else ()),
        (_PAGE, _list_pages(agreement, shared) if agreement.web_pages else b""),
        (_CONTACT_POINT, contact.subject if contact.statements else b""),
        (_DERIVED_FROM, source),
    ]
    yield Block(subject.encode(), [stated for stated in statements if stated[1]])
    if contact.statements:
        yield contact
    if happenings:
        yield from happenings.describe()
    yield _describe_source(agreement, source, survey)


def _state_dates(dates: tuple[WrittenDate, ...]) -> Stated:
    """State the dates by role, then each as written."""
    roles = {date.role for date in dates}
    stated: Stated = [(predicate, _list_dates(dates, role)) for role, predicate in _DATES if role in roles]
    return [*stated, (_DATE_AS_WRITTEN, one_or_all([encode_literal(date.as_written, _JA) for date in dates]))]


def _list_dates(dates: tuple[WrittenDate, ...], role: str) -> Value:
    return one_or_all([b'"' + date.value.encode() + _DATE_ENDS[date.precision] for date in dates if date.role == role])


def _state_parties(agreement: Agreement, shared: SharedThings) -> Stated:
    """State the parties on both sides, then all of them, for stores that do not infer."""
    japanese = [shared.note_japanese(party) for party in agreement.japanese_parties]
    overseas = [shared.note_overseas(party) for party in agreement.overseas_parties]
    stated: Stated = [
        (_JAPANESE_PARTY, one_or_all(japanese)),
        (_OVERSEAS_PARTY, one_or_all(overseas)),
        (_PARTY, one_or_all(japanese + overseas)),
    ]
    if agreement.title_parties:
        stated.append((_TITLE_PARTY, one_or_all([shared.note_organization(name) for name in agreement.title_parties])))
    if agreement.earlier_ties:
        stated.append((_EARLIER_TIE, one_or_all([shared.note_tie(tie) for tie in agreement.earlier_ties])))
    return stated


def _state_texts(agreement: Agreement) -> Stated:
    texts = ((_BACKGROUND, agreement.background), (_ACTIVITIES, agreement.activities), (_OUTCOMES, agreement.outcomes))
    return [(predicate, encode_literal(text, _JA)) for predicate, text in texts if text]


def _list_pages(agreement: Agreement, shared: SharedThings) -> Value:
    """List the pages whose addresses can be linked to."""
    return one_or_all([shared.note_page(page) for page in agreement.web_pages if is_web_address(page.url)])


def _describe_contact(contact: Contact, subject: bytes) -> Block:
    """Describe a contact, with no statements where there is nothing in it; only a valid number and address become IRIs."""
    telephone = contact.phone and find_telephone_iri(contact.phone)
    email = contact.email and find_mail_iri(contact.email)
    statements: Stated = [
        (_NAME, encode_literal(contact.department, _JA) if contact.department else b""),
        (_TELEPHONE, b"<%b>" % telephone.encode() if telephone else b""),
        (_PHONE_AS_WRITTEN, encode_literal(contact.phone) if contact.phone else b""),
        (_EMAIL, b"<%b>" % email.encode() if email else b""),
    ]
    known = [stated for stated in statements if stated[1]]
    return Block(subject, [(_TYPE, _ORGANIZATION), *known] if known else [])


def _describe_source(agreement: Agreement, subject: bytes, survey: bytes) -> Block:
    """Describe the piece of the source document that the agreement was read from."""
    source = agreement.source
    lines = ((_FIRST_LINE, source.first_line), (_LAST_LINE, source.last_line))
    statements: Stated = [(_TYPE, _SOURCE_TYPES), (_FILE, encode_literal(source.file))]
    statements += [(predicate, encode_number(line)) for predicate, line in lines if line is not None]
    return Block(subject, [*statements, (_PART_OF, survey)])
