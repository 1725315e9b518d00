"""Nothing is dropped in silence: every line of a document is in a record, in a problem, or among the lines passed over.

Only letters and digits count; the form's own words (labels, and words that say what a date is) are listed here by hand. What is
in a record is looked for in the field that its section stands for, and mutations show that a missing piece is seen.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category, normalize

import pytest
from msgspec.structs import replace

from koryu_rdf.model import Agreement, Contact, WebPage
from koryu_rdf.personal import MARKS
from koryu_rdf.problems import Problem
from koryu_rdf.read import PassedOver, Reading, read

if TYPE_CHECKING:
    from tests.read.conftest import Case

HEADING = 0
FORM_WORDS = {
    HEADING: r"\d+",
    1: r"(?:日本|国内|海外)の自治体名?|相手国|及び|と",
    2: r"(?:締結|調印|更新|改定|改訂)日?",
    6: "",
    7: r"担当部署名|部署名?|電話(?:番号)?|TEL|(?:電子|E)?メール|FAX|担当者名|備考",
}
PROSE = {3: "background", 4: "activities", 5: "outcomes"}
# The problems whose value is what was left out of the record.
LEFT_OUT = {
    *("line-not-understood", "url-unreadable"),
    *("date-remark", "date-unreadable", "date-impossible", "date-outside-era", "date-years-disagree"),
    *("date-ambiguous", "date-fiscal-year", "date-limit-only", "date-lunar", "date-not-shown", "date-range-reversed"),
    "date-unknown",
}
WITHHELD = re.compile("|".join(map(re.escape, MARKS["ja"].values())))
WITHHELD_LETTERS = re.compile("|".join(mark.strip("〔〕") for mark in MARKS["ja"].values()))
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)


class Document(NamedTuple):
    """A document as a test reads it, and what was read from it."""

    lines: list[str]
    records: list[Agreement]
    problems: list[Problem]
    passed_over: list[PassedOver]


def get_letters(text: str) -> str:
    """Give the letters and digits of a text, whatever their width."""
    return "".join(sign for sign in normalize("NFKC", text) if sign.isalnum())


def open_document(path: Path, encoding: str, records: list[Agreement], reading: Reading) -> Document:
    text = path.read_bytes().decode(encoding, "replace")
    lines = re.split(r"\r\n|\r|\n", text)
    visible = ["".join(sign for sign in line if category(sign) not in ("Cc", "Cf") or sign == "\t") for line in lines]
    return Document(visible[:-1] if not lines[-1] else visible, records, reading.problems, reading.passed_over)


def find_unaccounted(document: Document) -> list[str]:
    """Name every line that is nowhere, and every value of a record that is not in its lines."""
    passed_lines = {entry.line or 0 for entry in document.passed_over}
    problem_lines = {problem.where.line for problem in document.problems if problem.where.line}
    found = [f"{line}: there is no such line" for line in passed_lines | problem_lines if line > len(document.lines)]
    in_records: set[int] = set()
    for record in document.records:
        found += _Account(document, record).list_faults()
        in_records |= set(range(record.source.first_line or 0, (record.source.last_line or 0) + 1))
    for number in range(1, len(document.lines) + 1):
        if number not in in_records and not is_passed_over(document, number):
            found.append(f"{number}: in no record and not passed over")
    return found


def is_passed_over(document: Document, number: int) -> bool:
    """Say whether a whole line was passed over."""
    entries = [entry.text for entry in document.passed_over if entry.line == number]
    return bool(entries) and get_letters("".join(entries)) == get_letters(document.lines[number - 1])


class _Account:
    """The account of one record."""

    def __init__(self, document: Document, record: Agreement) -> None:
        self.document = document
        self.record = record
        self.first = record.source.first_line or 0
        self.last = record.source.last_line or 0
        self.pieces = {
            section: sorted(map(get_letters, list_pieces(record, section)), key=len) for section in FORM_WORDS
        }

    def list_faults(self) -> Iterator[str]:
        section = HEADING
        for number in range(self.first, self.last + 1):
            entries = [entry for entry in self.document.passed_over if entry.line == number]
            section = next((read_number(entry.text) for entry in entries if entry.reason == "section-heading"), section)
            rest = self.get_rest(number, entries, section)
            if section in PROSE:
                rest = "" if self.is_prose(rest, PROSE[section]) else rest
            if rest and not re.fullmatch(f"(?:{FORM_WORDS.get(section, 'x^')})*", rest):
                yield f"{number}: {rest}"
        whole = "".join(map(get_letters, self.list_lines()))
        values = [value for section in (*FORM_WORDS, *PROSE) for value in list_pieces(self.record, section)]
        for part in (part for value in values for part in WITHHELD.split(value)):
            if get_letters(part) not in whole:
                yield f"{self.record.id}: {part} is not in the document"

    def list_lines(self) -> Iterator[str]:
        """List the record's lines as they are, then without HTML."""
        lines = list(map(html.unescape, self.document.lines[self.first - 1 : self.last]))
        yield from lines
        tags = {entry.text for entry in self.document.passed_over if entry.reason == "markup"}
        for line in self.document.lines[self.first - 1 : self.last]:
            yield html.unescape(re.sub("|".join(map(re.escape, tags)), "", line)) if tags else ""

    def get_rest(self, number: int, entries: list[PassedOver], section: int) -> str:
        """Give what is left of a line without what was passed over, reported as left out, or is in the record."""
        line = self.document.lines[number - 1]
        for entry in entries:
            assert entry.text in line
            line = line.replace(entry.text, "\t", 1)
        line = html.unescape(line) if any(entry.reason == "markup" for entry in entries) else line
        here = [problem for problem in self.document.problems if problem.where.line == number]
        rest = get_letters(forget_withheld(line, section, {problem.code for problem in here}))
        for value in [problem.value or "" for problem in here if problem.code in LEFT_OUT]:
            rest = take(rest, value)
        return rest if section in PROSE else self.take_pieces(rest, section)

    def take_pieces(self, rest: str, section: int) -> str:
        """Take out what the record holds, the longest first and each once; a page that stands twice is one page."""
        for piece in reversed(self.pieces[section].copy()):
            if find_piece(piece, rest):
                rest = take(rest, piece)
                if section != 6:
                    self.pieces[section].remove(piece)
        return rest

    def is_prose(self, rest: str, field: str) -> bool:
        """Say whether some lines of a field, one after the other, are what is left of the line."""
        lines = (getattr(self.record, field) or "").split("\n")
        patterns = [".{1,40}".join(re.escape(get_letters(part)) for part in WITHHELD.split(line)) for line in lines]
        ends = range(len(patterns) + 1)
        return not rest or any(re.fullmatch("".join(patterns[one:end]), rest) for one in ends for end in ends[one:])


