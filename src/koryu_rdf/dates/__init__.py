"""Dates as clerks write them: ``平成18（2006）年11月2日``, ``S63.5.3``, ``二〇一一年``, or a spreadsheet's serial number.

In: the text of a date field, or the number in a cell. Out: ISO 8601 values, each with its precision, its role and its own
characters. What is impossible, contradicts itself or can mean several days is reported, never mended and never guessed.

What reads texts is imported when it is first used: its patterns take longer to compile than many a command runs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from koryu_rdf.dates.eras import ERAS, Era
from koryu_rdf.dates.iso import DATATYPES, PRECISIONS, is_iso_date, is_sunday

if TYPE_CHECKING:
    from koryu_rdf.dates.field import parse_dates
    from koryu_rdf.dates.serials import from_serial

__all__ = ["DATATYPES", "ERAS", "PRECISIONS", "Era", "from_serial", "is_iso_date", "is_sunday", "parse_dates"]

_LATE = {"parse_dates": "field", "from_serial": "serials"}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(importlib.import_module(f"koryu_rdf.dates.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
