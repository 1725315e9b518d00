"""Overseas parties as the survey form writes them: a list of places, missions and other bodies abroad in one field.

In: the text of a field. Out: :class:`~koryu_rdf.model.OverseasParty` values in the order written, each with its own
characters as ``name``. A country or level that is unknown or taken from the party before is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from koryu_rdf.countries import Country, get_country, split_country
from koryu_rdf.former_countries import FormerCountry, settle_country, split_former_country
from koryu_rdf.model import OverseasParty, OverseasPartyKind
from koryu_rdf.party_lists import AND, BLANKS, ORGANIZATION, TRIMMED, split_hard
from koryu_rdf.problems import Report

_OVERSEAS_SEPARATOR = re.compile(rf"((?:[{BLANKS}]|{AND})+)")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]$")

_MISSION_END: dict[str, OverseasPartyKind] = {"大使館": "embassy", "総領事館": "consulate", "領事館": "consulate"}
_STATIONED = re.compile(r"[在駐](.+)")
_LONGEST_SEAT = 30
_LEGAL_FORM = re.compile(r"(?:公益|一般|独立行政|非営利活動|特定|財団|社団|法人|株式|有限|合同|会社)+")

_LOCALITY_END = (
    "特別市|広域市|直轄市|市|郡|区|町|村|都|府|広域行政体|広域連合|都市圏共同体|都市共同体|都市圏|自治体|コミューン"
)
_REGION_END = "自治区|特別行政区|連邦管区|州|省|道|県|邦|地方|地域圏|地域"
# In China a 州 is the end of a city's name (蘇州) or, like 県, a place inside a province.
_ENDS = {"CN": ("自治区|特別行政区|省", f"{_LOCALITY_END}|自治州|県|旗|盟")}
_ANY_END = re.compile(rf"(?:{_REGION_END}|{_LOCALITY_END}|{'|'.join(_MISSION_END)})$")
_STATE = re.compile(r"[^ 　・]+?(?:共和国|王国|公国|合衆国|連邦|[ァ-ヴー]国)")

# Countries whose cities are told apart by their first-level unit, and the cities that are such units themselves.
_REGION_EXPECTED = {"AU", "BR", "CA", "CN", "IN", "MX", "US"}
_IS_ITS_OWN_REGION = {"北京市", "上海市", "天津市", "重慶市", "デリー市"}


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
    for piece in split_hard(text):
        for position, name in enumerate(filter(None, _split_overseas(piece))):
            code = parties[-1].country if parties else None
            nearby = _Nearby(get_country(code) if code else None, is_close=position > 0)
            parties.append(_read_overseas(name, nearby, report))
    return parties


def _split_overseas(text: str) -> Iterator[str]:
    """Part a list at blanks, ``・`` and 及び where a name is complete there.

    >>> list(_split_overseas("イギリス ストーン・オン・トレント市 スペイン カステリョン市・セビリア市"))
    ['イギリス ストーン・オン・トレント市', 'スペイン カステリョン市', 'セビリア市']
    """
    parts: list[str] = []
    for piece, separator in _pair(_OVERSEAS_SEPARATOR.split(text)):
        if parts and _begins_another(piece, parts):
            yield _join(parts)
            parts = []
        parts += piece, separator
        if _is_complete(piece, parts):
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
    if split_country(piece)[0]:
        after_blank = parts[-1].isspace() and not any(re.search("[在駐]", part) for part in parts)
        return after_blank or _find_sole_country(parts) is not None
    end = _find_mission_end(piece)
    represented = _find_station(piece, end)[1] if end else None
    return represented is not None and _find_sole_country(parts) not in (None, represented)


def _is_complete(piece: str, parts: list[str]) -> bool:
    forms = (piece.rstrip("）)"), _IN_BRACKETS.sub("", piece))
    ends = any(map(_ANY_END.search, forms)) or ORGANIZATION.search(piece)
    return bool(ends) and not _LEGAL_FORM.fullmatch(piece) and not _find_sole_country(parts)


def _find_sole_country(parts: list[str]) -> Country | None:
    """Find the country whose name the pieces so far are, and no more; no such name has many pieces."""
    country, rest = split_country(_join(parts)) if len(parts) < 10 else (None, "")  # noqa: PLR2004
    return None if rest.strip(BLANKS) else country


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
    region, locality = _split_region(_IN_BRACKETS.sub("", rest), None) if rest else (None, None)
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
    region, locality = _split_region(_IN_BRACKETS.sub("", rest) or rest.strip("（()）"), country)
    kind = _find_kind(locality, country)
    if kind == "organization":
        return OverseasParty(name, kind, country)
    if kind is None:
        report("party-level-unknown", field="overseas_parties", value=name)
    if locality and not region and country in _REGION_EXPECTED and locality not in _IS_ITS_OWN_REGION:
        report("region-not-written", field="overseas_parties", value=name)
    return OverseasParty(name, kind or "municipality", country, region, locality)


def _split_region(rest: str, country: str | None) -> tuple[str | None, str | None]:
    """Part ``江蘇省呉江市`` into its first-level unit and the locality; ``広州市`` has no unit in it.

    >>> [_split_region(t, "CN") for t in ("江蘇省蘇州市", "広州市", "蘇州工業園区", "貴州省", "浙江省長興県")]
    [('江蘇省', '蘇州市'), (None, '広州市'), (None, '蘇州工業園区'), ('貴州省', None), ('浙江省', '長興県')]
    """
    region_end, locality_end = _ENDS.get(country or "", (_REGION_END, _LOCALITY_END))
    if re.search(rf"(?:{region_end})$", rest):
        return rest, None
    parted = re.search(rf"(?<=.)(?:{region_end})(?=(?P<gap>[{BLANKS}]*+)(?!{region_end}|{locality_end}).)", rest)
    return (rest[: parted.end()], rest[parted.end("gap") :]) if parted else (None, rest)


def _find_kind(locality: str | None, country: str | None) -> OverseasPartyKind | None:
    if locality is None:
        return "region"
    _, locality_end = _ENDS.get(country or "", (_REGION_END, _LOCALITY_END))
    if re.search(rf"(?:{locality_end})$", locality):
        return "municipality"
    return "organization" if ORGANIZATION.search(locality) else None
