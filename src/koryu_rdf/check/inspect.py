"""The compiled shapes applied to the data, part by part.

In: a :class:`~koryu_rdf.check.compile.Plan` and a :class:`~koryu_rdf.check.dataset.Dataset`. Out: what is wrong, each thing once. A rule
that compares nodes of all parts is asked at the end, of those nodes alone that have in common what the rule joins them by.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from koryu_rdf.check.dataset import PART_SIZE, Dataset, hash_values
from koryu_rdf.check.found import Finding, Found
from koryu_rdf.check.rules import Rule

if TYPE_CHECKING:
    from koryu_rdf.check.compile import Plan, Shape
    from koryu_rdf.check.facts import Described, Facts
    from koryu_rdf.check.lines import Lines


class _Inspected(NamedTuple):
    """What is wrong with a part; and of each rule that compares nodes of all parts, whom to ask it of, and with which facts."""

    findings: set[Finding]
    asked: list[set[str]]
    described: list[Described]


def open_dataset(plan: Plan, lines: Lines, processes: int, part_size: int = PART_SIZE) -> Dataset:
    """Prepare the data for the shapes of a plan."""
    followed = plan.followed.union(*(rule.followed for rule in plan.rules))
    joins = [rule.joins for rule in plan.rules if rule.is_global]
    return Dataset(lines, followed, plan.inverse, plan.by_name, joins, processes, part_size)


def inspect(plan: Plan, dataset: Dataset) -> set[Finding]:
    """Apply all shapes of a plan to all nodes that they look at."""
    parts = list(dataset.map(partial(_inspect_part, plan, dataset.alike)))
    findings = set[Finding]().union(*(part.findings for part in parts))
    for number, rule in enumerate(_list_global_rules(plan)):
        asked = set[str]().union(*(part.asked[number] for part in parts))
        findings.update(rule.run((part.described[number] for part in parts), asked))
    return findings


def _list_global_rules(plan: Plan) -> list[Rule]:
    return [rule for rule in plan.rules if rule.is_global]


def _inspect_part(plan: Plan, alike: list[set[int]], facts: Facts) -> _Inspected:
    found = Found()
    for focus, shapes in _list_focuses(plan, facts):
        for shape in shapes:
            shape.inspect(facts, focus, found)
    for rule, asked in found.asked.items():
        if not rule.is_global:
            found.findings.update(rule.run([rule.select(facts, asked)], asked))
    candidates = [
        {node for node, said in facts.own.items() if not same.isdisjoint(hash_values(said, rule.joins))}
        for rule, same in zip(_list_global_rules(plan), alike, strict=True)
    ]
    pairs = list(zip(_list_global_rules(plan), candidates, strict=True))
    return _Inspected(
        found.findings,
        [found.asked[rule] & nodes for rule, nodes in pairs],
        [rule.select(facts, nodes) for rule, nodes in pairs],
    )


def _list_focuses(plan: Plan, facts: Facts) -> Iterator[tuple[str, list[Shape]]]:
    by_classes: dict[tuple[str, ...], list[Shape]] = {}
    for node, said in facts.own.items():
        classes = tuple(facts.get_classes(node))
        if classes not in by_classes:
            by_classes[classes] = list(
                dict.fromkeys(shape for name in classes for shape in plan.by_class.get(name, ()))
            )
        yield node, by_classes[classes]
        for predicate in plan.by_subject.keys() & said.keys():
            yield node, plan.by_subject[predicate]

    for predicate, shapes in plan.by_object.items():
        objects = {value for said in facts.own.values() for value in said.get(predicate, ())}
        for node in objects:
            yield node, shapes
    yield from plan.by_name.items()
