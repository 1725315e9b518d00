"""Partner places abroad that are known by name: one place, however its name is transcribed.

In: country, region and locality as a record has them. Out: the :class:`PartnerPlace`, or the names in one form. The
table is small and hand-written; a place that it lacks stays as written. No guess: where two places fit, none is found.
"""

from __future__ import annotations

from functools import cache

import msgspec

from koryu_rdf.folding import fold_name
from koryu_rdf.tables import read_rows, split_aliases

__all__ = ["PartnerPlace", "canonicalise", "find_partner_place", "fold_name"]


class PartnerPlace(msgspec.Struct, frozen=True):
    """A region (``locality`` is ``None``) or a locality; ``region`` is set where the table states it.

    ``aliases`` are its other spellings, ``other_regions`` units above it that are not part of its name.
    """

    country: str
    region: str | None
    locality: str | None
    name_en: str
    aliases: tuple[str, ...] = ()
    other_regions: tuple[str, ...] = ()


class _Entry(msgspec.Struct, frozen=True):
    place: PartnerPlace
    regions: frozenset[str]  # folded; those under which the place may be written


def find_partner_place(country: str, region: str | None, locality: str | None) -> PartnerPlace | None:
    """Find a place by its names in any transcription.

    A locality is found without its region, but not under a region that is not its own.

    >>> find_partner_place("CN", None, "瀋陽市") == find_partner_place("CN", "遼寧省", "瀋陽市")
    True
    """
    if not locality:
        found = [entry.place for entry in _index().get((country, "region", fold_name(region or "")), [])]
    else:
        entries = _index().get((country, "locality", fold_name(locality)), [])
        found = [entry.place for entry in entries if not region or fold_name(region) in entry.regions]
    return found[0] if len(found) == 1 else None


def canonicalise(country: str, region: str | None, locality: str | None) -> tuple[str, str | None, str | None]:
    """Give country, region and locality in the table's form, or as they are where the table lacks the place.

    >>> canonicalise("CN", None, "景德鎮市")
    ('CN', '江西省', '景徳鎮市')
    """
    place = find_partner_place(country, region, locality)
    if place:
        return place.country, place.region, place.locality
    parent = find_partner_place(country, region, None) if region else None
    return country, parent.region if parent else region, locality


@cache
def _index() -> dict[tuple[str, str, str], list[_Entry]]:
    index: dict[tuple[str, str, str], list[_Entry]] = {}
    regions = _list_regions()
    for row in read_rows("partner-places"):
        aliases, other_regions = tuple(split_aliases(row["aliases"])), tuple(split_aliases(row["other_regions"]))
        names = row["country"], row["region"] or None, row["locality"] or None, row["name_en"]
        place = PartnerPlace(*names, aliases, other_regions)
        own = regions.get((place.country, place.region), frozenset())
        entry = _Entry(place, own | set(map(fold_name, other_regions)))
        level = "locality" if place.locality else "region"
        for key in _list_spellings(row[level], row["aliases"]):
            index.setdefault((place.country, level, key), []).append(entry)
    return index


def _list_regions() -> dict[tuple[str, str | None], frozenset[str]]:
    """Give every spelling of the regions that have a row of their own."""
    rows = (row for row in read_rows("partner-places") if not row["locality"])
    return {(row["country"], row["region"]): _list_spellings(row["region"], row["aliases"]) for row in rows}


def _list_spellings(name: str, aliases: str) -> frozenset[str]:
    """Fold a name and its aliases; a city is found without its 市 too."""
    names = [name, *split_aliases(aliases)]
    return frozenset(fold_name(form) for written in names for form in (written, written.removesuffix("市")))
