"""The ``sh:sparql`` rules, asked of all nodes at once instead of node by node.

In: a query of the shapes, and the facts it reads. Out: what is wrong, as the reference engine would find it by asking the query of each
node. A query that only follows predicates away from ``$this`` can be asked of a part of the data; one that compares ``$this`` with other
nodes is asked of all those nodes together that share what the query joins them by.

The store takes typed literals with their datatype disguised, or it would rewrite ``"02"^^xsd:integer``; so queries must look at texts,
``STR(?value)``, and the shapes of this project do. Raises :class:`~koryu_rdf.check.paths.Uncompiled` for any other query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph
from rdflib import SH, URIRef, Variable
from rdflib.paths import InvPath, NegatedPath, Path
from rdflib.plugins.sparql import prepareQuery

from koryu_rdf.check.found import Finding
from koryu_rdf.check.nodes import to_path
from koryu_rdf.check.paths import Uncompiled
from koryu_rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Node

    from koryu_rdf.check.facts import Described, Facts

_COMPONENT = f"<{PREFIXES['sh']}SPARQLConstraintComponent>"
_DISGUISE = "datatype:"
_THIS = Variable("this")
_FORBIDDEN = re.compile(r"\b(?:MINUS|VALUES|SERVICE|GRAPH)\b|\$(?:shapesGraph|currentShape)\b", re.IGNORECASE)
_TYPED = re.compile(r'"\^\^<(?=[^">]*>$)')
_PATTERNS = {"BGP", "TriplesBlock"}
_NARROWING = {"Filter", "Extend", "Join", "Project", "Distinct", "SelectQuery", "Slice", "OrderBy", "ToMultiSet"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A query of a shape: the predicates that it reads, and whether other nodes than those reached from ``$this`` matter.

    ``joins`` are the predicates whose values such other nodes have in common with ``$this``.
    """

    node: Node
    has_path: bool
    query: str
    read: frozenset[str]
    followed: frozenset[str]
    is_global: bool
    joins: tuple[str, ...]

    def select(self, facts: Facts, nodes: Iterable[str]) -> Described:
        """Select what the query reads of some nodes and of those that it comes to from them."""
        reached = {node: facts.describe(node) for node in facts.reach(nodes, self.followed)}
        return {
            node: {predicate: said[predicate] for predicate in self.read & said.keys()}
            for node, said in reached.items()
        }

    def run(self, described: Iterable[Described], asked: set[str]) -> Iterator[Finding]:
        """Ask the query of some nodes."""
        for focus, value in Store(described).ask(self.query) if asked else ():
            if focus in asked:
                yield Finding(self.node, focus, value or (None if self.has_path else focus), _COMPONENT)


class Store:
    """Some of the facts in a store that answers queries."""

    def __init__(self, described: Iterable[Described]) -> None:
        self._store = pyoxigraph.Store()
        lines = "".join(_write_lines(described)).encode()
        if b"_:" in lines:  # a bulk load would rename blank nodes
            self._store.extend(pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES))
        else:
            self._store.bulk_load(lines, pyoxigraph.RdfFormat.N_TRIPLES)

    def ask(self, query: str) -> Iterator[tuple[str, str | None]]:
        """Give ``$this`` and ``?value`` of each answer, as tokens."""
        solutions: Any = self._store.query(query)
        has_value = any(variable.value == "value" for variable in solutions.variables)
        for solution in solutions:
            value = solution["value"] if has_value else None
            yield str(solution["this"]), None if value is None else str(value).replace(f"^^<{_DISGUISE}", "^^<")


def _write_lines(described: Iterable[Described]) -> Iterator[str]:
    for part in described:
        for subject, said in part.items():
            for predicate, values in said.items():
                yield from (f"{subject} {predicate} {_disguise(value)} .\n" for value in values)


def _disguise(token: str) -> str:
    return _TYPED.sub(f'"^^<{_DISGUISE}', token) if token[-1] == ">" and token[0] == '"' else token


