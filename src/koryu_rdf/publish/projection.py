"""The world as the map draws it: Equal Earth, with Japan's side of the Pacific in the middle.

In: longitude and latitude in degrees. Out: a point on the map. ``web/world.mjs`` draws the outlines with the same projection when the
package is built, and says how wide and high they are.

Source: B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection, 2018.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import asin, cos, pi, radians, sin, sqrt
from typing import NamedTuple

import msgspec

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


class World(msgspec.Struct, frozen=True):
    """What ``assets/world.svg`` shows: its size and upper edge in SVG units, the longitude ``centre`` in the middle, the equator's
    height ``middle``, and a point in each country (longitude, latitude)."""

    width: int
    height: int
    top: int
    middle: float
    centre: float
    countries: dict[str, tuple[float, float]]


class Point(NamedTuple):
    """A point on the map, in SVG units from the upper left corner."""

    x: float
    y: float


@cache
def read_world() -> World:
    """Read what came with the package."""
    return msgspec.json.decode((files(__package__) / "assets" / "world.json").read_bytes(), type=World)


def project(longitude: float, latitude: float) -> Point:
    """Find where a place lies on the map.

    >>> project(150, 0)
    Point(x=480.0, y=233.6)
    """
    world = read_world()
    scale = world.width / (2 * _project(pi, 0)[0])
    x, y = _project(radians((longitude - world.centre + 180) % 360 - 180), radians(latitude))
    return Point(round(world.width / 2 + x * scale, 1), round(world.middle - y * scale, 1))


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    angle = asin(_M * sin(latitude))
    square = angle * angle
    sixth = square**3
    x = longitude * cos(angle) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    return x, angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
