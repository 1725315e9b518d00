"""The constraint components of SHACL as plain functions, a table of them: one small function each.

In: a component's parameter in the shapes. Out: a test of one value, or a search through all values of a node. Whatever is not in the
tables raises :class:`~koryu_rdf.check.paths.Uncompiled`, and the reference engine checks it.
"""

# ruff: noqa: ARG001, ARG005  (the components of a table are all called alike)

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Protocol

from rdflib import RDF, RDFS, SH, XSD, Literal, URIRef

from koryu_rdf.check.facts import Facts
from koryu_rdf.check.paths import Uncompiled
from koryu_rdf.check.tokens import (
    compare,
    get_language,
    get_text,
    is_before,
    is_blank,
    is_iri,
    is_literal,
    is_not_after,
    is_well_formed,
    spell,
)

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Test = Callable[[Facts, str], bool]
"""Says whether one value conforms."""
Search = Callable[[Facts, str, Collection[str]], Iterable[str | None]]
"""Finds the values of a focus node that break the rule; None where no value is to blame."""


class Compiler(Protocol):
    """What a component asks of the compiler: the shapes, and the test that another shape is."""

    shapes: Graph

    def compile_test(self, node: Node) -> Test:
        """Make the test that a shape is for one value."""


# Tests of one value


def _test_class(compiler: Compiler, shape: Node, name: Node) -> Test:
    wanted = spell(name)

    def test(facts: Facts, value: str) -> bool:
        return value[0] != '"' and wanted in facts.get_classes(value)

    return test


def _test_datatype(compiler: Compiler, shape: Node, datatype: Node) -> Test:
    if datatype in (RDFS.Literal, RDFS.Datatype):
        raise Uncompiled("sh:datatype")
    if datatype == XSD.string:
        return lambda facts, value: value[0] == '"' and value[-1] == '"'
    if datatype == RDF.langString:
        return lambda facts, value: value[0] == '"' and value[-1] not in '">'
    ending = f'"^^<{datatype}>'
    return lambda facts, value: value.endswith(ending) and value[0] == '"' and is_well_formed(value)


_KINDS: dict[Node, Callable[[str], bool]] = {
    SH.IRI: is_iri,
    SH.Literal: is_literal,
    SH.BlankNode: is_blank,
    SH.BlankNodeOrIRI: lambda value: not is_literal(value),
    SH.BlankNodeOrLiteral: lambda value: not is_iri(value),
    SH.IRIOrLiteral: lambda value: not is_blank(value),
}


def _test_node_kind(compiler: Compiler, shape: Node, kind: Node) -> Test:
    if kind not in _KINDS:
        raise Uncompiled("sh:nodeKind")
    is_kind = _KINDS[kind]
    return lambda facts, value: is_kind(value)


def _test_pattern(compiler: Compiler, shape: Node, pattern: Node) -> Test:
    written = str(compiler.shapes.value(shape, SH.flags) or "").lower()
    flags = (re.IGNORECASE if "i" in written else 0) | (re.MULTILINE if "m" in written else 0)
    search = re.compile(str(pattern), flags).search
    return lambda facts, value: value[0] != "_" and search(get_text(value)) is not None


def _test_min_length(compiler: Compiler, shape: Node, length: Node) -> Test:
    least = _to_int(length)
    return lambda facts, value: least == 0 or (value[0] != "_" and len(get_text(value)) >= least)


def _test_max_length(compiler: Compiler, shape: Node, length: Node) -> Test:
    most = _to_int(length)
    return lambda facts, value: value[0] != "_" and len(get_text(value)) <= most


def _test_language_in(compiler: Compiler, shape: Node, languages: Node) -> Test:
    wanted = {str(language).lower() for language in compiler.shapes.items(languages)}

    def test(facts: Facts, value: str) -> bool:
        language = get_language(value)
        return bool(language) and ("*" in wanted or language in wanted or language.partition("-")[0] in wanted)

    return test


def _test_in(compiler: Compiler, shape: Node, choices: Node) -> Test:
    wanted = {spell(choice) for choice in compiler.shapes.items(choices)}
    return lambda facts, value: value in wanted


def _test_range(*allowed: int) -> Callable[[Compiler, Node, Node], Test]:
    def compile_range(compiler: Compiler, shape: Node, bound: Node) -> Test:
        limit = spell(bound)
        return lambda facts, value: compare(value, limit) in allowed

    return compile_range


def _test_node(compiler: Compiler, shape: Node, other: Node) -> Test:
    return compiler.compile_test(other)


def _test_not(compiler: Compiler, shape: Node, other: Node) -> Test:
    conforms = compiler.compile_test(other)
    return lambda facts, value: not conforms(facts, value)


def _test_and(compiler: Compiler, shape: Node, others: Node) -> Test:
    tests = _compile_tests(compiler, others)
    return lambda facts, value: all(conforms(facts, value) for conforms in tests)


def _test_or(compiler: Compiler, shape: Node, others: Node) -> Test:
    tests = _compile_tests(compiler, others)
    return lambda facts, value: any(conforms(facts, value) for conforms in tests)


def _test_xone(compiler: Compiler, shape: Node, others: Node) -> Test:
    tests = _compile_tests(compiler, others)
    return lambda facts, value: sum(conforms(facts, value) for conforms in tests) == 1


# Searches through all values of a node


def _search_min_count(compiler: Compiler, shape: Node, count: Node) -> Search:
    least = _to_int(count)
    return lambda facts, focus, values: _NOBODY if len(values) < least else ()


