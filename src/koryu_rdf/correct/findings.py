"""Findings: problems as a clerk meets them, gathered by the cell that shows them, in words.

In: problems. Out: the words of a comment, and the columns of a list. Nothing is laid out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from koryu_rdf.problems import SEVERITIES, Problem, Severity, name_field
from koryu_rdf.texts import Language, get_text

LIST_COLUMNS = (
    "severity",
    "file",
    "sheet",
    "cell",
    "page",
    "line",
    "text",
    "record",
    "field",
    "value",
    "message",
    "hint",
    "code",
)
_ALWAYS = ("severity", "message", "hint", "code")


class Finding(NamedTuple):
    """A problem, the sheet and the cell to mark for it, and the text of its line where the source is a document."""

    problem: Problem
    sheet: str | None
    cell: str | None
    text: str | None = None


def word_comment(findings: Iterable[Finding], language: Language) -> str:
    """Say in the words of a comment what is wrong with a cell: gravest first, each with its value and how to mend it."""
    ranked = sorted(findings, key=lambda finding: SEVERITIES.index(finding.problem.severity))
    return "\n".join(dict.fromkeys(_word_problem(finding.problem, language) for finding in ranked))


def get_gravest(findings: Iterable[Finding]) -> Severity:
    """Give the severity by which a cell is marked."""
    return min((finding.problem.severity for finding in findings), key=SEVERITIES.index)


def list_columns(findings: Sequence[Finding]) -> list[str]:
    """Name the columns that a list of these findings needs: no empty ones, and the file only where there are several."""
    rows = [to_row(finding, "ja") for finding in findings]
    used = {column for row in rows for column, value in row.items() if value}
    if len({row["file"] for row in rows}) == 1:
        used.discard("file")
    if all(row["cell"] for row in rows if row["line"]):
        used.discard("line")  # a cell's address says the row
    return [column for column in LIST_COLUMNS if column in used or column in _ALWAYS]


def to_row(finding: Finding, language: Language) -> Mapping[str, str]:
    """Give a finding in the columns of the list."""
    row = {name: "" if value is None else str(value) for name, value in finding.problem.to_row(language).items()}
    place = {"sheet": finding.sheet or row["sheet"], "cell": finding.cell or row["cell"], "text": finding.text or ""}
    return {
        **row,
        **place,
        "field": name_field(row["field"]).to(language),
        "severity": name_severity(finding.problem.severity, language),
    }


def name_severity(severity: Severity, language: Language) -> str:
    """Name a severity."""
    return get_text("correct", f"severity-{severity}").to(language)


def _word_problem(problem: Problem, language: Language) -> str:
    message, hint = problem.message.to(language), problem.hint.to(language)
    value = problem.value if problem.value and problem.value not in message else None
    sentences = [
        get_text("correct", "comment-message", severity=name_severity(problem.severity, language), message=message),
        value and get_text("correct", "comment-value", value=value),
        get_text("correct", "comment-hint", hint=hint, code=problem.code),
    ]
    return "\n".join(sentence.to(language) for sentence in sentences if sentence)
