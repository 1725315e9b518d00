"""Positions: where the candidates for one subject lie, beside each other, beside its region, and beside what is known of it.

In: items and points. Out: distances in kilometres, and which items share a place; what that speaks for, ``evidence.py`` says.
"""

from __future__ import annotations

from collections.abc import Iterable

from koryu_rdf.link.items import Item, Point

SAME_PLACE_KM = 3
NEAR_KM, FAR_KM = 500, 2500
"""A first-level unit's middle is nearer to its cities than the first, and never farther than the second."""


def measure_nearest(item: Item, points: Iterable[Point]) -> float | None:
    """Measure how far the nearest of an item's points lies from the nearest of others, in km."""
    return min((one.measure_km(other) for one in item.points for other in points), default=None)


def find_copies(item: Item, rivals: Iterable[Item]) -> list[str]:
    """Find the other items that lie at the same place."""
    distances = {rival.id: measure_nearest(item, rival.points) for rival in rivals if rival.id != item.id}
    near = [one for one, distance in distances.items() if distance is not None and distance <= SAME_PLACE_KM]
    return sorted(near, key=lambda one: (len(one), one))


def is_nearest(item: Item, rivals: Iterable[Item], middle: Iterable[Point]) -> bool:
    """Say whether no other candidate lies nearer to a region's middle."""
    points = list(middle)
    own = measure_nearest(item, points)
    others = [measure_nearest(rival, points) for rival in rivals if rival.id != item.id]
    return own is not None and all(other is None or other >= own for other in others)