def _search_max_count(compiler: Compiler, shape: Node, count: Node) -> Search:
    most = _to_int(count)
    return lambda facts, focus, values: _NOBODY if len(values) > most else ()


def _search_unique_lang(compiler: Compiler, shape: Node, wanted: Node) -> Search:
    if not (isinstance(wanted, Literal) and wanted.value is True):
        raise Uncompiled("sh:uniqueLang")

    def search(facts: Facts, focus: str, values: Collection[str]) -> Iterable[None]:
        if len(values) < 2:  # noqa: PLR2004
            return ()
        languages = [language for language in map(get_language, values) if language]
        return _NOBODY if len(languages) > len(set(languages)) else ()

    return search


def _search_has_value(compiler: Compiler, shape: Node, value: Node) -> Search:
    wanted = spell(value)
    return lambda facts, focus, values: () if wanted in values else _NOBODY


def _search_disjoint(compiler: Compiler, shape: Node, predicate: Node) -> Search:
    other = spell(predicate)

    def search(facts: Facts, focus: str, values: Collection[str]) -> Iterable[str]:
        others = facts.get_objects(focus, other)
        return [value for value in values if value in others]

    return search


def _search_equals(compiler: Compiler, shape: Node, predicate: Node) -> Search:
    other = spell(predicate)

    def search(facts: Facts, focus: str, values: Collection[str]) -> Iterable[str]:
        return set(values).symmetric_difference(facts.get_objects(focus, other))

    return search


def _search_order(is_ordered: Callable[[str, str], bool]) -> Callable[[Compiler, Node, Node], Search]:
    def compile_order(compiler: Compiler, shape: Node, predicate: Node) -> Search:
        other = spell(predicate)

        def search(facts: Facts, focus: str, values: Collection[str]) -> Iterable[str]:
            others = facts.get_objects(focus, other)
            return [value for value in values if not all(is_ordered(value, one) for one in others)]

        return search

    return compile_order


def _search_qualified(compiler: Compiler, shape: Node, count: Node, is_enough: Callable[[int, int], bool]) -> Search:
    shapes = compiler.shapes
    if (shape, SH.qualifiedValueShapesDisjoint, Literal(True)) in shapes:
        raise Uncompiled("sh:qualifiedValueShapesDisjoint")
    conforms = compiler.compile_test(_get_one(shapes, shape, SH.qualifiedValueShape))
    limit = _to_int(count)

    def search(facts: Facts, focus: str, values: Collection[str]) -> Iterable[None]:
        return () if is_enough(sum(conforms(facts, value) for value in values), limit) else _NOBODY

    return search


def _search_qualified_min(compiler: Compiler, shape: Node, count: Node) -> Search:
    return _search_qualified(compiler, shape, count, int.__ge__)


def _search_qualified_max(compiler: Compiler, shape: Node, count: Node) -> Search:
    return _search_qualified(compiler, shape, count, int.__le__)


TESTS: dict[Node, Callable[[Compiler, Node, Node], Test]] = {
    SH["class"]: _test_class,
    SH.datatype: _test_datatype,
    SH.nodeKind: _test_node_kind,
    SH.pattern: _test_pattern,
    SH.minLength: _test_min_length,
    SH.maxLength: _test_max_length,
    SH.languageIn: _test_language_in,
    SH["in"]: _test_in,
    SH.minInclusive: _test_range(0, 1),
    SH.minExclusive: _test_range(1),
    SH.maxInclusive: _test_range(-1, 0),
    SH.maxExclusive: _test_range(-1),
    SH.node: _test_node,
    SH["not"]: _test_not,
    SH["and"]: _test_and,
    SH["or"]: _test_or,
    SH.xone: _test_xone,
}
SEARCHES: dict[Node, Callable[[Compiler, Node, Node], Search]] = {
    SH.minCount: _search_min_count,
    SH.maxCount: _search_max_count,
    SH.uniqueLang: _search_unique_lang,
    SH.hasValue: _search_has_value,
    SH.disjoint: _search_disjoint,
    SH.equals: _search_equals,
    SH.lessThan: _search_order(is_before),
    SH.lessThanOrEquals: _search_order(is_not_after),
    SH.qualifiedMinCount: _search_qualified_min,
    SH.qualifiedMaxCount: _search_qualified_max,
}
LOOKING_FURTHER = frozenset(
    {SH["class"], SH.node, SH["not"], SH["and"], SH["or"], SH.xone, SH.qualifiedValueShape, SH.property}
)
"""The parameters whose components ask what the data say of a value, not only what it is."""
SEVERAL = frozenset({*TESTS, SH.hasValue, SH.disjoint, SH.equals, SH.lessThan, SH.lessThanOrEquals}) - {
    SH.datatype,
    SH.nodeKind,
    SH.languageIn,
    SH["in"],
    SH.minLength,
    SH.maxLength,
}
"""The parameters that may stand more than once in a shape."""
_NOBODY = (None,)


def _compile_tests(compiler: Compiler, others: Node) -> list[Test]:
    return [compiler.compile_test(other) for other in compiler.shapes.items(others)]


def _to_int(node: Node) -> int:
    if not (isinstance(node, Literal) and isinstance(node.value, int)):
        raise Uncompiled(f"not a number: {node}")
    return node.value


def _get_one(shapes: Graph, shape: Node, predicate: URIRef) -> Node:
    values = list(shapes.objects(shape, predicate))
    if len(values) != 1:
        raise Uncompiled(str(predicate))
    return values[0]