def read_number(heading: str) -> int:
    return int(re.sub(r"\D", "", normalize("NFKC", heading.strip()[:3])))


def forget_withheld(line: str, section: int, codes: set[str]) -> str:
    """Take out of a line of pages or contacts what a problem says was withheld as a whole."""
    if "email-withheld" in codes and section in (6, 7):
        line = re.sub(r"http\S+" if section == 6 else ADDRESS, "", line)
    if "phone-withheld" in codes and section == 7:
        line = re.sub("0[789]0[0-9-]+", "", line)
    if section == 7 and "person-withheld" in codes:
        line = re.sub("(担当者名)\t.*", r"\1", line)
    return line


def find_piece(piece: str, text: str) -> re.Match[str] | None:
    return re.search(".{1,40}".join(map(re.escape, WITHHELD_LETTERS.split(piece))), text) if piece else None


def take(text: str, piece: str) -> str:
    """Take a piece out of a text, once; a withheld name in the piece stands for any."""
    match = find_piece(get_letters(piece), text)
    return text[: match.start()] + text[match.end() :] if match else text


def list_pieces(record: Agreement, section: int) -> list[str]:
    """List what a record holds from one section of the form."""
    contact = record.contact
    if section in PROSE:
        return (getattr(record, PROSE[section]) or "").split("\n")
    return {
        HEADING: [record.title],
        1: [*(party.name for party in record.japanese_parties), *(party.name for party in record.overseas_parties)],
        2: [date.as_written for date in record.dates],
        6: [text for page in record.web_pages for text in (page.url, *((page.note or "").split(" ")))],
        7: [text for text in (contact.department, contact.phone, contact.email) if text],
    }[section]


def mutate(record: Agreement) -> Iterator[Agreement]:
    """Take one thing out of a record, in every way that changes it."""
    if record.title:
        yield replace(record, title=record.title[:-1])
    for field in PROSE.values():
        yield from (replace(record, **{field: text}) for text in shorten_lines(getattr(record, field) or ""))
    for field in ("dates", "japanese_parties", "overseas_parties", "web_pages"):
        values = getattr(record, field)
        yield from (replace(record, **{field: values[:one] + values[one + 1 :]}) for one in range(len(values)))
    for one, page in enumerate(record.web_pages):
        if page.note:
            pages = (*record.web_pages[:one], WebPage(page.url), *record.web_pages[one + 1 :])
            yield replace(record, web_pages=pages)
    for part in filter(partial(getattr, record.contact), ("department", "phone", "email")):
        yield replace(record, contact=replace(record.contact, **{part: None}))


