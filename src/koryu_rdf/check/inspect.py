"""The compiled shapes applied to the data.

In: a :class:`~koryu_rdf.check.compile.Plan` and the facts of the data. Out: what is wrong, each thing once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koryu_rdf.check.found import Finding, Found
from koryu_rdf.check.rules import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koryu_rdf.check.compile import Plan, Shape
    from koryu_rdf.check.facts import Facts


def inspect(plan: Plan, facts: Facts) -> set[Finding]:
    """Apply all shapes of a plan to all nodes that they look at."""
    found = Found()
    for focus, shapes in _list_focuses(plan, facts):
        for shape in shapes:
            shape.inspect(facts, focus, found)
    for rule, asked in found.asked.items():
        found.findings.update(rule.run(Store([facts.own], rule.read), asked))
    return found.findings


def _list_focuses(plan: Plan, facts: Facts) -> Iterator[tuple[str, list[Shape]]]:
    by_classes: dict[tuple[str, ...], list[Shape]] = {}
    for node, statements in facts.own.items():
        classes = tuple(facts.get_classes(node))
        if classes not in by_classes:
            by_classes[classes] = list(
                dict.fromkeys(shape for name in classes for shape in plan.by_class.get(name, ()))
            )
        yield node, by_classes[classes]
        for predicate in plan.by_subject.keys() & statements.keys():
            yield node, plan.by_subject[predicate]
    for predicate, shapes in plan.by_object.items():
        for node in facts.list_objects(predicate):
            yield node, shapes
    yield from plan.by_name.items()
