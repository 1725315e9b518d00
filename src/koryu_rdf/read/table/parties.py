"""The parties of a record, whose names a table may spread over several columns and rows.

In: the values of a record. Out: parties, each with the cell that names it. What a column says of itself (that it holds cities, that the
country stands beside it) is not reported as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple, TypeVar

from koryu_rdf.countries import find_country, split_country
from koryu_rdf.japanese_parties import parse_japanese_parties
from koryu_rdf.local_governments import split_prefecture
from koryu_rdf.model import JapaneseParty, OverseasParty
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.party_lists import split_hard
from koryu_rdf.problems import Report
from koryu_rdf.read.table.codes import apply_codes
from koryu_rdf.read.table.values import Value, Values
from koryu_rdf.read.table.vocabulary import JAPANESE_ROLES, OVERSEAS_ROLES

Party = TypeVar("Party", JapaneseParty, OverseasParty)
Parts = Mapping[str, Value]
_BLANK_IN_NAME = re.compile(r"(?<=[省州道県邦区国])[ 　\n]+(?=[^\x00-\x7f])")


class _Held(NamedTuple):
    """A problem that is reported only if nothing else settles it."""

    code: str
    slots: Mapping[str, object]


def read_japanese_parties(values: Values, on: str | None, home: str | None) -> tuple[JapaneseParty, ...]:
    """Read the Japanese parties; ``on`` is the agreement's date, ``home`` where the list comes from."""

    def read(parts: Parts, report: Report) -> Sequence[JapaneseParty]:
        return _read_japanese(parts, on, home, report, values)

    return _read_sets(values, JAPANESE_ROLES, read, "japanese_parties")


def read_overseas_parties(values: Values) -> tuple[OverseasParty, ...]:
    """Read the overseas parties."""

    def read(parts: Parts, report: Report) -> Sequence[OverseasParty]:
        names = list(_compose_overseas(parts, values))
        return parse_overseas_parties("、".join(names), _allow_any_level(report) if "locality" in parts else report)

    return _read_sets(values, OVERSEAS_ROLES, read, "overseas_parties")


def _read_sets(
    values: Values, roles: Sequence[str], read: Callable[[Parts, Report], Sequence[Party]], field: str
) -> tuple[Party, ...]:
    """Read the parties of each set of cells, each once, and say where they stand."""
    found: dict[Party, Value] = {}
    above: Parts = {}
    for own in values.list_sets(roles):
        parts = {**({"country": above["country"]} if "country" in above else {}), **own}
        main = next(own[role] for role in (roles[0], "locality", "municipality", *roles) if role in own)
        for party in read(parts, values.at(main)):
            found.setdefault(party, main)
        above = parts
    values.place(field, found.values())
    return tuple(found)


def _read_japanese(
    parts: Parts, on: str | None, home: str | None, report: Report, values: Values
) -> Sequence[JapaneseParty]:
    held: list[_Held] = []

    def hold(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        held.append(_Held(code, {"field": field, "value": value, **slots}))

    names = "、".join(_compose_japanese(parts))
    parties = parse_japanese_parties(names, hold, on=on, near=home)
    settled = parties
    if "code" in parts:
        settled = apply_codes(parts["code"].text, parties, values.at(parts["code"]))
    doubtful = {party.name for party, after in zip(parties, settled, strict=False) if party.code == after.code}
    for code, slots in held:
        if slots.get("value") in doubtful or slots.get("value") not in {party.name for party in parties}:
            report(code, **slots)  # type: ignore[arg-type]
    return settled


def _compose_japanese(parts: Parts) -> Iterator[str]:
    """Give the names of a set of cells, each with the prefecture that stands in a column of its own."""
    prefecture = parts["prefecture"].text if "prefecture" in parts else ""
    names = next((parts[role].text for role in ("japanese_parties", "municipality") if role in parts), "")
    for name in split_hard(names) if names else [prefecture]:
        if name and prefecture and name != prefecture and split_prefecture(name)[0] is None:
            yield prefecture + name
        elif name:
            yield name


def _allow_any_level(report: Report) -> Report:
    """Leave out the doubt whether a name is a city's: its column says so."""

    def filtered(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        if code != "party-level-unknown":
            report(code, field=field, value=value, **slots)

    return filtered


def _compose_overseas(parts: Parts, values: Values) -> Iterator[str]:
    """Give the names of a set of cells, each with the region and the country that stand in columns of their own."""
    countries = _split(parts, "country")
    regions = _split(parts, "region")
    names = _split(parts, "overseas_parties") or _split(parts, "locality") or regions or countries
    if names is not regions and names is not countries:
        pairs = zip(_match(regions, names, values.at(parts.get("region"))), names, strict=False)
        names = [name if name.startswith(region) else region + name for region, name in pairs]
    if names is countries:
        yield from names
        return
    for country, name in zip(_match(countries, names, values.at(parts.get("country"))), names, strict=False):
        known = find_country(country) if country else None
        yield name if not country or (known and split_country(name)[0] == known) else f"{country} {name}"


def _split(parts: Parts, role: str) -> list[str]:
    return [_BLANK_IN_NAME.sub("", name) for name in split_hard(parts[role].text)] if role in parts else []


def _match(above: Sequence[str], names: Sequence[str], report: Report) -> Iterator[str]:
    """Match countries or regions with names: one for all, or one each."""
    if len(above) > 1 and len(above) != len(names):
        report("party-columns-uneven", field="overseas_parties", value="、".join(above), count=len(names))
        return repeat("")
    return iter(above) if len(above) > 1 else repeat(above[0] if above else "")
