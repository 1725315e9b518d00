"""The boxes of comments: added to drawings of every make, and taken out again without a trace."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from tests.correct.conftest import AMBIGUOUS, DISAGREE, LIST, correct_book

from koryu_rdf.correct.notes import EMPTY_DRAWING, Notes
from koryu_rdf.correct.worksheet import Worksheet

SHEET = Worksheet(
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)
BUTTON = (
    b"<xml xmlns:v='urn:schemas-microsoft-com:vml' xmlns:x='urn:schemas-microsoft-com:office:excel'>"
    b"<v:shape id='_x0000_s2049'><div>a<br>b</div><x:ClientData ObjectType='Button'><x:Row>3</x:Row>"
    b"<x:Column>2</x:Column></x:ClientData></v:shape></xml>"
)


def test_boxes_are_well_formed_and_say_where_they_belong() -> None:
    notes = Notes(EMPTY_DRAWING)
    notes.add({"C4": "一行", "AA10": "二行\n二行"}, SHEET)
    root = etree.fromstring(notes.to_bytes())
    places = [(row.text, column.text) for row, column in zip(root.iter("{*}Row"), root.iter("{*}Column"), strict=True)]
    assert places == [("3", "2"), ("9", "26")]
    assert len({shape.get("id") for shape in root.iter("{*}shape")}) == 2


@pytest.mark.parametrize("drawing", [EMPTY_DRAWING, BUTTON], ids=["empty", "button-ill-formed"])
def test_added_and_removed_it_is_as_before_but_for_the_type_of_boxes(drawing: bytes) -> None:
    notes = Notes(drawing)
    notes.add({"C4": "一行"}, SHEET)
    assert notes.to_bytes().count(b'ObjectType="Note"') == 1
    notes.remove(["C4"])
    assert b"Note" not in notes.to_bytes()
    assert notes.to_bytes().partition(b"<v:shapetype")[0] == drawing.removesuffix(b"</xml>")
    assert notes.is_empty == (drawing is EMPTY_DRAWING)


def test_numbers_of_other_shapes_are_not_taken_twice() -> None:
    notes = Notes(BUTTON)
    notes.add({"C4": "一行"}, SHEET)
    assert b"_x0000_s2050" in notes.to_bytes()


def test_a_longer_text_has_a_taller_box() -> None:
    def measure(text: str) -> int:
        notes = Notes(EMPTY_DRAWING)
        notes.add({"A1": text}, SHEET)
        anchor = next(etree.fromstring(notes.to_bytes()).iter("{*}Anchor")).text or ""
        return int(anchor.split(",")[6])

    assert measure("短い") < measure("長い文です。" * 30)


def test_comments_that_openpyxl_wrote_are_kept(tmp_path: Path) -> None:
    """Its drawings have prefixes of their own for VML."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = LIST
    sheet["D5"] = "府中市"
    sheet["D5"].comment = Comment("課長の確認済み", "課長")
    workbook.save(tmp_path / "book.xlsx")
    target = correct_book(tmp_path / "book.xlsx", tmp_path / "c.xlsx", [DISAGREE, AMBIGUOUS])
    with ZipFile(target) as archive:
        drawing = etree.fromstring(archive.read("xl/drawings/commentsDrawing1.vml"))
    assert len(list(drawing.iter("{*}shape"))) == 2
    clean = correct_book(target, tmp_path / "clean.xlsx", [])
    assert openpyxl.load_workbook(clean)[LIST]["D5"].comment.text == "課長の確認済み"
    assert openpyxl.load_workbook(clean)[LIST]["C4"].comment is None
