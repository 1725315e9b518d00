"""The sections that are read on their own: parties, dates and prose.

In: a section's lines that say something. Out: what the record holds of them; problems stand at their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from koryu_rdf.dates import is_sunday, parse_dates
from koryu_rdf.japanese_parties import parse_japanese_parties
from koryu_rdf.model import JapaneseParty, OverseasParty, WrittenDate
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.problems import Report
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import RecordJournal

_PARTY_ROW = re.compile(
    r"(?P<side>日本|国内|海外|外国|相手)[^\s:：]{0,8}?"
    r"(?:(?:自治体|相手方|団体|名称|側)(?:の?名称?)?等?(?=[\s:：]|$)|国(?=[\t:：]))[\s:：]*(?P<names>.*)"
)
_DOUBLED = re.compile(r"年度度|月月(?![末初])|日日(?![本曜])|をを|がが|にに|でで|(?<!も)のの")


def read_japanese_parties(
    rows: Sequence[Line], journal: RecordJournal, heading: int, *, on: str | None = None, near: str | None = None
) -> tuple[JapaneseParty, ...]:
    """Read the Japanese parties; none are reported at their row, or at the record's ``heading``.

    ``on`` is when the agreement was signed, ``near`` a place that the document names elsewhere.
    """
    parties = parse_japanese_parties(_join(rows), _report_in(rows, journal), on=on, near=near) if rows else []
    if not parties:
        journal.at(rows[0].number if rows else heading)("parties-missing", field="japanese_parties")
    return tuple(parties)


def read_overseas_parties(rows: Sequence[Line], journal: RecordJournal, heading: int) -> tuple[OverseasParty, ...]:
    """Read the overseas parties; none are reported at their row, or at the record's ``heading``."""
    parties = parse_overseas_parties(_join(rows), _report_in(rows, journal)) if rows else []
    if not parties:
        journal.at(rows[0].number if rows else heading)("parties-missing", field="overseas_parties")
    return tuple(parties)


def part_party_rows(lines: Iterable[Line], journal: RecordJournal) -> tuple[list[Line], list[Line]]:
    """Part the section of parties into the Japanese and the overseas rows, without their labels."""
    japanese: list[Line] = []
    overseas: list[Line] = []
    rows: list[Line] | None = None
    for line in lines:
        match = _PARTY_ROW.fullmatch(line.text)
        if match:
            rows = japanese if match["side"] in ("日本", "国内") else overseas
        if rows is None:
            journal.at(line.number)("line-not-understood", field="parties", value=line.text)
        else:
            rows.append(Line(line.number, match["names"] if match else line.text))
        if match and not match["names"]:
            journal.pass_over(line.number, "empty-label", line.text)
    return japanese, overseas


def read_dates(lines: Sequence[Line], journal: RecordJournal, heading: int) -> tuple[WrittenDate, ...]:
    """Read the dates; none are reported at the record's ``heading``."""
    if not lines:
        journal.at(heading)("date-missing", field="dates")
        return ()
    report = _report_in(lines, journal)
    dates = parse_dates(_join(lines), report)
    for date in dates:
        if is_sunday(date.value):
            report("signed-on-sunday", field="dates", value=date.as_written)
    return tuple(dates)


def find_signing_date(dates: Sequence[WrittenDate]) -> str | None:
    """Find when an agreement was signed, else its first date of another kind: a day, month or year."""
    return min(dates, key=lambda date: date.role != "signed").value if dates else None


def read_prose(lines: Iterable[Line], journal: RecordJournal, field: str) -> str | None:
    """Read a section of prose, its lines joined."""
    lines = list(lines)
    journal.place(field, [line.number for line in lines])
    return "\n".join(_read_prose_line(line, journal, field) for line in lines) or None


def _read_prose_line(line: Line, journal: RecordJournal, field: str) -> str:
    for doubled in _DOUBLED.findall(line.text):
        journal.at(line.number)("word-doubled", field=field, value=doubled)
    return line.text


def _join(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _report_in(lines: Sequence[Line], journal: RecordJournal) -> Report:
    """Give the function that reports at the line in which the value stands, looking onward from the one before."""
    position = 0

    def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        nonlocal position
        beginning = (value or "").partition("\n")[0]
        onward = chain(range(position, len(lines)), range(position))
        position = next((index for index in onward if beginning in lines[index].text), position)
        journal.at(lines[position].number)(code, field=field, value=value, **slots)

    return report
