"""Problems: everything that is wrong with the data, as values.

In: a code of ``texts/problems.toml`` and the place where it was met. Out: a :class:`Problem`, whose message is there in
Japanese and English. A bad cell, a noisy line and a broken shape look alike. Nothing here prints or raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

import msgspec

from koryu_rdf.a1 import parse_cell
from koryu_rdf.texts import Language, Text, get_text, get_topic

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

COLUMNS = ("code", "severity", "file", "line", "sheet", "cell", "record", "field", "value", "message", "hint", "page")


class Where(msgspec.Struct, frozen=True, order=True):
    """Where a problem was met: a line of a text file or a cell of a sheet, and the record it belongs to.

    ``file`` is a bare name or a path as the user gave it, ``line`` counts from 1 (in a Word document the paragraphs), ``cell`` is
    like ``C7``, ``page`` counts from 1 where the document has pages.
    """

    file: str | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    record: str | None = None
    page: int | None = None


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong with the data, where, and how to mend it."""

    code: str
    severity: Severity
    where: Where
    field: str | None
    value: str | None
    message: Text
    hint: Text

    def to_row(self, language: Language) -> dict[str, str | int | None]:
        """Give the problem in the columns of the contract, ``COLUMNS``."""
        where = {name: getattr(self.where, name) for name in ("file", "line", "sheet", "cell", "record")}
        return {
            "code": self.code,
            "severity": self.severity,
            **where,
            "field": self.field,
            "value": self.value,
            "message": self.message.to(language),
            "hint": self.hint.to(language),
            "page": self.where.page,
        }


class Report(Protocol):
    """What a parser calls when something is wrong: it knows what, its caller knows where."""

    def __call__(self, code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None: ...


class Explanation(msgspec.Struct, frozen=True):
    """What a problem's code means: what ``koryu explain CODE`` shows."""

    code: str
    severity: Severity
    message: Text
    hint: Text
    when: Text


def make_problem(
    code: str, where: Where, *, field: str | None = None, value: str | None = None, **slots: object
) -> Problem:
    """Make the problem that ``code`` stands for.

    ``value`` is what stood in the source; leave it out when it must not be shown again (personal data).
    The catalogue's sentences may use ``{value}``, ``{field}`` and every name in ``slots``.
    """
    known, name = explain(code), name_field(field or "")
    ja, en = {"value": value, "field": name.ja, **slots}, {"value": value, "field": name.en, **slots}
    message, hint = (Text(text.ja.format(**ja), text.en.format(**en)) for text in (known.message, known.hint))
    return Problem(code, known.severity, where, field, value, message, hint)


def name_field(field: str) -> Text:
    """Name a field of a record in words; what is none, such as a property of a shape, keeps its name."""
    return get_text("record-fields", field) if field in get_topic("record-fields") else Text(field, field)


def explain(code: str) -> Explanation:
    """Look up what a code means; raises ``KeyError`` for one that does not exist."""
    entry = get_topic("problems")[code]
    message, hint, when = (Text(**entry[part]) for part in ("message", "hint", "when"))
    return Explanation(code, entry["severity"], message, hint, when)


def list_codes() -> list[str]:
    """List the codes of reading, in the catalogue's order."""
    return list(get_topic("problems"))


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems by file, line, sheet, cell, record, then gravity and code."""
    return sorted(problems, key=_sort_key)


def count_by_severity(problems: Iterable[Problem]) -> Mapping[Severity, int]:
    """Count problems: gravest first, every severity present."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return counts


def _sort_key(problem: Problem) -> tuple[object, ...]:
    where = problem.where
    cell = parse_cell(where.cell or "") or (0, 0)
    place = (where.file or "", where.line or 0, where.sheet or "", cell, where.cell or "", where.record or "")
    return (*place, SEVERITIES.index(problem.severity), problem.code, problem.field or "", problem.value or "")
