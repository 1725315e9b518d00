"""What a check finds: results as values, and the whole as an ``sh:ValidationReport``.

In: what ``results`` read out of the engine's report. Out: values, and descriptions for a writer. It knows no rdflib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from koryu_rdf.terms import TYPE, Description, curie, to_literal, to_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koryu_rdf.problems import Problem
    from koryu_rdf.texts import Text

_REPORT = "urn:koryu:report"


class Result(msgspec.Struct, frozen=True):
    """One place where the data breaks a shape; all but ``message`` are N-Triples tokens.

    ``source_shape`` is None for a shape without an IRI. ``path`` and ``value`` are None where the constraint has none;
    a path of more than one property is written as in SPARQL, ``<a>|<b>``.
    """

    focus: str
    path: str | None
    value: str | None
    component: str
    source_shape: str | None
    severity: str
    message: Text

    @property
    def order(self) -> tuple[str, ...]:
        """The place of the result among others, whatever order they were found in."""
        tokens = (self.focus, self.source_shape, self.path, self.value, self.component, self.severity)
        return (*(token or "" for token in tokens), *self.message)


class Report(msgspec.Struct, frozen=True):
    """The outcome of a check; ``conforms`` is false as soon as there is one result, of whatever severity."""

    conforms: bool
    results: tuple[Result, ...]
    problems: list[Problem]


def describe_report(report: Report) -> Iterator[Description]:
    """Describe the report in SHACL's words, with IRIs where SHACL's own reports have blank nodes.

    A path of more than one property and a shape without an IRI cannot be told without blank nodes and are left out.
    """
    subjects = [f"<{_REPORT}#result-{number}>" for number, _ in enumerate(report.results, 1)]
    statements = [(TYPE, curie("sh:ValidationReport"))]
    statements.append((curie("sh:conforms"), to_typed("true" if report.conforms else "false", "xsd:boolean")))
    statements += [(curie("sh:result"), subject) for subject in subjects]
    yield Description(f"<{_REPORT}>", statements)
    for subject, result in zip(subjects, report.results, strict=True):
        yield Description(subject, list(_describe_result(result)))


def _describe_result(result: Result) -> Iterator[tuple[str, str]]:
    yield TYPE, curie("sh:ValidationResult")
    yield curie("sh:focusNode"), _name_blank(result.focus)
    if result.path and _is_iri(result.path):
        yield curie("sh:resultPath"), result.path
    if result.value:
        yield curie("sh:value"), _name_blank(result.value)
    yield curie("sh:sourceConstraintComponent"), result.component
    if result.source_shape:
        yield curie("sh:sourceShape"), result.source_shape
    yield curie("sh:resultSeverity"), result.severity
    yield curie("sh:resultMessage"), to_literal(result.message.ja, "ja")
    yield curie("sh:resultMessage"), to_literal(result.message.en, "en")


def _is_iri(path: str) -> bool:
    return path.startswith("<") and path.find(">") == len(path) - 1


def _name_blank(token: str) -> str:
    return f"<{_REPORT}#blank-{token[2:]}>" if token.startswith("_:") else token
