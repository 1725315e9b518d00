"""Tables without end: what one file may take is a problem of its own, soon, and what stands before it is kept."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.read.table.conftest import Table, read_file

from koryu_rdf.settings import Limits

HEADER = "番号,協定名,締結日,相手国,相手都市"
ROW = "{},友好協定,2006-11-02,フランス,リヨン市"
EVERY_COLUMN = 16_384


def read_text(folder: Path, text: str, **limits: int) -> Table:
    path = folder / "list.csv"
    path.write_text(text, "utf-8-sig")
    return read_file(path, limits=Limits(**limits))


def find(table: Table, code: str) -> list[tuple[int | None, str | None]]:
    """Find the lines and sheets at which a code is reported."""
    return [(one.where.line, one.where.sheet) for one in table.reading.problems if one.code == code]


def write_ods(path: Path, rows: str) -> Path:
    """Write a sheet called 一覧 with these rows."""
    spaces = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    names = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    head = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in HEADER.split(","))
    body = f'<table:table table:name="一覧"><table:table-row>{head}</table:table-row>{rows}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def make_ods_row(number: int, *, rows: int = 1, columns: int = 1) -> str:
    cells = [str(number), "友好協定", "2006年11月2日", "フランス", "リヨン市"]
    first, *rest = (f"<text:p>{text}</text:p></table:table-cell>" for text in cells)
    written = f"<table:table-cell>{first}" + "".join(f"<table:table-cell>{text}" for text in rest)
    further = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
    end = further if columns > 1 else '<table:table-cell table:number-columns-repeated="16379"/>'
    return f'<table:table-row table:number-rows-repeated="{rows}">{written}{end}</table:table-row>'


def test_rows_past_the_limit_are_not_read(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *map(ROW.format, range(1, 8))])
    table = read_text(tmp_path, text, rows=5)
    assert [record.number for record in table.records] == [1, 2, 3, 4]  # the header is a row too
    assert find(table, "rows-limit") == [(None, None)]
    assert len(read_text(tmp_path, text, rows=8).records) == 7


def test_cells_past_the_limit_are_not_read(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *map(ROW.format, range(1, 8))])
    table = read_text(tmp_path, text, cells=17)
    assert [record.number for record in table.records] == [1, 2]
    assert find(table, "cells-limit") == [(None, None)]


def test_rows_are_counted_by_the_sheet_and_cells_by_the_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("続き")):
        assert sheet
        for row in (HEADER, ROW.format(1), ROW.format(2)):
            sheet.append(row.split(","))
    book.save(tmp_path / "a.xlsx")
    assert find(read_file(tmp_path / "a.xlsx", limits=Limits(rows=3, cells=30)), "rows-limit") == []
    assert find(read_file(tmp_path / "a.xlsx", limits=Limits(rows=2)), "rows-limit") == [
        (None, "Sheet"),
        (None, "続き"),
    ]
    assert find(read_file(tmp_path / "a.xlsx", limits=Limits(cells=29)), "cells-limit") == [(None, "続き")]


def test_a_cell_past_the_limit_is_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    for row in (HEADER, ROW.format(1), ROW.format(2).replace("友好協定", "友" * 301), ROW.format(3)):
        book.active.append(row.split(","))
    book.save(tmp_path / "a.xlsx")
    table = read_file(tmp_path / "a.xlsx", limits=Limits(line_characters=300))
    assert [record.number for record in table.records] == [1]
    (problem,) = [one for one in table.reading.problems if one.code == "cell-too-long"]
    assert "B3" in problem.message.en
    assert len(read_file(tmp_path / "a.xlsx", limits=Limits(line_characters=301)).records) == 3


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *[",,,,"] * 40, ROW.format(1)])
    assert len(read_text(tmp_path, text, rows=5).records) == 1
    assert find(read_text(tmp_path, text, rows=4), "rows-limit") == [(None, None)]  # but not without end


def test_a_row_of_separators_is_cut(tmp_path: Path) -> None:
    table = read_text(tmp_path, f"{HEADER}\n{ROW.format(1)}{',x' * EVERY_COLUMN}\n{ROW.format(2)}\n")
    assert find(table, "columns-limit") == [(2, None)]
    assert [record.number for record in table.records] == [1, 2]


def test_a_cell_that_goes_on_and_on_ends_the_table(tmp_path: Path) -> None:
    text = f'{HEADER}\n{ROW.format(1)}\n2,"' + "あ\n" * 600 + '",2006-11-02,フランス,リヨン市\n'
    table = read_text(tmp_path, text, line_characters=1000)
    assert [record.number for record in table.records] == [1]
    assert find(table, "row-too-long") == [(3, None)]


def test_a_number_filled_down_without_end_is_not_one_record(tmp_path: Path) -> None:
    table = read_text(tmp_path, "\n".join([HEADER, *[ROW.format(1)] * 2500]))
    assert [record.source.last_line for record in table.records] == [1001, 2001, 2501]


@pytest.mark.parametrize(
    ("rows", "limits", "code"),
    [
        (make_ods_row(1, rows=2**30), {"rows": 100}, "rows-limit"),
        (make_ods_row(1, rows=2**30, columns=1000), {"cells": 5000}, "cells-limit"),
        (make_ods_row(1, columns=2**31 - 1), {}, "package-damaged"),
    ],
)
def test_what_is_repeated_is_counted_before_it_is_spread(
    tmp_path: Path, rows: str, limits: dict[str, Any], code: str
) -> None:
    table = read_file(write_ods(tmp_path / "a.ods", rows), limits=Limits(**limits))
    assert find(table, code) == [(None, "一覧")]


def test_empty_rows_of_a_workbook_cost_nothing_however_many_there_are(tmp_path: Path) -> None:
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{cells}</table:table-row>'
    table = read_file(write_ods(tmp_path / "a.ods", make_ods_row(1) + empty))
    assert [record.number for record in table.records] == [1]
    assert table.problems == ["A1 column-missing"]  # there is none for the Japanese party


def test_a_hidden_column_without_end(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    for row in (HEADER, ROW.format(1)):
        book.active.append(row.split(","))
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as whole, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as changed:
        for name in whole.namelist():
            columns = b'<cols><col min="9" max="2147483647" hidden="1"/></cols><sheetData>'
            changed.writestr(name, whole.read(name).replace(b"<sheetData>", columns))
    assert len(read_file(tmp_path / "b.xlsx").records) == 1


@pytest.mark.parametrize(("form", "text"), [("json", "[{},{},{},{}]"), ("yaml", "- {}\n" * 4)])
def test_records_past_the_limit_are_not_read(tmp_path: Path, form: str, text: str) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text(text, "utf-8")
    table = read_file(path, limits=Limits(rows=3))
    codes = [one.code for one in table.reading.problems]
    assert sorted(codes) == ["record-invalid"] * 3 + ["rows-limit"]


@pytest.mark.parametrize(("form", "text"), [("jsonl", "{}\n" * 10_002), ("json", f"[{','.join(['1'] * 10_002)}]")])
def test_a_file_without_records_is_not_read_to_its_end(tmp_path: Path, form: str, text: str) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text(text, "utf-8")
    codes = [one.code for one in read_file(path).reading.problems]
    assert codes == ["record-invalid"] * 10_000 + ["records-invalid"]


@pytest.mark.parametrize("form", ["txt", "json", "toml"])
def test_a_large_file_is_kept_to_the_memory_limit(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text("あ\n" * 2_000_000, "utf-8")  # 8 MB, of which the lines alone take 160
    table = read_file(path, limits=Limits(memory_mb=120))
    assert [one.code for one in table.reading.problems] == ["memory-limit"]
