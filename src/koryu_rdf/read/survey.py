"""The survey reader: a document in the survey's form becomes agreements.

In: a text document of seven-section records. Out: agreements; problems and lines passed over go to the journal. It reads
the form, not one file: other categories and other offices' lists in the same form go through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import PurePath
from typing import NamedTuple

from koryu_rdf import codelists
from koryu_rdf.dates import parse_dates
from koryu_rdf.local_governments import find_prefecture
from koryu_rdf.model import Agreement, JapaneseParty, OverseasParty, Source
from koryu_rdf.problems import Where
from koryu_rdf.read import source as sources
from koryu_rdf.read.consistency import Placed, report_inconsistencies
from koryu_rdf.read.contact import read_contact
from koryu_rdf.read.contents import compare_contents
from koryu_rdf.read.form import SECTIONS, Chapter, FormRecord, Line, number_lines, parse_form
from koryu_rdf.read.journal import Journal, RecordJournal
from koryu_rdf.read.markup import find_tags, strip_tags
from koryu_rdf.read.sections import (
    find_signing_date,
    part_party_rows,
    read_dates,
    read_japanese_parties,
    read_overseas_parties,
    read_prose,
)
from koryu_rdf.read.titles import find_title_parties
from koryu_rdf.read.web_pages import read_web_pages
from koryu_rdf.settings import Settings

_SECTION_NAMES = {
    1: "自治体名",
    2: "提携年月日",
    3: "提携に至った経緯",
    4: "提携後の取組内容",
    5: "取組による成果・課題等",
    6: "取組を紹介しているホームページのURL",
    7: "問い合わせ先（担当課）",
}
NOTHING = re.compile(
    r"[-－ー―‐—]+|[（(]?(?:なし|無し?|特に(?:なし|無し)|特(?:なし|無し)|該当(?:なし|無し)|未定)[)）]?。?"
)
RESIDUE = re.compile(r"[-－―‐—]{2,}")


def read_survey(source: sources.Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read a text in the survey's form."""
    yield from read_form(number_lines(sources.read_lines(source, journal)), source.name, journal, settings)


def read_form(lines: list[Line], file: str, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read the lines of a document in the survey's form.

    The settings may name the survey; without that it is the file's name and the year of the latest date.
    """
    chapters = parse_form(lines, file, journal)
    records = [record for chapter in chapters for record in chapter.records]
    if lines and not records:
        journal.at(Where(file=file))("no-record")
    survey = settings.survey or name_survey(file, records)
    reader = _SurveyReader(survey, file, settings.publisher.name.ja, journal)
    placed = [one for chapter in chapters for one in reader.read_chapter(chapter)]
    report_inconsistencies(placed, journal)
    journal.quote(file, {line.number: line.text for line in lines})
    yield from (one.agreement for one in placed)


def name_survey(file: str, records: list[FormRecord]) -> str:
    """Name a survey after its file and the latest year among its dates; a name that is not ASCII becomes a digest.

    >>> name_survey("economic-exchange.txt", [])
    'economic-exchange'
    """
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(file).stem.lower()).strip("-")
    if not file.isascii() or not stem:
        stem = "survey-" + blake2b(file.encode(), digest_size=4).hexdigest()
    texts = (line.text for record in records for line in record.sections.get(2, ()))
    years = [date.value[:4] for text in texts for date in parse_dates(text, _ignore)]
    return f"{stem}-{max(years)}" if years and not re.search(r"(19|20)\d\d$", stem) else stem


def _ignore(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
    """Report nothing: the same text is read again where its problems count."""


class _SurveyReader(NamedTuple):
    """Reads chapters: what all records of a document share. ``home`` is whose list it is."""

    survey: str
    file: str
    home: str
    journal: Journal

    def read_chapter(self, chapter: Chapter) -> list[Placed]:
        placed = [_RecordReader(record, self).read(chapter.category) for record in chapter.records]
        written = (record.written for record in chapter.records)
        compare_contents(chapter.contents, zip(written, placed, strict=True), self.file, self.journal)
        return placed


class _RecordReader:
    """Reads one record: what its heading says, and each section with what it needs of the others."""

    def __init__(self, record: FormRecord, document: _SurveyReader) -> None:
        self.record = record
        self.survey = document.survey
        self.home = document.home
        self.heading = record.heading.number
        self.journal = RecordJournal(document.journal, document.file, f"{self.survey}/{record.number}")

    def read(self, category: str) -> Placed:
        """Read the whole record; its fields are those of its title and of the category it stands under."""
        self._report_missing()
        title, heading = self.record.title, self.heading
        rows = part_party_rows(self._take(1), self.journal)
        dates = read_dates(list(self._take(2)), self.journal, heading)
        signed, near = find_signing_date(dates), self._find_place_near()
        japanese = read_japanese_parties(rows[0], self.journal, heading, on=signed, near=near)
        overseas = read_overseas_parties(rows[1], self.journal, heading)
        agreement = Agreement(
            id=self.journal.record,
            survey=self.survey,
            number=self.record.number,
            title=title,
            kind=self._find_kind(),
            fields=codelists.find_fields(category, title),
            dates=dates,
            japanese_parties=japanese,
            overseas_parties=overseas,
            title_parties=self._find_title_parties(japanese, overseas),
            background=read_prose(self._take(3), self.journal, "background"),
            activities=read_prose(self._take(4), self.journal, "activities"),
            outcomes=read_prose(self._take(5), self.journal, "outcomes"),
            web_pages=tuple(read_web_pages(self._take(6), self.journal)),
            contact=read_contact(self._take(7), japanese, self.journal, heading),
            source=Source(self.journal.file, heading, self.record.last_line),
        )
        return Placed(agreement, {number: lines[0].number for number, lines in self.record.sections.items() if lines})

    def _report_missing(self) -> None:
        report = self.journal.at(self.heading)
        for section in sorted(SECTIONS.keys() - self.record.sections.keys()):
            report("section-missing", section=section, name=_SECTION_NAMES[section])
        if not self.record.title:
            report("title-missing", field="title")

    def _find_place_near(self) -> str:
        """Find a place that tells namesakes apart: a prefecture in the title or the contact, else whose list it is."""
        texts = (self.record.title, *(line.text for line in self.record.sections.get(7, ())))
        return next(filter(None, map(find_prefecture, texts)), None) or self.home

    def _find_kind(self) -> str:
        kind = codelists.find_kind(self.record.title)
        if kind is None and self.record.title:
            self.journal.at(self.heading)("kind-not-named", field="kind", value=self.record.title)
        return kind or "other"

    def _find_title_parties(
        self, japanese: Sequence[JapaneseParty], overseas: Sequence[OverseasParty]
    ) -> tuple[str, ...]:
        names = find_title_parties(self.record.title, japanese, overseas)
        for name in names:
            self.journal.at(self.heading)("title-party-not-listed", field="title_parties", value=name)
        return names

    def _take(self, section: int) -> Iterator[Line]:
        """Give a section's lines that say something, without HTML; the rest goes to the journal."""
        for line in self.record.sections.get(section, ()):
            for tag in find_tags(line.text):
                self.journal.pass_over(line.number, "markup", tag)
            for text in filter(None, map(str.strip, strip_tags(line.text).split("\n"))):
                if NOTHING.fullmatch(text):
                    reason = "residue" if RESIDUE.fullmatch(text) else "nothing-said"
                    self.journal.pass_over(line.number, reason, text)
                else:
                    yield Line(line.number, text)
