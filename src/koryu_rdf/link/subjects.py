"""Subjects: every place and organization of the records, each once, with what the records know of it.

In: agreements. Out: :class:`Subject` values sorted by IRI. What is not in the records is not known here; the table of
partner places lends its other spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from koryu_rdf.countries import find_country
from koryu_rdf.identifiers import Identifiers, find_known_place, settle
from koryu_rdf.link.items import Point
from koryu_rdf.local_governments import find_local_governments
from koryu_rdf.model import Agreement, JapaneseParty, OverseasParty

Level = Literal["municipality", "region", "prefecture", "country", "embassy", "consulate", "organization"]


class Subject(msgspec.Struct, frozen=True):
    """A thing to link. ``names`` are its own name and others for it; ``partners`` the IRIs of those it agreed with.

    ``label`` is the name as written, ``since`` the earliest date of its agreements (ISO 8601, cut). ``regions`` are names of units
    above it; where the records write none, ``region_is_written`` is false and they come from the table of partner places.
    ``region_iri`` is the first of them as a subject, ``siblings`` are the others on its side of an agreement; ``point`` and
    ``population`` are what the office itself has noted of it.
    """

    iri: str
    label: str
    level: Level
    names: tuple[str, ...] = ()
    country: str | None = None
    regions: tuple[str, ...] = ()
    region_is_written: bool = False
    code: str | None = None
    partners: tuple[str, ...] = ()
    since: str | None = None
    region_iri: str | None = None
    siblings: tuple[str, ...] = ()
    point: Point | None = None
    population: int | None = None

    @property
    def is_japanese_government(self) -> bool:
        """A local government of Japan whose code is known."""
        return self.code is not None

    @property
    def is_place(self) -> bool:
        """A place, and not a body in one."""
        return self.level not in ("embassy", "consulate", "organization")


def collect_subjects(agreements: Iterable[Agreement], identifiers: Identifiers) -> list[Subject]:
    """Collect the parties of all agreements, of the ties before them, and the regions they lie in."""
    notebook = _Notebook(identifiers)
    for agreement in agreements:
        notebook.note(agreement)
    return notebook.list_subjects()


class _Notebook:
    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._subjects: dict[str, Subject] = {}
        self._partners: dict[str, set[str]] = {}
        self._siblings: dict[str, set[str]] = {}
        self._since: dict[str, str] = {}

    def note(self, agreement: Agreement) -> None:
        since = min((date.value for date in agreement.dates), default=None)
        self._note_pair(agreement.japanese_parties, agreement.overseas_parties, since)
        for name in agreement.title_parties:
            self._add(Subject(_bare(self._identifiers.organization(name)), name, "organization", (name,)), since)
        for tie in agreement.earlier_ties:
            self._note_pair((tie.japanese_party,), (tie.overseas_party,), tie.date.value if tie.date else since)

    def list_subjects(self) -> list[Subject]:
        return [
            msgspec.structs.replace(
                self._subjects[iri],
                partners=tuple(sorted(self._partners.get(iri, ()))),
                siblings=tuple(sorted(self._siblings.get(iri, set()) - {iri})),
                since=self._since.get(iri),
            )
            for iri in sorted(self._subjects)
        ]

    def _note_pair(
        self, japanese: Iterable[JapaneseParty], overseas: Iterable[OverseasParty], since: str | None
    ) -> None:
        ours = [self._add(self._from_japanese(party), since) for party in japanese]
        theirs = [self._add(self._from_overseas(party), since) for party in overseas]
        for here in ours:
            self._partners.setdefault(here, set()).update(theirs)
        for there in theirs:
            self._partners.setdefault(there, set()).update(ours)
            self._siblings.setdefault(there, set()).update(theirs)

    def _add(self, subject: Subject, since: str | None) -> str:
        known = self._subjects.setdefault(subject.iri, subject)
        if subject.label < known.label or len(subject.regions) > len(known.regions):
            self._subjects[subject.iri] = msgspec.structs.replace(
                subject,
                label=min(subject.label, known.label),
                names=tuple(sorted({*subject.names, *known.names})),
                regions=tuple(sorted({*subject.regions, *known.regions})),
                region_is_written=subject.region_is_written or known.region_is_written,
            )
        if since:
            self._since[subject.iri] = min(since, self._since.get(subject.iri, since))
        return subject.iri

    def _from_japanese(self, party: JapaneseParty) -> Subject:
        iri = _bare(self._identifiers.japanese_party(party))
        if party.kind == "organization":
            return Subject(iri, party.name, "organization", (party.name,), "JP")
        name = party.municipality or party.prefecture or party.name
        regions = (party.prefecture,) if party.prefecture and party.municipality else ()
        if regions:
            self._add_prefecture(regions[0])
        return Subject(iri, party.name, party.kind, (name,), "JP", regions, bool(regions), party.code)

    def _add_prefecture(self, name: str) -> None:
        code = next((known.code for known in find_local_governments(name) if known.municipality is None), None)
        self._add(self._from_japanese(JapaneseParty(name, "prefecture", name, None, code)), None)

    def _from_overseas(self, party: OverseasParty) -> Subject:
        iri = _bare(self._identifiers.overseas_party(party))
        if party.kind in ("embassy", "consulate", "organization"):
            return Subject(iri, party.name, party.kind, (party.name,), party.country)
        if party.kind == "country":
            return Subject(iri, party.name, "country", (party.name,), party.country)
        country, region, locality = settle(party)
        city, district = _split_district(party.locality)
        names = (*([district] if district else []), *_list_names(party.locality or party.region or party.name, party))
        level: Level = "municipality" if locality else "region"
        known = find_known_place(party)
        others = known.other_regions if known else ()
        regions = _list_regions(country, city, region, party.region, *others) if locality else ()
        above = self._add_region(country, region) if locality and region else None
        return Subject(
            iri, party.name, level, names, country, regions, bool(city or (party.region and locality)), region_iri=above
        )

    def _add_region(self, country: str | None, region: str) -> str:
        return self._add(self._from_overseas(OverseasParty(region, "region", country, region)), None)


_DISTRICT = re.compile(
    r"(?P<city>.+(?:[市都道省州県郡]|(?=[ \u3000])))[ \u3000・]?(?!(?:特別|広域|直轄)市)(?P<district>.+[市区町村郡県鎮郷邑面])"
)


def _split_district(locality: str | None) -> tuple[str | None, str | None]:
    """Part a city abroad from the district in it, as in ``釜山広域市中区``; a name that is one has none.

    >>> _split_district("釜山広域市中区"), _split_district("ロンドン カムデン区"), _split_district("蘇州市")
    (('釜山広域市', '中区'), ('ロンドン', 'カムデン区'), (None, None))
    """
    match = _DISTRICT.fullmatch(locality or "")
    return (match["city"].strip(), match["district"]) if match else (None, None)


def _list_names(name: str, party: OverseasParty) -> tuple[str, ...]:
    """Give the name as written, then the spellings and the English name of the table of partner places."""
    known = find_known_place(party)
    others = (known.locality or known.region or "", *known.aliases, known.name_en) if known else ()
    if party.country is None:
        others = (*others, *_drop_country(name))
    return tuple(dict.fromkeys((name, *others)))


def _drop_country(name: str) -> Iterator[str]:
    """Give a name without the country that may be glued to its front, as in ``カナダウィニペグ市``, which no reader parts."""
    for size in range(len(name) - 1, 1, -1):
        if find_country(name[:size]):
            yield name[size:]
            return


def _list_regions(country: str | None, *names: str | None) -> tuple[str, ...]:
    """Give the names of a region, with the spellings of the table where it is there."""
    regions = dict.fromkeys(name for name in names if name)
    for name in tuple(regions):
        regions.update(dict.fromkeys(_list_names(name, OverseasParty(name, "region", country, name))))
    return tuple(regions)


def _bare(token: str) -> str:
    """Take the angle brackets off an IRI's token."""
    return token[1:-1]
