"""Serial numbers of days, as spreadsheets keep them: 38000 is 2004-01-14.

In: a number, and which of the two calendars a workbook counts in. Out: the day. The time of day in the fraction is dropped.
Source: ECMA-376 part 1, 18.17.4.1, and Excel's own way with 1900, a leap year to it that it never was.
"""

from __future__ import annotations

import datetime
import math

_DAY_ZERO_1900 = datetime.date(1899, 12, 31)
_DAY_ZERO_1904 = datetime.date(1904, 1, 1)
_NO_DAY = 60  # 1900-02-29


def from_serial(serial: float, *, is_1904: bool = False) -> datetime.date | None:
    """Give the day that a spreadsheet's serial number stands for; ``None`` where it stands for none.

    Excel counts from 1900 and has a day 60, the 29th of February 1900, which never was: later numbers are one too high.
    ``is_1904`` is for workbooks that count from 1904, as those of old Macs do.

    >>> from_serial(38000), from_serial(38000.75), from_serial(60), from_serial(36538, is_1904=True)
    (datetime.date(2004, 1, 14), datetime.date(2004, 1, 14), None, datetime.date(2004, 1, 14))
    """
    if not math.isfinite(serial) or serial < (0 if is_1904 else 1):
        return None
    days = math.floor(serial)
    if is_1904:
        return _add(_DAY_ZERO_1904, days)
    return None if days == _NO_DAY else _add(_DAY_ZERO_1900, days - (days > _NO_DAY))


def _add(day: datetime.date, days: int) -> datetime.date | None:
    try:
        return day + datetime.timedelta(days)
    except OverflowError:
        return None
