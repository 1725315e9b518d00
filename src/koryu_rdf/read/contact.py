"""The section of contacts: a small table of labels and values, parted by tabs.

In: the section's lines. Out: a :class:`~koryu_rdf.model.Contact`. A personal mail address is withheld and nowhere repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.model import Contact, JapaneseParty
from koryu_rdf.personal import is_personal_address
from koryu_rdf.problems import Report
from koryu_rdf.read.form import Line

_LABELS = {
    "department": re.compile(r"担当部署名?|担当(部署?)?課?名?|部署名?|課名"),
    "phone": re.compile(r"電話(番号)?|TEL\.?|Tel\.?"),
    "email": re.compile(r"電子メール(アドレス)?|(E|e)?-?(メール|mail)(アドレス)?"),
}


class _Cell(NamedTuple):
    line: int
    text: str


def read_contact(
    lines: Iterable[Line], offices: Sequence[JapaneseParty], at: Callable[[int], Report], heading: int
) -> Contact:
    """Read a contact; what is missing, malformed or personal is reported at its line, or at the record's ``heading``."""
    cells = _read_cells(lines, at)
    if not any(cell.text for cell in cells.values()):
        at(heading)("contact-missing", field="contact")
        return Contact()
    line = next(iter(cells.values())).line
    department, phone, email = (cells.get(name, _Cell(line, "")) for name in _LABELS)
    for name, cell in zip(_LABELS, (department, phone, email), strict=True):
        if not cell.text:
            at(cell.line)(f"{name}-missing", field=name)
    _report_faults(department, phone, offices, at)
    return Contact(department.text or None, phone.text or None, _read_email(email, at))


def _read_cells(lines: Iterable[Line], at: Callable[[int], Report]) -> dict[str, _Cell]:
    """Pair labels with the values after them; a value without a label is reported."""
    cells: dict[str, _Cell] = {}
    for line in lines:
        label = None
        for text in filter(None, (cell.strip() for cell in re.split(r"[\t：]", line.text))):
            found = _find_label(text)
            if found:
                label = found
                cells.setdefault(label, _Cell(line.number, ""))
            elif label is None or cells[label].text:
                at(line.number)("line-not-understood", field="contact", value=text)
            else:
                cells[label] = _Cell(line.number, text)
    return cells


def _find_label(text: str) -> str | None:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return next((name for name, pattern in _LABELS.items() if pattern.fullmatch(plain)), None)


def _read_email(cell: _Cell, at: Callable[[int], Report]) -> str | None:
    if not cell.text:
        return None
    address = unicodedata.normalize("NFKC", cell.text)
    if is_personal_address(address):
        at(cell.line)("email-withheld", field="email")
        return None
    if find_mail_iri(address) is None:
        at(cell.line)("email-invalid", field="email", value=cell.text)
    return address


def _report_faults(
    department: _Cell, phone: _Cell, offices: Sequence[JapaneseParty], at: Callable[[int], Report]
) -> None:
    if phone.text and find_telephone_iri(phone.text) is None:
        at(phone.line)("phone-invalid", field="phone", value=phone.text)
    names = [office.municipality or office.prefecture for office in offices]
    if any(name and department.text.startswith(name) for name in names):
        at(department.line)("department-names-office", field="department", value=department.text)
