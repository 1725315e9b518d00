"""Problems as RDF: a report in the words of SHACL, so that what reads reports of validation reads these too.

In: problems. Out: descriptions for a writer. There are no blank nodes: the report and its results have ``urn:`` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.problems import Problem, Severity, Where
from koryu_rdf.terms import TYPE, Description, curie, to_iri, to_literal, to_typed

_REPORT = "urn:koryu:problems"
_CODE = "urn:koryu:problem:"
_SEVERITIES: dict[Severity, str] = {"error": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}


def describe_problems(problems: Sequence[Problem], identifiers: Identifiers) -> Iterator[Description]:
    """Describe problems as an ``sh:ValidationReport``; the component of a result is named after its code.

    A result's focus node is the agreement, where the problem belongs to one. The place in the source is its
    ``rdfs:label``, the hint its ``rdfs:comment``.
    """
    subjects = [f"<{_REPORT}#{number}>" for number, _ in enumerate(problems, 1)]
    conforms = to_typed("false" if problems else "true", "xsd:boolean")
    statements = [(TYPE, curie("sh:ValidationReport")), (curie("sh:conforms"), conforms)]
    yield Description(f"<{_REPORT}>", statements + [(curie("sh:result"), subject) for subject in subjects])
    for subject, problem in zip(subjects, problems, strict=True):
        yield Description(subject, list(_describe(problem, identifiers)))


def _describe(problem: Problem, identifiers: Identifiers) -> Iterator[tuple[str, str]]:
    yield TYPE, curie("sh:ValidationResult")
    if problem.where.record:
        yield curie("sh:focusNode"), identifiers.agreement(problem.where.record)
    yield curie("sh:resultSeverity"), curie(_SEVERITIES[problem.severity])
    yield curie("sh:sourceConstraintComponent"), to_iri(_CODE + problem.code)
    yield curie("dcterms:identifier"), to_literal(problem.code)
    if problem.value:
        yield curie("sh:value"), to_literal(problem.value)
    for predicate, text in (("sh:resultMessage", problem.message), ("rdfs:comment", problem.hint)):
        yield curie(predicate), to_literal(text.ja, "ja")
        yield curie(predicate), to_literal(text.en, "en")
    yield curie("rdfs:label"), to_literal(_name_place(problem.where))


def _name_place(where: Where) -> str:
    """Name a place without words, as ``list.xlsx 2026!C7`` or ``survey.txt:12``."""
    file = f"{where.file or ''}:{where.line}" if where.line else where.file or ""
    cell = f"{where.sheet}!{where.cell or ''}".rstrip("!") if where.sheet else where.cell
    return " ".join(part for part in (file, cell) if part)
