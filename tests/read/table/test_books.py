"""Workbooks of every kind: the same cells come out, whatever program and format they were saved in."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.read.table.conftest import read_file

from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.read.table.book import read_book
from koryu_rdf.read.table.cells import Cell, Sheet
from koryu_rdf.settings import Limits

ERA = '[$-411]ggge"年"m"月"d"日"'
DAY = datetime.date(2006, 11, 2)


def make_workbook() -> openpyxl.Workbook:
    """Make a workbook with everything that offices put into one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "一覧"
    for row in (
        ["番号", "締結日", "相手国", "相手都市", "団体コード", "確認"],
        [1, DAY, "中国", "鎮江市", 242012, True],
        [2, DAY, None, "蘇州市", 11002, "=1/0"],
        [3, "平成23年", "韓国", " 釜山市\n（広域市）", "011002", None],
    ):
        sheet.append(row)
    sheet["B2"].number_format = ERA
    sheet["B3"].number_format = "yyyy/m/d"
    sheet["E3"].number_format = "000000"
    sheet["F3"] = "#DIV/0!"
    sheet["F3"].data_type = "e"
    sheet.merge_cells("C2:C3")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["F"].hidden = True
    book.create_sheet("作業用").sheet_state = "hidden"
    book["作業用"]["B2"] = "下書き"
    return book


def make_source(path: Path) -> Source:
    return Source(path.name, path.suffix, lambda: path.open("rb"))


def list_cells(path: Path) -> tuple[list[Sheet], dict[str, Cell], Journal]:
    """List the cells of a file by sheet and reference."""
    journal = Journal()
    source = make_source(path)
    sheets: list[Sheet] = []
    cells: dict[str, Cell] = {}
    for sheet in read_book(source, journal, Limits()):
        sheets.append(sheet)
        cells |= {f"{sheet.name}!{cell.name}": cell for row in sheet.rows for cell in row.cells.values()}
    return sheets, cells, journal


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_the_same_cells_in_every_format(suffix: str, tmp_path: Path, convert: Callable[[Path, str], Path]) -> None:
    path = tmp_path / "book.xlsx"
    make_workbook().save(path)
    sheets, cells, journal = list_cells(path if suffix == "xlsx" else convert(path, suffix))
    assert journal.problems == []
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [("一覧", False), ("作業用", True)]
    assert 6 in sheets[0].hidden_columns
    texts = {name.removeprefix("一覧!"): cell.text for name, cell in cells.items()}
    assert texts["作業用!B2"] == "下書き"
    assert (texts["A2"], texts["E2"], texts["E3"], texts["E4"]) == ("1", "242012", "011002", "011002")
    assert (texts["B2"], cells["一覧!B2"].date) == ("平成18年11月2日", "2006-11-02")
    assert (texts["B3"], cells["一覧!B3"].date) == ("2006/11/2", "2006-11-02")
    assert (texts["B4"], cells["一覧!B4"].date) == ("平成23年", None)
    assert texts["D4"] == "釜山市\n（広域市）"
    assert (texts["C3"], cells["一覧!C3"].is_copy, cells["一覧!C2"].is_copy) == ("中国", True, False)
    assert cells["一覧!F3"].fault == "cell-error"


def test_hidden_rows(tmp_path: Path, convert: Callable[[Path, str], Path]) -> None:
    path = tmp_path / "book.xlsx"
    make_workbook().save(path)
    for saved in (path, convert(path, "xls"), convert(path, "ods")):
        source = make_source(saved)
        rows = [{row.number: row.is_hidden for row in sheet.rows} for sheet in read_book(source, Journal(), Limits())]
        assert rows[0] == {1: False, 2: False, 3: False, 4: True}


def test_a_year_of_an_era_in_an_old_workbook(tmp_path: Path, convert: Callable[[Path, str], Path]) -> None:
    book = make_workbook()
    book["一覧"]["B2"].number_format = 'ggge"年"'
    book.save(tmp_path / "book.xlsx")
    _, cells, _ = list_cells(convert(tmp_path / "book.xlsx", "xls"))
    assert (cells["一覧!B2"].text, cells["一覧!B2"].date) == ("平成18年", "2006")


def test_a_formula_without_a_value_is_a_fault(tmp_path: Path) -> None:
    book = make_workbook()
    book["一覧"]["F2"] = "=A2+1"
    book.save(tmp_path / "book.xlsx")
    _, cells, _ = list_cells(tmp_path / "book.xlsx")
    assert cells["一覧!F2"].fault == "formula-without-value"


def test_furigana_is_no_text(tmp_path: Path) -> None:
    path = rewrite(
        tmp_path,
        "xl/sharedStrings.xml",
        "<t>番号</t>",
        "<r><t>番</t></r><r><t>号</t></r><rPh sb='0' eb='2'><t>バンゴウ</t></rPh>",
    )
    assert list_cells(path)[1]["一覧!A1"].text == "番号"


def test_a_sheet_that_claims_a_million_rows_costs_nothing(tmp_path: Path) -> None:
    path = rewrite(tmp_path, "xl/worksheets/sheet1.xml", 'ref="A1:F4"', 'ref="A1:XFD1048576"')
    assert len(list_cells(path)[1]) == len(list_cells(tmp_path / "book.xlsx")[1])


def test_empty_rows_that_are_there_are_skipped(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}" hidden="1"/>' for number in range(5, 5000))
    path = rewrite(tmp_path, "xl/worksheets/sheet1.xml", "</sheetData>", f"{rows}</sheetData>")
    assert len(list_cells(path)[1]) == len(list_cells(tmp_path / "book.xlsx")[1])


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904  # so its serial numbers are 1462 lower
    assert book.active
    book.active["A1"] = DAY
    book.save(tmp_path / "mac.xlsx")
    assert list_cells(tmp_path / "mac.xlsx")[1]["Sheet!A1"].date == "2006-11-02"


def rewrite(folder: Path, member: str, before: str, after: str) -> Path:
    """Change a member of the workbook."""
    make_workbook().save(folder / "book.xlsx")
    with zipfile.ZipFile(folder / "book.xlsx") as old, zipfile.ZipFile(folder / "other.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            assert name != member or before.encode() in text
            new.writestr(name, text.replace(before.encode(), after.encode()) if name == member else text)
    return folder / "other.xlsx"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "file-empty"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "file-kind-differs"),
        ("a.ods", "番号,名称\n".encode("cp932"), "workbook-is-text"),
        ("a.xlsx", b"PK\x03\x04 cut off", "file-kind-differs"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "package-damaged"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    ],
)
def test_what_is_no_workbook_is_a_problem(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    table = read_file(tmp_path / name)
    assert table.problems == [f"- {code}"]
    assert table.records == []


def test_a_workbook_cut_off_inside_a_sheet_gives_what_stands_before(tmp_path: Path) -> None:
    path = rewrite(tmp_path, "xl/worksheets/sheet1.xml", "</sheetData>", "<row><c></row></sheetData>")
    _, cells, journal = list_cells(path)
    assert cells["一覧!A4"].text == "3"
    assert [problem.code for problem in journal.problems] == ["package-damaged"]


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    path = rewrite(tmp_path, "xl/worksheets/sheet1.xml", "<worksheet", "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet")
    assert [problem.code for problem in list_cells(path)[2].problems] == ["xml-unsafe"]
