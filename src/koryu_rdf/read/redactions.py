"""Redactions: what was found of persons, where, and what became of it.

In: what the gate or a reader met. Out: :class:`Redaction` values for the log, whose rows hold the text itself only when
that is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

import msgspec

from koryu_rdf.errors import UndecidedError
from koryu_rdf.personal import Decision
from koryu_rdf.problems import Problem, Where, sort_problems
from koryu_rdf.texts import Language, get_text

REDACTION_COLUMNS = ("record", "field", "file", "line", "sheet", "cell", "kind", "rule", "decision")


class Redaction(msgspec.Struct, frozen=True):
    """One thing that was found. ``kind`` is a key of ``texts/withheld.toml``, ``rule`` one of ``texts/personal.toml``."""

    where: Where
    field: str
    kind: str
    rule: str
    decision: Decision
    text: str

    def to_row(self, language: Language) -> dict[str, str | int | None]:
        """Give the redaction in the columns of ``REDACTION_COLUMNS``, and its ``text``."""
        where = {name: getattr(self.where, name) for name in ("file", "line", "sheet", "cell", "record")}
        rule = get_text("personal", self.rule).to(language)
        decided = {"kind": self.kind, "rule": rule, "decision": self.decision}
        return {**where, "field": self.field, **decided, "text": self.text}


def count_by_decision(redactions: Sequence[Redaction]) -> dict[str, int]:
    """Count redactions, every decision present."""
    counts = Counter(one.decision for one in redactions)
    return {decision: counts[decision] for decision in get_args(Decision)}


def refuse_undecided(redactions: Sequence[Redaction], problems: Sequence[Problem]) -> None:
    """Raise :class:`UndecidedError` where it is not decided whether something is personal data."""
    count = count_by_decision(redactions)["undecided"]
    if count:
        undecided = sort_problems(one for one in problems if one.code == "personal-undecided")
        message, hint = get_text("errors", "undecided", count=count), get_text("errors", "undecided-hint")
        raise UndecidedError(message, hint=hint, problems=undecided)
