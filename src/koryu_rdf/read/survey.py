"""The survey reader: a document in the survey's form becomes agreements.

In: a text document of seven-section records. Out: agreements; problems and lines passed over go to the journal. It reads the
form, not one file: other categories and other offices' lists in the same form go through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import TypeVar

from koryu_rdf import codelists
from koryu_rdf.dates import is_sunday, parse_dates
from koryu_rdf.model import Agreement, JapaneseParty, OverseasParty, Source, WrittenDate
from koryu_rdf.parties import parse_japanese_parties, parse_overseas_parties
from koryu_rdf.personal import withhold_names
from koryu_rdf.problems import Report, Where
from koryu_rdf.read import source as sources
from koryu_rdf.read.consistency import Placed, report_inconsistencies
from koryu_rdf.read.contact import read_contact
from koryu_rdf.read.contents import compare_contents
from koryu_rdf.read.form import SECTIONS, FormRecord, Line, parse_form
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.markup import find_tags, strip_tags
from koryu_rdf.read.titles import find_title_parties
from koryu_rdf.read.web_pages import read_web_pages

P = TypeVar("P", JapaneseParty, OverseasParty)

_SECTION_NAMES = {
    1: "自治体名",
    2: "提携年月日",
    3: "提携に至った経緯",
    4: "提携後の取組内容",
    5: "取組による成果・課題等",
    6: "取組を紹介しているホームページのURL",
    7: "問い合わせ先（担当課）",
}
_PARTY_ROW = re.compile(
    r"(?P<side>日本|国内|海外|外国|相手)[^\t:：]{0,8}?(?:自治体|相手方|名称|側|国)[^\t:：]{0,4}[\t:：]\s*(?P<names>.*)"
)
_NOTHING = re.compile(r"[-－ー―‐—]+|なし|無し|特になし|該当なし|未定")
_RESIDUE = re.compile(r"[-－―‐—]{2,}")
_DOUBLED = re.compile(r"年度度|月月|日日(?!本)|をを|がが|にに|でで|(?<!も)のの")


def read_survey(source: sources.Source, journal: Journal, survey: str | None) -> Iterator[Agreement]:
    """Read a document in the survey's form.

    ``survey`` is the identifier of the survey; without one it is the file's name and the year of the latest date.
    """
    lines = sources.read_lines(source, journal)
    form = parse_form(lines, source.name, journal)
    if lines and not form.records:
        journal.at(Where(file=source.name))("no-record")
    survey = survey or name_survey(source.name, form.records)
    placed = [_SectionReader(record, survey, source.name, journal).read() for record in form.records]
    compare_contents(form.contents, placed, source.name, journal)
    report_inconsistencies(placed, journal)
    yield from (one.agreement for one in placed)


def name_survey(file: str, records: list[FormRecord]) -> str:
    """Name a survey after its file and the latest year among its dates; a name that is not ASCII becomes a digest.

    >>> name_survey("economic-exchange.txt", [])
    'economic-exchange'
    """
    stem = re.sub(r"[^a-z0-9]+", "-", file.rpartition(".")[0].lower()).strip("-")
    if not file.isascii() or not stem:
        stem = "survey-" + blake2b(file.encode(), digest_size=4).hexdigest()
    texts = (line.text for record in records for line in record.sections.get(2, ()))
    years = [date.value[:4] for text in texts for date in parse_dates(text, _ignore)]
    return f"{stem}-{max(years)}" if years and not re.search(r"(19|20)\d\d$", stem) else stem


def _ignore(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
    """Report nothing: the same text is read again where its problems count."""


class _SectionReader:
    """Reads the sections of one record, each line at its place."""

    def __init__(self, record: FormRecord, survey: str, file: str, journal: Journal) -> None:
        self.record = record
        self.survey = survey
        self.file = file
        self.journal = journal
        self.id = f"{survey}/{record.number}"

    def read(self) -> Placed:
        """Read the whole record."""
        self._report_missing_sections()
        japanese, overseas = self._read_parties()
        agreement = Agreement(
            id=self.id,
            survey=self.survey,
            number=self.record.number,
            title=self.record.title,
            kind=self._find_kind(),
            fields=codelists.find_fields(self.record.category, self.record.title),
            dates=tuple(self._read_dates()),
            japanese_parties=japanese,
            overseas_parties=overseas,
            title_parties=self._find_title_parties(japanese, overseas),
            background=self._read_prose(3, "background"),
            activities=self._read_prose(4, "activities"),
            outcomes=self._read_prose(5, "outcomes"),
            web_pages=tuple(read_web_pages(self._take(6), self._at)),
            contact=read_contact(self._take(7), japanese, self._at, self.record.heading.number),
            source=Source(self.file, self.record.heading.number, self.record.last_line),
        )
        return Placed(agreement, self._list_lines())

    def _at(self, line: int) -> Report:
        return self.journal.at(Where(file=self.file, line=line, record=self.id))

    def _list_lines(self) -> dict[int, int]:
        """Give the first line of each section, for problems found later."""
        return {number: lines[0].number for number, lines in self.record.sections.items() if lines}

    def _report_missing_sections(self) -> None:
        report = self._at(self.record.heading.number)
        for section in SECTIONS.keys() - self.record.sections.keys():
            report("section-missing", section=section, name=_SECTION_NAMES[section])
        for line in self.record.sections.get(0, ()):
            self._at(line.number)("line-not-understood", value=line.text)
        if not self.record.title:
            report("title-missing", field="title")

    def _find_kind(self) -> str:
        kind = codelists.find_kind(self.record.title)
        if kind is None:
            self._at(self.record.heading.number)("kind-not-named", field="kind", value=self.record.title)
        return kind or "other"

    def _find_title_parties(
        self, japanese: tuple[JapaneseParty, ...], overseas: tuple[OverseasParty, ...]
    ) -> tuple[str, ...]:
        names = find_title_parties(self.record.title, japanese, overseas)
        for name in names:
            self._at(self.record.heading.number)("title-party-not-listed", field="title_parties", value=name)
        return names

    def _take(self, section: int) -> Iterator[Line]:
        """Give a section's lines that say something; the others go to the journal."""
        for line in self.record.sections.get(section, ()):
            text = line.text.strip()
            if _NOTHING.fullmatch(text):
                reason = "residue" if _RESIDUE.fullmatch(text) else "nothing-said"
                self.journal.pass_over(self.file, line.number, reason, text)
            else:
                yield Line(line.number, self._strip_markup(line.number, text))

    def _strip_markup(self, number: int, text: str) -> str:
        for tag in find_tags(text):
            self.journal.pass_over(self.file, number, "markup", tag)
        return strip_tags(text)

    def _read_parties(self) -> tuple[tuple[JapaneseParty, ...], tuple[OverseasParty, ...]]:
        rows: dict[str, list[Line]] = {"japanese_parties": [], "overseas_parties": []}
        side = None
        for line in self._take(1):
            match = _PARTY_ROW.fullmatch(line.text)
            if match:
                side = "japanese_parties" if match["side"] in ("日本", "国内") else "overseas_parties"
            if side is None:
                self._at(line.number)("line-not-understood", field="parties", value=line.text)
            else:
                rows[side].append(Line(line.number, match["names"] if match else line.text))
        japanese = self._read_row(rows, "japanese_parties", parse_japanese_parties)
        return japanese, self._read_row(rows, "overseas_parties", parse_overseas_parties)

    def _read_row(
        self, rows: dict[str, list[Line]], field: str, parse: Callable[[str, Report], list[P]]
    ) -> tuple[P, ...]:
        parties = tuple(party for line in rows[field] for party in parse(line.text, self._at(line.number)))
        if not parties:
            number = rows[field][0].number if rows[field] else self.record.heading.number
            self._at(number)("parties-missing", field=field)
        return parties

    def _read_dates(self) -> Iterator[WrittenDate]:
        lines = list(self._take(2))
        if not lines:
            self._at(self.record.heading.number)("date-missing", field="dates")
            return
        report = self._at(lines[0].number)
        for date in parse_dates("\n".join(line.text for line in lines), report):
            if is_sunday(date.value):
                report("signed-on-sunday", field="dates", value=date.as_written)
            yield date

    def _read_prose(self, section: int, field: str) -> str | None:
        """Read a section of prose, its lines joined; persons' names are withheld."""
        lines = [self._withhold(line, field) for line in self._take(section)]
        return "\n".join(lines) or None

    def _withhold(self, line: Line, field: str) -> str:
        text, count = withhold_names(line.text)
        if count:
            self._at(line.number)("person-withheld", field=field, count=count)
        for doubled in _DOUBLED.findall(line.text):
            self._at(line.number)("word-doubled", field=field, value=doubled)
        return text
