"""Dates: what clerks write is read as it is meant, every day since 1873 is, and what is impossible is not."""

from __future__ import annotations

import datetime
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from japanera import EraDate

from koryu_rdf.dates import DATATYPES, ERAS, PRECISIONS, is_iso_date, is_sunday

if TYPE_CHECKING:
    from tests.dates.conftest import ReadDates

FIRST = datetime.date(1873, 1, 1)

# One date each: as written, and its value.
ONE = [
    ("平成23（2011）年10月24日", "2011-10-24"),
    ("平成23(2011)年5月18日", "2011-05-18"),
    ("平成23年（2011年）10月24日", "2011-10-24"),
    ("平成23年(2011)10月24日", "2011-10-24"),
    ("2011（平成23）年10月24日", "2011-10-24"),
    ("2011年（平成23年）10月24日", "2011-10-24"),
    ("2011年(H23年)10月24日", "2011-10-24"),
    ("平成２３年１０月２４日", "2011-10-24"),
    ("平成 23 年 10 月 24 日", "2011-10-24"),
    ("西暦2011年10月24日", "2011-10-24"),
    ("S63.5.3", "1988-05-03"),
    ("Ｈ２３．１０．２４", "2011-10-24"),
    ("㍻23年10月24日", "2011-10-24"),
    ("R元.5.1", "2019-05-01"),
    ("令和元年5月1日", "2019-05-01"),
    ("平成元年", "1989"),
    ("令和元年", "2019"),
    ("昭和56年", "1981"),
    ("昭和56年5月", "1981-05"),
    ("平成二十三年五月", "2011-05"),
    ("昭和六十三年十二月三十一日", "1988-12-31"),
    ("平成一〇年一月二日", "1998-01-02"),
    ("二〇一一年十月", "2011-10"),
    ("2011-10-24", "2011-10-24"),
    ("2011/10/24", "2011-10-24"),
    ("2011.10", "2011-10"),
    ("2011年10月24日（平成23年10月24日）", "2011-10-24"),
    ("S63.5.3（1988年5月3日）", "1988-05-03"),
    ("明治45年7月30日", "1912-07-30"),
    ("大正元年7月30日", "1912-07-30"),
    ("大正15年12月25日", "1926-12-25"),
    ("昭和元年12月25日", "1926-12-25"),
    ("昭和64年1月7日", "1989-01-07"),
    ("平成元年1月8日", "1989-01-08"),
    ("平成31年4月30日", "2019-04-30"),
    ("平成12年2月29日", "2000-02-29"),
]

# No date at all: as written, and the problem.
NONE = [
    ("平成23年2月30日", "date-impossible"),
    ("平成23年13月", "date-impossible"),
    ("平成23年0月1日", "date-impossible"),
    ("2011年2月29日", "date-impossible"),
    ("0000年1月1日", "date-impossible"),
    ("昭和64年1月8日", "date-outside-era"),
    ("平成31年5月1日", "date-outside-era"),
    ("平成31年5月", "date-outside-era"),
    ("平成32年", "date-outside-era"),
    ("平成0年", "date-outside-era"),
    ("昭和元年12月24日", "date-outside-era"),
    ("令和元年4月30日", "date-outside-era"),
    ("令和99年", "date-outside-era"),
    ("明治5年12月2日", "date-lunar"),
    ("平成23（2012）年1月5日", "date-years-disagree"),
    ("2012（平成23）年1月5日", "date-years-disagree"),
    ("平成23年度", "date-fiscal-year"),
    ("平成23（2011）年度", "date-fiscal-year"),
    ("1980年代", "date-unreadable"),
    ("12011年5月", "date-unreadable"),
    ("第2011号", "date-unreadable"),
    ("調整中", "date-unreadable"),
    ("MTS2.5", "date-unreadable"),
    ("", "date-unreadable"),
]

