"""Word documents: what an office's document shows is what is read, however Word keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import pytest

from koryu_rdf.model import Agreement, Source

if TYPE_CHECKING:
    from tests.read.word.conftest import Word

DATE = "平成18（2006）年5月26日"
URL = "https://www.city.example.jp/firenze.html"


def drop_source(records: Sequence[Agreement]) -> list[Agreement]:
    return [msgspec.structs.replace(record, source=Source("")) for record in records]


def test_paragraphs_with_tabs(word: Word, expected: list[Agreement]) -> None:
    found = word.read(word.make(word.paragraphs(*word.survey.split("\n"))))
    assert drop_source(found.records) == drop_source(expected)
    assert found.records[0].source == Source("a.docx", 1, 17)
    assert found.codes == []


def test_tables(word: Word, expected: list[Agreement]) -> None:
    lines = word.survey.split("\n")
    body = "".join(word.table(line.split("\t")) if "\t" in line else word.paragraph(line) for line in lines)
    assert drop_source(word.read(word.make(body)).records) == drop_source(expected)


def test_the_whole_form_as_one_table(word: Word, expected: list[Agreement]) -> None:
    """Headings of sections to the left, what they hold to the right, with a table in the table."""
    title, *lines = word.survey.split("\n")
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("("):
            rows.append([line, ""])
        else:
            rows[-1][1] += word.table(line.split("\t")) if "\t" in line else word.paragraph(line)
    found = word.read(word.make(word.paragraph(title) + word.table(*rows)))
    assert drop_source(found.records) == drop_source(expected)
    assert found.codes == []


def test_a_label_merged_over_two_rows(word: Word) -> None:
    japanese, overseas = word.survey.split("\n")[2:4]
    rows = word.table(["(1) 自治体名", *japanese.split("\t")], ["", *overseas.split("\t")])
    body = word.replace("(1) 自治体名", rows).replace(word.paragraph(japanese) + word.paragraph(overseas), "")
    [record] = word.read(word.make(body)).records
    assert [party.name for party in record.japanese_parties] == ["岐阜県高山市"]
    assert record.overseas_parties[0].locality == "フィレンツェ市"


def test_a_value_of_several_paragraphs(word: Word) -> None:
    line = "日本の自治体\t岐阜県高山市"
    row = word.table(
        [word.paragraphs("日本の", "自治体"), word.paragraphs("岐阜県高山市", "岐阜県飛騨市", "三重県津市")]
    )
    [record] = word.read(word.make(word.replace(line, row))).records
    assert [party.name for party in record.japanese_parties] == ["岐阜県高山市", "岐阜県飛騨市", "三重県津市"]


LEVELS = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="FORM"/><w:lvlText w:val="TEXT"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>"""
STYLES = """<w:style w:type="paragraph" w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:basedOn w:val="Heading1"/></w:style>
<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>"""


