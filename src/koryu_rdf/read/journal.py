"""The journal of a reading: what was wrong, what was passed over, and where records stand.

Readers write in it while records stream past; it is whole when the last record has been taken. Nothing that the policy
withholds gets into a problem or among the lines passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from koryu_rdf.model import Survey
from koryu_rdf.personal import MARKS, Personal, Topic, screen
from koryu_rdf.problems import Problem, Report, Where, make_problem
from koryu_rdf.read.layouts import TableLayout
from koryu_rdf.read.redactions import Redaction
from koryu_rdf.texts import Text, get_text


class PassedOver(NamedTuple):
    """A line, or a part of one, that says nothing about an agreement.

    ``reason`` is a key of ``texts/passed-over.toml``. In a workbook a sheet and a cell stand for the line. What stands outside of
    the text, such as a page's header, has no line.
    """

    file: str
    line: int | None
    reason: str
    text: str
    sheet: str | None = None
    cell: str | None = None

    @property
    def where(self) -> Where:
        """The place in the form that problems have."""
        return Where(file=self.file, line=self.line, sheet=self.sheet, cell=self.cell)

    @property
    def explanation(self) -> Text:
        """Say in words why it was passed over."""
        return get_text("passed-over", self.reason)


class Quote(NamedTuple):
    """The text of a line of a document that has a problem."""

    file: str
    line: int
    text: str


TOPICS: Mapping[str, Topic] = {
    "department": "department",
    "contact": "department",
    "phone": "phone",
    "email": "email",
    "title": "titles",
    "japanese_parties": "titles",
    "overseas_parties": "titles",
    "title_parties": "titles",
    "earlier_ties": "titles",
    "events": "events",
    "background": "narratives",
    "activities": "narratives",
    "outcomes": "narratives",
    "summary": "narratives",
    "results": "narratives",
    "open_issues": "narratives",
    "web_pages": "notes",
}
"""The policy's topic of each field; in every other field persons are withheld."""


_CODES = {
    "name": "person-withheld",
    "email": "email-withheld",
    "phone": "phone-withheld",
    "address": "address-withheld",
    "text": "withheld-by-settings",
}

CAUTIOUS = Personal()


Places = dict[str, dict[str, list[Where]]]
"""Where fields stand, by record and field; the empty field is the whole record."""


class Notes(msgspec.Struct):
    """What a journal holds, to be carried into another one."""

    problems: list[Problem] = []
    redactions: list[Redaction] = []
    passed_over: list[PassedOver] = []
    origins: dict[str, Where] = {}
    surveys: dict[str, Survey] = {}
    places: Places = {}
    tables: list[TableLayout] = []
    quotes: list[Quote] = []


