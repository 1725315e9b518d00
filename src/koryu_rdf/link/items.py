"""Items: what Wikidata says of the things that a subject may be.

In: rows of (item, property, value), as a query service or an index gives them. Out: :class:`Item` values, and an
:class:`Atlas` that knows the names of the units and countries around them. Nothing is judged here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

LANGUAGES = ("ja", "en", "mul", "zh", "de", "es", "fr", "ru")

COUNTRY, PARENT, KIND, POINT = "P17", "P131", "P31", "P625"
JAPANESE_CODE, ISO_CODE, COUNTRY_CODE, GEONAMES = "P429", "P300", "P297", "P1566"
TWIN, ABOLISHED, POPULATION = "P190", "P576", "P1082"
LABEL, ALIAS, MERGED_INTO = "label", "altLabel", "sameAs"

PROPERTIES = (
    *(COUNTRY, PARENT, KIND, POINT, JAPANESE_CODE, ISO_CODE, COUNTRY_CODE, GEONAMES, TWIN, ABOLISHED, POPULATION),
    *(LABEL, ALIAS, MERGED_INTO),
)
_ID = re.compile(r"Q[1-9][0-9]*")
_POINT = re.compile(r"POINT\s*\(\s*(-?[0-9.eE+-]+)\s+(-?[0-9.eE+-]+)\s*\)", re.IGNORECASE)
_EARTH_RADIUS_KM = 6371


class Row(NamedTuple):
    """One statement: an item's identifier, the property's, the value's text (an item as ``Q90``), its language."""

    item: str
    property: str
    value: str
    language: str = ""


class Name(NamedTuple):
    """A label or an alias of an item."""

    text: str
    language: str


class Point(NamedTuple):
    """Degrees east and north."""

    longitude: float
    latitude: float

    def measure_km(self, other: Point) -> float:
        """Measure the distance on the globe."""
        east, north, other_east, other_north = map(math.radians, (*self, *other))
        half = math.sin((other_north - north) / 2) ** 2
        half += math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
        return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


class Item(msgspec.Struct, frozen=True):
    """An item of Wikidata; ``facts`` has every value of a property, sorted."""

    id: str
    names: tuple[Name, ...]
    facts: Mapping[str, tuple[str, ...]]

    def get(self, property_id: str) -> tuple[str, ...]:
        """Give the values of a property, none where it has none."""
        return self.facts.get(property_id, ())

    @property
    def points(self) -> list[Point]:
        """Its coordinates that can be read as such."""
        return [point for value in self.get(POINT) if (point := parse_point(value))]

    @property
    def population(self) -> int | None:
        """The greatest population stated; which is the latest is not known here."""
        numbers = [int(float(value)) for value in self.get(POPULATION) if re.fullmatch(r"\+?[0-9.]+", value)]
        return max(numbers, default=None)

    def name_in(self, *languages: str) -> str | None:
        """Give its first label in the first of the languages that has one."""
        for language in languages:
            for name in self.names:
                if name.language == language:
                    return name.text
        return None


class Atlas(msgspec.Struct, frozen=True):
    """Items by their identifier, and those around them: units, countries, kinds."""

    items: Mapping[str, Item]

    def name(self, item_id: str, *languages: str) -> str:
        """Name an item for a reader, by its identifier where nothing better is known."""
        item = self.items.get(item_id)
        return (item.name_in(*languages, "ja", "en", "mul") if item else None) or item_id

    def list_units_above(self, item: Item) -> list[Item]:
        """List the administrative units an item lies in, near ones first, as far up as they are known."""
        found: dict[str, None] = {}
        queue = list(item.get(PARENT))
        while queue:
            unit = queue.pop(0)
            if unit not in found and unit != item.id:
                found[unit] = None
                queue += self.items[unit].get(PARENT) if unit in self.items else ()
        return [self.items[unit] for unit in found if unit in self.items]


def is_item_id(text: str) -> bool:
    """Say whether a text is an identifier of Wikidata's, such as ``Q90``."""
    return _ID.fullmatch(text) is not None


def parse_point(text: str) -> Point | None:
    """Read a WKT point of the globe; other globes have an IRI in front and are none of ours.

    >>> parse_point("Point(2.35 48.85)"), parse_point("<http://www.wikidata.org/entity/Q405> Point(1 2)")
    (Point(longitude=2.35, latitude=48.85), None)
    """
    match = _POINT.fullmatch(text.strip())
    try:
        point = Point(float(match[1]), float(match[2])) if match else None
    except ValueError:
        return None
    return point if point and abs(point.longitude) <= 180 and abs(point.latitude) <= 90 else None  # noqa: PLR2004


def gather_items(rows: Iterable[Row]) -> dict[str, Item]:
    """Gather rows into items, the same whatever order the rows came in."""
    facts: dict[str, dict[str, set[str]]] = {}
    names: dict[str, set[tuple[int, str, int, str]]] = {}
    for row in rows:
        if row.property in (LABEL, ALIAS):
            rank = LANGUAGES.index(row.language) if row.language in LANGUAGES else len(LANGUAGES)
            names.setdefault(row.item, set()).add((rank, row.language, int(row.property == ALIAS), row.value))
            facts.setdefault(row.item, {})
        else:
            facts.setdefault(row.item, {}).setdefault(row.property, set()).add(row.value)
    return {item: _make_item(item, facts[item], names.get(item, set())) for item in sorted(facts)}


def _make_item(item_id: str, facts: dict[str, set[str]], names: set[tuple[int, str, int, str]]) -> Item:
    ordered = sorted(names, key=lambda name: (name[2], name[0], name[1], name[3]))
    values = {name: tuple(sorted(found)) for name, found in sorted(facts.items())}
    return Item(item_id, tuple(Name(text, language) for _, language, _, text in ordered), values)


def list_around(items: Iterable[Item]) -> Iterator[str]:
    """List the units, countries and kinds that items name, for their names to be fetched."""
    for item in items:
        for property_id in (PARENT, COUNTRY, KIND):
            yield from filter(is_item_id, item.get(property_id))
