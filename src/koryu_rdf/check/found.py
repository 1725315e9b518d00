"""What shapes found wrong in a part of the data, and what they have yet to ask of a query.

In: findings as they are noted. Out: the same, each once. No words: those are the shapes' own and come later.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rdflib.term import Node

    from koryu_rdf.check.compile import Shape
    from koryu_rdf.check.rules import Rule


class Finding(NamedTuple):
    """One thing wrong: tokens, and the node of the shape that says so."""

    shape: Node
    focus: str
    value: str | None
    component: str


class Found:
    """Collects findings, and the nodes that each rule is to be asked of."""

    def __init__(self) -> None:
        self.findings: set[Finding] = set()
        self.asked: dict[Rule, set[str]] = defaultdict(set)

    def note(self, shape: Shape, focus: str, value: str | None, component: str) -> None:
        """Note something wrong."""
        self.findings.add(Finding(shape.node, focus, value, component))

    def ask(self, rule: Rule, focus: str) -> None:
        """Note that a rule is to be asked of a node."""
        self.asked[rule].add(focus)
