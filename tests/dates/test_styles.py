"""Styles: each way to write a date, and what looks like one and is none, or is several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from koryu_rdf.dates import PRECISIONS

if TYPE_CHECKING:
    from tests.dates.conftest import ReadDates

# As written, all of it the date, and its value.
READ = {
    "H元.4.1": "1989-04-01",
    "R5/4/1": "2023-04-01",
    "s63-5-3": "1988-05-03",
    "H.23.5.3": "2011-05-03",
    "H23年5月3日": "2011-05-03",
    "㋿元年5月1日": "2019-05-01",
    "㍼63.5.3": "1988-05-03",
    "㍽15年": "1926",
    "㍾45年7月": "1912-07",
    "昭63.5.3": "1988-05-03",
    "平23年5月": "2011-05",
    "令5・4・1": None,
    "H230503": "2011-05-03",
    "平成23年5/3": "2011-05-03",
    "平成廿三年五月廿日": "2011-05-20",
    "昭和卅年一月卅一日": "1955-01-31",
    "二千十一年五月三日": "2011-05-03",
    "千九百八十八年": "1988",
    "二○一一年五月三日": "2011-05-03",
    "平成弐拾参年": "2011",
    "平成\u2f06\u2f17三年五\u2f49三\u2f47": "2011-05-03",
    "２０１１年５月３日": "2011-05-03",
    "平成23年（2011）年5月": None,
    "平成23年［2011年］5月3日": "2011-05-03",
    "2011【平成23】年5月3日": "2011-05-03",
    "平成23/2011年5月3日": "2011-05-03",
    "2011年（平成23）5月3日": "2011-05-03",
    "平成23年（2011年5月3日）": "2011-05-03",
    "平成23年5月3日（2011）": "2011-05-03",
    "平成23年5月3日（2011年）": "2011-05-03",
    "2011年5月3日(H23)": "2011-05-03",
    "2011年5月（平成23年5月）": "2011-05",
    "2011/5/3（H23.5.3）": "2011-05-03",
    "平成23年5月3日／2011年5月3日": "2011-05-03",
    "20110503": "2011-05-03",
    "２０１１０５０３": "2011-05-03",
    "2011-05-03T00:00:00": "2011-05-03",
    "2011-05-03T00:00:00.000": "2011-05-03",
    "2011/5/3 0:00:00": "2011-05-03",
    "2011/5/3 0:00": "2011-05-03",
    "2011/05/03 (火)": "2011-05-03",
    "2011.5": "2011-05",
    "2011": "2011",
    "西暦2011": "2011",
    "平成23": "2011",
    "H23": "2011",
    "令和元": "2019",
    "Nov. 2, 2006": "2006-11-02",
    "November 2nd, 2006": "2006-11-02",
    "2 November 2006": "2006-11-02",
    "2nd of Nov 2006": "2006-11-02",
    "2-Nov-2006": "2006-11-02",
    "NOV 2 2006": "2006-11-02",
    "Sept. 2006": "2006-09",
    "May 2011": "2011-05",
    "May, 2011": "2011-05",
    "Tuesday, May 3, 2011": "2011-05-03",
    "Tue 3 May 2011": "2011-05-03",
    "13/5/2011": "2011-05-13",
    "5/13/2011": "2011-05-13",
    "5.5.2011": "2011-05-05",
    "平成23年5月3日（火）": "2011-05-03",
    "平成23年5月3日（火・祝）": "2011-05-03",
    "平成23年5月3日(火曜日)": "2011-05-03",
    "平成23年5月3日火曜日": "2011-05-03",
    "2011-05-03 (Tue)": "2011-05-03",
    "明治6年1月1日": "1873-01-01",
    "1872年5月3日": "1872-05-03",
}
REFUSED = {
    "令和99年": "date-outside-era",
    "大正16年": "date-outside-era",
    "平成0年": "date-outside-era",
    "H310501": "date-outside-era",
    "H31.5.1": "date-outside-era",
    "昭64.1.8": "date-outside-era",
    "20110230": "date-impossible",
    "February 30, 2011": "date-impossible",
    "31/4/2011": "date-impossible",
    "1900/1/0": "date-impossible",
    "99.13.45": "date-impossible",
    "平成23年5月3日（2012年）": "date-years-disagree",
    "2011年5月3日（平成24年）": "date-years-disagree",
    "平成23（2012）年5月頃": "date-years-disagree",
    "11.5.3": "date-ambiguous",
    "'11/5/3": "date-ambiguous",
    "11年5月3日": "date-ambiguous",
    "5年4月": "date-ambiguous",
    "3/5/2011": "date-ambiguous",
    "2-Nov-06": "date-ambiguous",
    "201105": "date-ambiguous",
    "110503": "date-ambiguous",
    "平成23年度": "date-fiscal-year",
    "H23年度": "date-fiscal-year",
    "2011年度": "date-fiscal-year",
    "平成二十三年度": "date-fiscal-year",
    "23年度": "date-fiscal-year",
    "2011（平成23）年度": "date-fiscal-year",
    "明治5年": "date-lunar",
    "明治元年9月8日": "date-lunar",
    "明治3（1870）年閏10月1日": "date-lunar",
    "慶応3年10月14日": "date-lunar",
    "慶應四年": "date-lunar",
    "安政元年（1854年）": "date-lunar",
    "未定": "date-unknown",
    "（不明）": "date-unknown",
    "年月日不明": "date-unknown",
    "締結日は未定": "date-unknown",
    "？": "date-unknown",
    "unknown": "date-unknown",
    "－": "date-missing",
    "ー": "date-missing",
    "--": "date-missing",
    "なし": "date-missing",
    "該当なし": "date-missing",
    "N/A": "date-missing",
    "#########": "date-not-shown",
    "99999": "date-unreadable",
    "2011-2015": "date-unreadable",
    "5月3日": "date-unreadable",
    "平成　年　月　日": "date-unreadable",
    "1.2.3.4": "date-unreadable",
    "03-1234-5678": "date-unreadable",
    "MTS2.5": "date-unreadable",
}


@pytest.mark.parametrize(("text", "value"), [(text, value) for text, value in READ.items() if value])
def test_a_style(text: str, value: str, read: ReadDates) -> None:
    [date], reports = read(text)
    assert (date.value, date.precision, date.as_written, reports) == (value, PRECISIONS[len(value)], text, [])


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_no_date_but_a_problem(text: str, code: str, read: ReadDates) -> None:
    dates, reports = read(text)
    assert dates == []
    assert set(reports) - {"date-remark"} == {code}


def test_a_bullet_is_no_digit(read: ReadDates) -> None:
    for bullet in "○◯①1．":
        assert [date.value for date in read(f"{bullet}平成23年5月3日")[0]] == ["2011-05-03"]
    assert [date.value for date in read("○2011年5月3日")[0]] == ["2011-05-03"]
