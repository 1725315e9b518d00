"""PDFs: what is printed is what is read, in the order in which it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from koryu_rdf.errors import ReadError
from koryu_rdf.model import Agreement, Source
from koryu_rdf.read import read
from koryu_rdf.settings import Limits

if TYPE_CHECKING:
    from tests.read.pdf.conftest import Pdf

PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\0\nendstream"
)
SHOW_PICTURE = "q 400 0 0 400 60 100 cm /Im1 Do Q\n"


def drop_source(records: list[Agreement]) -> list[Agreement]:
    return [msgspec.structs.replace(record, source=Source("")) for record in records]


@pytest.fixture
def expected(pdf: Pdf, tmp_path: Path) -> list[Agreement]:
    """The invented survey as it is read from a text file."""
    path = tmp_path / "a.txt"
    path.write_text(pdf.survey, "utf-8")
    return drop_source(list(read(path)))


def test_lines(pdf: Pdf, expected: list[Agreement]) -> None:
    found = pdf.read(pdf.make(pdf.lines(pdf.survey.split("\n"))))
    assert drop_source(found.records) == expected
    assert found.records[0].source == Source("a.pdf", 1, 18)
    assert found.codes == []


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_turned(pdf: Pdf, rotation: int) -> None:
    """The text is drawn so that it stands upright once the page is turned."""
    turn = {90: "0 1 -1 0 600 0", 180: "-1 0 0 -1 600 840", 270: "0 -1 1 0 0 840"}[rotation]
    lines = pdf.lines(pdf.survey.split("\n"), top=560)
    found = pdf.read(pdf.make(f"q {turn} cm\n{lines}Q\n", page_entries=f"/Rotate {rotation}"))
    assert [record.number for record in found.records] == [1]
    assert found.codes == []


def test_tables(pdf: Pdf, expected: list[Agreement]) -> None:
    """The label stands in the middle of its cell; the value takes two lines, broken inside of a word."""
    texts = pdf.survey.split("\n")
    content = pdf.lines(texts[:2])
    content += pdf.grid([55, 200, 405], [735, 690, 650])
    content += pdf.text(60, 708, "日本の自治体") + pdf.text(205, 718, "岐阜県高山市")
    content += pdf.text(60, 665, "海外の自治体")
    content += pdf.text(205, 675, "イタリア共和国トスカーナ州フィレンツ") + pdf.text(205, 655, "ェ市")
    content += pdf.lines(texts[4:], top=630)
    found = pdf.read(pdf.make(content))
    assert drop_source(found.records) == expected


def test_columns_without_rules(pdf: Pdf, expected: list[Agreement]) -> None:
    content = pdf.lines([text.partition("：")[0] for text in pdf.survey.split("\n")])
    for index, text in enumerate(pdf.survey.split("\n")):
        content += pdf.text(220, 760 - 20 * index, text.partition("：")[2])
    assert drop_source(pdf.read(pdf.make(content)).records) == expected


def test_lines_broken_at_the_edge(pdf: Pdf) -> None:
    """A word goes on in the next line, and on the next page."""
    prose = "木工品の見本市で知り合い、職人と職人が互いの町を訪ねたのち、市長と市長とが覚書を結んで、いまも行き来が続いている。"
    first, rest = pdf.survey.split("木工品の見本市で知り合い、覚書を結んだ。")
    before = [*first.strip().split("\n"), prose[:24], prose[24:48]]  # the title is as long
    pages = pdf.lines(before), pdf.lines([prose[48:], *rest.strip().split("\n")])
    found = pdf.read(pdf.make(*(page + pdf.text(295, 30, str(number)) for number, page in enumerate(pages, 1))))
    assert found.records[0].background == prose
    assert [entry.text for entry in found.journal.passed_over if entry.reason == "page-header"] == ["1", "2"]


def test_running_heads(pdf: Pdf) -> None:
    texts = pdf.survey.split("\n")
    heads = [pdf.text(60, 810, f"国際提携調査 {page}／3") + pdf.text(280, 30, f"- {page} -") for page in (1, 2, 3)]
    pages = [texts[:6], texts[6:12], texts[12:]]
    found = pdf.read(pdf.make(*(head + pdf.lines(page) for head, page in zip(heads, pages, strict=True))))
    assert len(found.records) == 1
    assert found.codes == []
    left = [entry.text for entry in found.journal.passed_over if entry.reason == "page-header"]
    assert sorted(left) == ["- 1 -", "- 2 -", "- 3 -", "国際提携調査 1／3", "国際提携調査 2／3", "国際提携調査 3／3"]


def test_a_record_on_every_page(pdf: Pdf) -> None:
    """What begins every page is the form's own heading, not a running head."""
    pages = [pdf.lines(f"{number}{pdf.survey[1:]}".split("\n")) for number in range(1, 6)]
    found = pdf.read(pdf.make(*(page + pdf.text(295, 30, str(number)) for number, page in enumerate(pages, 1))))
    assert [record.number for record in found.records] == [1, 2, 3, 4, 5]
    assert {entry.text for entry in found.journal.passed_over if entry.reason == "page-header"} == set("12345")


