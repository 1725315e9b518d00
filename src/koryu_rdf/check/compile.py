"""Shapes made into plain functions, once, before any data are looked at.

In: a shapes graph. Out: a :class:`Plan`: which shapes look at which nodes, and which shapes were left to the reference engine. A shape
that holds anything unknown here is left as a whole, together with the shapes that it is part of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SH, Graph, URIRef

from koryu_rdf.check.components import LOOKING_FURTHER, SEARCHES, SEVERAL, TESTS, Search, Test
from koryu_rdf.check.facts import NOTHING
from koryu_rdf.check.nodes import to_token
from koryu_rdf.check.paths import Path, Uncompiled, compile_path
from koryu_rdf.check.rules import Rule, compile_rules
from koryu_rdf.check.shapes import choose_text, read_bundled_shapes
from koryu_rdf.check.tokens import spell
from koryu_rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Node

    from koryu_rdf.check.facts import Facts
    from koryu_rdf.check.found import Found

_SH = PREFIXES["sh"]
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_DESCRIBING = {SH.name, SH.description, SH.message, SH.severity, SH.order, SH.group, SH.defaultValue, SH.declare}
_BESIDE = {SH.path, SH.flags, SH.qualifiedValueShape, SH.qualifiedValueShapesDisjoint, SH.property, SH.sparql}
_KNOWN = {*_TARGETS, *_DESCRIBING, *_BESIDE, *TESTS, *SEARCHES}


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A shape made into functions; each comes with the token of its constraint component.

    ``predicate`` is the path where that is a single one.
    """

    node: Node
    path: Path | None
    predicate: str | None
    tests: tuple[tuple[str, Test], ...]
    searches: tuple[tuple[str, Search], ...]
    properties: tuple[Shape, ...]
    rules: tuple[Rule, ...]

    def inspect(self, facts: Facts, focus: str, found: Found) -> None:
        """Note everything that is wrong with a node."""
        self._judge(facts, focus, self.path.find(facts, focus) if self.path else (focus,), found)

    def _judge(self, facts: Facts, focus: str, values: Collection[str], found: Found) -> None:
        for component, search in self.searches:
            for value in search(facts, focus, values):
                found.note(self, focus, value, component)
        for value in values:
            for component, test in self.tests:
                if not test(facts, value):
                    found.note(self, focus, value, component)
            if self.properties:
                self._judge_properties(facts, value, found)
        for rule in self.rules:
            found.ask(rule, focus)

    def _judge_properties(self, facts: Facts, node: str, found: Found) -> None:
        """Judge the properties of a node, which is looked up once for all of them: most paths are a single predicate."""
        said = facts.describe(node)
        for shape in self.properties:
            if shape.predicate is None:
                shape.inspect(facts, node, found)
            elif (values := said.get(shape.predicate, NOTHING)) or shape.searches or shape.rules:
                shape._judge(facts, node, values, found)

    def conforms(self, facts: Facts, focus: str) -> bool:
        """Say whether nothing is wrong with a node."""
        values: Collection[str] = self.path.find(facts, focus) if self.path else (focus,)
        return (
            all(test(facts, value) for value in values for _, test in self.tests)
            and not any(tuple(search(facts, focus, values)) for _, search in self.searches)
            and all(shape.conforms(facts, value) for value in values for shape in self.properties)
        )