# Several dates or words beside them: as written, value and role of each, and the problems.
SEVERAL = [
    ("平成18（2006）年11月2日（※更新：平成23（2011）年10月17日）", "2006-11-02 signed, 2011-10-17 renewed", ""),
    ("平成20（2008）年4月23日、平成24（2012）年6月12日", "2008-04-23 signed, 2012-06-12 unlabelled", "date-unlabelled"),
    ("平成18年11月2日（締結）、平成23年10月17日（更新）", "2006-11-02 signed, 2011-10-17 renewed", ""),
    ("平成18年11月2日締結、平成23年10月17日更新", "2006-11-02 signed, 2011-10-17 renewed", ""),
    ("締結日：平成18年11月2日\n改定日：平成23年10月17日", "2006-11-02 signed, 2011-10-17 renewed", ""),
    ("更新：平成23年10月17日", "2011-10-17 renewed", ""),
    ("平成23年10月17日（第2回更新）", "2011-10-17 renewed", ""),
    ("平成18年11月2日 更新：平成23年10月17日", "2006-11-02 signed, 2011-10-17 renewed", ""),
    ("平成23年2月30日、平成24年6月12日", "2012-06-12 unlabelled", "date-impossible date-unlabelled"),
    ("平成18年11月2日（以後3年ごとに更新）", "2006-11-02 signed", "date-remark"),
    ("平成18年11月頃", "2006-11 signed", "date-approximate"),
    ("知事訪問時に調印：平成18年11月2日", "2006-11-02 signed", "date-remark"),
    ("平成18年11月2日～平成23年11月1日", "2006-11-02 signed", "date-range"),
    ("平成18年11月2日（2007年11月2日）", "2006-11-02 signed, 2007-11-02 unlabelled", "date-unlabelled"),
    ("2011-2015", "", "date-unreadable"),
]


@pytest.mark.parametrize(("text", "value"), ONE)
def test_one_date(read: ReadDates, text: str, value: str) -> None:
    [date], reports = read(text)
    assert (date.value, date.role, date.as_written, reports) == (value, "signed", text, [])
    assert PRECISIONS[len(value)] == date.precision


@pytest.mark.parametrize(("text", "code"), NONE)
def test_no_date(read: ReadDates, text: str, code: str) -> None:
    assert read(text) == ([], [code])


@pytest.mark.parametrize(("text", "dates", "codes"), SEVERAL)
def test_several_dates(read: ReadDates, text: str, dates: str, codes: str) -> None:
    found, reports = read(text)
    assert ", ".join(f"{date.value} {date.role}" for date in found) == dates
    assert sorted(reports) == codes.split()


def test_the_eras_are_those_of_another_library() -> None:
    for era in list(ERAS.values())[1:]:
        other = EraDate.from_date(era.first).era
        assert (other.kanji, other.since) == (era.name, era.first)


@given(st.sampled_from(sorted(ERAS)), st.integers(1, 70), st.integers(1, 12), st.integers(1, 31))
def test_days_outside_their_era_or_the_calendar_are_refused(
    read: ReadDates, name: str, number: int, month: int, day: int
) -> None:
    """Another library says in which era a day is; the day of a change counts in both eras, and Reiwa goes on.

    The first five years of Meiji are of the lunar calendar, whose days are others.
    """
    dates, reports = read(f"{name}{number}年{month}月{day}日")
    era = ERAS[name]
    if era.year_one + number - 1 < FIRST.year:
        assert (dates, reports) == ([], ["date-lunar"])
        return
    try:
        meant = datetime.date(era.year_one + number - 1, month, day)
    except ValueError:
        assert (dates, reports) == ([], ["date-impossible"])
        return
    belongs = meant >= FIRST and (EraDate.from_date(meant).era.kanji == name or meant == era.last) and meant <= era.last
    assert bool(dates) == belongs
    assert reports == ([] if belongs else ["date-outside-era"])


@given(st.text())
def test_any_text_goes_through(read: ReadDates, text: str) -> None:
    dates, reports = read(text)
    assert dates or reports
    assert all(date.as_written in text and is_iso_date(date.value, date.precision) for date in dates)


@given(
    st.lists(
        st.sampled_from("平成 昭和 令和 23 元 2011 年 月 日 （ ） 、 更新 締結 ： 二十 . / - 頃 \n".split(" ")),
        max_size=20,
    )
)
def test_any_pieces_go_through(read: ReadDates, pieces: list[str]) -> None:
    dates, reports = read("".join(pieces))
    assert dates or reports
    assert all(is_iso_date(date.value, date.precision) for date in dates)


@pytest.mark.parametrize(
    "piece", [" ", "平成23", "平成23（2011", "2011", "西暦 ", "平成23年1月5日", "1", "（", "十", "更新"]
)
def test_a_long_text_takes_no_longer_than_its_length(read: ReadDates, piece: str) -> None:
    began = time.process_time()
    read("平成23" + piece * (300_000 // len(piece)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "value", ["2011", "2011-1", "2011-10", "2011-1-1", "20110101", "2011-W01-1", "2011-02-29", "", "２０１１"]
)
def test_iso_dates(value: str) -> None:
    forms = {name for name in DATATYPES if is_iso_date(value, name)}
    assert forms == {"2011": {"year"}, "2011-10": {"month"}}.get(value, set())


def test_sundays() -> None:
    assert [is_sunday(value) for value in ("2007-07-29", "2007-07-30", "2007-07", "2007")] == [
        True,
        False,
        False,
        False,
    ]
