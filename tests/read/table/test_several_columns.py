"""What stands in several columns, or in none: dates in parts, remarks, tables without rows, and records seen together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.read.table.conftest import Table, read_file

ReadCsv = Callable[..., Table]


@pytest.mark.parametrize(
    ("heading", "cells", "value", "written"),
    [
        ("締結年,締結月,締結日", "2006,11,2", "2006-11-02", "2006年11月2日"),
        ("締結年,月,日", "平成18,１１,２", "2006-11-02", "平成18年１１月２日"),
        ("元号,締結年,月,日", "平成,18,11,2", "2006-11-02", "平成18年11月2日"),
        ("元号,締結年,月,日", "令和,元,5,1", "2019-05-01", "令和元年5月1日"),
        ("締結年,月,日", "H18年,11月,2日", "2006-11-02", "H18年11月2日"),
        ("締結年,月,日", "2006,11,", "2006-11", "2006年11月"),
        ("締結年,月,日", "2006,,", "2006", "2006年"),
        ("締結年,月,日", "2006/11/2,,", "2006-11-02", "2006/11/2"),
        ("締結年,月", "昭和56,4", "1981-04", "昭和56年4月"),
    ],
)
def test_a_date_in_parts_is_one_date(read_csv: ReadCsv, heading: str, cells: str, value: str, written: str) -> None:
    table = read_csv(f"番号,協定名,{heading},自治体名,相手国\n1,友好協定,{cells},三重県津市,中国\n")
    [record] = table.records
    assert [(date.value, date.role, date.as_written) for date in record.dates] == [(value, "signed", written)]
    assert table.grave == []


@pytest.mark.parametrize("is_merged", [False, True])
def test_the_heading_above_says_which_date_it_is(tmp_path: Path, is_merged: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in (
        ["番号", "協定名", "締結年月日", None, None, "更新日", None, None, "自治体名", "相手国"],
        [None, None, "年", "月", "日", "年", "月", "日", None, None],
        [1, "友好協定", 2006, 11, 2, 2016, 11, 3, "三重県津市", "中国"],
    ):
        sheet.append(row)
    for area in ("C1:E1", "F1:H1", *(("A1:A2", "B1:B2", "I1:I2", "J1:J2") if is_merged else ())):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    table = read_file(tmp_path / "a.xlsx")
    [record] = table.records
    assert [(date.value, date.role) for date in record.dates] == [("2006-11-02", "signed"), ("2016-11-03", "renewed")]
    assert table.list_passed_over("date-part") == ["11", "2", "11", "3"]
    roles = {column.letter: column.role for layout in table.reading.tables for column in layout.columns}
    assert [roles[letter] for letter in "CDEFGH"] == ["signed"] * 3 + ["renewed"] * 3
    assert table.grave == []


def test_a_date_whose_column_does_not_say_which_is_not_taken_for_one(read_csv: ReadCsv) -> None:
    table = read_csv("番号,協定名,年,月,日,自治体名,相手国\n1,友好協定,2006,11,2,三重県津市,中国\n")
    assert [(date.value, date.role) for date in table.records[0].dates] == [("2006-11-02", "unlabelled")]
    assert "C2 date-unlabelled" in table.problems


def test_an_impossible_date_in_parts_is_reported_where_it_begins(read_csv: ReadCsv) -> None:
    table = read_csv("番号,協定名,元号,締結年,月,日,自治体名,相手国\n1,友好協定,昭和,64,1,8,三重県津市,中国\n")
    assert table.grave == ["C2 date-outside-era"]


def test_a_header_within_the_rows_is_known_though_it_parts_a_date(read_csv: ReadCsv) -> None:
    head, row = "番号,協定名,締結年,月,日,自治体名,相手国\n", "{},友好協定{},2006,11,2,三重県津市,中国\n"
    table = read_csv(head + row.format(1, "一") + head + row.format(2, "二"))
    assert [record.number for record in table.records] == [1, 2]


def test_a_column_that_records_have_no_place_for_is_named(read_csv: ReadCsv) -> None:
    text = "番号,協定名,締結日,自治体名,相手国,備考\n1,友好協定,2006-11-02,三重県津市,中国,毎年の相互訪問\n"
    table = read_csv(text)
    assert table.problems == ["F1 column-not-kept"]
    assert table.list_passed_over("column-not-kept") == ["毎年の相互訪問"]
    kept = read_csv(text, columns={"備考": "activities"})
    assert kept.records[0].activities == "毎年の相互訪問"
    assert kept.problems == []
    assert read_csv(text, columns={"備考": "ignore"}).problems == []


def test_a_table_without_a_row_has_no_record(read_csv: ReadCsv) -> None:
    table = read_csv("国際交流協定一覧\n番号,協定名,締結日,自治体名,相手国\n")
    assert table.problems == ["- no-record"]


def test_an_empty_sheet_beside_a_full_one_is_nothing_to_mend(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append("番号,協定名,締結日,自治体名,相手国".split(","))
    full = book.create_sheet("二枚目")
    full.append("番号,協定名,締結日,自治体名,相手国".split(","))
    full.append([1, "友好協定", "2006-11-02", "三重県津市", "中国"])
    book.save(tmp_path / "a.xlsx")
    table = read_file(tmp_path / "a.xlsx")
    assert table.problems == []
    assert [record.source.sheet for record in table.records] == ["二枚目"]


HEAD = "番号,協定名,締結日,自治体名,相手国,相手都市,経緯,URL,電話,メール\n"
TEXT = "木工品の見本市で知り合い、産業の交流を進めることで一致した。"


def test_an_agreement_that_stands_there_twice_is_named(read_csv: ReadCsv) -> None:
    row = "友好協定,{},三重県津市,中国,江蘇省鎮江市,,,059-229-3105,kokusai@city.example.lg.jp\n"
    table = read_csv(
        HEAD + "1," + row.format("2006-11-02") + "2," + row.format("平成18年11月2日") + "3," + row.format("2007")
    )
    assert table.grave == ["B3 agreement-twice"]


def test_texts_and_pages_of_other_partners_are_named(read_csv: ReadCsv) -> None:
    page, end = "https://a.example.jp/", "059-229-3105,kokusai@city.example.lg.jp\n"
    table = read_csv(
        f"{HEAD}1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市,{TEXT},{page},{end}"
        f"2,経済協定,2007-11-02,三重県津市,フランス,リモージュ市,{TEXT},{page},{end}"
        f"3,環境協定,2008-11-04,三重県津市,中国,江蘇省鎮江市,{TEXT},{page},{end}"
    )
    assert table.problems == ["G3 text-repeated", "H3 page-shared"]


def test_the_number_of_another_department_is_named(read_csv: ReadCsv) -> None:
    row = "{},友好協定{},2006-11-02,三重県津市,中国,江蘇省鎮江市,{},{},{}\n"
    table = read_csv(
        "番号,協定名,締結日,自治体名,相手国,相手都市,担当課,電話,メール\n"
        + row.format(1, "一", "国際課", "059-229-3105", "kokusai@city.example.lg.jp")
        + row.format(2, "二", "水道課", "059-229-3106", "suido@city.example.lg.jp")
        + row.format(3, "三", "水道課", "059-229-3105", "suido@city.example.lg.jp")
    )
    assert table.grave == ["H4 phone-of-other-department"]
