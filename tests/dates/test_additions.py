"""Additions: weekdays, vague words, limits, ranges and labels beside a date."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.dates.conftest import ReadDates

APPROXIMATE = {
    "平成23年5月頃": "2011-05",
    "平成23年5月ごろ": "2011-05",
    "約平成23年": "2011",
    "平成23年5月3日頃": "2011-05",
    "平成23年5月3日前後": "2011-05",
    "平成23年5月上旬": "2011-05",
    "2011年5月中旬頃": "2011-05",
    "平成23年5月の下旬": "2011-05",
    "平成23年春": "2011",
    "平成23年の秋頃": "2011",
    "平成23年末": "2011",
    "平成23年5月末": "2011-05",
    "平成23年初め": "2011",
    "平成23（2011）年5月頃": "2011-05",
    "2011年5月頃（平成23年）": "2011-05",
}
RANGES = {
    "2011年4月～2014年3月": "2011-04",
    "2011年4月〜2014年3月": "2011-04",
    "平成23年4月1日から平成26年3月31日まで": "2011-04-01",
    "平成23年4月1日～26年3月31日": "2011-04-01",
    "平成23年5月3日～5日": "2011-05-03",
    "2011～2014年": "2011",
    "2011/4/1 - 2014/3/31": "2011-04-01",
    "2011.4-2014.3": "2011-04",
    "R5.4.1～R8.3.31": "2023-04-01",
    "May 2011 to June 2012": "2011-05",
    "平成23年5月3日（火）～平成26年3月頃": "2011-05-03",
    "平成23年5月3日から26年3月末まで": "2011-05-03",
}
# As written, value and role of each, and the problems.
OTHERS = [
    ("平成23年5月3日（水）", "2011-05-03 signed", "date-weekday-disagrees"),
    ("2011年5月3日月曜日", "2011-05-03 signed", "date-weekday-disagrees"),
    ("平成23年5月（火）", "2011-05 signed", "date-remark"),
    ("平成23年以前", "", "date-limit-only"),
    ("平成23年5月3日以降", "", "date-limit-only"),
    ("～平成26年3月31日", "", "date-limit-only"),
    ("2014年3月～2011年4月", "", "date-range-reversed"),
    ("2011年4月～2014年2月30日", "2011-04 signed", "date-impossible date-range"),
    ("2011年2月30日～2014年3月", "", "date-impossible"),
    ("平成23年度～平成25年度", "", "date-fiscal-year date-fiscal-year"),
    ("平成18年11月2日～平成23年10月17日（更新）", "2006-11-02 signed, 2011-10-17 renewed", ""),
    ("平成23年4月1日から3年間", "2011-04-01 signed", "date-remark"),
    ("平成23年4月1日～", "2011-04-01 signed", ""),
    ("平成23年4月1日締結", "2011-04-01 signed", ""),
    ("平成23年4月1日に締結", "2011-04-01 signed", ""),
    ("平成23年4月1日付け", "2011-04-01 signed", ""),
    ("平成23年（月日不明）", "2011 signed", ""),
    ("発効日：平成23年4月1日", "2011-04-01 unlabelled", "date-remark date-unlabelled"),
    ("平成23年4月1日発効", "2011-04-01 unlabelled", "date-unlabelled"),
    ("平成30年5月締結予定", "2018-05 unlabelled", "date-unlabelled"),
    ("平成23年4月1日締結、平成26年3月31日終了", "2011-04-01 signed, 2014-03-31 unlabelled", "date-unlabelled"),
    ("signed May 3, 2011; renewed May 3, 2014", "2011-05-03 signed, 2014-05-03 renewed", ""),
    ("平成23年度、平成24年5月1日", "2012-05-01 unlabelled", "date-fiscal-year date-unlabelled"),
    ("平成18年11月2日、23年10月17日更新", "2006-11-02 signed", "date-ambiguous"),
    ("2011-05-02T15:00:00Z", "2011-05-02 signed", "date-remark"),
]


@pytest.mark.parametrize(("text", "value"), APPROXIMATE.items())
def test_what_is_approximate_keeps_what_is_sure(text: str, value: str, read: ReadDates) -> None:
    [date], reports = read(text)
    assert (date.value, date.as_written, reports) == (value, text, ["date-approximate"])


@pytest.mark.parametrize(("text", "value"), RANGES.items())
def test_a_range_is_its_beginning(text: str, value: str, read: ReadDates) -> None:
    [date], reports = read(text)
    assert (date.value, date.role, date.as_written, reports) == (value, "signed", text, ["date-range"])


@pytest.mark.parametrize(("text", "dates", "codes"), OTHERS)
def test_what_stands_beside(text: str, dates: str, codes: str, read: ReadDates) -> None:
    found, reports = read(text)
    assert ", ".join(f"{date.value} {date.role}" for date in found) == dates
    assert sorted(reports) == codes.split()


PIECES = """
平成23年 5月 3日 2011年 （火） （水） 頃 上旬 ～ から まで 以前 （2011年） （ ） / 2011/5/3 H23.5 年度 Nov.2,2006 11.5.3 明治5年 慶応
T00:00:00 約 二千 十 元 [ 20110503 更新 発効 の 、 - 年\u3000
""".split()


@pytest.mark.parametrize("piece", [*PIECES, " ", "\n", "平成 ", "2011 ", "1 ", "May "])
def test_a_long_text_takes_no_longer_than_its_length(piece: str, read: ReadDates) -> None:
    """A quadratic pattern would take minutes."""
    began = time.process_time()
    for text in (piece * (50_000 // len(piece)), f"平成23年5月（{piece * (50_000 // len(piece))}年"):
        dates, reports = read(text)
        assert dates or reports
    assert time.process_time() - began < 10
