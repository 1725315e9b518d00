"""A workbook given back: all of the clerk's is there as it was, and every problem shows."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.correct.conftest import (
    DISAGREE,
    FOREIGN,
    LIST,
    MISSING,
    OFFICE,
    PROBLEMS,
    UNKNOWN,
    correct_book,
)

from koryu_rdf.correct import correct
from koryu_rdf.correction_sheet import SHEET_NAMES, Original, Table, TableRow
from koryu_rdf.errors import WriteError
from koryu_rdf.problems import Problem, Where, make_problem

TOUCHED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet3.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}
ADDED = {
    "xl/comments2.xml",
    "xl/drawings/vmlDrawing3.vml",
    "xl/worksheets/_rels/sheet3.xml.rels",
    "xl/worksheets/sheet4.xml",
}


def read_parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def get_list(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[SHEET_NAMES["ja"]]
    assert isinstance(sheet, Worksheet)
    return sheet


def list_rows(path: Path) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in get_list(path).values]
    return rows[[row[0] for row in rows].index("重さ") :]


def get_comment(path: Path, cell: str, sheet: str = LIST) -> str:
    comment = openpyxl.load_workbook(path)[sheet][cell].comment
    return comment.text if comment else ""


def test_every_part_but_those_it_must_touch_keeps_its_bytes(book: Path, corrected: Path) -> None:
    before, after = read_parts(book), read_parts(corrected)
    assert set(FOREIGN) < set(before)
    assert {name for name in before if before[name] != after.get(name)} == TOUCHED
    assert set(after) - set(before) == ADDED


def test_the_cells_keep_their_bytes(book: Path, corrected: Path) -> None:
    before, after = read_parts(book), read_parts(corrected)
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"):
        end = before[name].index(b"</sheetData>")
        assert before[name][:end] == after[name][:end]


def test_every_cell_keeps_its_value_and_its_format(book: Path, corrected: Path) -> None:
    before, after = openpyxl.load_workbook(book), openpyxl.load_workbook(corrected)
    compared = 0
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                for aspect in ("value", "number_format", "font", "fill", "border", "alignment", "protection"):
                    assert repr(getattr(cell, aspect)) == repr(getattr(other, aspect))
                compared += 1
    assert compared > 30


def test_what_a_sheet_holds_beside_cells_is_kept(corrected: Path) -> None:
    workbook = openpyxl.load_workbook(corrected)
    sheet = workbook[LIST]
    assert sheet.auto_filter.ref == "A3:F6"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:F1"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["A4:A99"]
    assert workbook["控え"].sheet_state == "hidden"
    assert workbook[OFFICE].protection.sheet
    assert "対象" in workbook.defined_names


def list_marks(path: Path, sheet: str = LIST) -> dict[str, str]:
    """Give the colour that is laid over each marked cell."""
    marks: dict[str, str] = {}
    for area in openpyxl.load_workbook(path)[sheet].conditional_formatting:
        for rule in area.rules:
            if "koryu" in str(rule.formula):
                marks |= dict.fromkeys(str(area.sqref).split(), rule.dxf.fill.bgColor.rgb)
    return marks


def test_wrong_cells_are_marked_by_their_gravest_problem(corrected: Path) -> None:
    red, yellow, blue = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"
    assert list_marks(corrected) == {"C4": red, "C5": red, "E5": red, "D5": yellow}
    assert list_marks(corrected, OFFICE) == {"B2": blue}


def test_a_mark_is_told_without_colour_too(corrected: Path) -> None:
    borders = {
        rule.dxf.border.left.style: bool(rule.dxf.font and rule.dxf.font.b)
        for sheet in openpyxl.load_workbook(corrected).worksheets
        for area in sheet.conditional_formatting
        for rule in area.rules
        if "koryu" in str(rule.formula)
    }
    assert borders == {"thin": True, "dashed": False, "dotted": False}


def test_marks_come_before_the_rules_of_the_clerk(corrected: Path) -> None:
    areas = openpyxl.load_workbook(corrected)[LIST].conditional_formatting
    ranks = {str(rule.formula): rule.priority for area in areas for rule in area.rules}
    assert max(rank for formula, rank in ranks.items() if "koryu" in formula) < ranks["['5']"]


def test_a_comment_says_what_is_wrong_and_how_to_mend_it(corrected: Path) -> None:
    assert get_comment(corrected, "C4").splitlines() == [
        "―― koryu ――",
        "【エラー】元号の年（2005年）と西暦（2006年）が一致しません: 平成17（2006）年5月27日",
        "→ 正しい方に直してください [date-years-disagree]",
        "―――――――――",
    ]


def test_a_comment_tells_the_value_where_the_message_does_not(book: Path, tmp_path: Path) -> None:
    silent = Problem(**{**{name: getattr(MISSING, name) for name in MISSING.__struct_fields__}, "value": "不明"})
    target = correct_book(book, tmp_path / "c.xlsx", [silent])
    assert "いまの値: 不明" in get_comment(target, "C5").splitlines()


def test_the_problems_of_one_cell_are_one_comment_the_gravest_first(corrected: Path) -> None:
    comment = get_comment(corrected, "E5")
    assert re.findall(r"\[([a-z-]+)\]", comment) == ["country-unknown", "party-level-unknown"]
    assert comment.count("koryu ――") == 1


def test_the_comment_of_the_clerk_is_kept_and_ours_appended(corrected: Path) -> None:
    first, mark, *rest = get_comment(corrected, "D5").splitlines()
    assert (first, mark) == ("課長の確認済み", "―― koryu ――")
    assert "東京都府中市、広島県府中市" in rest[0]


def test_merged_cells_are_commented_where_they_show(corrected: Path) -> None:
    assert "商工部" in get_comment(corrected, "B2", OFFICE)


def test_every_problem_is_listed_with_a_link_to_its_cell(corrected: Path) -> None:
    head, *rows = list_rows(corrected)
    assert head[:5] == ["重さ", "シート", "セル", "記録", "項目"]
    assert [row[-1] for row in rows] == [
        "encoding-guessed",  # what concerns the whole file comes first
        "date-years-disagree",
        "date-missing",
        "local-government-ambiguous",
        "country-unknown",
        "party-level-unknown",
        "department-names-office",
    ]
    links = [cell.hyperlink.location for row in get_list(corrected).iter_rows() for cell in row if cell.hyperlink]
    assert links == [
        *(f"'{LIST}'!{cell}" for cell in ("C4", "C5", "D5", "E5", "E5")),
        "'担当''課'!C3",
    ]
    sheet = get_list(corrected)
    assert sheet.auto_filter.ref == f"A{sheet.max_row - 7}:{sheet.dimensions.partition(':')[2]}"
    assert sheet.freeze_panes == f"A{sheet.max_row - 6}"


def test_again_on_its_own_output_it_gives_the_same_bytes(corrected: Path, tmp_path: Path) -> None:
    assert correct_book(corrected, tmp_path / "again.xlsx").read_bytes() == corrected.read_bytes()


def test_a_workbook_can_be_given_back_onto_itself(book: Path, corrected: Path, tmp_path: Path) -> None:
    own = tmp_path / "book.xlsx"
    own.write_bytes(book.read_bytes())
    assert correct_book(own, own).read_bytes() == corrected.read_bytes()


def test_what_was_mended_is_not_marked_any_more(corrected: Path, tmp_path: Path) -> None:
    target = correct_book(corrected, tmp_path / "c.xlsx", [UNKNOWN])
    assert set(list_marks(target)) == {"E5"}
    assert get_comment(target, "D5") == "課長の確認済み"
    assert [row[-1] for row in list_rows(target)[1:]] == ["country-unknown"]


def test_without_problems_nothing_but_the_list_is_left(book: Path, corrected: Path, tmp_path: Path) -> None:
    before, after = read_parts(book), read_parts(correct_book(corrected, tmp_path / "c.xlsx", []))
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"):
        assert before[name].splitlines()[1:] == after[name].splitlines()[1:]  # but for the XML declaration
    assert get_list(tmp_path / "c.xlsx")["A2"].value == "直す所は見つかりませんでした。"


def test_the_list_of_the_other_language_is_replaced(corrected: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.xlsx"
    correct(PROBLEMS, Original(workbook=lambda: corrected.open("rb")), target, "en")
    assert openpyxl.load_workbook(target).sheetnames == [LIST, "控え", OFFICE, "koryu-problems"]
    assert "disagree" in get_comment(target, "C4")
    assert "一致しません" not in get_comment(target, "C4")


@pytest.mark.parametrize("value", ["=1+1", "+81", "-1", "@x", "\tx", "\rx", '=HYPERLINK("https://example.jp")'])
def test_values_are_text_and_never_formulas(value: str, book: Path, tmp_path: Path) -> None:
    problem = make_problem("phone-invalid", Where(sheet=LIST, cell="F5"), value=value)
    target = correct_book(book, tmp_path / "c.xlsx", [problem])
    sheet = get_list(target)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "inlineStr"}
    assert {cell.number_format for cell in sheet[sheet.max_row]} == {"@"}
    assert list_rows(target)[1][3] == value.replace("\r", "\n")


def test_what_no_cell_can_hold_is_shown_as_such(book: Path, tmp_path: Path) -> None:
    problem = make_problem("phone-invalid", Where(sheet=LIST, cell="F5"), value="\0\ud800" + "長" * 40000)
    target = correct_book(book, tmp_path / "c.xlsx", [problem])
    shown = str(list_rows(target)[1][3])
    assert shown.startswith("\ufffd\ufffd長")
    assert len(shown) == 32767


def test_a_document_gives_a_list_with_the_text_of_its_lines(tmp_path: Path) -> None:
    where = Where(file="survey.txt", line=6, record="survey/1")
    problems = [
        make_problem("phone-invalid", where, value="1"),
        make_problem("email-withheld", Where(file="survey.txt", line=7)),
    ]
    texts = {
        ("survey.txt", 6): "電話番号：1",
        ("survey.txt", 7): "yamada@example.jp",
    }
    correct(problems, Original(texts=texts), tmp_path / "c.xlsx", "ja")
    head, first, second = list_rows(tmp_path / "c.xlsx")
    assert head[1:3] == ["行", "その行の文"]
    assert first[1:3] == ["6", "電話番号：1"]
    assert second[1:3] == ["7", None]  # a withheld value is not shown by way of its line


def test_the_file_and_the_line_are_told_where_they_are_needed_only(tmp_path: Path) -> None:
    def read_heading(*places: Where) -> list[object]:
        problems = [make_problem("phone-invalid", place, value="1") for place in places]
        correct(problems, Original(), tmp_path / "c.xlsx", "en")
        rows: list[list[object]] = [
            list(row) for row in openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0].values
        ]
        return next(row for row in rows if row[0] == "Gravity")[1:4]

    cell, line = Where(file="a.csv", line=2, cell="B2"), Where(file="a.txt", line=2)
    assert read_heading(cell)[:2] == ["Cell", "Value now"]
    assert read_heading(line)[:2] == ["Line", "Value now"]
    assert read_heading(cell, line) == ["File", "Cell", "Line"]


def test_a_damaged_picture_is_said_and_nothing_is_written(book: Path, tmp_path: Path) -> None:
    """The reader of the cells does not look at it, so it is met only here."""
    data = bytearray(book.read_bytes())
    with ZipFile(book) as archive:
        info = archive.getinfo("xl/printerSettings/printerSettings1.bin")
    data[info.header_offset + 30 + len(info.filename) + 5] ^= 0xFF
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(WriteError):
        correct_book(tmp_path / "a.xlsx", tmp_path / "c.xlsx")
    assert not (tmp_path / "c.xlsx").exists()


def test_tables_are_given_back_as_text_at_the_same_places(tmp_path: Path) -> None:
    problem = make_problem("phone-invalid", Where(file="a.csv", line=2, cell="B2"), value="0123")
    rows = [["番号", "電話"], ["01", "0123"], [], ["=1+1"]]
    table = Table("a/b", [TableRow(number, dict(enumerate(row, 1))) for number, row in enumerate(rows, 1)])
    correct([problem], Original(tables=[table]), tmp_path / "c.xlsx", "ja")
    workbook = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert workbook.sheetnames == ["a_b", SHEET_NAMES["ja"]]
    sheet = workbook["a_b"]
    assert [list(row) for row in sheet.values] == [["番号", "電話"], ["01", "0123"], [None, None], ["=1+1", None]]
    assert sheet["A4"].data_type != "f"
    assert list(list_marks(tmp_path / "c.xlsx", "a_b")) == ["B2"]


def test_many_problems_are_many_rules_of_bounded_length(book: Path, tmp_path: Path) -> None:
    problems = [make_problem("phone-invalid", Where(sheet=LIST, cell=f"F{row}"), value="1") for row in range(1, 1001)]
    target = correct_book(book, tmp_path / "c.xlsx", problems)
    assert len(list_marks(target)) == 1000
    areas = openpyxl.load_workbook(target)[LIST].conditional_formatting
    assert max(len(str(area.sqref)) for area in areas) < 2000


def test_what_is_no_workbook_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "c.xlsx"
    with ZipFile(source, "w") as archive:
        archive.writestr("x.txt", "no workbook")
    with pytest.raises(WriteError):
        correct_book(source, target, [DISAGREE])
    assert not target.exists()


def test_the_program_of_a_macro_workbook_is_left_out(book: Path, tmp_path: Path) -> None:
    """An ``.xlsx`` that holds one is refused by Excel."""
    source = tmp_path / "book.xlsm"
    parts = read_parts(book) | {"xl/vbaProject.bin": b"program"}
    plain, macro = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    types = parts["[Content_Types].xml"].replace(b"openxmlformats-officedocument." + plain, macro)
    assert types != parts["[Content_Types].xml"]
    relation = b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    relations = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", relation + b' Target="vbaProject.bin"/></Relationships>'
    )
    parts |= {"[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": relations}
    with ZipFile(source, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    after = read_parts(correct_book(source, tmp_path / "c.xlsx"))
    assert "xl/vbaProject.bin" not in after
    assert b"vbaProject" not in after["xl/_rels/workbook.xml.rels"]
    assert plain in after["[Content_Types].xml"]
    assert macro not in after["[Content_Types].xml"]
