"""Export: what Wikidata lacks and the records know: older sister-city ties, and local-government codes.

In: agreements, decided links, and a gazetteer that is asked what is there. Out: :class:`Proposal` and :class:`LeftOut` values; how they are
written, ``quickstatements.py`` knows. The agreements themselves are no sister-city ties and never leave. Only what a person
decided counts, and only an exact match: what the rule accepted by itself goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.link.gazetteer import Gazetteer
from koryu_rdf.link.items import JAPANESE_CODE, MERGED_INTO, TWIN, Item, gather_items
from koryu_rdf.link.mappings import EXACT, LinkRow
from koryu_rdf.model import Agreement, JapaneseParty, PartialDate

TIE_KINDS = frozenset(("sister-city", "friendship-city", "friendship-prefecture"))


class Proposal(NamedTuple):
    """A statement to add: an item, the property, and its value, an item or a text; ``day`` is when the tie began.

    ``label`` and ``value_label`` are names for readers; ``reference`` is the address of what says so.
    """

    item: str
    property: str
    value: str
    label: str
    value_label: str
    reference: str
    day: PartialDate | None = None


class LeftOut(NamedTuple):
    """What is not proposed, and the sentence of ``texts/link.toml`` that says why, with a slot."""

    label: str
    reason: str
    other: str = ""


class Plan(NamedTuple):
    """What to propose, in the order of the records, and what not."""

    proposals: tuple[Proposal, ...]
    left_out: tuple[LeftOut, ...]


class _Tie(NamedTuple):
    here: str
    there: str
    here_name: str
    there_name: str
    kind: str
    day: PartialDate | None
    reference: str


def plan_export(
    agreements: Iterable[Agreement],
    decided: Iterable[LinkRow],
    gazetteer: Gazetteer,
    identifiers: Identifiers,
    reference: str | None = None,
) -> Plan:
    """Plan what to propose; ``reference`` takes the place of the IRIs of the agreements that tell of a tie."""
    return _Planner(decided, identifiers, reference).plan(list(agreements), gazetteer)


class _Planner:
    def __init__(self, decided: Iterable[LinkRow], identifiers: Identifiers, reference: str | None) -> None:
        rows = [row for row in decided if row.status == "accepted" and row.item and row.author_label]
        self._linked = {row.subject_id: row.item or "" for row in rows if row.predicate_id == EXACT}
        self._close = {row.subject_id for row in rows} - self._linked.keys()
        self._identifiers, self._reference = identifiers, reference
        self._items: Mapping[str, Item] = {}

    def plan(self, agreements: list[Agreement], gazetteer: Gazetteer) -> Plan:
        self._items = gather_items(gazetteer.fetch(sorted(set(self._linked.values()))))
        ties = _merge(tie for agreement in agreements for tie in self._list_ties(agreement))
        planned = chain(
            *(self._plan_tie(tie, days) for tie, days in ties), *(self._plan_codes(one) for one in agreements)
        )
        found = list(dict.fromkeys(planned))
        return Plan(
            tuple(one for one in found if isinstance(one, Proposal)),
            tuple(one for one in found if isinstance(one, LeftOut)),
        )

    def _list_ties(self, agreement: Agreement) -> Iterator[_Tie]:
        reference = self._refer(agreement)
        for tie in agreement.earlier_ties:
            here = self._identifiers.japanese_party(tie.japanese_party)[1:-1]
            there = self._identifiers.overseas_party(tie.overseas_party)[1:-1]
            names = tie.japanese_party.name, tie.overseas_party.name
            yield _Tie(here, there, *names, tie.kind, tie.date, reference)

    def _refer(self, agreement: Agreement) -> str:
        return self._reference or self._identifiers.agreement(agreement.id)[1:-1]

    def _plan_tie(self, tie: _Tie, days: list[PartialDate]) -> Iterator[Proposal | LeftOut]:
        reason = "export-other-kind" if tie.kind not in TIE_KINDS else self._find_obstacle(tie.here, tie.there)
        if reason or len(days) > 1:
            yield LeftOut(
                f"{tie.here_name}・{tie.there_name}",
                reason or "export-days-differ",
                "・".join(sorted(day.value for day in days)),
            )
            return
        ends = (tie.here, tie.here_name), (tie.there, tie.there_name)
        for (end, name), (other_end, other_name) in (ends, ends[::-1]):
            item, other = self._items[self._linked[end]], self._items[self._linked[other_end]]
            label, other_label = f"{name} ({item.id})", f"{other_name} ({other.id})"
            if other.id in item.get(TWIN):
                yield LeftOut(f"{label} → {other_label}", "export-there")
            else:
                yield Proposal(item.id, TWIN, other.id, label, other_label, tie.reference, days[0] if days else None)

    def _find_obstacle(self, *ends: str) -> str | None:
        for end in ends:
            item = self._items.get(self._linked.get(end, ""))
            if end in self._close:
                return "export-close"
            if end not in self._linked:
                return "export-undecided"
            if item is None or item.get(MERGED_INTO):
                return "export-item-gone"
        return None

    def _plan_codes(self, agreement: Agreement) -> Iterator[Proposal | LeftOut]:
        for party in agreement.japanese_parties:
            if party.code:
                yield from self._plan_code(party)

    def _plan_code(self, party: JapaneseParty) -> Iterator[Proposal | LeftOut]:
        code, end = party.code or "", self._identifiers.japanese_party(party)[1:-1]
        obstacle = self._find_obstacle(end)
        if obstacle:
            yield LeftOut(f"{party.name} {code}", obstacle)
            return
        item = self._items[self._linked[end]]
        known = item.get(JAPANESE_CODE)
        if not known:
            yield Proposal(item.id, JAPANESE_CODE, code, f"{party.name} ({item.id})", code, self._reference or end)
        elif code not in known:
            yield LeftOut(f"{party.name} {code}", "export-code-differs", "・".join(known))


def _merge(ties: Iterable[_Tie]) -> list[tuple[_Tie, list[PartialDate]]]:
    """Bring the mentions of one tie together; a date that is less precise than another and agrees with it is no other date."""
    merged: dict[tuple[str, str, str], tuple[_Tie, set[PartialDate]]] = {}
    for tie in ties:
        known = merged.setdefault((tie.here, tie.there, tie.kind), (tie, set()))
        known[1].update([tie.day] if tie.day else [])
    return [(tie, _drop_less_precise(days)) for tie, days in merged.values()]


def _drop_less_precise(days: set[PartialDate]) -> list[PartialDate]:
    kept = [
        day for day in days if not any(other.value != day.value and other.value.startswith(day.value) for other in days)
    ]
    return sorted(kept, key=lambda day: day.value)
