"""Decisions: what people decided about links, kept in a file under version control and never changed by a machine.

In: suggestions, and a person's answers. Out: rows of SSSOM with author, date and justification. A subject that was accepted or
said to have no item is settled; a rejected item is not offered again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from koryu_rdf.link.mappings import BY_HAND, EXACT, NO_TERM, LinkRow, Status, read_mappings, write_mappings

_ORDER: Mapping[Status, int] = {"accepted": 0, "candidate": 1, "none": 2, "rejected": 3}


class Question(NamedTuple):
    """A subject to decide on, with its candidates, best first."""

    subject: str
    label: str
    candidates: tuple[LinkRow, ...]


class Signature(NamedTuple):
    """Who decides, an office rather than a person, and on which day (ISO 8601)."""

    author: str
    day: str


class Decisions:
    """The decisions so far, by subject."""

    def __init__(self, rows: Iterable[LinkRow] = ()) -> None:
        self._rows: dict[str, tuple[LinkRow, ...]] = {}
        for row in rows:
            self._rows[row.subject_id] = (*self._rows.get(row.subject_id, ()), row)

    @property
    def rows(self) -> list[LinkRow]:
        """All rows, in the order of the file."""
        rows = (row for found in self._rows.values() for row in found)
        return sorted(rows, key=lambda row: (row.subject_id, _ORDER[row.status], len(row.object_id), row.object_id))

    def get(self, subject: str) -> tuple[LinkRow, ...]:
        """Give what was decided on a subject."""
        return self._rows.get(subject, ())

    def put(self, subject: str, rows: tuple[LinkRow, ...]) -> None:
        """Put rows in the place of what was decided on a subject: for taking a decision back."""
        self._rows[subject] = rows

    def is_settled(self, subject: str) -> bool:
        """Say whether a subject needs no further question."""
        return any(row.status in ("accepted", "none") for row in self.get(subject))

    def is_rejected(self, row: LinkRow) -> bool:
        """Say whether a candidate was rejected before."""
        return any(
            known.status == "rejected" and known.object_id == row.object_id for known in self.get(row.subject_id)
        )

    def accept(self, row: LinkRow, by: Signature, note: str = "") -> None:
        """Accept a candidate; an item rejected before is no longer so."""
        self._decide(row, "accepted", by, note, drop=("accepted", "none"))

    def reject(self, row: LinkRow, by: Signature, note: str = "") -> None:
        """Reject a candidate."""
        self._decide(row, "rejected", by, note, drop=())

    def say_none(self, question: Question, by: Signature, note: str = "") -> None:
        """Say that Wikidata has no item for a subject."""
        row = LinkRow(subject_id=question.subject, subject_label=question.label, object_id=NO_TERM)
        self._decide(row, "none", by, note, drop=("accepted", "none"))

    def _decide(self, row: LinkRow, status: Status, by: Signature, note: str, drop: tuple[Status, ...]) -> None:
        decided = msgspec.structs.replace(
            row,
            status=status,
            predicate_id=EXACT if status == "rejected" else row.predicate_id,
            predicate_modifier="Not" if status == "rejected" else "",
            mapping_justification=BY_HAND,
            author_label=by.author,
            mapping_tool="",
            mapping_date=by.day,
            comment=" / ".join(filter(None, (note, row.comment))),
        )
        kept = (
            known for known in self.get(row.subject_id) if known.status not in drop and known.object_id != row.object_id
        )
        self._rows[row.subject_id] = (*kept, decided)


def list_questions(suggestions: Iterable[LinkRow], decisions: Decisions, *, everything: bool = False) -> list[Question]:
    """List what is to be decided: subjects with candidates that neither a person nor the rule has settled.

    With ``everything``, those that the rule accepted and those without a candidate are asked about as well.
    """
    grouped: dict[str, list[LinkRow]] = {}
    for row in suggestions:
        grouped.setdefault(row.subject_id, []).append(row)
    questions = [_make_question(subject, rows, decisions, everything) for subject, rows in grouped.items()]
    return [question for question in questions if question is not None]


def _make_question(subject: str, rows: Sequence[LinkRow], decisions: Decisions, everything: bool) -> Question | None:
    if decisions.is_settled(subject) or (not everything and any(row.status == "accepted" for row in rows)):
        return None
    offered = tuple(row for row in rows if row.item and row.status != "rejected" and not decisions.is_rejected(row))
    return Question(subject, rows[0].subject_label, offered) if offered or everything else None


def read_decisions(path: Path) -> Decisions:
    """Read the file of decisions; where there is none yet, nothing is decided."""
    return Decisions(read_mappings(path) if path.exists() else ())


def write_decisions(decisions: Decisions, path: Path, base: str) -> None:
    """Write the file of decisions as a whole."""
    write_mappings(decisions.rows, path, f"{base}mapping-set/wikidata")
