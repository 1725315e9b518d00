"""Lift: agreements become descriptions in our ontology.

In: agreements in order. Out: a stream of :class:`~koryu_rdf.blocks.Block`, or of the same as
:class:`~koryu_rdf.terms.Description`: each agreement with its parts, then what agreements
share (parties, places, countries, earlier ties, pages, surveys), sorted by IRI. Memory grows with the number of places and
organizations, not of agreements. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from koryu_rdf.blocks import Block
from koryu_rdf.identifiers import DEFAULT_BASE, Identifiers
from koryu_rdf.lift.agreement import describe_agreement
from koryu_rdf.lift.shared import SharedThings
from koryu_rdf.model import Agreement, Survey
from koryu_rdf.terms import Description


def lift(
    agreements: Iterable[Agreement],
    *,
    base: str = DEFAULT_BASE,
    surveys: Mapping[str, Survey] | None = None,
    english_names: Mapping[str, str] | None = None,
) -> Iterator[Description]:
    """Describe agreements and what they share; ``surveys`` may still fill while the agreements are read.

    ``english_names``, by IRI, are for places whose English name the tables do not know.
    """
    blocks = lift_blocks(agreements, base=base, surveys=surveys, english_names=english_names)
    return (block.describe() for block in blocks)


def lift_blocks(
    agreements: Iterable[Agreement],
    *,
    base: str = DEFAULT_BASE,
    surveys: Mapping[str, Survey] | None = None,
    english_names: Mapping[str, str] | None = None,
) -> Iterator[Block]:
    """Do the same in the form that is written fastest."""
    shared = SharedThings(Identifiers(base), english_names or {})
    yield from lift_agreements(agreements, shared, base=base)
    yield from shared.describe(surveys or {})


def lift_agreements(
    agreements: Iterable[Agreement], shared: SharedThings, *, base: str = DEFAULT_BASE
) -> Iterator[Block]:
    """Describe agreements alone; what they share is noted, to be described when all of them, wherever lifted, are together."""
    identifiers = Identifiers(base)
    for agreement in agreements:
        yield from describe_agreement(agreement, identifiers, shared)


__all__ = ["SharedThings", "lift", "lift_agreements", "lift_blocks"]
