"""Number formats: what a spreadsheet shows of a date, and how far it is known."""

from __future__ import annotations

import datetime

import pytest

from koryu_rdf.dates import from_serial
from koryu_rdf.read.table.number_formats import BUILT_IN, show_number

DAY = 39023  # Thursday, 2006-11-02


def test_the_day_of_the_examples() -> None:
    assert from_serial(DAY) == datetime.date(2006, 11, 2)


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ('[$-411]ggge"年"m"月"d"日"', "平成18年11月2日", "2006-11-02"),
        ('[$-411]ggge"年"m"月"d"日";@', "平成18年11月2日", "2006-11-02"),
        ("[$-ja-JP-x-gannen]ggge\\年m\\月d\\日", "平成18年11月2日", "2006-11-02"),
        ("[$-411]ge.m.d", "H18.11.2", "2006-11-02"),
        ("gg ee/mm/dd", "平 18/11/02", "2006-11-02"),
        ('ggge"年"', "平成18年", "2006"),
        ('ggge"年"m"月"', "平成18年11月", "2006-11"),
        ('yyyy"年"m"月"', "2006年11月", "2006-11"),
        ("yyyy", "2006", "2006"),
        ("yyyy/m/d(aaa)", "2006/11/2(木)", "2006-11-02"),
        ('m"月"d"日"', "11月2日", "2006-11-02"),
        ("d-mmm-yy", "2-Nov-06", "2006-11-02"),
        ("[Red]yyyy-mm-dd", "2006-11-02", "2006-11-02"),
        ("yyyy/m/d h:mm", "2006/11/2 0:00", "2006-11-02"),
        ('"締結" yyyy', "締結 2006", "2006"),
        (BUILT_IN[57], "H18.11.2", "2006-11-02"),
    ],
)
def test_a_date_is_shown_as_in_a_spreadsheet(code: str, text: str, date: str) -> None:
    assert show_number(DAY, code) == (text, date)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (242012.0, "General", "242012"),
        (11002, "000000", "011002"),
        (11002, "0", "11002"),
        (0.5, "h:mm", "0.5"),
        (1200, "#,##0", "1200"),
        (3, '0"件"', "3"),
        (-1, "yyyy/m/d", "-1"),
        (60, "yyyy/m/d", "60"),  # 1900-02-29, which never was
        (1e300, "yyyy", "1e+300"),
    ],
)
def test_what_is_no_date_is_shown_plainly(number: float, code: str, text: str) -> None:
    assert show_number(number, code) == (text, None)


def test_minutes_are_no_months() -> None:
    assert show_number(DAY + 0.25, "yyyy/m/d hh:mm:ss") == ("2006/11/2 06:00:00", "2006-11-02")
    assert show_number(DAY, "hh:mm").date is None
    assert show_number(DAY, "mm:ss").date is None


def test_an_era_begins_on_its_day() -> None:
    assert show_number(32515, 'ggge"年"m"月"d"日"').text == "昭和64年1月7日"
    assert show_number(32516, 'ggge"年"m"月"d"日"').text == "平成1年1月8日"
    assert show_number(43586, "ge.m.d").text == "R1.5.1"


def test_workbooks_that_count_from_1904() -> None:
    assert show_number(DAY - 1462, "yyyy-mm-dd", is_1904=True).date == "2006-11-02"
