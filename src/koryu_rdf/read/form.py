"""The survey form: a document's lines become records of numbered sections.

In: lines of a document in the form: a heading, then sections (1) to (7), again and again. Out: :class:`Chapter` values,
whose records hold their lines by section, and an account of every other line. What a section *means* is not read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.problems import Report, Where
from koryu_rdf.read.journal import Journal

# The sections of the form, by their headings' words; blanks and a remark in brackets at the end do not count.
SECTIONS = {
    number: re.compile(rf"(?:{label})(?:\(.*\))?", re.IGNORECASE)
    for number, label in enumerate(
        (
            r"\D{0,8}自治体(?:の?名称?)?等?",
            r"\D{0,8}(?:提携|締結|調印|署名|協定|合意)\D{0,6}(?:日付?|時期|年月)",
            r"\D{0,12}(?:経緯|背景|きっかけ)等?",
            r"\D{0,12}(?:取り?組み?|交流|活動|実施|事業)の?(?:内容|状況|実績)等?",
            r"\D{0,12}(?:成果|効果|課題)(?:[・、及びと]*(?:成果|効果|課題))*等?",
            r"\D{0,20}(?:URL|ホームページ|ウェブ|Web)\D{0,10}",
            r"\D{0,8}(?:問い?合わ?せ先?|担当(?:課|部[署局])|連絡先)",
        ),
        1,
    )
}
_SECTION_HEADING = re.compile(r"\s*(?:[(（](\d)[)）]|([⑴-⑺]))\s*([^\t:：]{1,60})(?:[\t:：](.*))?")
_HEADING = re.compile(r"(\d[\d ]{0,5})[.．、]\s*(\S.*)")
_NUMBER = re.compile(r"\s*\d[\d\s]*[.．、]\s*")
_LONGEST_NUMBER = 20
_CATEGORY = re.compile(r"\s*[①-⑳㉑-㉟]\s*([^\t]+)")


class Line(NamedTuple):
    """A line of the document and its number, counted from 1; in a Word document the number of its paragraph."""

    number: int
    text: str


class SectionHeading(NamedTuple):
    """The number of the section that a line opens, and what stands in the line behind the heading."""

    number: int
    rest: str


class FormRecord(NamedTuple):
    """One record of the form: its heading and the lines of its sections, blank ones left out.

    ``number`` is the record's own, ``written`` the one that its heading gives. ``heading`` is a section's where there is
    no other.
    """

    number: int
    written: int
    title: str
    heading: Line
    last_line: int
    sections: dict[int, list[Line]]


class Chapter(NamedTuple):
    """The records of one category, which is given in all its spellings, and the table of contents before them."""

    category: str
    contents: list[Line]
    records: list[FormRecord]


def number_lines(texts: Iterable[str]) -> list[Line]:
    """Number the lines of a text."""
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def parse_form(lines: list[Line], file: str, journal: Journal) -> list[Chapter]:
    """Cut a document into records; every line that is not in one goes to the journal."""
    return _Cutter(file, journal).cut(lines)


class _Cutter:
    """Cuts one document, and numbers its records."""

    def __init__(self, file: str, journal: Journal) -> None:
        self.file = file
        self.journal = journal
        self.taken: set[int] = set()
        self.following = 1

    def cut(self, lines: list[Line]) -> list[Chapter]:
        """Part the document at its records' first lines, and behind a record where a category begins."""
        starts = [*_find_starts(lines), len(lines)]
        chapters = [self._open_chapter(lines[: starts[0]])]
        for start, end in pairwise(starts):
            end_of_record = _find_end(lines, start, end)
            chapters[-1].records.append(self._cut_record(lines[start:end_of_record]))
            if end_of_record < end:
                chapters.append(self._open_chapter(lines[end_of_record:end]))
        return chapters

    def _report(self, line: Line) -> Report:
        return self.journal.at(Where(file=self.file, line=line.number))

    def _open_chapter(self, preface: list[Line]) -> Chapter:
        """Account for the lines before a chapter's first record."""
        contents: list[Line] = []
        for line in preface:
            reason = _name_preface_line(line.text, bool(contents))
            self.journal.pass_over(self.file, line.number, reason, line.text)
            if reason == "contents":
                contents.append(line)
        spellings = _list_spellings(preface)
        for one, other in pairwise(spellings):
            if one.text != other.text:
                report = self._report(other)
                report("category-spelled-differently", value=other.text, other=one.text, other_line=one.number)
        return Chapter(" ".join(_CATEGORY.sub(r"\1", line.text).strip() for line in spellings), contents, [])

    def _cut_record(self, lines: list[Line]) -> FormRecord:
        """Sort the lines of one record into its sections."""
        heading = lines[0]
        number, written, title = self._read_heading(heading)
        sections: dict[int, list[Line]] = {}
        current: list[Line] = []
        for line in lines if parse_section_heading(heading.text) else lines[1:]:
            if found := parse_section_heading(line.text):
                current = self._open_section(sections, line, found)
            elif line.text.strip():
                current.append(line)
            else:
                self.journal.pass_over(self.file, line.number, "blank", line.text)
        last = next(line.number for line in reversed(lines) if line.text.strip())
        return FormRecord(number, written, title, heading, last, sections)

    def _read_heading(self, heading: Line) -> tuple[int, int, str]:
        """Give a record's number, the one that its heading gives, and its title."""
        report = self._report(heading)
        match = _HEADING.fullmatch(unicodedata.normalize("NFKC", heading.text.strip()))
        if match is None:
            report("heading-without-number", field="title", value=heading.text, number=self.following)
            title = "" if parse_section_heading(heading.text) else heading.text.strip()
            number = self._take_number(self.following)
            return number, number, title
        written = int(match[1].replace(" ", ""))
        if " " in match[1].strip():
            report("heading-number-spaced", field="number", value=match[1].strip(), number=written)
        if written in self.taken:
            report("number-repeated", field="number", value=str(written), number=self.following)
        number = self._take_number(self.following if written in self.taken else written)
        return number, written, _NUMBER.sub("", heading.text, count=1).strip()

    def _take_number(self, number: int) -> int:
        self.taken.add(number)
        self.following = max(self.following, number + 1)
        return number

    def _open_section(self, sections: dict[int, list[Line]], line: Line, found: SectionHeading) -> list[Line]:
        """Give the list of a section's lines; what stands in the heading behind a colon is the first."""
        if found.number in sections:
            self._report(line)("section-repeated", value=line.text)
        label = line.text[: len(line.text) - len(found.rest)]
        self.journal.pass_over(self.file, line.number, "section-heading", label)
        lines = sections.setdefault(found.number, [])
        if found.rest.strip():
            lines.append(Line(line.number, found.rest))
        return lines


