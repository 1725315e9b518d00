"""What is fuzzed: functions that take any bytes and fail where a reader does not keep its word.

A reader gives records and problems, or says that it is no text: nothing else may come out of it. Hypothesis calls these with few inputs
in every run of the tests; ``make fuzz`` calls them with as many as one likes, guided by what they reach.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from tests.fuzz.documents import make_docx

from koryu_rdf.dates import is_iso_date, parse_dates
from koryu_rdf.errors import ReadError
from koryu_rdf.model import Agreement, parse_json, to_json
from koryu_rdf.problems import Where
from koryu_rdf.read.form import number_lines, parse_form
from koryu_rdf.read.gate import Gate
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.read.survey import read_survey
from koryu_rdf.read.table import read_table
from koryu_rdf.read.word import read_docx
from koryu_rdf.read.worker import Reader
from koryu_rdf.settings import Settings

SETTINGS = Settings()


def fuzz_form(data: bytes) -> None:
    """Read a text in the survey's form, whole; and cut it, so that no line is lost or taken twice."""
    read_all(read_survey, data, ".txt")
    texts = data.decode("utf-8", "replace").split("\n")
    journal = Journal()
    chapters = parse_form(number_lines(texts), "a", journal)
    records = [record for chapter in chapters for record in chapter.records]
    taken = {line.number for record in records for lines in record.sections.values() for line in lines}
    taken |= {record.heading.number for record in records} | {entry.line or 0 for entry in journal.passed_over}
    assert taken == set(range(1, len(texts) + 1))


def fuzz_dates(data: bytes) -> None:
    """Read a date field: what comes out is a date, as it was written."""
    text = data.decode("utf-8", "replace")
    journal = Journal()
    for date in parse_dates(text, journal.at(Where(file="a"))):
        assert is_iso_date(date.value, date.precision)
        assert date.as_written
    check_journal(journal)


def fuzz_table(data: bytes) -> None:
    """Read a text table."""
    read_all(read_table, data, ".csv")


def fuzz_word(data: bytes) -> None:
    """Read a Word document with any body."""
    read_all(read_docx, make_docx(data), ".docx")


def read_all(reader: Reader, data: bytes, suffix: str) -> None:
    journal = Journal(SETTINGS.personal)
    with suppress(ReadError):  # it is no text
        for record in map(Gate(journal).let_through, _read(reader, data, suffix, journal)):
            assert parse_json(to_json(record)) == record
    check_journal(journal)


def _read(reader: Reader, data: bytes, suffix: str, journal: Journal) -> Iterator[Agreement]:
    return reader(Source(f"a{suffix}", suffix, lambda: io.BytesIO(data)), journal, SETTINGS)


def check_journal(journal: Journal) -> None:
    """Every problem can be shown and written, and every line passed over has its reason."""
    for problem in journal.problems:
        for language in ("ja", "en"):
            assert str(problem.to_row(language)).encode()
    assert all(entry.explanation.ja for entry in journal.passed_over)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "form": fuzz_form,
    "dates": fuzz_dates,
    "table": fuzz_table,
    "word": fuzz_word,
}
