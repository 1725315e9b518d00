"""The clerk's round trip: read, mend in LibreOffice Calc, read again. What was mended is gone, and nothing else has changed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
import xlsxwriter

import koryu_rdf
from koryu_rdf import pipeline
from koryu_rdf.model import Agreement
from koryu_rdf.problems import Problem
from koryu_rdf.read import Reading

Calc = Callable[..., Any]
Cells = dict[str, str]

SHEET = "一覧"
ROWS = [
    ["番号", "協定名", "締結日", "自治体名", "相手方", "担当課", "電話番号"],
    [
        "001",
        "友好交流協定",
        "平成17（2006）年5月27日",
        "岐阜県高山市",
        "イタリア共和国フィレンツェ市",
        "国際課",
        "0577-12-3456",
    ],
    ["002", "環境協力に関する覚書", "", "府中市", "フランス共和国リヨン市", "交流課", "00561-97-1336"],
    ["003", "文化交流協定", "昭和64年1月8日", "三重県津市", "ハワイ", "国際課", "059-123-4567"],
]
MENDED = {"C2": "平成18年5月27日", "C3": "2011-10-24", "C4": "昭和63年1月8日", "D3": "広島県府中市", "F3": "国際課"}
LEFT = {("E4", "country-unknown"), ("E4", "party-level-unknown"), ("G3", "phone-invalid")}


def make_with_xlsxwriter(path: Path, calc: Calc) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(SHEET)
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    sheet.write_comment("D3", "課長の確認済み")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [SHEET, 1, 0, 3, 0]})
    sheet.insert_chart("J2", chart)
    book.close()


def make_with_openpyxl(path: Path, calc: Calc) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    for row in ROWS:
        sheet.append(row)
    sheet.auto_filter.ref = "A1:G4"
    book.save(path)


def make_with_calc(path: Path, calc: Calc) -> None:
    make_with_openpyxl(path.with_name("draft.xlsx"), calc)
    calc(open=path.with_name("draft.xlsx"), save=path)


def read(path: Path) -> tuple[list[Agreement], list[Problem], Reading]:
    reading = koryu_rdf.read(path, survey="list")
    return list(reading), reading.problems, reading


def correct(path: Path, target: Path) -> Path:
    *_, reading = read(path)
    pipeline.write_problems(reading.problems, target, "ja", reading)
    return target


def place(problems: list[Problem]) -> set[tuple[str | None, str]]:
    return {(problem.where.cell, problem.code) for problem in problems}


def forget_source(record: Agreement) -> Any:
    return {**msgspec.to_builtins(record), "source": None}


def list_changes(before: list[Agreement], after: list[Agreement]) -> Iterator[tuple[int, str]]:
    for old, new in zip(map(forget_source, before), map(forget_source, after), strict=True):
        yield from ((old["number"], field) for field in old if old[field] != new[field])


@pytest.mark.parametrize(
    ("make", "suffix"), [(make_with_xlsxwriter, ".xlsx"), (make_with_openpyxl, ".ods"), (make_with_calc, ".xlsx")]
)
def test_a_workbook_mended_in_calc(make: Callable[[Path, Calc], None], suffix: str, calc: Calc, tmp_path: Path) -> None:
    make(tmp_path / "list.xlsx", calc)
    before, problems, _ = read(tmp_path / "list.xlsx")
    corrected = correct(tmp_path / "list.xlsx", tmp_path / "corrected.xlsx")
    seen = calc(
        open=corrected,
        type={f"{SHEET}!{cell}": value for cell, value in MENDED.items()},
        save=tmp_path / f"mended{suffix}",
    )
    assert set(seen[SHEET]["marks"]) == {"C2", "C3", "C4", "D3", "E4", "G3"} == set(seen[SHEET]["comments"])
    after, left, _ = read(tmp_path / f"mended{suffix}")
    assert place(left) == LEFT < place(problems)
    assert {code for _, code in place(problems) - LEFT} == {
        "date-years-disagree",
        "date-missing",
        "date-outside-era",
        "local-government-ambiguous",
    }
    assert set(list_changes(before, after)) == {
        *((number, "dates") for number in (1, 2, 3)),
        (2, "japanese_parties"),
        (2, "contact"),
    }
    assert [[date.value for date in record.dates] for record in after] == [
        ["2006-05-27"],
        ["2011-10-24"],
        ["1988-01-08"],
    ]


@pytest.fixture
def delimited(tmp_path: Path) -> Path:
    """The same list as a text table, as Excel saves it in Japan."""
    path = tmp_path / "list.csv"
    with path.open("w", encoding="cp932", newline="") as stream:
        csv.writer(stream).writerows([*ROWS, ["", "", "", "", "", "", ""], ["004", "「=1+1」協定"]])
    return path


def test_a_text_table_is_the_same_as_a_workbook(delimited: Path, tmp_path: Path) -> None:
    before, problems, _ = read(delimited)
    corrected = correct(delimited, tmp_path / "corrected.xlsx")
    after, left, _ = read(corrected)
    assert list(list_changes(before, after)) == []
    assert place(left) == place(problems) - {(None, "encoding-guessed")}
    assert openpyxl.load_workbook(corrected)["list"]["A2"].value == "001"


def test_a_text_table_mended_in_calc(delimited: Path, calc: Calc, tmp_path: Path) -> None:
    corrected = correct(delimited, tmp_path / "corrected.xlsx")
    calc(open=corrected, type={f"list!{cell}": value for cell, value in MENDED.items()}, save=tmp_path / "mended.xlsx")
    after, left, _ = read(tmp_path / "mended.xlsx")
    assert {(cell, code) for cell, code in place(left) if cell and not cell.endswith("6")} == LEFT
    assert [date.as_written for record in after[:3] for date in record.dates] == [MENDED[c] for c in ("C2", "C3", "C4")]


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_other_workbooks_are_given_back_by_their_values(suffix: str, calc: Calc, tmp_path: Path) -> None:
    make_with_openpyxl(tmp_path / "draft.xlsx", calc)
    calc(open=tmp_path / "draft.xlsx", save=tmp_path / f"list{suffix}")
    before, problems, _ = read(tmp_path / f"list{suffix}")
    after, left, _ = read(correct(tmp_path / f"list{suffix}", tmp_path / "corrected.xlsx"))
    assert list(list_changes(before, after)) == []
    assert place(left) == place(problems)


def test_what_is_given_back_can_be_given_back_again(tmp_path: Path) -> None:
    make_with_openpyxl(tmp_path / "list.xlsx", lambda: None)
    first = correct(tmp_path / "list.xlsx", tmp_path / "first.xlsx")
    assert place(read(first)[1]) == place(read(tmp_path / "list.xlsx")[1])
    assert openpyxl.load_workbook(correct(first, tmp_path / "second.xlsx")).sheetnames == [SHEET, "koryu-問題一覧"]


def test_a_workbook_that_cannot_be_read_gives_a_list(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    corrected = correct(tmp_path / "list.xlsx", tmp_path / "corrected.xlsx")
    (sheet,) = openpyxl.load_workbook(corrected).worksheets
    assert sheet.title == "koryu-問題一覧"
    assert "エラー" in [cell.value for row in sheet.iter_rows() for cell in row]
