"""Decide: candidates in order, and the one that is accepted without asking anybody, if there is one.

In: a subject, its items, and what is known around them. Out: :class:`Candidate` values, best first. The rule: name, country
and kind agree, and one thing more that does not follow from these (a code, a twin town, the unit it lies in); nothing speaks
against it; and every other item of that name is excluded by a fact. Everything else is for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from koryu_rdf.link.evidence import weigh
from koryu_rdf.link.items import Item
from koryu_rdf.link.kinds import name_kind
from koryu_rdf.link.pieces import Evidence, Surroundings, Topic, Verdict
from koryu_rdf.link.subjects import Subject

_WEIGHTS: Mapping[Topic, Mapping[Verdict, float]] = {
    "name": {"for": 3, "weak": 1.8, "against": -1},
    "country": {"for": 2, "against": -4},
    "kind": {"for": 1.5, "weak": 0.4, "against": -3},
    "code": {"for": 5, "against": -5},
    "twin": {"for": 4},
    "parent": {"for": 2, "against": -1.5},
    "abolished": {"against": -3, "weak": -0.2},
    "mixed": {"against": -1},
    "register": {"for": 1},
    "place": {"for": 2, "weak": 0.3, "against": -2},
    "population": {"weak": 0.5, "against": -1},
    "siblings": {"weak": 1},
    "copies": {},
}
_SENTENCE_WEIGHTS = {"name-spelling": 2.8, "name-loose": 2.2, "name-sound": 2.2, "name-alike": 1.9}
_FULL = 12.0
_INDEPENDENT: tuple[Topic, ...] = ("code", "twin", "parent", "place")
_PAIRED = frozenset("BE DK EE FI GB IE IS LT LV NL NO PT SE SI".split())
"""Countries in which Wikidata keeps a town and the municipality of its name apart: the unit it lies in does not tell them apart."""
_IDENTIFYING: tuple[Topic, ...] = ("code", "twin")


class Candidate(msgspec.Struct, frozen=True):
    """An item with the evidence on it; ``confidence`` goes from 0 to 1 in hundredths."""

    item: Item
    evidence: tuple[Evidence, ...]
    accepted: bool = False

    @property
    def score(self) -> float:
        """The weights of the evidence, added up."""
        return sum(map(_weigh_piece, self.evidence))

    @property
    def confidence(self) -> float:
        """The score as a number from 0.01 to 0.99: an order, no probability."""
        return min(0.99, max(0.01, round(self.score / _FULL, 2)))

    def says(self, topic: Topic) -> Verdict | None:
        """Give what the evidence says of a topic, ``None`` where it is silent."""
        return next((piece.verdict for piece in self.evidence if piece.topic == topic), None)

    def says_for(self, topics: Iterable[Topic]) -> bool:
        """Say whether one of the topics speaks for it."""
        return any(self.says(topic) == "for" for topic in topics)


def decide(subject: Subject, items: Iterable[Item], around: Surroundings) -> list[Candidate]:
    """Order the candidates and accept the first where the rule allows it."""
    around = msgspec.structs.replace(around, rivals=tuple(items))
    ranked = sorted((Candidate(item, weigh(subject, item, around)) for item in around.rivals), key=_rank)
    if ranked and is_certain(subject, ranked[0], ranked[1:]):
        ranked[0] = msgspec.structs.replace(ranked[0], accepted=True)
    return ranked


def is_certain(subject: Subject, first: Candidate, others: Sequence[Candidate]) -> bool:
    """Say whether the rule accepts the first candidate."""
    if not subject.is_place or not _agrees(subject, first):
        return False
    identified = first.says_for(_IDENTIFYING)
    return all(_is_excluded(other, identified) for other in others)


def _weigh_piece(piece: Evidence) -> float:
    weight = _SENTENCE_WEIGHTS.get(piece.sentence, _WEIGHTS[piece.topic].get(piece.verdict, 0))
    return weight + float(piece.slots["likeness"]) - 1 if piece.sentence in ("name-sound", "name-alike") else weight


def _agrees(subject: Subject, candidate: Candidate) -> bool:
    verdicts = {piece.topic: piece.verdict for piece in candidate.evidence}
    against = {topic for topic, verdict in verdicts.items() if verdict == "against"}
    if candidate.says_for(_IDENTIFYING):
        against -= {"mixed"}
    return (
        not against
        and verdicts["name"] == "for"
        and (verdicts["country"] == "for" or subject.level == "country")
        and (verdicts["kind"] == "for" or (verdicts["kind"] == "weak" and candidate.says_for(("twin",))))
        and _has_independent(subject, candidate)
    )


def _has_independent(subject: Subject, candidate: Candidate) -> bool:
    """Ask for evidence beside name, country and kind: for a first-level unit, that the register of such units agrees.

    Units of neighbouring levels may have names that are nearly the same, so theirs must be written the same.
    """
    if subject.level == "country":
        return subject.country in candidate.item.get("P297")
    if subject.level == "region":
        return candidate.evidence[0].sentence == "name-same" and candidate.says_for(("register", "twin"))
    if candidate.says_for(_IDENTIFYING):
        return True
    is_registered = _is_both(candidate) and candidate.says_for(("register",)) and _is_in_region(subject, candidate)
    return is_registered or (subject.country not in _PAIRED and candidate.says_for(_INDEPENDENT))


def _is_in_region(subject: Subject, candidate: Candidate) -> bool:
    """Say whether nothing is left open about the region, where the record writes one."""
    is_near = candidate.says("place") in ("for", "weak")
    return not subject.region_is_written or is_near or candidate.says_for(("parent",))


def _is_both(candidate: Candidate) -> bool:
    """Say whether an item is a city and a first-level unit in one, as capitals may be."""
    return name_kind(candidate.item) == "both"


def _is_excluded(other: Candidate, identified: bool) -> bool:
    """Say whether a fact excludes another candidate; an unlike name is one, a missing fact is none."""
    if other.evidence[0].sentence in ("name-different", "name-alike"):
        return True
    if identified and not other.says_for(_IDENTIFYING):
        return True
    return any(other.says(topic) == "against" for topic in ("country", "kind", "code", "parent", "abolished", "place"))


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    population = candidate.item.population or 0
    number = int(candidate.item.id[1:])
    return (-candidate.score, -population, number, candidate.item.id)
