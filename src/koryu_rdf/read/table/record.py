"""One record of a table: the values of its cells become an agreement.

In: the values by role. Out: an :class:`~koryu_rdf.model.Agreement`; what is wrong stands at its cell. A column that the table lacks is not
reported again for each of its records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from koryu_rdf.codelists import CodeListName, find_fields, find_kind, get_code_list
from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.dates import PRECISIONS, is_sunday, parse_dates
from koryu_rdf.folding import fold
from koryu_rdf.model import Contact, DateRole, JapaneseParty, OverseasParty, WrittenDate
from koryu_rdf.personal import is_personal_address
from koryu_rdf.problems import Report
from koryu_rdf.read.sections import read_prose
from koryu_rdf.read.table.header import Header
from koryu_rdf.read.table.values import Value, Values
from koryu_rdf.read.table.vocabulary import JAPANESE_ROLES, OVERSEAS_ROLES
from koryu_rdf.read.titles import find_title_parties

_FILLED = ("municipality", "japanese_parties", "prefecture", "country")
_DATE_ROLES: dict[str, DateRole] = {"signed": "signed", "renewed": "renewed", "dates": "unlabelled"}
_LINE_BREAK = re.compile(r"\s*\n\s*")
_BETWEEN_LETTERS = re.compile(r"(?<=[!-~])\s*\n\s*(?=[!-~])")
_PIECES = re.compile(r"[、，,・･/／;；\n]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(
    r"(?<![\w-])0\d{1,4}[-(（)）ー－‐\s]{0,2}\d{1,4}[-)）ー－‐\s]{0,2}\d{3,4}(?!\d)(?:\s*[（(]?\s*内線\s*[:：]?\s*\d+\s*[）)]?)?"
)
_LABELS = re.compile(
    r"(?:電話(?:番号)?|TEL|Tel|℡|☎|(?:電子|E-?)?メール(?:アドレス)?|E-?mail|Mail|FAX)\s*[:：]?", re.IGNORECASE
)


def read_title(values: Values, columns: Sequence[str]) -> str:
    """Read the title; a line break in its cell is none in the title."""
    value = values.take_one("title")
    if value is None:
        if "title" in columns:
            values.at_empty("title")("title-missing", field="title")
        return ""
    values.place("title", [value])
    return _LINE_BREAK.sub("", _BETWEEN_LETTERS.sub(" ", value.text))


def read_kind(values: Values, title: str) -> str:
    """Read the kind by its code or its words, in its own cell or else in the title."""
    value = values.take_one("kind")
    own = (_find_code("agreement-kinds", value.text) or find_kind(value.text)) if value else None
    if value and own is None:
        values.at(value)("kind-unknown", field="kind", value=value.text)
    named = own or find_kind(title)
    if named is None and title and value is None:
        values.at(next(iter(values.get("title")), None))("kind-not-named", field="kind", value=title)
    return named or "other"


def read_fields(values: Values, title: str) -> tuple[str, ...]:
    """Read the fields by their codes or words, in their own cell or else in the title."""
    found: dict[str, None] = {}
    for value in values.get("fields"):
        for piece in filter(None, map(str.strip, _PIECES.split(value.text))):
            code = _find_code("fields", piece)
            codes = (code,) if code else find_fields(piece)
            if not codes:
                values.at(value)("field-unknown", field="fields", value=piece)
            found |= dict.fromkeys(codes)
    return tuple(found) or find_fields(title)


def _find_code(name: CodeListName, text: str) -> str | None:
    """Find a concept by its code or its label in either language."""
    key = fold(text)
    concepts = get_code_list(name).values()
    return next((one.code for one in concepts if key in (one.code, fold(one.label.ja), fold(one.label.en))), None)


def read_dates(values: Values, columns: Sequence[str]) -> tuple[WrittenDate, ...]:
    """Read the dates of every column; what a date is, its column says, unless its own words say more."""
    dates: dict[WrittenDate, Value] = {}
    for column, role in _DATE_ROLES.items():
        for value in values.get(column):
            for date in _read_cell_dates(value, role, values.at(value)):
                dates.setdefault(date, value)
                if role == date.role == "unlabelled":
                    values.at(value)("date-unlabelled", field="dates", value=date.as_written)
    for date, value in dates.items():
        if is_sunday(date.value):
            values.at(value)("signed-on-sunday", field="dates", value=date.as_written)
    if not any(map(values.get, _DATE_ROLES)) and _DATE_ROLES.keys() & set(columns):
        values.at_empty(*_DATE_ROLES)("date-missing", field="dates")
    values.place("dates", dates.values())
    return tuple(dates)


def _read_cell_dates(value: Value, role: DateRole, report: Report) -> Iterator[WrittenDate]:
    if value.date:
        yield WrittenDate(value.date, PRECISIONS[len(value.date)], role, value.text)
        return
    for date in parse_dates(value.text, report):
        is_plain = date.role == "signed" or (date.role == "unlabelled" and role == "renewed")
        yield WrittenDate(date.value, date.precision, role if is_plain else date.role, date.as_written)


def read_title_parties(
    title: str, japanese: Sequence[JapaneseParty], overseas: Sequence[OverseasParty], values: Values
) -> tuple[str, ...]:
    """Find the parties that the title alone names."""
    names = find_title_parties(title, japanese, overseas)
    for name in names:
        values.at(next(iter(values.get("title")), None))("title-party-not-listed", field="title_parties", value=name)
    return names


def read_text(values: Values, role: str) -> str | None:
    """Read prose, the lines of all its cells."""
    return read_prose(values.to_lines(role), values.journal, role)


def read_contact(values: Values, columns: Sequence[str]) -> Contact:
    """Read the department, its telephone number and mail address, each in a cell of its own or all in one."""
    together = values.take_one("contact")
    parts = _part_contact(together.text) if together else Contact()
    found = {name: values.take_one(name) for name in ("department", "phone", "email")}
    contact = Contact(
        department=_join(found["department"], parts.department),
        phone=_join(found["phone"], parts.phone),
        email=_join(found["email"], parts.email),
    )
    for name, value in found.items():
        values.place(name, filter(None, [value or together]))
    _check_phone(contact.phone, values.at(found["phone"] or together))
    _report_missing(values, columns)
    return Contact(
        contact.department, contact.phone, _check_email(contact.email, values.at(found["email"] or together))
    )


def _join(value: Value | None, part: str | None) -> str | None:
    return value.text if value else part


def _part_contact(text: str) -> Contact:
    """Part a cell that holds a whole contact.

    >>> _part_contact("国際課\\n電話：059-229-3105 kokusai@city.example.lg.jp")
    Contact(department='国際課', phone='059-229-3105', email='kokusai@city.example.lg.jp')
    """
    email = _ADDRESS.search(text)
    rest = _ADDRESS.sub(" ", text, count=1)
    phone = _PHONE.search(rest)
    rest = _LABELS.sub(" ", rest.replace(phone[0], " ", 1) if phone else rest)
    department = " ".join(rest.split()).strip("、,（）() ")
    return Contact(department or None, phone[0].strip() if phone else None, email[0] if email else None)


def _check_phone(phone: str | None, report: Report) -> None:
    if phone and find_telephone_iri(phone) is None:
        report("phone-invalid", field="phone", value=phone)


def _check_email(email: str | None, report: Report) -> str | None:
    address = normalize("NFKC", email) if email else None
    if address and not is_personal_address(address) and find_mail_iri(address) is None:
        report("email-invalid", field="email", value=address)
    return address


def _report_missing(values: Values, columns: Sequence[str]) -> None:
    """Report the cells of a contact that are empty."""
    if "department" in columns and not values.get("department"):
        values.at_empty("department")("department-missing", field="department")
    if "phone" in columns and not values.get("phone"):
        values.at_empty("phone")("phone-missing", field="phone")
    if "email" in columns and not values.get("email"):
        values.at_empty("email")("email-missing", field="email")


def report_missing_parties(
    values: Values, japanese: Sequence[JapaneseParty], overseas: Sequence[OverseasParty], columns: Sequence[str]
) -> None:
    """Report a side that has no party, where the table has a column for it."""
    if not japanese and set(JAPANESE_ROLES).intersection(columns):
        values.at_empty(*JAPANESE_ROLES)("parties-missing", field="japanese_parties")
    if not overseas and set(OVERSEAS_ROLES).intersection(columns):
        values.at_empty(*OVERSEAS_ROLES)("parties-missing", field="overseas_parties")


def fill_from_above(values: Values, header: Header, above: dict[str, str]) -> None:
    """Fill what stands empty left of the title from the record above, as where merged cells were saved as text; and say so.

    ``above`` is what the record before had, and becomes what this one has.
    """
    title = next((number for number, column in header.columns.items() if column.role == "title"), 0)
    leading = {column.role for number, column in header.columns.items() if number < title}
    for role in _FILLED:
        if role in leading and role in above and not values.get(role) and _may_be_filled(role, values):
            values.add(role, above[role])
            values.at_empty(role)("filled-from-above", field="parties", value=above[role])
    above.update({role: found[0].text for role in _FILLED if (found := values.get(role))})


def _may_be_filled(role: str, values: Values) -> bool:
    """Say whether a cell may stand for those below it: a country or prefecture beside other cells, a name where there is none."""
    if role == "country":
        return any(map(values.get, OVERSEAS_ROLES))
    return role == "prefecture" or not any(map(values.get, JAPANESE_ROLES))
