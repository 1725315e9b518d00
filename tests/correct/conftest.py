"""Workbooks as offices have them, made here with XlsxWriter, and problems in their cells."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from koryu_rdf.correct import correct
from koryu_rdf.correction_sheet import Original
from koryu_rdf.problems import Problem, Where, make_problem

LIST = "提携一覧"
OFFICE = "担当'課"
# Parts that few programs keep: what they hold does not matter to the package.
FOREIGN = {
    "customXml/item1.xml": b"<note>kept</note>",
    "xl/pivotCache/pivotCacheDefinition1.xml": b"<pivot/>",
    "xl/externalLinks/externalLink1.xml": b"<link/>",
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def make_book(path: Path) -> None:
    """Write a workbook with all that an office puts into one."""
    book = xlsxwriter.Workbook(path)
    head = book.add_format({"bold": True, "bg_color": "#CCE5FF", "border": 1, "text_wrap": True})
    era = book.add_format({"num_format": '[$-411]ggge"年"m"月"d"日"', "bg_color": "#FFFFCC"})
    sheet = book.add_worksheet(LIST)
    sheet.set_column("A:A", 6)
    sheet.set_column("B:F", 22)
    sheet.merge_range("A1:F1", "国際提携一覧", book.add_format({"bold": True, "font_size": 16, "align": "center"}))
    for column, heading in enumerate(("番号", "名称", "提携年月日", "自治体名", "相手方", "電話番号")):
        sheet.write(2, column, heading, head)
    sheet.write_row("A4", [1, "友好交流協定", "平成17（2006）年5月27日", "岐阜県高山市"])
    sheet.write_row("A5", [2, "覚書", None, "府中市", "ハワイ", "00561-97-1336"])
    sheet.write_rich_string("B6", head, "経済", era, "交流")
    sheet.write_datetime("C6", datetime.datetime(2011, 10, 24), era)
    sheet.write_formula("F6", "=A4+A5", None, 3)
    sheet.write_comment("D5", "課長の確認済み")
    sheet.conditional_format("F4:F9", {"type": "cell", "criteria": ">", "value": 5, "format": head})
    sheet.data_validation("A4:A99", {"validate": "integer", "criteria": ">", "value": 0})
    sheet.autofilter("A3:F6")
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_header("&C&G", {"image_center": "pixel.png", "image_data_center": io.BytesIO(PIXEL)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{LIST}'!$A$4:$A$5"})
    sheet.insert_chart("H3", chart)
    sheet.insert_image("H20", "pixel.png", {"image_data": io.BytesIO(PIXEL)})
    book.add_worksheet("控え").hide()
    office = book.add_worksheet(OFFICE)
    office.protect("secret")
    office.merge_range("B2:C3", "商工部")
    book.define_name("対象", f"='{LIST}'!$A$4:$F$6")
    book.close()
    with ZipFile(path, "a") as archive:
        for name, data in FOREIGN.items():
            archive.writestr(name, data)


def at(cell: str | None, sheet: str | None = LIST) -> Where:
    return Where(file="book.xlsx", sheet=sheet, cell=cell, record="book/1")


DISAGREE = make_problem(
    "date-years-disagree", at("C4"), field="dates", value="平成17（2006）年5月27日", era_year=2005, gregorian=2006
)
MISSING = make_problem("date-missing", at("C5"), field="dates")
AMBIGUOUS = make_problem(
    "local-government-ambiguous", at("D5"), value="府中市", candidates="東京都府中市、広島県府中市"
)
UNKNOWN = make_problem("country-unknown", at("E5"), field="overseas_parties", value="ハワイ")
NO_LEVEL = make_problem("party-level-unknown", at("E5"), field="overseas_parties", value="ハワイ")
OF_OFFICE = make_problem("department-names-office", at("C3", OFFICE), field="department", value="商工部")
OF_FILE = make_problem("encoding-guessed", at(None, None), value="cp932")
PROBLEMS = [DISAGREE, MISSING, AMBIGUOUS, UNKNOWN, NO_LEVEL, OF_OFFICE, OF_FILE]


def correct_book(source: Path, target: Path, problems: list[Problem] = PROBLEMS) -> Path:
    """Give a workbook back with its problems marked, in Japanese."""
    correct(problems, Original(workbook=lambda: source.open("rb")), target, "ja")
    return target


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of an office."""
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    make_book(path)
    return path


@pytest.fixture(scope="session")
def corrected(book: Path) -> Path:
    """The same workbook, given back."""
    return correct_book(book, book.with_name("corrected.xlsx"))
