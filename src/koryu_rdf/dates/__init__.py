"""Dates as clerks write them: ``平成18（2006）年11月2日``, ``S63.5.3``, ``二〇一一年``, or a spreadsheet's serial number.

In: the text of a date field, or the number in a cell. Out: ISO 8601 values, each with its precision, its role and its own
characters. What is impossible, contradicts itself or can mean several days is reported, never mended and never guessed.
"""

from koryu_rdf.dates.eras import ERAS, Era
from koryu_rdf.dates.field import parse_dates
from koryu_rdf.dates.iso import DATATYPES, PRECISIONS, is_iso_date, is_sunday
from koryu_rdf.dates.serials import from_serial

__all__ = ["DATATYPES", "ERAS", "PRECISIONS", "Era", "from_serial", "is_iso_date", "is_sunday", "parse_dates"]
