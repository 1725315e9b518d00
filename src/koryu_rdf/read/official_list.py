"""A newer official list of local governments, compared with the tables of the package.

In: the ministry's list of codes (全国地方公共団体コード) as a workbook or delimited text; title rows above the header and other columns
do no harm. Out: problems at its cells: what was added, is gone or renamed, is read or coded otherwise. The tables stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from koryu_rdf.folding import fold_characters, fold_name
from koryu_rdf.local_governments import (
    WITHOUT_GOVERNMENT,
    LocalGovernment,
    check_digit,
    find_local_governments,
    list_local_governments,
    same_name,
)
from koryu_rdf.problems import Problem, Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import list_sources
from koryu_rdf.read.table.book import read_book
from koryu_rdf.read.table.cells import Sheet, SheetRow
from koryu_rdf.settings import Settings

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
_HEADINGS = {
    "code": re.compile(r"団体コード|自治体コード|地方公共団体コード|市区町村コード|code", re.IGNORECASE),
    "prefecture": re.compile(r"都道府県(?:名|$)(?!.*(?:カナ|かな|ふりがな))"),
    "name": re.compile(r"市区?町村名?(?!.*(?:カナ|かな|ふりがな|コード))"),
    "kana": re.compile(r"市区?町村名?.*(?:カナ|かな|ふりがな)"),
    "prefecture_kana": re.compile(r"都道府県名?.*(?:カナ|かな|ふりがな)"),
}
_NEEDED = {"code", "prefecture"}
_WARD = re.compile(r".+市.+区")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


class Entry(NamedTuple):
    """A row of the list; ``code`` as written, with the zeros back that a spreadsheet took from its front."""

    code: str
    prefecture: str
    name: str
    kana: str
    where: Where

    @property
    def full_name(self) -> str:
        return self.prefecture + self.name


class Comparison(NamedTuple):
    """What came of comparing: how many rows the list has, and the problems."""

    rows: int
    problems: list[Problem]


def compare_list(path: Path, settings: Settings) -> Comparison:
    """Compare a list with the tables; prefectures that the list does not have are left alone.

    Raises :class:`~koryu_rdf.errors.ReadError` for a file that is missing or of another kind.
    """
    journal = Journal()
    [source] = list_sources(path, SUFFIXES, None, None)
    entries: dict[str, Entry] = {}
    for sheet in read_book(source, journal, settings.limits):
        entries |= {entry.code: entry for entry in _read_sheet(sheet, source.name)}
    if not entries and not journal.problems:
        journal.at(Where(file=source.name))("list-not-understood")
    _compare(entries, source.name, journal)
    return Comparison(len(entries), list(journal.problems))


def _read_sheet(sheet: Sheet, file: str) -> Iterator[Entry]:
    """Read the rows below the header; a sheet without one holds something else."""
    columns: Mapping[str, int] = {}
    for row in sheet.rows:
        found = _find_columns(row)
        if found.keys() >= _NEEDED:
            columns = found
        elif columns and (entry := _read_entry(row, columns, Where(file=file, line=row.line, sheet=sheet.name))):
            yield entry


def _find_columns(row: SheetRow) -> dict[str, int]:
    headings = {number: fold_characters(cell.text) for number, cell in row.cells.items()}
    return {
        role: number
        for role, pattern in reversed(_HEADINGS.items())
        for number, text in sorted(headings.items(), reverse=True)
        if pattern.search(text)
    }


def _read_entry(row: SheetRow, columns: Mapping[str, int], where: Where) -> Entry | None:
    """Read a row that has a code; wards of designated cities are no local governments."""
    text = {role: row.cells[number].text.strip() for role, number in columns.items() if number in row.cells}
    digits = fold_characters(text.get("code", ""))
    name = "".join(text.get("name", "").split())
    if not re.fullmatch("[0-9]{4,6}", digits) or _WARD.fullmatch(name):
        return None
    prefecture = "".join(text.get("prefecture", "").split())
    code = _complete(digits, prefecture)
    kana = text.get("kana" if name else "prefecture_kana", "")
    cell = row.cells[columns["code"]].name if where.sheet else None
    place = Where(file=where.file, line=where.line, sheet=where.sheet, cell=cell)
    return Entry(code, prefecture, name, kana, place) if code not in WITHOUT_GOVERNMENT else None


def _complete(digits: str, prefecture: str) -> str:
    """Give back the zero in front, or the check digit that is not there, whichever fits the prefecture.

    >>> _complete("11002", "北海道"), _complete("41441", "佐賀県")
    ('011002', '414417')
    """
    whole = digits.zfill(6)
    place = next(iter(find_local_governments(prefecture)), None)
    if len(digits) == 5 and place and not whole.startswith(place.code[:2]):  # noqa: PLR2004
        return digits + check_digit(digits)
    return whole


def _compare(entries: Mapping[str, Entry], file: str, journal: Journal) -> None:
    """Compare each row with the place of its code, or of its name; then look for places that the list lacks."""
    known = {place.code: place for place in list_local_governments()}
    named = {_key(place.prefecture, place.municipality or ""): place for place in known.values()}
    listed = {_key(entry.prefecture, entry.name) for entry in entries.values()}
    for entry in entries.values():
        _compare_entry(entry, known.get(entry.code), named.get(_key(entry.prefecture, entry.name)), journal)
    prefectures = {prefecture for prefecture, _ in listed}
    for key, place in named.items():
        if key[0] in prefectures and key not in listed and place.code not in entries:
            journal.at(Where(file=file))("list-lacks-place", value=place.full_name, number=place.code)


def _key(prefecture: str, name: str) -> tuple[str, str]:
    return fold_characters(prefecture), fold_characters(name)


def _compare_entry(
    entry: Entry, place: LocalGovernment | None, namesake: LocalGovernment | None, journal: Journal
) -> None:
    report = journal.at(entry.where)
    if entry.code[5] != check_digit(entry.code[:5]):
        report("list-check-digit", value=entry.code, expected=entry.code[:5] + check_digit(entry.code[:5]))
    elif place is None and namesake:
        report("list-code-differs", value=entry.full_name, number=entry.code, known=namesake.code)
    elif place is None:
        report("list-adds-place", value=entry.full_name, number=entry.code)
    elif not same_name(place.full_name, entry.full_name):
        report("list-name-differs", value=entry.full_name, number=entry.code, known=place.full_name)
    elif entry.kana and _fold_kana(entry.kana) != _fold_kana(place.kana):
        report("list-kana-differs", value=entry.kana, name=place.full_name, known=place.kana)


def _fold_kana(kana: str) -> str:
    """Fold half-width, hiragana and small letters: lists write ﾂ for ッ."""
    return fold_name(fold_characters(kana).translate(_TO_KATAKANA))
