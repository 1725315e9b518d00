"""Circumstances: where an item lies, how many people live there, and with whom it is in one agreement.

In: a subject, an item, and what is known around them. Out: :class:`Evidence`. Each piece is silent where a fact is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from koryu_rdf.link.items import Item
from koryu_rdf.link.pieces import Evidence, Surroundings, Verdict
from koryu_rdf.link.positions import FAR_KM, NEAR_KM, find_copies, is_nearest, measure_nearest
from koryu_rdf.link.subjects import Subject

AT_THE_PLACE_KM, ELSEWHERE_KM = 20, 100
"""Two positions noted for one city are nearer than the first; farther than the second, they are of two places."""

_LIKE_POPULATION, _UNLIKE_POPULATION = 2.0, 8.0
"""Counts of one city by other years and bounds differ by less than the first factor, hardly by the second."""


def weigh_circumstances(subject: Subject, item: Item, around: Surroundings) -> Iterator[Evidence]:
    """Gather what position, population and the other partners of the same agreement say."""
    for found in (
        _weigh_own_position(subject, item) or _weigh_region(subject, item, around),
        _weigh_population(subject, item),
        _weigh_siblings(subject, item, around),
        _weigh_copies(item, around),
    ):
        if found:
            yield found


def _weigh_own_position(subject: Subject, item: Item) -> Evidence | None:
    distance = measure_nearest(item, [subject.point]) if subject.point else None
    if distance is None:
        return None
    here, elsewhere = distance <= AT_THE_PLACE_KM, distance > ELSEWHERE_KM
    verdict: Verdict = "for" if here else "against" if elsewhere else "weak"
    return Evidence("place", verdict, "place-known", {"distance": f"{distance:.0f}"})


def _weigh_region(subject: Subject, item: Item, around: Surroundings) -> Evidence | None:
    """See how far it is to the middle of the region that the record names."""
    region = around.find_linked(subject.region_iri)
    distance = measure_nearest(item, region.points) if region and region.id != item.id else None
    if region is None or distance is None:
        return None
    verdict: Verdict = "weak"
    if distance > FAR_KM:
        verdict = "against"
    elif distance > NEAR_KM or not is_nearest(item, around.rivals, region.points):
        verdict = "unknown"
    return Evidence(
        "place", verdict, "place-region", {"region": around.atlas.name(region.id, "ja"), "distance": f"{distance:.0f}"}
    )


def _weigh_population(subject: Subject, item: Item) -> Evidence | None:
    ours, theirs = subject.population, item.population
    if not ours or not theirs:
        return None
    factor = max(ours, theirs) / min(ours, theirs)
    verdict: Verdict = "weak" if factor <= _LIKE_POPULATION else "against" if factor > _UNLIKE_POPULATION else "unknown"
    return Evidence("population", verdict, "population-both", {"ours": f"{ours:,}", "theirs": f"{theirs:,}"})


def _weigh_siblings(subject: Subject, item: Item, around: Surroundings) -> Evidence | None:
    """See whether another partner of the same agreement lies in the same unit."""
    own = {unit.id for unit in around.atlas.list_units_above(item)}
    for sibling in filter(None, map(around.find_linked, subject.siblings)):
        shared = own & {unit.id for unit in around.atlas.list_units_above(sibling)}
        if sibling.id != item.id and shared:
            names = {"partner": around.atlas.name(sibling.id, "ja"), "region": around.atlas.name(min(shared), "ja")}
            return Evidence("siblings", "weak", "siblings-together", names)
    return None


def _weigh_copies(item: Item, around: Surroundings) -> Evidence | None:
    copies = find_copies(item, around.rivals)
    return Evidence("copies", "unknown", "copies-here", {"items": "・".join(copies)}) if copies else None
