"""The journal of a reading: what was wrong, what was passed over, and where records stand.

Readers write in it while records stream past; it is whole when the last record has been taken. No name of a person and
no personal address gets into a problem.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import msgspec

from koryu_rdf.model import Survey
from koryu_rdf.personal import withhold_names
from koryu_rdf.problems import Problem, Report, Where, make_problem
from koryu_rdf.texts import Text, get_text


class PassedOver(NamedTuple):
    """A line, or a part of one, that says nothing about an agreement.

    ``reason`` is a key of ``texts/passed-over.toml``.
    """

    file: str
    line: int
    reason: str
    text: str

    @property
    def explanation(self) -> Text:
        """Say in words why it was passed over."""
        return get_text("passed-over", self.reason)


class Notes(msgspec.Struct):
    """What a journal holds, to be carried into another one."""

    problems: list[Problem] = []
    passed_over: list[PassedOver] = []
    origins: dict[str, Where] = {}
    surveys: dict[str, Survey] = {}


class Journal:
    """Collects problems, lines passed over and the surveys met.

    ``origins`` gives, by record id, where a record is edited when that is not the source it names.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.passed_over: list[PassedOver] = []
        self.origins: dict[str, Where] = {}
        self.surveys: dict[str, Survey] = {}

    def clear(self) -> None:
        """Forget everything, for another reading of the same sources."""
        for notes in (self.problems, self.passed_over, self.origins, self.surveys):
            notes.clear()

    def take(self) -> Notes:
        """Give what was noted since the last time, and forget it."""
        notes = Notes(self.problems[:], self.passed_over[:], {**self.origins}, {**self.surveys})
        self.clear()
        return notes

    def add(self, notes: Notes) -> None:
        """Note what another journal holds."""
        self.problems += notes.problems
        self.passed_over += notes.passed_over
        self.origins |= notes.origins
        self.surveys |= notes.surveys

    def at(self, where: Where, acknowledged: Collection[str] = ()) -> Report:
        """Give the function that reports what is wrong at one place, but for codes the editor acknowledged."""

        def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
            if code not in acknowledged:
                shown = {
                    name: withhold_names(slot)[0] if isinstance(slot, str) else slot for name, slot in slots.items()
                }
                value = value and withhold_names(value)[0]
                self.problems.append(make_problem(code, where, field=field, value=value, **shown))

        return report

    def pass_over(self, file: str, line: int, reason: str, text: str) -> None:
        """Note a line that holds nothing for a record."""
        self.passed_over.append(PassedOver(file, line, reason, text))


class RecordJournal(NamedTuple):
    """The journal, open at one record of a document."""

    journal: Journal
    file: str
    record: str

    def at(self, line: int) -> Report:
        """Give the function that reports what is wrong in a line."""
        return self.journal.at(Where(file=self.file, line=line, record=self.record))

    def pass_over(self, line: int, reason: str, text: str) -> None:
        """Note a line, or a part of one, that holds nothing for the record."""
        self.journal.pass_over(self.file, line, reason, text)
