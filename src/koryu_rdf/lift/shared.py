"""What agreements share: parties, places, countries, earlier ties, pages and surveys, each described once.

In: parties and the like as agreements mention them. Out: their IRIs at once, their descriptions at the end, sorted by IRI, so that
the order of the records leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from koryu_rdf.blocks import Block, to_block
from koryu_rdf.countries import find_country_by_code
from koryu_rdf.dates import DATATYPES, is_iso_date
from koryu_rdf.identifiers import Identifiers, find_known_place, settle
from koryu_rdf.local_governments import (
    LocalGovernment,
    find_by_code,
    find_former_local_governments,
    find_local_governments,
    find_present,
)
from koryu_rdf.model import EarlierTie, JapaneseParty, OverseasParty, Survey, WebPage
from koryu_rdf.namespaces import PARTY_KINDS, TIE_KINDS
from koryu_rdf.terms import TYPE, Description, curie, say, to_iri, to_literal, to_typed

E_STAT_AREA = "http://data.e-stat.go.jp/lod/sac/C"
"""The standard area codes of e-Stat as IRIs: ``http:`` and five digits, without the check digit."""

_PARTY, _MUNICIPALITY, _MISSION, _ORGANIZATION, _COUNTRY, _TIE, _SURVEY = (
    curie(f"koryu:{name}")
    for name in ("Party", "Municipality", "DiplomaticMission", "Organization", "Country", "EarlierTie", "Survey")
)
_ENTITY, _DOCUMENT = curie("prov:Entity"), curie("foaf:Document")
_PREF_LABEL, _ALT_LABEL, _COMMENT = curie("skos:prefLabel"), curie("skos:altLabel"), curie("rdfs:comment")
_IDENTIFIER, _TITLE = curie("dcterms:identifier"), curie("dcterms:title")
_PARTY_KIND, _COUNTRY_OF, _COUNTRY_CODE, _WITHIN, _SEAT = (
    curie(f"koryu:{name}") for name in ("partyKind", "country", "countryCode", "within", "seat")
)
_ESTABLISHED, _DISSOLVED, _SUCCEEDED_BY = (
    curie(f"koryu:{name}") for name in ("establishedOn", "dissolvedOn", "succeededBy")
)
_CODE, _AREA_CODE = curie("koryu:localGovernmentCode"), curie("koryu:standardAreaCode")
_TIE_KIND, _SINCE = curie("koryu:tieKind"), curie("koryu:since")
_ANY_PARTY, _JAPANESE_PARTY, _OVERSEAS_PARTY = (
    curie(f"koryu:{name}") for name in ("party", "japaneseParty", "overseasParty")
)


_RANK = {predicate: rank for rank, predicate in enumerate((TYPE, _PREF_LABEL, _ALT_LABEL, _IDENTIFIER, _TITLE))}


class SharedThings:
    """Notes what agreements mention. ``note_…`` gives a thing's IRI token; ``describe`` gives all descriptions."""

    def __init__(self, identifiers: Identifiers, english_names: Mapping[str, str]) -> None:
        self._identifiers, self._english_names = identifiers, english_names
        self._statements: dict[str, dict[tuple[str, str], None]] = {}
        self._labels: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        self._subjects: dict[JapaneseParty | OverseasParty | EarlierTie, bytes] = {}
        self._surveys: dict[str, bytes] = {}

    def note_japanese(self, party: JapaneseParty) -> bytes:
        """Note a Japanese party."""
        return self._subjects.get(party) or self._remember(party, self._add_japanese(party))

    def note_overseas(self, party: OverseasParty) -> bytes:
        """Note an overseas party, its country and the unit it lies in."""
        return self._subjects.get(party) or self._remember(party, self._add_overseas(party))

    def note_tie(self, tie: EarlierTie) -> bytes:
        """Note an earlier tie and its parties."""
        return self._subjects.get(tie) or self._remember(tie, self._add_tie(tie))

    def note_organization(self, name: str) -> bytes:
        """Note an organization known by its name."""
        return self._add_organization(name, None).encode()

    def note_page(self, page: WebPage) -> bytes:
        """Note a web page whose address is one; it is described only where the source says something of it."""
        if page.note:
            self._state(f"<{page.url}>", (TYPE, _DOCUMENT), (_COMMENT, to_literal(page.note, "ja")))
        return b"<%b>" % page.url.encode()

    def note_survey(self, survey_id: str) -> bytes:
        """Note the survey that an agreement comes from."""
        if survey_id not in self._surveys:
            self._surveys[survey_id] = self._identifiers.survey(survey_id).encode()
        return self._surveys[survey_id]

    def add(self, others: SharedThings) -> None:
        """Note what another part of the records shares."""
        for subject, statements in others._statements.items():
            self._statements.setdefault(subject, {}).update(statements)
        for mine, theirs in ((self._labels, others._labels), (self._names, others._names)):
            for subject, words in theirs.items():
                mine.setdefault(subject, set()).update(words)
        self._surveys |= others._surveys

    def describe(self, surveys: Mapping[str, Survey]) -> Iterator[Block]:
        """Describe everything noted, sorted by IRI; ``surveys`` knows titles."""
        for survey_id in self._surveys:
            self._add_survey(surveys.get(survey_id) or Survey(survey_id))
        for subject in sorted(self._statements):
            yield to_block(Description(subject, list(self._list_statements(subject))))

    def _list_statements(self, subject: str) -> Iterator[tuple[str, str]]:
        """Give what is known of a thing: its types, its labels, then the rest, each sorted."""
        label = min(self._labels.get(subject, ()), default=None)
        names = (self._names.get(subject, set()) | self._labels.get(subject, set())) - {label}
        statements = [*self._statements[subject], *((_ALT_LABEL, to_literal(name, "ja")) for name in names)]
        if label is not None:
            statements.append((_PREF_LABEL, to_literal(label, "ja")))
        yield from sorted(statements, key=lambda statement: (_RANK.get(statement[0], len(_RANK)), statement))

    def _remember(self, thing: JapaneseParty | OverseasParty | EarlierTie, subject: str) -> bytes:
        self._subjects[thing] = subject.encode()
        return self._subjects[thing]

    def _state(self, subject: str, *statements: tuple[str, str]) -> None:
        self._statements.setdefault(subject, {}).update(dict.fromkeys(statements))

    def _name(self, subject: str, label: str, name: str) -> str:
        """Note how a thing is called: by its label, and as the source writes it."""
        self._labels.setdefault(subject, set()).add(label)
        self._names.setdefault(subject, set()).add(name)
        return subject

    def _state_country(self, subject: str, code: str | None) -> None:
        if code:
            self._state(subject, (_COUNTRY_OF, self._add_country(code)))

    def _add_country(self, code: str) -> str:
        subject = self._identifiers.country(code)
        country = find_country_by_code(code)
        self._state(subject, (TYPE, _COUNTRY), (_COUNTRY_CODE, to_literal(code)))
        if country:
            self._labels[subject] = {country.ja}
            self._state(subject, (_PREF_LABEL, to_literal(country.en, "en")))
        return subject

    def _add_organization(self, name: str, country: str | None) -> str:
        subject = self._identifiers.organization(name)
        self._state(subject, (TYPE, _ORGANIZATION), (TYPE, _PARTY), (_PARTY_KIND, to_iri(PARTY_KINDS + "organization")))
        self._state_country(subject, country)
        return self._name(subject, name, name)

    def _add_japanese(self, party: JapaneseParty) -> str:
        if party.kind == "organization":
            return self._add_organization(party.name, "JP")
        subject = self._identifiers.japanese_party(party)
        label = party.municipality or party.prefecture or party.name
        self._state_place(subject, party.kind, "JP")
        if party.code:
            self._state(subject, (_CODE, to_literal(party.code)), (_AREA_CODE, to_iri(E_STAT_AREA + party.code[:5])))
        if party.kind == "municipality" and party.prefecture:
            self._state(subject, (_WITHIN, self._add_prefecture(party.prefecture)))
        if place := _find_local_government(party):
            self._state_history(subject, place)
        return self._name(subject, label, party.name)

    def _state_history(self, subject: str, place: LocalGovernment) -> None:
        """State what a local government is called in English, since when it is there, and what became of it."""
        days = (_ESTABLISHED, place.valid_from), (_DISSOLVED, place.valid_to)
        self._state(
            subject, *((predicate, to_typed(day, "xsd:date")) for predicate, day in days if is_iso_date(day, "day"))
        )
        if place.english:
            self._state(subject, (_PREF_LABEL, to_literal(place.english, "en")))
        if successor := find_present(place) if place.is_former else None:
            party = JapaneseParty(
                successor.full_name, "municipality", successor.prefecture, successor.municipality, successor.code
            )
            self._state(subject, (_SUCCEEDED_BY, self.note_japanese(party).decode()))

    def _add_prefecture(self, name: str) -> str:
        code = next((known.code for known in find_local_governments(name) if known.municipality is None), None)
        return self.note_japanese(JapaneseParty(name, "prefecture", name, None, code)).decode()

    def _state_place(self, subject: str, kind: str, country: str | None) -> None:
        self._state(subject, (TYPE, _MUNICIPALITY), (TYPE, _PARTY), (_PARTY_KIND, to_iri(PARTY_KINDS + kind)))
        self._state_country(subject, country)

    def _add_overseas(self, party: OverseasParty) -> str:
        if party.kind == "organization":
            return self._add_organization(party.name, party.country)
        if party.kind in ("embassy", "consulate"):
            return self._add_mission(party)
        if party.kind == "country":
            return self._add_country_as_party(party)
        return self._add_place(party)

    def _add_place(self, party: OverseasParty) -> str:
        """Note a place abroad under its settled name, and the first-level unit it lies in."""
        subject = self._identifiers.overseas_party(party)
        country, region, locality = settle(party)
        known = find_known_place(party)
        self._state_place(subject, "municipality" if locality else "region", country)
        if locality and region:
            within = self.note_overseas(OverseasParty(region, "region", country, region))
            self._state(subject, (_WITHIN, within.decode()))
        if english := known.name_en if known else self._english_names.get(subject[1:-1]):
            self._state(subject, (_PREF_LABEL, to_literal(english, "en")))
        return self._name(subject, locality or region or party.name, party.name)

    def _add_mission(self, party: OverseasParty) -> str:
        subject = self._identifiers.overseas_party(party)
        kind = to_iri(PARTY_KINDS + party.kind)
        self._state(subject, (TYPE, _MISSION), (TYPE, _PARTY), (_PARTY_KIND, kind))
        self._state_country(subject, party.country)
        if party.seat:
            self._state(subject, (_SEAT, to_literal(party.seat, "ja")))
        return self._name(subject, party.name, party.name)

    def _add_country_as_party(self, party: OverseasParty) -> str:
        subject = self._add_country(party.country or "ZZ")
        self._state(subject, (TYPE, _PARTY), (_PARTY_KIND, to_iri(PARTY_KINDS + "country")))
        self._names.setdefault(subject, set()).add(party.name)
        return subject

    def _add_tie(self, tie: EarlierTie) -> str:
        subject = self._identifiers.tie(tie)
        japanese = self.note_japanese(tie.japanese_party).decode()
        overseas = self.note_overseas(tie.overseas_party).decode()
        self._state(subject, (TYPE, _TIE), (_TIE_KIND, to_iri(TIE_KINDS + tie.kind)))
        self._state(subject, (_JAPANESE_PARTY, japanese), (_OVERSEAS_PARTY, overseas))
        self._state(subject, (_ANY_PARTY, japanese), (_ANY_PARTY, overseas))
        if tie.title:
            self._state(subject, (_TITLE, to_literal(tie.title, "ja")))
        if tie.date:
            self._state(subject, (_SINCE, to_typed(tie.date.value, DATATYPES[tie.date.precision])))
        return subject

    def _add_survey(self, survey: Survey) -> None:
        subject = self._identifiers.survey(survey.id)
        self._state(subject, (TYPE, _SURVEY), (TYPE, _ENTITY), (_IDENTIFIER, to_literal(survey.id)))
        self._state(subject, *say(_TITLE, survey.title))


def _find_local_government(party: JapaneseParty) -> LocalGovernment | None:
    """Look a party up: by its code, or by its name where it was gone before there were codes."""
    if party.code:
        return find_by_code(party.code)
    found = find_former_local_governments(party.municipality or "", party.prefecture)
    uncoded = [place for place in found if not place.code]
    return uncoded[0] if len(uncoded) == 1 and party.prefecture else None
