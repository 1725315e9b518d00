"""Overseas parties as the survey form writes them: a list of places, missions and other bodies abroad in one field.

In: the text of a field. Out: :class:`~koryu_rdf.model.OverseasParty` values in the order written, each with its own
characters as ``name``. A country or level that is unknown or taken from the party before is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from koryu_rdf.administrative_levels import NAMED_REGION, is_complete, is_locality, lacks_region, split_region
from koryu_rdf.countries import Country, get_country, split_country
from koryu_rdf.english_parties import EnglishParty, split_english
from koryu_rdf.former_countries import FormerCountry, settle_country, split_former_country
from koryu_rdf.model import OverseasParty, OverseasPartyKind
from koryu_rdf.party_lists import AND, BLANKS, ORGANIZATION, TRIMMED, split_hard, split_lines
from koryu_rdf.problems import Report

# ホノルル市・郡 is one place.
_OVERSEAS_SEPARATOR = re.compile(rf"((?:[{BLANKS}](?!郡(?:[{BLANKS}]|$))|{AND})+)")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]$")

_MISSION_END: dict[str, OverseasPartyKind] = {"大使館": "embassy", "総領事館": "consulate", "領事館": "consulate"}
_STATIONED = re.compile(r"[在駐](.+)")
_LONGEST_SEAT = 30
_LEGAL_FORM = re.compile(r"(?:公益|一般|独立行政|非営利活動|特定|財団|社団|法人|株式|有限|合同|会社)+")

_STATE = re.compile(r"[^ 　・]+?(?:共和国|王国|公国|合衆国|連邦|[ァ-ヴー]国)")


class _Nearby(NamedTuple):
    """The country of the party before, and whether no more than a ``・`` or a blank lies between."""

    country: Country | None
    is_close: bool


def parse_overseas_parties(text: str, report: Report) -> list[OverseasParty]:
    """Read a list of overseas parties; a name without country inherits that of the one before it.

    Reports ``country-unknown``, ``country-ambiguous``, ``country-of-the-past``, ``country-inherited`` where more than ``・`` or a
    blank lies between, ``party-level-unknown`` and ``region-not-written``.

    >>> [(p.country, p.locality) for p in parse_overseas_parties("スペイン カステリョン市・セビリア市 大韓民国利川市", print)]
    [('ES', 'カステリョン市'), ('ES', 'セビリア市'), ('KR', '利川市')]
    """
    parties: list[OverseasParty] = []
    for piece in (piece for line in split_lines(text) for piece in split_english(line)):
        if isinstance(piece, EnglishParty):
            parties.append(_read_english(piece, report))
        else:
            _read_list(piece, parties, report)
    return parties


def _read_list(text: str, parties: list[OverseasParty], report: Report) -> None:
    """Read a list of names onto the end of the parties, whose last may lend its country."""
    for piece in split_hard(text):
        code = parties[-1].country if parties else None
        for position, name in enumerate(filter(None, _split_overseas(piece, code))):
            code = parties[-1].country if parties else None
            nearby = _Nearby(get_country(code) if code else None, is_close=position > 0)
            parties.append(_read_overseas(name, nearby, report))


def _read_english(party: EnglishParty, report: Report) -> OverseasParty:
    code = party.country.code if party.country else None
    if code is None:
        report("country-unknown", field="overseas_parties", value=party.name)
    if party.kind is None:
        report("party-level-unknown", field="overseas_parties", value=party.name)
    if lacks_region(party.locality, party.region, code):
        report("region-not-written", field="overseas_parties", value=party.name)
    return OverseasParty(party.name, party.kind or "municipality", code, party.region, party.locality)


def _split_overseas(text: str, country: str | None = None) -> Iterator[str]:
    """Part a list at blanks, ``・`` and 及び where a name is complete there; ``country`` is that of the party before.

    >>> list(_split_overseas("イギリス ストーン・オン・トレント市 スペイン カステリョン市・セビリア市"))
    ['イギリス ストーン・オン・トレント市', 'スペイン カステリョン市', 'セビリア市']
    >>> list(_split_overseas("大韓民国洪城郡広川邑・禾城市"))
    ['大韓民国洪城郡広川邑', '禾城市']
    """
    parts: list[str] = []
    for piece, separator in _pair(_OVERSEAS_SEPARATOR.split(text)):
        if parts and _begins_another(piece, parts):
            yield _join(parts)
            parts = []
        parts += piece, separator
        country = _find_code(parts) or country
        if _is_complete(piece, parts, country):
            yield _join(parts)
            parts = []
    if parts:
        yield _join(parts)


def _pair(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """Pair each piece with the separator behind it."""
    for piece, separator in zip(tokens[::2], [*tokens[1::2], ""], strict=True):
        if piece:
            yield piece, separator


def _join(parts: list[str]) -> str:
    """Join pieces and the separators between them, but for the last."""
    return "".join(parts[:-1]).strip(TRIMMED)


def _begins_another(piece: str, parts: list[str]) -> bool:
    """Say whether a piece that names a country begins another party: after a country alone, and after a blank.

    Not in ``シンガポール共和国駐アモイ シンガポール総領事館`` or ``デンマーク王国 在日デンマーク大使館``, nor where ``・`` joins two words.
    """
    after_region = bool(NAMED_REGION.search(parts[-2]))
    if split_country(piece)[0]:
        after_blank = parts[-1].isspace() and not any(re.search("[在駐]", part) for part in parts)
        return after_blank or after_region or _find_sole_country(parts) is not None
    end = _find_mission_end(piece)
    represented = _find_station(piece, end)[1] if end else None
    return represented is not None and (after_region or _find_sole_country(parts) not in (None, represented))


def _is_complete(piece: str, parts: list[str], country: str | None) -> bool:
    forms = (piece.rstrip("）)"), _IN_BRACKETS.sub("", piece))
    ends = any(is_complete(form, country) or form.endswith(tuple(_MISSION_END)) for form in forms)
    is_whole = (ends or ORGANIZATION.search(piece)) and not _LEGAL_FORM.fullmatch(piece)
    return bool(is_whole) and not _find_sole_country(parts)


def _find_code(parts: list[str]) -> str | None:
    country, _ = _split_country(parts)
    return country.code if country else None


def _find_sole_country(parts: list[str]) -> Country | None:
    """Find the country whose name the pieces so far are, and no more."""
    country, rest = _split_country(parts)
    return None if rest.strip(BLANKS) else country


def _split_country(parts: list[str]) -> tuple[Country | None, str]:
    """Take the country off the front of the pieces so far; no such name has many pieces."""
    return split_country(_join(parts)) if len(parts) < 10 else (None, "")  # noqa: PLR2004


def _read_overseas(name: str, nearby: _Nearby, report: Report) -> OverseasParty:
    """Read one name: a mission, else a country and what follows it."""
    mission = _find_mission_end(name)
    if mission:
        return _read_mission(name, mission, nearby, report)
    country, rest = split_country(name)
    former, former_rest = split_former_country(name) if country is None else (None, rest)
    if former:
        return _read_former(name, former, former_rest.strip(BLANKS), report)
    country = country or _inherit(name, nearby, report)
    return _read_place(name, country.code if country else None, rest.strip(BLANKS), report)


def _read_former(name: str, former: FormerCountry, rest: str, report: Report) -> OverseasParty:
    """Read a name that begins with a state of the past: the place in it says which country it is in today, or none does."""
    region, locality = split_region(_IN_BRACKETS.sub("", rest), None) if rest else (None, None)
    country = settle_country(former, region, locality)
    if country:
        report("country-of-the-past", field="overseas_parties", value=name, country=_name(country))
    else:
        candidates = "、".join(map(_name, former.candidates))
        report("country-ambiguous", field="overseas_parties", value=name, candidates=candidates)
    return _read_place(name, country.code if country else None, rest, report)


def _name(country: Country) -> str:
    return f"{country.ja} ({country.code})"


def _inherit(name: str, nearby: _Nearby, report: Report) -> Country | None:
    """Give the country of the party before, unless the name begins with a state of its own that is not known."""
    if nearby.country is None or _STATE.match(name):
        report("country-unknown", field="overseas_parties", value=name)
        return None
    if not nearby.is_close:
        report("country-inherited", field="overseas_parties", value=name, country=nearby.country.ja)
    return nearby.country


def _find_mission_end(name: str) -> str | None:
    return next((end for end in _MISSION_END if name.rstrip("）)").endswith(end)), None)


def _read_mission(name: str, end: str, nearby: _Nearby, report: Report) -> OverseasParty:
    """Read an embassy or consulate: the country it represents, and where it stands.

    Spelled ``在日デンマーク王国大使館``, ``シンガポール共和国駐アモイ シンガポール総領事館``, or in brackets after its country.
    """
    brackets = _IN_BRACKETS.search(name)
    country, rest = split_country(brackets[1] if brackets else name)
    seat, represented = _find_station(rest, end)
    country = represented or country or split_country(name)[0] or _inherit(name, nearby, report)
    return OverseasParty(name, _MISSION_END[end], country.code if country else None, seat=seat)


def _find_station(text: str, end: str) -> tuple[str | None, Country | None]:
    """Find in ``在日デンマーク王国大使館`` where a mission stands and whom it represents."""
    stationed = _STATIONED.fullmatch(text.strip(BLANKS).removesuffix(end))
    return _split_seat(stationed[1]) if stationed else (None, None)


def _split_seat(text: str) -> tuple[str, Country | None]:
    """Part ``アモイ シンガポール`` into where a mission stands and whom it represents."""
    for size in range(1, min(len(text), _LONGEST_SEAT)):
        country, _ = split_country(text[size:].lstrip(BLANKS))
        if country:
            return _name_seat(text[:size].strip(BLANKS)), country
    return _name_seat(text.strip(BLANKS)), None


def _name_seat(seat: str) -> str:
    return "日本" if seat in ("日", "日本国") else seat


def _read_place(name: str, country: str | None, rest: str, report: Report) -> OverseasParty:
    if not rest:
        return OverseasParty(name, "country", country)
    region, locality = split_region(_IN_BRACKETS.sub("", rest) or rest.strip("（()）"), country)
    kind = _find_kind(locality, country)
    if kind == "organization":
        return OverseasParty(name, kind, country)
    if kind is None:
        report("party-level-unknown", field="overseas_parties", value=name)
    if lacks_region(locality, region, country):
        report("region-not-written", field="overseas_parties", value=name)
    return OverseasParty(name, kind or "municipality", country, region, locality)


def _find_kind(locality: str | None, country: str | None) -> OverseasPartyKind | None:
    if locality is None:
        return "region"
    if is_locality(locality, country):
        return "municipality"
    return "organization" if ORGANIZATION.search(locality) else None