def parse_section_heading(text: str) -> SectionHeading | None:
    """Tell a section's heading from other lines; an inner list's ``(1)`` is none.

    >>> [parse_section_heading(t) for t in ("(1) 自治体名", "（２）締結日：平成元年", "- (1) 相互交流の促進", "(2) 観光分野")]
    [SectionHeading(number=1, rest=''), SectionHeading(number=2, rest='平成元年'), None, None]
    """
    match = _SECTION_HEADING.fullmatch(text)
    if match is None:
        return None
    number = int(unicodedata.normalize("NFKC", match[1] or match[2]).strip("()"))
    label = "".join(unicodedata.normalize("NFKC", match[3]).split())
    is_known = number in SECTIONS and SECTIONS[number].fullmatch(label)
    return SectionHeading(number, match[4] or "") if is_known else None


def _find_starts(lines: list[Line]) -> Iterator[int]:
    """Give the index of each record's first line: the heading before its section (1), or that section where there is none."""
    heading: int | None = None
    for index, line in enumerate(lines):
        found = parse_section_heading(line.text)
        if found and found.number == 1:
            yield index if heading is None else heading
        if line.text.strip():
            heading = index if not found and _may_be_heading(line.text) else None


def _may_be_heading(text: str) -> bool:
    """Say whether a line can be a record's heading: a row of a table is none, nor is a category."""
    return _is_numbered(text) or not ("\t" in text or _CATEGORY.fullmatch(text))


def _is_numbered(text: str) -> bool:
    return bool(_HEADING.match(unicodedata.normalize("NFKC", text.strip()[:_LONGEST_NUMBER])))


def _find_end(lines: list[Line], start: int, end: int) -> int:
    """Find where a record ends: at the next one, or at the heading of a category behind its last section."""
    section = 0
    for index in range(start, end):
        found = parse_section_heading(lines[index].text)
        section = found.number if found else section
        if section == max(SECTIONS) and _CATEGORY.fullmatch(lines[index].text) and _begins_chapter(lines, index, end):
            return index
    return end


def _begins_chapter(lines: list[Line], index: int, end: int) -> bool:
    """Say whether a category stands before records, not in a list: it is followed by numbers, by its like or by nothing."""
    following = next((lines[number].text for number in range(index + 1, end) if lines[number].text.strip()), None)
    return following is None or _is_numbered(following) or fold(following) == fold(lines[index].text)


def _name_preface_line(text: str, in_contents: bool) -> str:
    if not text.strip():
        return "blank"
    if _CATEGORY.fullmatch(text):
        return "category"
    return "contents" if in_contents or _is_numbered(text) else "preface"


def _list_spellings(lines: list[Line]) -> list[Line]:
    """List the lines that spell the category: the last one that stands before the records, and others of the same words."""
    categories = [line for line in lines if _CATEGORY.fullmatch(line.text)]
    return [line for line in categories if fold(line.text) == fold(categories[-1].text)]