def test_a_problem_names_its_page(pdf: Pdf) -> None:
    texts = pdf.survey.replace("平成18", "平成17").split("\n")
    found = pdf.read(pdf.make(pdf.lines(texts[:4]), pdf.lines(texts[4:])))
    [problem] = found.journal.problems
    assert (problem.code, problem.where.page, problem.where.line) == ("date-years-disagree", 2, 6)


def test_readings_over_kanji(pdf: Pdf) -> None:
    texts = pdf.survey.split("\n")
    found = pdf.read(pdf.make(pdf.lines(texts) + pdf.text(62, 670, "へいせい", 4)))
    assert [date.value for date in found.records[0].dates] == ["2006-05-26"]
    assert [entry.text for entry in found.journal.passed_over if entry.reason == "reading"] == ["へいせい"]


def test_bold_printed_twice(pdf: Pdf, expected: list[Agreement]) -> None:
    lines = pdf.lines(pdf.survey.split("\n"))
    assert drop_source(pdf.read(pdf.make(lines + f"q 1 0 0 1 0.4 0 cm\n{lines}Q\n")).records) == expected


def test_vertical_writing(pdf: Pdf) -> None:
    column = "".join(
        pdf.text(500, 760 - 11 * index, sign)
        for index, sign in enumerate("高山市とフィレンツェ市との経済交流に関する覚書")
    )
    found = pdf.read(pdf.make(column, pdf.lines(pdf.survey.split("\n"))))
    assert [(problem.code, problem.where.page) for problem in found.journal.problems] == [("page-vertical", 1)]
    assert len(found.records) == 1


def test_a_scan(pdf: Pdf) -> None:
    assert pdf.read(pdf.make(SHOW_PICTURE, extra=[PICTURE])).codes == ["page-without-text", "pdf-without-text"]
    found = pdf.read(pdf.make(SHOW_PICTURE, pdf.lines(pdf.survey.split("\n")), extra=[PICTURE]))
    assert (found.codes, len(found.records)) == (["page-without-text"], 1)


def test_an_empty_page(pdf: Pdf) -> None:
    assert pdf.read(pdf.make("")).codes == ["pdf-without-text"]


def test_characters_without_a_name(pdf: Pdf) -> None:
    """Characters of private use say nothing: a few become 〓, a page of them is not read."""
    lines = pdf.lines(pdf.survey.replace("椅子", "\ue000子").split("\n"))
    found = pdf.read(pdf.make(lines, pdf.lines(["\ue000\ue001\ue002"])))
    assert found.codes == ["page-characters-unknown"] * 2
    assert found.records[0].outcomes == "共同で〓子を作った。"


def test_too_many_pages(pdf: Pdf) -> None:
    pages = [pdf.lines(pdf.survey.split("\n")), pdf.lines(["二頁目"])]
    found = pdf.read(pdf.make(*pages), Limits(pages=1))
    assert (found.codes, len(found.records)) == (["pages-limit"], 1)


def test_without_the_extra(pdf: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError) as caught:
        pdf.read(pdf.make(""))
    assert "koryu-rdf[pdf]" in str(caught.value.hint)
