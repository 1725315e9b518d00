"""A page for each agreement: everything the record says, and where it says it.

In: agreements. Out: their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from koryu_rdf.codelists import CodeListName, get_code_list
from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.model import Agreement
from koryu_rdf.publish.cards import Card, make_card, make_japanese_thing, make_overseas_thing
from koryu_rdf.publish.site import DATA_SUFFIXES, Site
from koryu_rdf.publish.writer import Page
from koryu_rdf.terms import is_web_address
from koryu_rdf.texts import Text


def make_agreement_pages(agreements: Iterable[Agreement], site: Site) -> Iterator[Page]:
    """Make the page of each agreement."""
    for agreement in agreements:
        card = make_card(agreement, site)
        title = Text(agreement.title, agreement.title)
        values = _describe(agreement, card, site)
        structured = _tell_search_engines(agreement, card, site)
        yield Page(card.path, "agreement.html", title, values, DATA_SUFFIXES, structured=structured)


def _describe(agreement: Agreement, card: Card, site: Site) -> Mapping[str, Any]:
    """Give what the template shows; only addresses that are safe to link to become links."""
    contact = agreement.contact
    return {
        "agreement": agreement,
        "card": card,
        "kind": find_label("agreement-kinds", agreement.kind),
        "fields": {code: find_label("fields", code) for code in agreement.fields},
        "event_kinds": {event.kind: find_label("event-kinds", event.kind) for event in agreement.events},
        "tie_kinds": {tie.kind: find_label("tie-kinds", tie.kind) for tie in agreement.earlier_ties},
        "ties": [
            (tie, make_japanese_thing(tie.japanese_party, site), make_overseas_thing(tie.overseas_party, site))
            for tie in agreement.earlier_ties
        ],
        "links": [page for page in agreement.web_pages if is_web_address(page.url)],
        "telephone": contact.phone and find_telephone_iri(contact.phone),
        "mail": contact.email and find_mail_iri(contact.email),
    }


def find_label(name: CodeListName, code: str) -> Text:
    """Give a code's label; a code outside the list stands for itself."""
    concept = get_code_list(name).get(code)
    return concept.label if concept else Text(code, code)


def _tell_search_engines(agreement: Agreement, card: Card, site: Site) -> Mapping[str, Any]:
    """State the agreement in terms of schema.org, which has no class for agreements."""
    parties = [*card.japanese, *card.overseas]
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": site.identifiers.agreement(agreement.id)[1:-1],
        "name": agreement.title,
        "inLanguage": "ja",
        **({"dateCreated": card.date} if card.date else {}),
        "about": [{"@type": "Organization", "name": thing.label.ja} for thing in parties],
        "identifier": agreement.id,
    }
