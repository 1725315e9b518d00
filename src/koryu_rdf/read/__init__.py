"""Read: documents and record files become agreements, and a list of what is wrong in them.

In: files, folders or standard input. Out: a :class:`Reading`. Nothing is written, lifted or guessed here.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from koryu_rdf.correction_sheet import Original
from koryu_rdf.errors import ReadError
from koryu_rdf.identifiers import is_survey_id
from koryu_rdf.model import Agreement, Survey
from koryu_rdf.problems import Problem, Where
from koryu_rdf.read.admission import STREAMED, admit, is_file
from koryu_rdf.read.gate import Gate
from koryu_rdf.read.journal import Journal, Notes, PassedOver
from koryu_rdf.read.layouts import ColumnLayout, TableLayout
from koryu_rdf.read.ordering import SortedRecords
from koryu_rdf.read.originals import find_original, is_table
from koryu_rdf.read.parts import count_lines, split_source
from koryu_rdf.read.redactions import REDACTION_COLUMNS, Redaction, count_by_decision, refuse_undecided
from koryu_rdf.read.source import Source, list_sources
from koryu_rdf.read.worker import Reader, in_worker, in_worker_if_large, late
from koryu_rdf.settings import Settings
from koryu_rdf.texts import get_text

DEFAULTS = Settings()

READERS: Mapping[str, Reader] = {
    ".txt": in_worker_if_large(late("survey", "read_survey")),
    ".docx": in_worker(late("word", "read_docx")),
    ".pdf": in_worker(late("pdf", "read_pdf")),
    ".toml": in_worker_if_large(late("records", "read_records")),
    ".jsonl": late("json_lines", "read_json_lines"),
    ".json": in_worker_if_large(late("json_document", "read_json")),
    ".yaml": in_worker(late("yaml_document", "read_yaml")),
    ".yml": in_worker(late("yaml_document", "read_yaml")),
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"), in_worker(late("table", "read_table"))),
}


class Reading:
    """Agreements as they are read. The problems and the lines passed over are whole when the last one has been taken."""

    def __init__(self, sources: list[Source], settings: Settings) -> None:
        self.sources = sources
        self.settings = settings
        self.strict = False  # whether undecided personal data stop the run
        self.journal = Journal(settings.personal)
        self.known_surveys: dict[str, Survey] = {}  # where the sources name a survey and say no more of it
        self.reported: Collection[tuple[str, str]] | None = (
            None  # record and code: what else is found was acknowledged once
        )

    def __iter__(self) -> Iterator[Agreement]:
        """Read the sources one after the other, each time anew; every record passes the gate."""
        self.journal.clear()
        gate = Gate(self.journal)
        for source in self.sources:
            with admit(source, self.journal, self.settings.limits) as admitted:
                if admitted:
                    reader = READERS[admitted.suffix]
                    yield from map(gate.let_through, reader(admitted, self.journal, self.settings))

    @property
    def is_streamed(self) -> bool:
        """Say whether it is one file that is read as a stream, which can be cut into parts."""
        return len(self.sources) == 1 and self.sources[0].suffix == STREAMED and is_file(self.sources[0])

    def split(self, most: int, least_bytes: int) -> list[Reading]:
        """Cut a reading that is streamed into at most so many of about the same size, each of at least so many bytes.

        What they note is to be added to this one's journal, in their order.
        """
        self.journal.clear()
        parts = [Reading([part], self.settings) for part in split_source(self.sources[0], most, least_bytes)]
        for part in parts:
            part.known_surveys = self.known_surveys
        return parts

    def count_lines(self) -> int:
        """Count the lines of a reading that is streamed."""
        return count_lines(self.sources[0])

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the sources, as far as they are read."""
        found, known = self.journal.problems, self.reported
        return found if known is None else [one for one in found if (one.where.record or "", one.code) in known]

    def find_original(self) -> Original:
        """Find what to give back to whoever is to mend the sources."""
        return find_original(self.sources, self.journal, self.settings)

    @property
    def gives_tables(self) -> bool:
        """Say whether what is given back is a table, to be mended there."""
        return all(is_table(source) for source in self.sources)

    @property
    def redactions(self) -> list[Redaction]:
        """What was found of persons in the sources, as far as they are read, and what became of it."""
        return self.journal.redactions

    def refuse_undecided(self) -> None:
        """Raise :class:`~koryu_rdf.errors.UndecidedError` where something may be personal data,
        nobody has decided, and the reading is strict.

        For when the last record has been taken, and before anything is published.
        """
        if self.strict:
            refuse_undecided(self.redactions, self.problems)

    @property
    def passed_over(self) -> list[PassedOver]:
        """The lines that say nothing about an agreement, as far as the sources are read."""
        return self.journal.passed_over

    @property
    def origins(self) -> dict[str, Where]:
        """Where a record is edited, by its id, when that is not the source it names."""
        return self.journal.origins

    @property
    def tables(self) -> list[TableLayout]:
        """How each table was understood, as far as the sources are read."""
        return self.journal.tables

    @property
    def surveys(self) -> Mapping[str, Survey]:
        """What is known of the surveys, by identifier; it fills as the sources are read."""
        return ChainMap(self.journal.surveys, self.known_surveys)


def read(
    *sources: str | Path,
    survey: str | None = None,
    form: str | None = None,
    stdin: BinaryIO | None = None,
    settings: Settings = DEFAULTS,
) -> Reading:
    """Read agreements from files or folders, or from ``stdin`` where a source is ``-``.

    ``survey`` names the survey of a document, whatever the settings say; ``form`` is a suffix such as ``jsonl`` where the
    name does not tell.
    Raises :class:`~koryu_rdf.errors.ReadError` for what cannot be read at all; what is wrong inside becomes a problem.
    """
    if survey and not is_survey_id(survey):
        raise ReadError(get_text("errors", "survey-id", value=survey))
    found = [one for named in sources for one in list_sources(named, READERS.keys(), stdin, form)]
    return Reading(found, replace(settings, survey=survey or settings.survey))


__all__ = [
    "READERS",
    "REDACTION_COLUMNS",
    "ColumnLayout",
    "Notes",
    "PassedOver",
    "Reading",
    "Redaction",
    "SortedRecords",
    "Source",
    "TableLayout",
    "count_by_decision",
    "find_original",
    "read",
]