@pytest.mark.parametrize(
    ("form", "text"), [("decimal", "(%2)"), ("decimalFullWidth", "（%2）"), ("decimalEnclosedParen", "%2")]
)
def test_automatic_numbers(word: Word, expected: list[Agreement], form: str, text: str) -> None:
    """The numbers stand in no text: the second record's sections begin with (1) again."""
    second = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    title, *lines = word.survey.split("\n")
    body = word.paragraph(title.removeprefix("1. "), '<w:pStyle w:val="Ours"/>')
    body += "".join(word.paragraph(line[4:], second) if line[0] == "(" else word.paragraph(line) for line in lines)
    numbering = LEVELS.replace("FORM", form).replace("TEXT", text)
    found = word.read(word.make(body + body, numbering=numbering, styles=STYLES))
    assert found.codes == ["agreement-twice"]
    assert [record.number for record in found.records] == [1, 2]
    same = [msgspec.structs.replace(record, number=1, id=expected[0].id) for record in found.records]
    assert drop_source(same) == drop_source(expected * 2)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(instructions: str, result: str = "") -> str:
    """Write a field: what it does, then what it shows, if anything."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    begin = f'<w:fldChar w:fldCharType="begin"/><w:instrText>{instructions}</w:instrText>'
    return f'<w:r>{begin}</w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BOX = f"<w:txbxContent><w:p>{run(DATE)}</w:p></w:txbxContent>"
RUBY = f"<w:ruby><w:rt>{run('へいせい')}</w:rt><w:rubyBase>{run('平成')}</w:rubyBase></w:ruby>"
PROMPT = control(run("ここに入力"), "<w:showingPlcHdr/>")
OLD_RUBY = field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(へいせい),平成)")
FOOTNOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = f'<w:footnote w:id="2"><w:p>{run("仮調印は前日")}</w:p></w:footnote>'
REST = run(DATE.removeprefix("平成"))
STRUCK = '<w:del w:id="1"><w:r><w:delText>か</w:delText></w:r></w:del>'
SHOWN = {
    "put in": (f'{run("平成18（2006）年")}<w:ins w:id="1">{run("5月26日")}</w:ins>', ["tracked-changes"]),
    "struck out": (run(DATE) + STRUCK, ["tracked-changes"]),
    "moved away": (f'<w:moveFrom w:id="1">{run("昭和")}</w:moveFrom>{run(DATE)}', ["tracked-changes"]),
    "moved here": (f'<w:moveTo w:id="2">{run(DATE)}</w:moveTo>', ["tracked-changes"]),
    "hidden": (run(DATE) + run("秘密", "<w:vanish/>"), ["hidden-text"]),
    "hidden by its style": (run(DATE) + run("秘密", '<w:rStyle w:val="Secret"/>'), ["hidden-text"]),
    "not hidden": (run(DATE, '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'), []),
    "several runs": (f"{run('平成')}<w:proofErr/><w:smartTag>{REST}</w:smartTag>", []),
    "text box": (f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>", ["text-box"]),
    "content control": (control(run(DATE)), []),
    "prompt": (run(DATE) + PROMPT, []),
    "line breaks": (f"<w:r><w:br/><w:t>{DATE}</w:t><w:br/></w:r>", []),
    "simple field": (f'<w:fldSimple w:instr="DATE">{run(DATE)}</w:fldSimple>', []),
    "field": (field("REF a", DATE), []),
    "reading": (RUBY + REST, []),
    "reading in a field": (OLD_RUBY + REST, []),
    "footnote": (run(DATE) + FOOTNOTE, ["footnote-left-out"]),
    "invisible characters": (run("平成18\u200b（2006）\u202e年5月26日"), ["control-character"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHOWN)
def test_what_is_shown_is_read(word: Word, kind: str) -> None:
    put, codes = SHOWN[kind]
    found = word.read(word.make(word.replace(DATE, f"<w:p>{put}</w:p>"), styles=STYLES, footnotes=FOOTNOTES))
    [record] = found.records
    assert [date.as_written for date in record.dates] == [DATE]
    assert found.codes == codes


def test_a_paragraph_end_struck_out(word: Word) -> None:
    struck = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    put = f"<w:p>{struck}{run('平成')}</w:p><w:p>{REST}</w:p>"
    found = word.read(word.make(word.replace(DATE, put)))
    assert [date.as_written for date in found.records[0].dates] == [DATE]
    assert found.codes == ["tracked-changes"]


def test_a_row_struck_out(word: Word) -> None:
    row = word.table(["海外の自治体", "フランス共和国リヨン市"]).replace(
        "<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>'
    )
    line = "海外の自治体\tイタリア共和国トスカーナ州フィレンツェ市"
    found = word.read(word.make(word.replace(line, row + word.paragraph(line))))
    assert [party.country for party in found.records[0].overseas_parties] == ["IT"]
    assert found.codes == ["tracked-changes"]


def test_an_embedded_document(word: Word) -> None:
    found = word.read(word.make(word.replace(DATE, word.paragraph(DATE) + '<w:altChunk r:id="x"/>')))
    assert found.codes == ["part-not-read"]


def test_what_is_left_out_is_named(word: Word) -> None:
    body = word.replace(DATE, f"<w:p>{OLD_RUBY}{REST}{FOOTNOTE}{PROMPT}</w:p>")
    found = word.read(word.make(body, footnotes=FOOTNOTES, header=f"<w:p>{run('庁内用')}</w:p>"))
    left = {(entry.line, entry.reason, entry.text) for entry in found.journal.passed_over}
    assert left >= {
        (6, "footnote", "仮調印は前日"),
        (6, "prompt", "ここに入力"),
        (6, "reading", "へいせい"),
        (None, "page-header", "庁内用"),
    }


LINKS = {"page": URL, "script": "javascript:alert(1)", "other": "https://elsewhere.example.com/"}


@pytest.mark.parametrize(
    ("put", "codes"),
    [
        (f'<w:hyperlink r:id="page">{run(URL)}</w:hyperlink>', []),
        (f'<w:hyperlink r:id="page">{run("紹介のページ")}</w:hyperlink>', []),
        (f'<w:hyperlink r:id="script">{run(URL)}</w:hyperlink>', []),
        (f'<w:hyperlink w:anchor="top">{run(URL)}</w:hyperlink>', []),
        (f'<w:hyperlink r:id="other">{run(URL)}</w:hyperlink>', ["link-differs"]),
        (field(f'HYPERLINK "{URL}"', "紹介のページ"), []),
    ],
)
def test_links(word: Word, put: str, codes: list[str]) -> None:
    found = word.read(word.make(word.replace(URL, f"<w:p>{put}</w:p>"), links=LINKS))
    [record] = found.records
    assert [page.url for page in record.web_pages] == [URL]
    assert found.codes == codes


def test_a_link_to_a_mail_address(word: Word) -> None:
    *_, line = word.survey.split("\n")
    link = f'<w:p><w:hyperlink r:id="mail">{run("国際課へ")}</w:hyperlink></w:p>'
    row = word.table(["電話番号", "0577-32-3333", "電子メール", link])
    address = "mailto:kokusai@city.example.jp?subject=x"
    found = word.read(word.make(word.replace(line, row), links={"mail": address}))
    assert found.records[0].contact.email == "kokusai@city.example.jp"
    assert ("link-text", "国際課へ") in {(entry.reason, entry.text) for entry in found.journal.passed_over}


def test_what_a_link_shows_becomes_its_note(word: Word) -> None:
    put = f'<w:p><w:hyperlink r:id="page">{run("紹介のページ")}</w:hyperlink></w:p>'
    [record] = word.read(word.make(word.replace(URL, put), links=LINKS)).records
    assert record.web_pages[0].note == "紹介のページ"


def test_a_link_that_is_never_closed(word: Word) -> None:
    put = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "{URL}"</w:instrText></w:r></w:p>'
    [record] = word.read(word.make(word.paragraphs(*word.survey.split("\n")) + put)).records
    assert [page.url for page in record.web_pages] == [URL]


def test_pages_where_word_noted_them(word: Word) -> None:
    put = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>平成17（2006）年5月26日</w:t></w:r></w:p>"
    [problem] = word.read(word.make(word.replace(DATE, put))).journal.problems
    assert (problem.code, problem.where.page, problem.where.line) == ("date-years-disagree", 2, 6)
    assert problem.to_row("ja")["page"] == 2


def test_macros_are_ignored(word: Word) -> None:
    body = word.paragraphs(*word.survey.split("\n"))
    found = word.read(word.make(body, extra={"word/vbaProject.bin": b"x"}))
    assert len(found.records) == 1
    assert found.codes == ["macros-ignored"]


def test_an_empty_document(word: Word) -> None:
    assert word.read(word.make(word.paragraph(""))).codes == ["file-empty"]
    assert word.read(word.make(word.paragraph("お知らせ"))).codes == ["no-record"]
