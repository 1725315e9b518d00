"""The map: who works with whom, as arcs between Japan and the partners, with a table that says the same.

In: cards and, where they are known, the coordinates of places. Out: the page, and the drawing for the home page. A place without
coordinates stands in the middle of its country, and where there are many places the map draws countries only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from koryu_rdf.publish.cards import Cards, Thing
from koryu_rdf.publish.pages.entries import Entry
from koryu_rdf.publish.projection import Point, World, project, read_world
from koryu_rdf.publish.writer import Page, name_page

Coordinates = Mapping[str, tuple[float, float]]
"""Longitude and latitude in degrees, by the path of a thing."""

MOST_PLACES = 250
_WINDOW = 300, 150  # SVG units of a window of the map
_BOW = 0.18  # how far an arc bows out, as a share of its length


class Spot(NamedTuple):
    """A partner on the map, or the country of several; ``size`` is the radius of its dot in SVG units."""

    thing: Thing
    point: Point
    number: int

    @property
    def size(self) -> float:
        """Give a dot whose area grows with the number of agreements."""
        return round(2.5 + sqrt(min(self.number, 100)), 1)


class Drawing(NamedTuple):
    """What the map shows: partners, and arcs as paths of SVG with the number of agreements."""

    world: World
    spots: list[Spot]
    arcs: list[tuple[str, int]]


def make_map_page(cards: Cards, drawing: Drawing) -> Page:
    """Make the page of the map."""
    entries = [Entry(thing.path, thing.label, cards.count(thing.path)) for thing in cards.list_things("country")]
    countries = sorted((entry for entry in entries if entry.number), key=lambda entry: (-entry.number, entry.path))
    return Page("map", "map.html", name_page("map"), {"drawing": drawing, "countries": countries})


def draw_map(cards: Cards, coordinates: Coordinates) -> Drawing:
    """Draw every pair of partners, or of prefecture and country where the places are too many."""
    places = list(cards.list_things("municipality", "region", "embassy", "consulate", "organization"))
    known = coordinates if len(places) <= MOST_PLACES else {}
    spots: dict[str, Spot] = {}
    arcs: Counter[tuple[Point, Point]] = Counter()
    for card in cards.list_cards():
        homes = {find_point(thing, known) for thing in card.japanese} - {None}
        for thing in _list_partners(card.overseas, card.countries, known):
            point = find_point(thing, known)
            if point:
                count = spots[thing.path].number if thing.path in spots else 0
                spots[thing.path] = Spot(thing, point, count + 1)
                arcs.update((home, point) for home in homes if home)
    shown = sorted(spots.values(), key=lambda spot: (-spot.number, spot.thing.path))
    lines = [(_bow(*ends), count) for ends, count in sorted(arcs.items())]
    return Drawing(read_world(), shown, lines)


def _list_partners(overseas: tuple[Thing, ...], countries: tuple[Thing, ...], known: Coordinates) -> list[Thing]:
    """List the partners that have a place of their own on the map, and the countries of the others."""
    by_code = {country.country: country for country in countries}
    partners = (thing if thing.path in known else by_code.get(thing.country) for thing in overseas)
    return list(dict.fromkeys(partner for partner in partners if partner))


class Locator(NamedTuple):
    """Where one thing lies: a window of the map around it (left, top, width, height), its point there, and its degrees."""

    world: World
    window: tuple[float, float, float, float]
    point: Point
    longitude: float
    latitude: float


def locate(thing: Thing, coordinates: Coordinates) -> Locator | None:
    """Locate a thing whose own place is known, or a country; nothing stands in for a place that is not known."""
    place = coordinates.get(thing.path)
    if place is None and thing.kind == "country":
        place = read_world().countries.get(thing.country or "")
    return _frame(*place) if place else None


def _frame(longitude: float, latitude: float) -> Locator:
    world, point = read_world(), project(longitude, latitude)
    width, height = _WINDOW
    left = min(max(point.x - width / 2, 0), world.width - width)
    top = min(max(point.y - height / 2, world.top), world.top + world.height - height)
    return Locator(world, (round(left, 1), round(top, 1), width, height), point, longitude, latitude)


def find_point(thing: Thing, known: Coordinates) -> Point | None:
    """Find where a thing lies: in its own place, else in the middle of its country."""
    place = known.get(thing.path) or read_world().countries.get(thing.country or "")
    return project(*place) if place else None


def _bow(start: Point, end: Point) -> str:
    """Draw an arc that bows towards the pole."""
    middle, rise = (start.x + end.x) / 2, _BOW * abs(start.x - end.x)
    height = (start.y + end.y) / 2 - rise
    return f"M{start.x},{start.y}Q{middle:.1f},{height:.1f} {end.x},{end.y}"
