"""Redactions: what was found of persons, where, and what became of it.

In: what the gate or a reader met. Out: :class:`Redaction` values for the log, whose rows hold the text itself only when
that is asked for.
"""

from __future__ import annotations

import msgspec

from koryu_rdf.personal import Decision
from koryu_rdf.problems import Where
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
