"""The survey form: a document's lines become records of numbered sections.

In: lines of a document in the form (a heading, then sections (1) to (7), again and again). Out: :class:`FormRecord` values whose
sections hold their lines, the table of contents, and an account of every other line. What the sections *mean* is not read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal

# The sections of the form, by the words that their headings hold.
SECTIONS = {
    1: re.compile(r"自治体"),
    2: re.compile(r"(提携|締結|調印|協定).*(日|時期)"),
    3: re.compile(r"経緯|背景|きっかけ"),
    4: re.compile(r"取組内容|交流内容|活動内容|取組状況|実施内容"),
    5: re.compile(r"成果|課題"),
    6: re.compile(r"URL|ホームページ|ウェブ|Web", re.IGNORECASE),
    7: re.compile(r"問い?合わ?せ|担当"),
}
_SECTION_HEADING = re.compile(r"\((\d)\)\s*(\S.*)")
_HEADING = re.compile(r"(\d[\d ]{0,5}?)\s*[.．、]\s*(\S.*)")
_CATEGORY = re.compile(r"\s*[①-⑳㉑-㉟]\s*(\S.*)")


class Line(NamedTuple):
    """A line of the document and its number, counted from 1."""

    number: int
    text: str


class FormRecord(NamedTuple):
    """One record of the form: its heading and the lines of its sections, blank ones left out."""

    number: int
    title: str
    heading: Line
    last_line: int
    category: str
    sections: dict[int, list[Line]]


class Form(NamedTuple):
    """A whole document: the lines of its table of contents and its records."""

    contents: list[Line]
    records: list[FormRecord]


def parse_form(lines: list[str], file: str, journal: Journal) -> Form:
    """Cut a document into records; every line that is not in one goes to the journal."""
    numbered = [Line(number, text) for number, text in enumerate(lines, 1)]
    starts = list(_find_starts(numbered, file, journal))
    contents = _read_preface(numbered[: starts[0].first - 1 if starts else len(numbered)], file, journal)
    records = [_cut_record(start, numbered, file, journal) for start in starts]
    return Form(contents, records)


class _Start(NamedTuple):
    """Where a record begins: its first line, its heading, where the next one begins, and the category it stands under."""

    first: int
    number: int
    title: str
    end: int
    category: str


def _find_starts(lines: list[Line], file: str, journal: Journal) -> Iterator[_Start]:
    """Find where records begin: at the line before each section (1)."""
    headings = list(_find_headings(lines))
    ends = [*(heading.number for heading, _ in headings[1:]), len(lines) + 1]
    taken: set[int] = set()
    for (heading, category), end in zip(headings, ends, strict=False):  # no heading, one end
        number, title = _parse_heading(heading, file, taken, journal)
        taken.add(number)
        yield _Start(heading.number, number, title, end, category)


def _find_headings(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """Give each record's heading and the category it stands under, in all its spellings."""
    last, categories, fresh = Line(0, ""), [""], True
    for line in lines:
        if match := _CATEGORY.fullmatch(line.text):
            categories, fresh = [*(categories if fresh else []), match[1].strip()], True
        elif _parse_section_heading(line.text) == 1:
            fresh = False
            yield last if last.number else line, " ".join(filter(None, categories))
        last = line if line.text.strip() else last


def _parse_heading(heading: Line, file: str, taken: set[int], journal: Journal) -> tuple[int, str]:
    report = journal.at(Where(file=file, line=heading.number))
    match = _HEADING.fullmatch(unicodedata.normalize("NFKC", heading.text.strip()))
    following = max(taken, default=0) + 1
    if match is None:
        report("heading-without-number", field="title", value=heading.text, number=following)
        return following, "" if _parse_section_heading(heading.text) else heading.text.strip()
    number = int(match[1].replace(" ", ""))
    if " " in match[1].strip():
        report("heading-number-spaced", field="number", value=match[1], number=number)
    if number in taken:
        report("number-repeated", field="number", value=str(number), number=following)
        number = following
    return number, re.sub(r"^\s*[\d０-９][\d０-９\s]*[.．、]\s*", "", heading.text).strip()


def _read_preface(lines: list[Line], file: str, journal: Journal) -> list[Line]:
    """Account for the lines before the first record; gives those of the table of contents."""
    contents: list[Line] = []
    for line in lines:
        reason = _name_preface_line(line.text, bool(contents))
        journal.pass_over(file, line.number, reason, line.text)
        if reason == "contents":
            contents.append(line)
    _compare_categories(lines, file, journal)
    return contents


def _name_preface_line(text: str, in_contents: bool) -> str:
    if not text.strip():
        return "blank"
    if _CATEGORY.fullmatch(text):
        return "category"
    return "contents" if in_contents or _HEADING.match(unicodedata.normalize("NFKC", text)) else "preface"


def _compare_categories(lines: list[Line], file: str, journal: Journal) -> None:
    categories = [line for line in lines if _CATEGORY.fullmatch(line.text)]
    for one, other in pairwise(categories):
        if one.text != other.text:
            where = Where(file=file, line=other.number)
            journal.at(where)("category-spelled-differently", value=other.text, other=one.text, other_line=one.number)


def _cut_record(start: _Start, lines: list[Line], file: str, journal: Journal) -> FormRecord:
    """Sort the lines of one record into its sections."""
    sections: dict[int, list[Line]] = {}
    current = 0
    heading, last = lines[start.first - 1], start.first
    begins = start.first if _parse_section_heading(heading.text) is None else start.first - 1
    for line in lines[begins : start.end - 1]:
        section = _parse_section_heading(line.text)
        last = line.number if line.text.strip() and not _CATEGORY.fullmatch(line.text) else last
        if not line.text.strip():
            journal.pass_over(file, line.number, "blank", line.text)
        elif section:
            current = section
            _open_section(sections, section, line, file, journal)
        elif _CATEGORY.fullmatch(line.text) and current == max(SECTIONS):
            journal.pass_over(file, line.number, "category", line.text)
        else:
            sections.setdefault(current, []).append(line)
    return FormRecord(start.number, start.title, heading, last, start.category, sections)


def _open_section(sections: dict[int, list[Line]], section: int, line: Line, file: str, journal: Journal) -> None:
    if section in sections:
        journal.at(Where(file=file, line=line.number))("section-repeated", value=line.text)
    sections.setdefault(section, [])
    journal.pass_over(file, line.number, "section-heading", line.text)


def _parse_section_heading(text: str) -> int | None:
    """Give the number of the section that a line opens; an inner list's ``(1)`` opens none.

    >>> [_parse_section_heading(t) for t in ("(1) 自治体名", "（２）提携年月日", "- (1) 相互交流の促進", "(2) 観光分野")]
    [1, 2, None, None]
    """
    match = _SECTION_HEADING.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    number = int(match[1]) if match else 0
    return number if match and number in SECTIONS and SECTIONS[number].search(match[2]) else None
