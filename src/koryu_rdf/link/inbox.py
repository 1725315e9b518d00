"""The inbox: questions one after the other, and what a key does.

In: questions, decisions and keys. Out: changed decisions and where the cursor stands. It neither draws nor reads keys, nor
does it write files: whoever holds it does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from koryu_rdf.link.decisions import Decisions, Question, Signature
from koryu_rdf.link.mappings import LinkRow


class _Step(NamedTuple):
    """What there was before a decision."""

    question: int
    candidate: int
    rows: tuple[LinkRow, ...]


class Inbox:
    """Questions with a cursor on a candidate. ``note`` goes with the next decision."""

    def __init__(self, questions: Sequence[Question], decisions: Decisions, by: Signature) -> None:
        self.questions, self.decisions, self.by = list(questions), decisions, by
        self.position, self.cursor, self.note = 0, 0, ""
        self._past: list[_Step] = []
        self._actions: dict[str, Callable[[], None]] = {
            "j": self._go_down,
            "k": self._go_up,
            "a": self._accept,
            "r": self._reject,
            "n": self._say_none,
            "s": self._go_on,
            "u": self._undo,
        }

    @property
    def question(self) -> Question | None:
        """The question that is open; ``None`` at the end."""
        return self.questions[self.position] if self.position < len(self.questions) else None

    @property
    def offered(self) -> list[LinkRow]:
        """The candidates of the open question that are not rejected."""
        question = self.question
        return [row for row in question.candidates if not self.decisions.is_rejected(row)] if question else []

    @property
    def decided(self) -> int:
        """The number of questions that are settled."""
        return sum(self.decisions.is_settled(question.subject) for question in self.questions)

    def press(self, key: str) -> None:
        """Do what a key stands for; a key that stands for nothing does nothing."""
        if key == "u" or self.question:
            self._actions.get(key, lambda: None)()

    def _go_down(self) -> None:
        self.cursor += 1
        if self.cursor >= len(self.offered):
            self._go_on()

    def _go_up(self) -> None:
        if self.cursor:
            self.cursor -= 1
        elif self.position:
            self.position -= 1
            self.cursor = max(0, len(self.offered) - 1)

    def _go_on(self) -> None:
        self.position, self.cursor, self.note = self.position + 1, 0, ""

    def _accept(self) -> None:
        if self.offered:
            row = self.offered[self.cursor]
            self._remember(row.subject_id)
            self.decisions.accept(row, self.by, self.note)
            self._go_on()

    def _reject(self) -> None:
        if self.offered:
            row = self.offered[self.cursor]
            self._remember(row.subject_id)
            self.decisions.reject(row, self.by, self.note)
            self.note = ""
            self.cursor = min(self.cursor, max(0, len(self.offered) - 1))

    def _say_none(self) -> None:
        question = self.question
        if question:
            self._remember(question.subject)
            self.decisions.say_none(question, self.by, self.note)
            self._go_on()

    def _undo(self) -> None:
        if self._past:
            step = self._past.pop()
            self.position, self.cursor, self.note = step.question, step.candidate, ""
            self.decisions.put(self.questions[step.question].subject, step.rows)

    def _remember(self, subject: str) -> None:
        self._past.append(_Step(self.position, self.cursor, self.decisions.get(subject)))
