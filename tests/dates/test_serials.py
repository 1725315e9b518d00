"""Serial numbers: Excel's two calendars, its day that never was, and numbers that are no day."""

from __future__ import annotations

import datetime

import pytest

from koryu_rdf.dates import from_serial, parse_dates


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (61, "1900-03-01"),
        (25569, "1970-01-01"),
        (38000, "2004-01-14"),
        (43831.999, "2020-01-01"),
        (2958465, "9999-12-31"),
    ],
)
def test_days_counted_from_1900(serial: float, day: str) -> None:
    assert from_serial(serial) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(("serial", "day"), [(0, "1904-01-01"), (60, "1904-03-01"), (42369, "2020-01-01")])
def test_days_counted_from_1904(serial: float, day: str) -> None:
    assert from_serial(serial, is_1904=True) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("serial", [60, 60.5, 0, 0.5, -1, 2958466, 1e300, float("inf"), float("nan")])
def test_numbers_of_no_day(serial: float) -> None:
    assert from_serial(serial) is None


def test_no_day_of_1904_is_before_it() -> None:
    assert from_serial(-1, is_1904=True) is None


@pytest.mark.parametrize("text", ["38000", " 38000 ", "３８０００", "38000.0", "38000.5"])
def test_a_bare_number_is_a_day_with_a_problem(text: str) -> None:
    reports: list[tuple[str, object]] = []

    def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        reports.append((code, slots.get("day")))

    [date] = parse_dates(text, report)
    assert (date.value, date.precision, date.role, date.as_written) == ("2004-01-14", "day", "signed", text.strip())
    assert reports == [("date-serial", datetime.date(2004, 1, 14))]
