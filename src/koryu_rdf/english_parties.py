"""Overseas parties written in English, smallest place first: ``City of Portland, Oregon, USA``.

In: the text of a field. Out: each party's place and its country, and what of the text is not written so. A name is taken
for one of these only if its last part is a country.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from koryu_rdf.countries import Country, find_country
from koryu_rdf.model import OverseasPartyKind
from koryu_rdf.party_lists import TRIMMED

_LETTER = re.compile("[A-Za-z]")
_JAPANESE = re.compile("[一-鿿぀-ヿｦ-ﾟ]")
_REGION_WORD = (
    r"State|Province|Prefecture|Region|Canton|Oblast|Krai|Territory|Voivodeship|Governorate|Department"
    r"|Autonomous (?:Region|Community)"
)
_LOCALITY_WORD = r"City|Town|Township|Village|County|District|Municipality|Borough|Shire|Parish|Commune|Metropolitan City|City and County"
_REGION = re.compile(rf"(?i:(?:{_REGION_WORD}) of \S.*|.*\S (?:{_REGION_WORD}))")
_LOCALITY = re.compile(rf"(?i:(?:{_LOCALITY_WORD}) of \S.*|.*\S (?:{_LOCALITY_WORD}))")

_ORGANIZATION = re.compile(
    r"(?i:\b(?:University|College|School|Association|Council|Chamber|Corporation|Foundation|Institute|Authority|Cent(?:er|re)|Bureau"
    r"|Museum|Hospital|Company|Inc|Ltd)\b)"
)


class EnglishParty(NamedTuple):
    """A party as its parts say: ``kind`` is ``None`` where no word says whether a place is a city or a state.

    ``country`` is ``None`` where several parts end in none that is surely a country.
    """

    name: str
    country: Country | None
    region: str | None = None
    locality: str | None = None
    kind: OverseasPartyKind | None = "country"


def split_english(text: str) -> list[EnglishParty | str]:
    """Part a text at the countries that end its parties; what is left over is given back as text.

    >>> [(party.locality, party.region, party.country.code) for party in split_english("Portland, Oregon, USA, Lyon, France")]
    [('Portland', 'Oregon', 'US'), ('Lyon', None, 'FR')]
    """
    if _JAPANESE.search(text) or not _LETTER.search(text):
        return [text]
    found: list[EnglishParty | str] = []
    parts = text.split(",")
    places: list[str] = []
    begin = 0  # where the party begins among the parts
    for end, (part, following) in enumerate(zip(map(str.strip, parts), [*parts[1:], ""], strict=True), 1):
        country = _find_end(part, following.strip(), has_places=bool(places))
        if country:
            found.append(_make(_name(parts[begin:end]), places, country))
            places, begin = [], end
        elif part:
            places.append(part)
    if len(places) > 1:
        return [*found, EnglishParty(_name(parts[begin:]), None, locality=", ".join(places), kind=None)]
    return [*found, *places]


def _name(written: list[str]) -> str:
    """Give the parts of a party as they are written, without the commas around them."""
    return ",".join(written).strip(TRIMMED + ",")


def _find_end(part: str, following: str, *, has_places: bool) -> Country | None:
    """Find the country that ends a party. CA is a state as well, so is Georgia; Mexico, Mexico is a state in a country."""
    if (len(part) == 2 and part not in ("US", "UK")) or (has_places and part.lower() == "georgia"):  # noqa: PLR2004
        return None
    country = find_country(part)
    return None if country and find_country(following) == country else country


def _make(name: str, places: list[str], country: Country) -> EnglishParty:
    if not places:
        return EnglishParty(name, country)
    if _ORGANIZATION.search(places[0]):
        return EnglishParty(name, country, kind="organization")
    *localities, last = places
    if localities:
        return EnglishParty(name, country, last, ", ".join(localities), "municipality")
    if _REGION.fullmatch(last):
        return EnglishParty(name, country, last, None, "region")
    return EnglishParty(name, country, None, last, "municipality" if _LOCALITY.fullmatch(last) else None)
