"""IRIs of the things we publish: ASCII, and the same for the same thing in every record and every run.

In: what identifies a thing. Out: its IRI as a token. A Japanese local government is known by its code, a place abroad by its
country, first-level unit and name after the table of partner places has settled its spelling. Nothing is romanised.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from hashlib import blake2b
from urllib.parse import quote

from koryu_rdf.model import EarlierTie, JapaneseParty, OverseasParty
from koryu_rdf.partner_places import PartnerPlace, find_partner_place, fold_name

DEFAULT_BASE = "https://w3id.org/koryu/id/"
_DIGEST_LETTERS = 12
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_SURVEY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Identifiers:
    """Mints IRIs under one base."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes under which the data's IRIs read well; agreements have slashes in their names and stay long."""
        return {
            kind: f"{self.base}{kind}/" for kind in ("country", "place", "mission", "organization", "survey", "tie")
        }

    def agreement(self, agreement_id: str) -> str:
        """Name an agreement by its identifier, ``survey/number``."""
        survey, slash, number = agreement_id.rpartition("/")
        return f"<{self.base}agreement/{_quote(survey, safe='/')}{slash}{_quote(number)}>"

    @staticmethod
    def part(subject: str, name: str) -> str:
        """Name a part of a thing's description, such as an agreement's ``contact``."""
        return f"{subject[:-1]}#{name}>"

    def survey(self, survey_id: str) -> str:
        """Name a survey."""
        return f"<{self.base}survey/{_quote(survey_id, safe='')}>"

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166-1 alpha-2 code."""
        return f"<{self.base}country/{_quote(code, safe='')}>"

    def local_government(self, code: str) -> str:
        """Name a Japanese local government by its six-digit code."""
        return f"<{self.base}place/jp-{_quote(code, safe='')}>"

    def place(self, country: str | None, region: str | None, locality: str | None) -> str:
        """Name a place by its country, first-level unit and name."""
        country = (country or "zz").lower()
        return f"<{self.base}place/{_quote(country, safe='')}-{digest(country, region, locality)}>"

    def mission(self, country: str | None, kind: str, seat: str | None) -> str:
        """Name a diplomatic mission by the country it represents, its kind and where it stands."""
        country = (country or "zz").lower()
        return f"<{self.base}mission/{_quote(country, safe='')}-{kind}-{digest(seat)}>"

    def organization(self, name: str) -> str:
        """Name an organization by its name."""
        return f"<{self.base}organization/{digest(name)}>"

    def japanese_party(self, party: JapaneseParty) -> str:
        """Name a Japanese party."""
        if party.code:
            return self.local_government(party.code)
        if party.kind == "organization":
            return self.organization(party.name)
        return self.place("JP", party.prefecture, party.municipality)

    def overseas_party(self, party: OverseasParty) -> str:
        """Name an overseas party; spellings that the table of partner places knows as one give one IRI."""
        if party.kind in ("embassy", "consulate"):
            return self.mission(party.country, party.kind, party.seat or party.name)
        if party.kind == "organization":
            return self.organization(party.name)
        if party.kind == "country":
            return self.country(party.country or "")
        return self.place(*settle(party))

    def tie(self, tie: EarlierTie) -> str:
        """Name an earlier tie by its kind, its parties, its title and its date."""
        parties = self.japanese_party(tie.japanese_party), self.overseas_party(tie.overseas_party)
        return f"<{self.base}tie/{digest(tie.kind, *parties, tie.title, tie.date and tie.date.value)}>"


def _quote(text: str, safe: str = "") -> str:
    """Quote what must not stand in an IRI; most names have nothing of it, which is seen at once."""
    return text if _PLAIN.fullmatch(text) else quote(text, safe=safe)


def is_survey_id(text: str) -> bool:
    """Say whether a text can name a survey in an IRI as it is.

    >>> is_survey_id("economic-exchange-2012"), is_survey_id("a b/c")
    (True, False)
    """
    return _SURVEY_ID.fullmatch(text) is not None


def find_known_place(party: OverseasParty) -> PartnerPlace | None:
    """Look an overseas place up in the table of partner places."""
    return find_partner_place(party.country or "", party.region, party.locality)


def settle(party: OverseasParty) -> tuple[str | None, str | None, str | None]:
    """Give an overseas place's country, region and locality as the table spells them, else as written."""
    known = find_known_place(party)
    if known:
        return known.country, known.region, known.locality
    return party.country, party.region, party.locality


@cache
def digest(*key: str | None) -> str:
    """Digest a key to 12 letters of base 32 (60 bits), after folding its spelling.

    >>> digest("呉江市") == digest("呉江 市"), len(digest("呉江市"))
    (True, 12)
    """
    text = "\n".join(fold_name(part) if part else "" for part in key)
    return base64.b32encode(blake2b(text.encode(), digest_size=8).digest()).decode().lower()[:_DIGEST_LETTERS]
