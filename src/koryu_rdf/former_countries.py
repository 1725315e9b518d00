"""Names that several countries of today can be meant by: states of the past, and short names that two states share.

In: a text that begins with such a name. Out: the candidates, what follows, and the one that a place named there settles.
No guess: where the place is not in the table, or in none, every candidate stands.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from koryu_rdf.countries import Country, get_country
from koryu_rdf.folding import fold_name
from koryu_rdf.partner_places import find_partner_place
from koryu_rdf.tables import read_rows, split_aliases

_SEPARATORS = " \t\n\u3000・･、，,/／"
_KATAKANA = re.compile("[ァ-ヺー]")
_LATIN = re.compile("[A-Za-z]")
_PLACE_END = re.compile("(?:市|県|州|特別市|直轄市|共和国)$")


class FormerCountry(msgspec.Struct, frozen=True):
    """A name, the countries that it can mean today, and places by the country they lie in."""

    name: str
    candidates: tuple[Country, ...]
    places: dict[str, str]  # folded name: code


def split_former_country(text: str) -> tuple[FormerCountry | None, str]:
    """Take such a name off the front of a text; without one the rest is the text.

    >>> former, rest = split_former_country("旧ソ連ハバロフスク市")
    >>> former.name, rest, former.places[fold_name("ハバロフスク")]
    ('ソ連', 'ハバロフスク市', 'RU')
    """
    for spelling, former in _list_spellings().get(text[:1], ()):
        rest = text[len(spelling) :]
        if text.startswith(spelling) and not _runs_on(spelling, rest):
            return former, rest.lstrip(_SEPARATORS)
    return None, text


def settle_country(former: FormerCountry, region: str | None, locality: str | None) -> Country | None:
    """Find the one candidate in which a place lies, by the table of partner places or by the places listed here."""
    codes = {former.places.get(fold_name(_PLACE_END.sub("", name))) for name in (region, locality) if name}
    codes |= {former.places.get(fold_name(name)) for name in (region, locality) if name}
    for country in former.candidates:
        if find_partner_place(country.code, region, locality):
            codes.add(country.code)
    found = codes - {None}
    return get_country(str(found.pop())) if len(found) == 1 else None


def _runs_on(spelling: str, rest: str) -> bool:
    """Tell whether the name is no more than the beginning of a word: ドミニカーナ, コンゴ in コンゴーニャス."""
    return any(script.match(spelling[-1]) and script.match(rest) for script in (_KATAKANA, _LATIN))


@cache
def _list_spellings() -> dict[str, list[tuple[str, FormerCountry]]]:
    """List every spelling by its first character, the longest first: ソビエト連邦 before ソビエト; ヴ and ブ are both known."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in read_rows("former-countries"):
        rows.setdefault(row["name"], []).append(row)
    found = {
        form: former
        for name, group in rows.items()
        for former in [_make(name, group)]
        for spelling in (name, *split_aliases(group[0]["aliases"]))
        for form in (spelling, spelling.replace("ビ", "ヴィ"), spelling.replace("バ", "ヴァ"))
    }
    by_beginning: dict[str, list[tuple[str, FormerCountry]]] = {}
    for spelling, former in sorted(found.items(), key=lambda item: -len(item[0])):
        by_beginning.setdefault(spelling[0], []).append((spelling, former))
    return by_beginning


def _make(name: str, rows: list[dict[str, str]]) -> FormerCountry:
    places = {fold_name(place): row["code"] for row in rows for place in split_aliases(row["places"])}
    return FormerCountry(name, tuple(get_country(row["code"]) for row in rows), places)
