"""What was found, told in the words of the shapes: each result as a value and as a problem.

In: findings, or pyshacl's report graph, whose nodes are blank and in no order. Out: results in an order of their own, and problems
whose message is the shape's plain sentence followed by the exact facts, which a sentence of a shape's own would hide.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from rdflib import SH, URIRef

from koryu_rdf.check.nodes import shorten, to_path, to_token
from koryu_rdf.check.report import Result
from koryu_rdf.check.shapes import choose_text, describe_constraint, get_hint, to_severity
from koryu_rdf.check.tokens import respell
from koryu_rdf.problems import Problem, Where
from koryu_rdf.terms import parse_token
from koryu_rdf.texts import Text, get_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

    from koryu_rdf.check.found import Finding


def read_results(report: Graph, shapes: Graph) -> set[Result]:
    """Read the results that stand in the report itself, each once; what only details another one is left out."""
    return {_read_result(report, node, shapes) for node in report.objects(None, SH.result)}


def word_findings(findings: Iterable[Finding], shapes: Graph) -> set[Result]:
    """Put findings into the words of their shapes."""
    saying = cache(partial(_say_of_shape, shapes))
    return {_word_finding(finding, saying(finding.shape, finding.component)) for finding in findings}


def make_shape_problem(result: Result, shapes: Graph, where: Where) -> Problem:
    """Make the problem that a result stands for; its code is the local name of the shape, or else of the constraint."""
    code = _get_local_name(result.source_shape or result.component)
    field = shorten(result.path) if result.path else None
    severity, hint = to_severity(result.severity), get_hint(shapes, result.source_shape)
    value = _to_plain(result.value) if result.value else None
    return Problem(code, severity, where, field, value, result.message, hint)


def _to_plain(token: str) -> str:
    """Give a value as the office wrote it; the message has it exactly."""
    if token.startswith("_:"):
        return token
    term = parse_token(token)
    return term.text if term.iri is None else term.iri


class _Saying(NamedTuple):
    """What a shape says whenever one of its constraints is broken."""

    source_shape: str | None
    path: str | None
    constraint: str
    severity: str
    sentence: Text


def _say_of_shape(shapes: Graph, shape: Node, component: str) -> _Saying:
    path = shapes.value(shape, SH.path)
    return _Saying(
        source_shape=to_token(shape) if isinstance(shape, URIRef) else None,
        path=to_path(shapes, path) if path is not None else None,
        constraint=describe_constraint(shapes, shape, URIRef(component[1:-1])),
        severity=to_token(shapes.value(shape, SH.severity) or SH.Violation),
        sentence=choose_text(shapes.objects(shape, SH.message)) or get_text("check", "no-message"),
    )


def _word_finding(finding: Finding, saying: _Saying) -> Result:
    focus, value = respell(finding.focus), respell(finding.value) if finding.value else None
    facts = {"focus": focus, "path": saying.path, "value": value, "constraint": saying.constraint}
    message = _add_facts(saying.sentence, facts)
    return Result(focus, saying.path, value, finding.component, saying.source_shape, saying.severity, message)


def _read_result(report: Graph, node: Node, shapes: Graph) -> Result:
    shape, component = _get(report, node, SH.sourceShape), _get(report, node, SH.sourceConstraintComponent)
    path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
    facts = {
        "focus": to_token(_get(report, node, SH.focusNode)),
        "path": to_path(shapes, path) if path is not None else None,
        "value": to_token(value) if value is not None else None,
        "constraint": describe_constraint(shapes, shape, component),
    }
    return Result(
        focus=to_token(_get(report, node, SH.focusNode)),
        path=facts["path"],
        value=facts["value"],
        component=to_token(component),
        source_shape=to_token(shape) if isinstance(shape, URIRef) else None,
        severity=to_token(_get(report, node, SH.resultSeverity)),
        message=_add_facts(_read_sentence(report, node, shapes), facts),
    )


def _read_sentence(report: Graph, node: Node, shapes: Graph) -> Text:
    """Find the shape's own sentence, or else the engine's; the engine drops the language of a query's messages."""
    owners = [owner for name in (SH.sourceShape, SH.sourceConstraint) for owner in report.objects(node, name)]
    written = {str(message): message for owner in owners for message in shapes.objects(owner, SH.message)}
    messages = [written.get(str(message), message) for message in report.objects(node, SH.resultMessage)]
    return choose_text(messages) or get_text("check", "no-message")


def _add_facts(sentence: Text, facts: dict[str, str | None]) -> Text:
    parts = [get_text("check", f"fact-{name}", fact=shorten(fact)) for name, fact in facts.items() if fact is not None]
    ja, en = "、".join(part.ja for part in parts), ", ".join(part.en for part in parts)
    return Text(f"{sentence.ja}（{ja}）", f"{sentence.en} ({en})")


def _get(report: Graph, node: Node, predicate: URIRef) -> Node:
    return next(report.objects(node, predicate))


def _get_local_name(token: str) -> str:
    iri = token[1:-1]
    return iri[max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1 :] or iri
