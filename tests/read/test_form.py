"""The form: whatever lines a document has, each is in one place, and in one only."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.problems import list_codes
from koryu_rdf.read import read
from koryu_rdf.read.form import SECTIONS, SectionHeading, number_lines, parse_form, parse_section_heading
from koryu_rdf.read.journal import Journal
from koryu_rdf.texts import get_topic

PIECES = """
(1) 自治体名|（２）提携年月日：平成元年|(3) 経緯|(7) 問い合わせ先|(4) 観光分野の協力|- (1) 一つ目|1. 津市とリヨン市の協定
1 1. 覚書|二つ目の覚書|⑥経済交流|⑥ 經濟交流|⑦環境|日本の自治体	津市|電話番号	059-224-2356|--|なし||　|<p>|\ufffd
1. フランス共和国リヨン市－三重県津市	1|「 協定 」	1
"""
LINES = st.lists(st.sampled_from(PIECES.strip().replace("\n", "|").split("|")) | st.text(max_size=5), max_size=40)


@given(LINES)
def test_every_line_is_in_one_place(texts: list[str]) -> None:
    journal = Journal()
    chapters = parse_form(number_lines(texts), "a.txt", journal)
    records = [record for chapter in chapters for record in chapter.records]
    places = Counter(entry.line for entry in journal.passed_over)
    places.update(line.number for record in records for lines in record.sections.values() for line in lines)
    places.update(record.heading.number for record in records if not parse_section_heading(record.heading.text))
    headings = (entry.line or 0 for entry in journal.passed_over if entry.reason == "section-heading")
    inline = {line for line in headings if (found := parse_section_heading(texts[line - 1])) and found.rest.strip()}
    assert places == {number: 1 + (number in inline) for number in range(1, len(texts) + 1)}


@given(LINES)
def test_records_have_numbers_of_their_own_and_stand_one_after_the_other(texts: list[str]) -> None:
    journal = Journal()
    records = [record for chapter in parse_form(number_lines(texts), "a.txt", journal) for record in chapter.records]
    numbers = [record.number for record in records]
    assert len(numbers) == len(set(numbers))
    ends = [0, *(end for record in records for end in (record.heading.number, record.last_line))]
    assert ends == sorted(ends)
    assert {entry.reason for entry in journal.passed_over} <= set(get_topic("passed-over"))
    assert {problem.code for problem in journal.problems} <= set(list_codes())
    assert len(records) == sum(1 for text in texts if (found := parse_section_heading(text)) and found.number == 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(1) 自治体名", 1),
        ("（１）　自治体の名称", 1),
        ("⑴ 自治体名等", 1),
        (" (1)提携自治体：", 1),
        ("(2) 提携年月日", 2),
        ("(2) 協定締結日", 2),
        ("(2) 調印の時期", 2),
        ("(3) 提携に至った経緯", 3),
        ("(3) きっかけ等", 3),
        ("(4) 提携後の取組内容", 4),
        ("(4) 交流の実績", 4),
        ("(4) 取り組み状況", 4),
        ("(5) 取組による成果・課題等", 5),
        ("(5) 効果及び課題", 5),
        ("(6) 取組を紹介しているホームページのURL", 6),
        ("(6) 関連ＵＲＬ", 6),
        ("(6) ウェブサイト", 6),
        ("(7) 問い合わせ先（担当課）", 7),
        ("(7) 問合せ先", 7),
        ("(7) 担当部署", 7),
    ],
)
def test_headings_of_sections(text: str, number: int) -> None:
    assert parse_section_heading(text) == SectionHeading(number, "")


@pytest.mark.parametrize(
    "text",
    [
        "(1) 相互交流の促進",
        "(1) 自治体間の交流",
        "(2) 観光分野",
        "(2) 締結記念日の制定",
        "(2) 平成23年の提携から10年目の日",
        "(3) 経緯の記録",
        "(4) 交流内容の拡大",
        "(5) 成果の発表会",
        "(7) 担当者の派遣",
        "(8) 備考",
        "- (1) 自治体名",
        "1) 自治体名",
        "（あ）自治体名",
        "自治体名",
    ],
)
def test_lines_that_are_no_headings(text: str) -> None:
    assert parse_section_heading(text) is None


def test_the_sections_are_those_of_the_form() -> None:
    assert list(SECTIONS) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "row", ["電話 番号：043-245-5292", "電話番号\t043-245-5292", "電話番号 043-245-5292", "TEL: 043-245-5292"]
)
def test_a_contact_label_is_known_by_tab_colon_or_blank(row: str, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(f"1. 覚書\n(1) 自治体名\n日本の自治体\t千葉県千葉市\n(7) 問い合わせ先\n{row}\n", "utf-8")
    assert [agreement.contact.phone for agreement in read(document)] == ["043-245-5292"]
