"""A page for each agreement: everything the record says, and where it says it.

In: agreements. Out: their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.model import Agreement, Phrase, Source, Survey
from koryu_rdf.publish.cards import Card, make_japanese_thing, make_overseas_thing
from koryu_rdf.publish.happenings import find_label
from koryu_rdf.publish.site import DATA_SUFFIXES, Site
from koryu_rdf.publish.speaker import Speaker
from koryu_rdf.publish.structured import tell_agreement
from koryu_rdf.publish.writer import Page
from koryu_rdf.terms import is_web_address
from koryu_rdf.texts import Text

SECTIONS = (1, 2, 3, 4, 5, 6, 7)
"""The sections of the survey's form; ``texts/pages.toml`` has their names, ``section-1`` and so on."""

_TABLES = (".csv", ".tsv")


def make_agreement_pages(
    agreements: Iterable[tuple[Agreement, Card]], site: Site, surveys: Iterable[Survey]
) -> Iterator[Page]:
    """Make the page of each agreement, which comes with its card."""
    titles = {survey.id: survey.title for survey in surveys}
    for agreement, card in agreements:
        title = Text(agreement.title, agreement.title)
        survey = titles.get(agreement.survey) or Phrase(agreement.survey, agreement.survey)
        values = {**_describe(agreement, card, site), "origin": Origin(agreement.source, survey, agreement.number)}
        structured = tell_agreement(card, site.get_iri(card.path))
        yield Page(card.path, "agreement.html", title, values, DATA_SUFFIXES, structured=structured)


class Origin:
    """Where the statements of a record come from: the survey, the record, its lines, and sections where the form has them."""

    def __init__(self, source: Source, survey: Phrase, number: int) -> None:
        self.source = source
        self.survey = survey
        self.number = number
        self.has_sections = source.sheet is None and not source.file.endswith(_TABLES)
        self.sections = SECTIONS if self.has_sections else ()
        self._told: dict[tuple[int, str], str] = {}

    def tell(self, section: int, say: Speaker) -> str:
        """Say where a statement comes from; section 0 is the record as a whole."""
        key = (section, say.language)
        if key not in self._told:
            record = say("from", survey=say.of(self.survey), number=self.number)
            name = f" ({section}) {say(f'section-{section}')}" if section and self.has_sections else ""
            self._told[key] = f"{record}{name}{self.tell_lines(say)}"
        return self._told[key]

    def tell_lines(self, say: Speaker) -> str:
        """Say which lines of its file the record has, where that is known."""
        first, last = self.source.first_line, self.source.last_line
        return f" {say('rows-of-sheet' if self.source.sheet else 'lines', first=first, last=last)}" if first else ""


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