def compile_rules(shapes: Graph, shape: Node) -> Iterator[Rule]:
    """Make the rules of a shape."""
    for constraint in shapes.objects(shape, SH.sparql):
        if set(shapes.predicates(constraint)) & {SH.message, SH.deactivated, SH.ask}:
            raise Uncompiled("sh:sparql")
        yield _compile_rule(shapes, shape, constraint)


def _compile_rule(shapes: Graph, shape: Node, constraint: Node) -> Rule:
    text = _write_query(shapes, shape, constraint)
    algebra = _parse(text)
    if _FORBIDDEN.search(text) or not set(map(str, algebra.PV)) <= {"this", "value"} or _THIS not in algebra.PV:
        raise Uncompiled("sh:select")
    patterns = list(_list_patterns(algebra))
    away = _reach(patterns)
    others = {subject for subject, _, _ in patterns} - away
    joins = _find_joins(list(_list_patterns(algebra, _NARROWING)), others)
    read = _list_predicates(path for _, path, _ in patterns)
    subjects = {subject for subject, _, _ in patterns}
    followed = _list_predicates(path for _, path, value in patterns if value in subjects)
    return Rule(shape, (shape, SH.path, None) in shapes, text, read, followed, bool(others), joins)


def _write_query(shapes: Graph, shape: Node, constraint: Node) -> str:
    """Write the query with its prefixes and its path."""
    declared = [
        one for ontology in shapes.objects(constraint, SH.prefixes) for one in shapes.objects(ontology, SH.declare)
    ]
    prefixes = "".join(
        f"PREFIX {shapes.value(one, SH.prefix)}: <{shapes.value(one, SH.namespace)}>\n"
        for one in sorted(declared, key=str)
    )
    path = shapes.value(shape, SH.path)
    query = str(shapes.value(constraint, SH.select))
    return prefixes + (query.replace("$PATH", to_path(shapes, path)) if path is not None else query)


def _parse(text: str) -> CompValue:
    try:
        return prepareQuery(text).algebra
    except Exception as cause:  # the parser lets through exceptions of its own
        raise Uncompiled("sh:select") from cause


def _list_patterns(part: Any, names: set[str] | None = None) -> Iterator[tuple[Node, Node | Path, Node]]:
    """List the triple patterns below a part of a query; only through parts of these names, where any are given."""
    if getattr(part, "name", None) in _PATTERNS:
        for terms in part.triples:  # within EXISTS those of one subject stand in one row
            yield from zip(terms[::3], terms[1::3], terms[2::3], strict=True)
    elif hasattr(part, "values") and (names is None or part.name in names):
        yield from (found for inner in part.values() for found in _list_patterns(inner, names))
    elif isinstance(part, list | tuple):
        yield from (found for inner in part for found in _list_patterns(inner, names))


def _reach(patterns: list[tuple[Node, Node | Path, Node]]) -> set[Node]:
    """Find the variables that are reached from ``$this`` by following predicates."""
    reached: set[Node] = {_THIS}
    while new := {value for subject, _, value in patterns if subject in reached} - reached:
        reached |= new
    return reached


def _find_joins(patterns: list[tuple[Node, Node | Path, Node]], others: set[Node]) -> tuple[str, ...]:
    """Find the predicates whose values ``$this`` and the one other node must have in common; none for several others."""
    if len(others) != 1:
        return ()
    own = {(path, value) for subject, path, value in patterns if subject == _THIS and isinstance(path, URIRef)}
    joined = {path for subject, path, value in patterns if subject in others and (path, value) in own}
    return tuple(sorted(f"<{predicate}>" for predicate in joined))


def _list_predicates(paths: Iterable[Node | Path]) -> frozenset[str]:
    return frozenset(f"<{name}>" for path in paths for name in _take_apart(path))


def _take_apart(path: Node | Path) -> Iterator[Node]:
    """List the predicates of a path; a variable or a path that may read any predicate cannot be told."""
    if isinstance(path, URIRef):
        yield path
    elif isinstance(path, Path) and not isinstance(path, NegatedPath | InvPath):
        inner = getattr(path, "args", None) or [getattr(path, "path", None)]
        yield from (found for one in inner for found in _take_apart(one))
    else:
        raise Uncompiled("sh:select")
