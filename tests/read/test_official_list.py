"""A newer official list: what differs from the tables is told at its cell, and nothing else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import openpyxl
import pytest

from koryu_rdf.local_governments import LocalGovernment, list_local_governments
from koryu_rdf.problems import sort_problems
from koryu_rdf.read.official_list import compare_list
from koryu_rdf.settings import Settings

HEADING = ["団体コード", "都道府県名\n（漢字）", "市区町村名\n（漢字）", "都道府県名\n（カナ）", "市区町村名\n（カナ）"]
HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
SAGA = [place for place in list_local_governments() if place.prefecture == "佐賀県"]


def shape_row(place: LocalGovernment) -> list[str]:
    """Write a place as the ministry does: readings in half-width kana, those of cities beside the prefecture's."""
    decomposed = unicodedata.normalize("NFD", place.kana).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    kana = "".join(HALF_WIDTH.get(letter, letter) for letter in decomposed)
    cells = ["ｻｶﾞｹﾝ", kana] if place.municipality else [kana, ""]
    return [place.code, place.prefecture, place.municipality or "", *cells]


ROWS = [shape_row(place) for place in SAGA]


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig") -> Path:
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\r\n".join(lines), encoding)
    return path


def write_book(path: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "現在の団体"
    for row in [["全国地方公共団体コード（令和8年10月1日現在）"], HEADING, *rows]:
        sheet.append(row)
    wards = book.create_sheet("政令指定都市")
    for row in [
        HEADING,
        ["011002", "北海道", "札幌市", "ﾎｯｶｲﾄﾞｳ", "ｻｯﾎﾟﾛｼ"],
        ["011011", "北海道", "札幌市中央区", "", ""],
    ]:
        wards.append(row)
    book.save(path)
    return path


def compare(path: Path) -> list[tuple[str, str | None, int | str | None]]:
    problems = sort_problems(compare_list(path, Settings()).problems)
    return [(problem.code, problem.value, problem.where.cell or problem.where.line) for problem in problems]


def change(code: str, position: int, cell: str) -> list[list[str]]:
    """Write the list with one cell changed."""
    return [[*row[:position], cell, *row[position + 1 :]] if row[0] == code else row for row in ROWS]


def test_a_list_that_says_the_same_has_no_problems(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", [["団体コード一覧"], HEADING, *ROWS])
    comparison = compare_list(path, Settings())
    assert (comparison.rows, comparison.problems) == (len(SAGA), [])


def test_a_list_as_excel_saves_it_in_japan_is_read(tmp_path: Path) -> None:
    assert compare(write_csv(tmp_path / "list.csv", [HEADING, *ROWS], "cp932")) == [("encoding-guessed", "cp932", None)]


def test_every_sheet_of_a_workbook_is_read_and_wards_are_left_out(tmp_path: Path) -> None:
    found = compare(write_book(tmp_path / "list.xlsx", ROWS))
    assert {code for code, _, _ in found} == {"list-lacks-place"}  # the rest of 北海道
    assert "北海道札幌市" not in [value for _, value, _ in found]
    assert [value for _, value, _ in found if not (value or "").startswith("北海道")] == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        # the header takes five lines, for there are line ends in it
        ([*ROWS, ["419991", "佐賀県", "新設市", "", ""]], ("list-adds-place", "佐賀県新設市", len(ROWS) + 6)),
        ([row for row in ROWS if row[0] != "414018"], ("list-lacks-place", "佐賀県有田町", None)),
        (change("414018", 2, "焼物町"), ("list-name-differs", "佐賀県焼物町", None)),
        (change("414018", 0, "414999"), ("list-code-differs", "佐賀県有田町", None)),
        (change("414018", 0, "414019"), ("list-check-digit", "414019", None)),
        (change("414018", 4, "ﾔｷﾓﾉﾏﾁ"), ("list-kana-differs", "ﾔｷﾓﾉﾏﾁ", None)),
    ],
)
def test_one_difference_is_one_problem(
    tmp_path: Path, rows: list[list[str]], problem: tuple[str, str, int | None]
) -> None:
    found = compare(write_csv(tmp_path / "list.csv", [HEADING, *rows]))
    assert [one[:2] for one in found] == [problem[:2]]
    assert problem[2] in (None, found[0][2])


def test_zeros_that_a_spreadsheet_took_away_are_put_back(tmp_path: Path) -> None:
    places = [place for place in list_local_governments() if place.prefecture == "北海道"]
    rows = [[place.code.lstrip("0"), "北海道", place.municipality or "", "", ""] for place in places]
    assert compare(write_csv(tmp_path / "list.csv", [HEADING, *rows])) == []


def test_a_code_without_its_check_digit_is_known(tmp_path: Path) -> None:
    assert compare(write_csv(tmp_path / "list.csv", [HEADING, *([row[0][:5], *row[1:]] for row in ROWS)])) == []


def test_something_else_is_not_understood(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", [["番号", "氏名"], ["1", "なし"]])
    assert compare(path) == [("list-not-understood", None, None)]
