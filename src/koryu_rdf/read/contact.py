"""The section of contacts: a small table of labels and values, parted by tabs.

In: the section's lines. Out: a :class:`~koryu_rdf.model.Contact`. A cell for a
person's name is left out, for records have no place for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.model import Contact, JapaneseParty
from koryu_rdf.personal import is_personal_address
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import RecordJournal

_LABELS = {
    "department": r"担当(?:部署|部局)?課?名?|部署名?|課名|所属",
    "phone": r"(?:電話|TEL)(?:番号)?\.?",
    "email": r"(?:電子|E-?)?(?:メール|mail)(?:アドレス)?",
    "person": r"(?:担当|責任)者(?:氏?名)?|氏名",
    "other": r"FAX(?:番号)?|ファ(?:ッ|ク)クス(?:番号)?|内線(?:番号)?|住所|所在地|郵便番号|〒|URL|HP|ホームページ|備考",
}
_LABEL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()), re.IGNORECASE)
_MISSING = {"department": "department-missing", "phone": "phone-missing", "email": "email-missing"}
# A colon comes first: a label before one may hold blanks itself, as 電話 番号 does.
_LABEL_AND_VALUE = (re.compile(r"\s*([^:：]{1,20}?)\s*[:：]\s*(.*)"), re.compile(r"\s*([^:：\s]{1,20})\s+(.*)"))


class _Cell(NamedTuple):
    """The value of a label, with its line; ``label`` is as written."""

    line: int
    name: str | None
    label: str
    value: str


def read_contact(
    lines: Iterable[Line], offices: Sequence[JapaneseParty], journal: RecordJournal, heading: int
) -> Contact:
    """Read a contact; what is missing, malformed or personal is reported at its line, or at the record's ``heading``."""
    rows = list(lines)
    start = rows[0].number if rows else heading
    kept = {name: _Cell(start, name, "", "") for name in _MISSING}
    for row in rows:
        for cell in _pair_cells(row):
            _take_cell(cell, kept, journal)
    if not any(cell.value for cell in kept.values()):
        journal.at(start)("contact-missing", field="contact")
        return Contact()
    for name, cell in kept.items():
        journal.place(name, [cell.line])
        if not cell.value:
            journal.at(cell.line)(_MISSING[name], field=name)
    return Contact(
        _read_department(kept["department"], offices, journal),
        _read_phone(kept["phone"], journal),
        _read_email(kept["email"], journal),
    )


def _pair_cells(line: Line) -> Iterator[_Cell]:
    """Pair each label of a row with the value behind it; empty cells between the two do not count."""
    name: str | None = None
    label = ""
    for text in filter(None, (cell.strip() for cell in _split_row(line.text))):
        found = _find_label(text)
        if found and label:
            yield _Cell(line.number, name, label, "")
        if found:
            name, label = found, text
        else:
            yield _Cell(line.number, name, label, text)
            name, label = None, ""
    if label:
        yield _Cell(line.number, name, label, "")


def _split_row(text: str) -> Iterator[str]:
    """Part a row at its tabs, and at a colon or a blank behind a label."""
    for cell in text.split("\t"):
        matches = (pattern.fullmatch(cell) for pattern in _LABEL_AND_VALUE)
        yield from next((match.groups() for match in matches if match and _find_label(match[1])), (cell,))


def _find_label(text: str) -> str | None:
    match = _LABEL.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return match.lastgroup if match else None


def _take_cell(cell: _Cell, kept: dict[str, _Cell], journal: RecordJournal) -> None:
    """Keep a value that has a known label and is its first; report others."""
    if not cell.value:
        journal.pass_over(cell.line, "empty-label", cell.label)
    if cell.name in kept and not kept[cell.name].value:
        kept[cell.name] = cell
    elif cell.name == "person" and cell.value:
        journal.leave_out(cell.line, "contact", cell.value)
    elif cell.value:
        value = f"{cell.label} {cell.value}".strip()
        journal.at(cell.line)("line-not-understood", field="contact", value=value)


def _read_department(cell: _Cell, offices: Sequence[JapaneseParty], journal: RecordJournal) -> str | None:
    department = cell.value
    names = (office.municipality or office.prefecture for office in offices)
    if any(name and department.startswith(name) for name in names):
        journal.at(cell.line)("department-names-office", field="department", value=department)
    return department or None


def _read_phone(cell: _Cell, journal: RecordJournal) -> str | None:
    if cell.value and find_telephone_iri(cell.value) is None:
        journal.at(cell.line)("phone-invalid", field="phone", value=cell.value)
    return cell.value or None


def _read_email(cell: _Cell, journal: RecordJournal) -> str | None:
    address = unicodedata.normalize("NFKC", cell.value)
    if address and not is_personal_address(address) and find_mail_iri(address) is None:
        journal.at(cell.line)("email-invalid", field="email", value=cell.value)
    return address or None