class Journal:
    """Collects problems, redactions, lines passed over and the surveys met.

    ``origins`` gives, by record id, where a record is edited when that is not the source it names; ``tables`` how each table
    was understood, ``quotes`` the lines that have problems. ``pages`` gives, by file and line, the page for what is reported there.
    """

    def __init__(self, policy: Personal = CAUTIOUS) -> None:
        self.policy = policy
        self.problems: list[Problem] = []
        self.redactions: list[Redaction] = []
        self.passed_over: list[PassedOver] = []
        self.origins: dict[str, Where] = {}
        self.surveys: dict[str, Survey] = {}
        self.pages: dict[tuple[str | None, int | None], int] = {}
        self.tables: list[TableLayout] = []
        self.quotes: list[Quote] = []
        self._places: Places = {}

    def clear(self) -> None:
        """Forget everything, for another reading of the same sources."""
        for notes in (
            self.problems,
            self.redactions,
            self.passed_over,
            self.origins,
            self.surveys,
            self.tables,
            self.quotes,
            self._places,
        ):
            notes.clear()

    def take(self) -> Notes:
        """Give what was noted since the last time, and forget it."""
        notes = Notes(
            self.problems[:],
            self.redactions[:],
            self.passed_over[:],
            {**self.origins},
            {**self.surveys},
            {**self._places},
            self.tables[:],
            self.quotes[:],
        )
        self.clear()
        return notes

    def add(self, notes: Notes) -> None:
        """Note what another journal holds."""
        self.problems += notes.problems
        self.redactions += notes.redactions
        self.passed_over += notes.passed_over
        self.origins |= notes.origins
        self.surveys |= notes.surveys
        self._places |= notes.places
        self.tables += notes.tables
        self.quotes += notes.quotes

    def at(self, where: Where, acknowledged: Collection[str] = ()) -> Report:
        """Give the function that reports what is wrong at one place, but for codes the editor acknowledged."""
        where = self._find_page(where)

        def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
            if code not in acknowledged:
                shown = {
                    name: self._screen(slot, field) if isinstance(slot, str) else slot for name, slot in slots.items()
                }
                value = value and self._screen(value, field)
                self.problems.append(make_problem(code, where, field=field, value=value, **shown))

        return report

    def place(self, record: str, field: str | None, places: Sequence[Where]) -> None:
        """Say where a field of a record stands, before the record is given on.

        Several places are those of the text's lines or of the list's items, in order; the last one holds for the rest.
        Without a field, it is where the record as a whole stands.
        """
        self._places.setdefault(record, {})[field or ""] = list(map(self._find_page, places))

    def find_place(self, record: str, field: str) -> Where | None:
        """Find where a field of a record begins that has not been given on yet."""
        return next(iter(self._places.get(record, {}).get(field, ())), None)

    def take_places(self, record: str) -> dict[str, list[Where]]:
        """Give what was said of where a record's fields stand, and forget it."""
        return self._places.pop(record, {})

    def redact(self, redactions: Iterable[Redaction]) -> None:
        """Note what was found of persons, and report what was withheld, once for each place."""
        noted = list(redactions)
        self.redactions += noted
        held = Counter((one.where, one.field, _name_code(one)) for one in noted if one.decision != "published")
        for (where, field, code), count in held.items():
            self.problems.append(make_problem(code, where, field=field, count=count))

    def _find_page(self, where: Where) -> Where:
        return msgspec.structs.replace(where, page=where.page or self.pages.get((where.file, where.line)))

    def _screen(self, text: str, field: str | None) -> str:
        topic = TOPICS.get(field or "")
        is_withheld = topic and self.policy.withholds(topic)
        return MARKS["ja"]["text"] if is_withheld else screen(text, topic, self.policy).text

    def quote(self, file: str, lines: Mapping[int, str]) -> None:
        """Keep the text of those lines of a document that have problems, for whoever is to mend them."""
        met = {problem.where.line for problem in self.problems if problem.where.file == file}
        self.quotes += [Quote(file, line, self._screen(text, None)) for line, text in lines.items() if line in met]

    def pass_over(self, file: str, line: int | None, reason: str, text: str) -> None:
        """Note a line that holds nothing for a record."""
        self.pass_over_at(Where(file=file, line=line), reason, text)

    def pass_over_at(self, where: Where, reason: str, text: str) -> None:
        """Note a cell, or a line, that holds nothing for a record."""
        shown = self._screen(text, None) if text else text
        self.passed_over.append(PassedOver(where.file or "", where.line, reason, shown, where.sheet, where.cell))


def _name_code(redaction: Redaction) -> str:
    """Name the problem that a redaction is reported as."""
    if redaction.decision == "undecided":
        return "personal-undecided"
    return _CODES[redaction.kind]


class RecordJournal:
    """The journal, open at one record of a document."""

    def __init__(self, journal: Journal, file: str, record: str) -> None:
        self.journal = journal
        self.file = file
        self.record = record

    def locate(self, line: int) -> Where:
        """Say where a line of the record stands."""
        return Where(file=self.file, line=line, record=self.record)

    def at(self, line: int) -> Report:
        """Give the function that reports what is wrong in a line."""
        return self.journal.at(self.locate(line))

    def place(self, field: str, lines: Iterable[int]) -> None:
        """Say in which lines a field stands: those of its text's lines or of its list's items."""
        self.journal.place(self.record, field, list(map(self.locate, lines)))

    def leave_out(self, line: int, field: str, person: str) -> None:
        """Note the name of a person in a cell of its own, for which records have no place."""
        self.journal.redact([Redaction(self.locate(line), field, "name", "person-cell", "withheld", person)])

    def pass_over(self, line: int, reason: str, text: str) -> None:
        """Note a line, or a part of one, that holds nothing for the record."""
        self.journal.pass_over_at(self.locate(line), reason, text)
