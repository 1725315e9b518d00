"""Long documents: many records and very long lines are read in seconds, that is in time that grows with their length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from koryu_rdf.read import read

FORM = """③教育
{contents}

{heading}
(1) 自治体名
日本の自治体	{japanese}
海外の自治体	{overseas}
(2) 提携年月日
{date}
(3) 提携に至った経緯
{background}
(4) 提携後の取組内容
なし
(5) 取組による成果・課題等
なし
(6) 取組を紹介しているホームページのURL
{page}
(7) 問い合わせ先（担当課）
{contact}
"""
USUAL = {
    "contents": "1. フランス共和国リヨン市－三重県津市「協定」1",
    "heading": "1. 津市とリヨン市の協定",
    "japanese": "三重県津市",
    "overseas": "フランス共和国リヨン市",
    "date": "平成23（2011）年1月5日",
    "background": "両市は長く交流を続けている。",
    "page": "http://www.example.jp/",
    "contact": "担当部署名	国際課	電話番号	059-229-3146	電子メール	kokusai@city.tsu.example.jp",
}
# What grows, and what it grows by: each has once taken time that grew with the square of the length, or well might.
LONG = [
    ("contents", " "),
    ("contents", "1"),
    ("contents", "－"),
    ("heading", "との"),
    ("heading", "、"),
    ("japanese", "、財団法人"),
    ("overseas", "ア "),
    ("overseas", "ア・フランス・"),
    ("overseas", "州"),
    ("date", " "),
    ("date", "、平成23"),
    ("background", "田中 "),
    ("background", "<p "),
    ("background", "a@"),
    ("page", ")"),
    ("page", ",http://www.example.jp/"),
    ("contact", "	電話番号"),
    ("contact", "："),
]


def read_in_time(text: str, folder: Path, seconds: float) -> tuple[int, int]:
    """Read a document; gives the numbers of records and of problems."""
    (folder / "long.txt").write_text(text, "utf-8")
    began = time.process_time()
    reading = read(folder / "long.txt")
    count = sum(1 for _ in reading)
    assert time.process_time() - began < seconds
    return count, len(reading.problems)


def test_a_document_of_five_megabytes(tmp_path: Path) -> None:
    records = 8_000
    body = FORM.format(**USUAL).split("\n\n", 1)[1]
    contents = "\n".join(f"{number}{USUAL['contents'][1:]}" for number in range(1, records + 1))
    whole = contents + "".join("\n\n" + f"{number}{body[1:]}".strip() for number in range(1, records + 1))
    assert len(whole.encode()) > 5_000_000
    assert read_in_time(whole, tmp_path, 60) == (records, records - 1)  # each is the same agreement as the one before


@pytest.mark.parametrize(("field", "piece"), LONG, ids=lambda value: value.strip())
def test_a_line_of_a_megabyte(field: str, piece: str, tmp_path: Path) -> None:
    long = USUAL[field] + piece * (1_000_000 // len(piece.encode()))
    assert read_in_time(FORM.format(**USUAL | {field: long}), tmp_path, 60)[0] == 1


def test_a_section_of_many_lines(tmp_path: Path) -> None:
    many = "\n".join(f"まだ分からない相手{number}" for number in range(30_000))
    records, problems = read_in_time(FORM.format(**USUAL | {"overseas": many}), tmp_path, 60)
    assert records == 1
    assert problems >= 30_000 * 2  # neither its country nor its kind is known


def test_many_lines_without_a_record(tmp_path: Path) -> None:
    assert read_in_time("①\n②教育\n1. 目次\n" * 50_000, tmp_path, 60) == (0, 1)
