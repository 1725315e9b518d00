"""SHACL paths as plain functions.

In: the node of a path in the shapes. Out: a :class:`Path`, which finds the values of a node and says which predicates it reads.
Raises :class:`Uncompiled` for a path that has no function here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

from rdflib import RDF, SH, URIRef

from koryu_rdf.check.facts import Facts
from koryu_rdf.check.tokens import spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

Find = Callable[[Facts, str], Collection[str]]


class Uncompiled(Exception):  # noqa: N818  (no error: the reference engine takes over)
    """Something in a shape that only the reference engine knows."""


class Path(NamedTuple):
    """How to find values; ``read`` are all predicates, ``inverse`` those read backwards, ``followed`` those passed through."""

    find: Find
    read: frozenset[str]
    inverse: frozenset[str] = frozenset()
    followed: frozenset[str] = frozenset()


def compile_path(shapes: Graph, node: Node) -> Path:
    """Make the function of a path."""
    if isinstance(node, URIRef):
        return _step(spell(node))
    if shapes.value(node, RDF.first):
        return _chain([compile_path(shapes, step) for step in shapes.items(node)])
    if choices := shapes.value(node, SH.alternativePath):
        return _choose([compile_path(shapes, choice) for choice in shapes.items(choices)])
    inner = shapes.value(node, SH.inversePath)
    if isinstance(inner, URIRef):
        return _step_back(spell(inner))
    for name, least, most in _REPETITIONS:
        if repeated := shapes.value(node, name):
            return _repeat(compile_path(shapes, repeated), least, most)
    raise Uncompiled("sh:path")


_REPETITIONS = ((SH.zeroOrMorePath, 0, None), (SH.oneOrMorePath, 1, None), (SH.zeroOrOnePath, 0, 1))


def _step(predicate: str) -> Path:
    return Path(lambda facts, node: facts.get_objects(node, predicate), frozenset({predicate}))


def _step_back(predicate: str) -> Path:
    only = frozenset({predicate})
    return Path(lambda facts, node: facts.get_subjects(node, predicate), only, only)


def _choose(paths: list[Path]) -> Path:
    def find(facts: Facts, node: str) -> Collection[str]:
        return {value: None for path in paths for value in path.find(facts, node)}

    return Path(find, *_gather(paths))


def _chain(paths: list[Path]) -> Path:
    def find(facts: Facts, node: str) -> Collection[str]:
        reached: Collection[str] = [node]
        for path in paths:
            reached = {value: None for one in reached for value in path.find(facts, one)}
        return reached

    read, inverse, _ = _gather(paths)
    return Path(find, read, inverse, read)


def _repeat(path: Path, least: int, most: int | None) -> Path:
    def find(facts: Facts, node: str) -> Collection[str]:
        reached: dict[str, None] = {} if least else {node: None}
        waiting, steps = [node], 0
        while waiting and (most is None or steps < most):
            found = {value: None for one in waiting for value in path.find(facts, one)}
            waiting, steps = [value for value in found if value not in reached], steps + 1
            reached.update(found)
        return reached

    return Path(find, path.read, path.inverse, path.read)


def _gather(paths: Iterable[Path]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    parts = list(zip(*(path[1:] for path in paths), strict=True))
    read, inverse, followed = (frozenset().union(*part) for part in parts)
    return read, inverse, followed