def shorten_lines(text: str) -> Iterator[str]:
    """Take the first, the middle or the last letter out of each line of a text."""
    for line in filter(get_letters, text.split("\n")):
        letters = [index for index, sign in enumerate(line) if sign.isalnum()]
        if not WITHHELD.search(line):
            chosen = (letters[0], letters[len(letters) // 2], letters[-1])
            yield from (text.replace(line, line[:index] + line[index + 1 :]) for index in chosen)


def invent(record: Agreement) -> Iterator[Agreement]:
    """Put something into a record that its document does not hold."""
    yield replace(record, background=f"{record.background or ''}\n作り話")
    yield replace(record, web_pages=(*record.web_pages, WebPage("http://invented.example.jp/")))
    yield replace(record, contact=Contact("作り話課"))
    for party in record.overseas_parties:
        yield replace(record, overseas_parties=(*record.overseas_parties, replace(party, name="作り話市")))


def find_blind_spots(document: Document) -> tuple[int, list[str]]:
    """Mutate every record; give how many mutations there were, and those that were not seen."""
    mutants = [(record, mutant) for record in document.records for mutant in (*mutate(record), *invent(record))]
    return len(mutants), [
        describe_change(record, mutant)
        for record, mutant in mutants
        if not find_unaccounted(
            document._replace(records=[mutant if one is record else one for one in document.records])
        )
    ]


def describe_change(record: Agreement, mutant: Agreement) -> str:
    [field] = [name for name in record.__struct_fields__ if getattr(record, name) != getattr(mutant, name)]
    return f"{record.id} {field}: {getattr(record, field)!r} -> {getattr(mutant, field)!r}"


@pytest.fixture
def document(case: Case) -> Document:
    """Each case whose document is a text that can be read."""
    assert case.reading
    encodings = {"cp932": "cp932", "utf-16": "utf-16"}
    return open_document(case.document, encodings.get(case.name, "utf-8-sig"), case.records, case.reading)


@pytest.fixture(scope="module")
def real_document(real_survey: Path) -> Document:
    reading = read(real_survey)
    return open_document(real_survey, "utf-8", list(reading), reading)


def test_every_line_is_accounted_for(document: Document) -> None:
    assert find_unaccounted(document) == []


def test_what_is_missing_or_invented_is_seen(document: Document) -> None:
    count, unseen = find_blind_spots(document)
    assert unseen == []
    assert count >= 5 * len(document.records)


def test_a_line_that_is_not_passed_over_is_missed(document: Document) -> None:
    for entry in document.passed_over:
        rest = [other for other in document.passed_over if other is not entry]
        if get_letters(entry.text) and entry.reason != "empty-label":  # labels are the form's own words
            assert find_unaccounted(document._replace(passed_over=rest)), entry


def test_every_line_of_the_real_survey_is_accounted_for(real_document: Document) -> None:
    assert len(real_document.lines) == 876
    assert find_unaccounted(real_document) == []


def test_what_is_missing_in_the_real_survey_is_seen(real_document: Document) -> None:
    count, unseen = find_blind_spots(real_document._replace(records=real_document.records[14:17]))
    assert count > 60
    assert [one for one in unseen if "in no record" not in one] == []


def test_every_line_of_json_is_a_record_a_problem_or_blank(read_case: Any) -> None:
    case: Case = read_case("json-lines")
    assert case.reading
    faulty = {problem.where.line for problem in case.reading.problems if problem.code == "record-invalid"}
    blank = {entry.line for entry in case.reading.passed_over}
    assert len(case.document.read_bytes().splitlines()) == len(case.records) + len(faulty) + len(blank)


def test_every_table_is_a_record_or_a_problem(read_case: Any) -> None:
    case: Case = read_case("toml-tables")
    assert case.reading
    faulty = {problem.where.line for problem in case.reading.problems if problem.code == "record-invalid"}
    tables = re.findall(r"^\[\[ ?agreement ?\]\]", case.document.read_text("utf-8"), re.MULTILINE)
    assert len(tables) == len(case.records) + len(faulty)