@dataclass(slots=True)
class Plan:
    """Which shapes look at which nodes, by class, by predicate or by name; ``left`` are those for the reference engine.

    ``followed`` are the predicates through which a shape looks at another node, ``inverse`` those it reads backwards.
    """

    by_class: dict[str, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    by_subject: dict[str, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    by_object: dict[str, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    rules: list[Rule] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    inverse: set[str] = field(default_factory=set)
    left: dict[Node, str] = field(default_factory=dict)


def compile_shapes(shapes: Graph) -> Plan:
    """Compile every shape that has a target; what cannot be compiled is named in ``left``, with the reason."""
    plan = Plan()
    compiler = ShapeCompiler(shapes, plan)
    for node in sorted(_list_targeted(shapes), key=str):
        try:
            _aim(plan, shapes, node, compiler.compile_speaking(node))
        except Uncompiled as reason:
            plan.left[node] = str(reason)
    return plan


@cache
def compile_bundled_shapes(*, advice: bool = False) -> Plan:
    """Compile the shapes that come with the package, once."""
    return compile_shapes(read_bundled_shapes(advice=advice))


def leave_shapes(shapes: Graph) -> Plan:
    """Leave all shapes to the reference engine."""
    return Plan(left=dict.fromkeys(_list_targeted(shapes), "not compiled"))


def keep_shapes(shapes: Graph, left: Collection[Node]) -> Graph:
    """Copy the shapes so that only some of those with a target look at anything."""
    kept = Graph()
    for triple in shapes:
        if triple[0] in left or triple[1] not in _TARGETS:
            kept.add(triple)
    return kept


class ShapeCompiler:
    """Makes shapes into functions, each once; a shape within itself is left to the reference engine."""

    def __init__(self, shapes: Graph, plan: Plan) -> None:
        self.shapes = shapes
        self._plan = plan
        self._made: dict[Node, Shape] = {}
        self._open: set[Node] = set()

    def compile_test(self, node: Node) -> Test:
        """Make the test that a shape is for one value; a query has no place in it."""
        shape = self.compile(node)
        if _list_rules(shape):
            raise Uncompiled("sh:sparql")
        return shape.conforms

    def compile_speaking(self, node: Node) -> Shape:
        """Make a shape whose results are reported, so that it and its properties need messages of their own."""
        shape = self.compile(node)
        _demand_messages(self.shapes, shape)
        return shape

    def compile(self, node: Node) -> Shape:
        """Make a shape."""
        if node in self._open:
            raise Uncompiled("recursion")
        if node not in self._made:
            self._open.add(node)
            try:
                self._made[node] = self._make(node)
            finally:
                self._open.discard(node)
        return self._made[node]

    def _make(self, node: Node) -> Shape:
        written = list(self.shapes.predicate_objects(node))
        _refuse_unknown({predicate for predicate, _ in written})
        for name in {name for name, _ in written if name in TESTS or name in SEARCHES} - SEVERAL:
            if sum(predicate == name for predicate, _ in written) > 1:
                raise Uncompiled(to_token(name))
        path = self._make_path(node, {predicate for predicate, _ in written})
        written.sort()
        return Shape(
            node,
            path,
            spell(start) if isinstance(start := self.shapes.value(node, SH.path), URIRef) else None,
            tuple((_name(name), TESTS[name](self, node, value)) for name, value in written if name in TESTS),
            tuple((_name(name), SEARCHES[name](self, node, value)) for name, value in written if name in SEARCHES),
            tuple(self.compile(value) for name, value in written if name == SH.property),
            tuple(compile_rules(self.shapes, node)),
        )

    def _make_path(self, node: Node, written: Collection[Node]) -> Path | None:
        start = self.shapes.value(node, SH.path)
        if start is None:
            return None
        path = compile_path(self.shapes, start)
        self._plan.inverse |= path.inverse
        self._plan.followed |= path.followed | path.inverse
        if LOOKING_FURTHER & set(written):
            self._plan.followed |= path.read
        return path


def _list_targeted(shapes: Graph) -> set[Node]:
    classes = set(shapes.subjects(RDF.type, RDFS.Class)) & set(shapes.subjects(RDF.type, SH.NodeShape))
    return classes.union(*(shapes.subjects(name) for name in _TARGETS))


def _aim(plan: Plan, shapes: Graph, node: Node, shape: Shape) -> None:
    """Note which nodes a shape looks at; a class that is a shape looks at its instances."""
    by_target = (plan.by_class, plan.by_name, plan.by_subject, plan.by_object)
    for name, aimed in zip(_TARGETS, by_target, strict=True):
        for target in shapes.objects(node, name):
            aimed[spell(target)].append(shape)
    if (node, RDF.type, RDFS.Class) in shapes:
        plan.by_class[spell(node)].append(shape)
    plan.followed |= {spell(target) for target in shapes.objects(node, SH.targetObjectsOf)}
    plan.rules += [rule for rule in _list_rules(shape) if rule not in plan.rules]


def _list_rules(shape: Shape) -> list[Rule]:
    return [*shape.rules, *(rule for inner in shape.properties for rule in _list_rules(inner))]


def _demand_messages(shapes: Graph, shape: Shape) -> None:
    """Leave to the reference engine what needs its own words, or slots filled in."""
    if shape.tests or shape.searches or shape.rules:
        message = choose_text(shapes.objects(shape.node, SH.message))
        if message is None or any(slot in text for text in message for slot in ("{?", "{$")):
            raise Uncompiled("sh:message")
    for inner in shape.properties:
        _demand_messages(shapes, inner)


def _refuse_unknown(names: set[Node]) -> None:
    for name in names:
        if str(name).startswith(_SH) and name not in _KNOWN:
            raise Uncompiled(to_token(name))


def _name(parameter: Node) -> str:
    name = str(parameter).removeprefix(_SH)
    return f"<{_SH}{name[0].upper()}{name[1:]}ConstraintComponent>"
