"""Tables for spreadsheets and scripts: CSV, JSON Lines and workbooks.

In: rows and the columns to show. Out: CSV as spreadsheets want it (UTF-8 with BOM, CRLF, RFC 4180) or one JSON object a
line. A CSV cell that a spreadsheet would run as a formula gets an apostrophe in front; JSON Lines holds values as they
are.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from koryu_rdf.formulas import guard_cell
from koryu_rdf.outputs import get_format_suffix, make_write_error, open_output
from koryu_rdf.write.workbook import write_workbook

Row = Mapping[str, object]
TableWriter = Callable[[Iterable[Row], Sequence[str], BinaryIO], int]

_encode = msgspec.json.Encoder().encode


def write_table(rows: Iterable[Row], columns: Sequence[str], target: Path | BinaryIO, suffix: str | None = None) -> int:
    """Write the named columns of all rows in the format of the target's suffix and give the number of rows.

    ``suffix`` names the format where the target does not: a stream always needs it. A missing key is an empty cell.

    Raises ``WriteError`` for a suffix that is no table's and a target that cannot be written.
    """
    suffix = suffix or (get_format_suffix(target) if isinstance(target, Path) else "")
    if suffix not in WORKBOOK_WRITERS:
        where = target if isinstance(target, Path) else None
        raise make_write_error("write-unknown-suffix", where, suffix=suffix, known=" ".join(WORKBOOK_WRITERS))
    with open_output(target) as stream:
        return WORKBOOK_WRITERS[suffix](rows, columns, stream)


def _write_csv(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO) -> int:
    stream.write(codecs.BOM_UTF8)
    writer = csv.writer(codecs.getwriter("utf-8")(stream), lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([guard_cell(_to_text(row.get(column))) for column in columns])
        count += 1
    return count


def _write_json_lines(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO) -> int:
    count = 0
    for row in rows:
        stream.write(_encode({column: row.get(column) for column in columns}) + b"\n")
        count += 1
    return count


def _write_xlsx(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO) -> int:
    return write_workbook(rows, columns, stream, _to_text)


TABLE_WRITERS: Mapping[str, TableWriter] = {".csv": _write_csv, ".jsonl": _write_json_lines}
WORKBOOK_WRITERS: Mapping[str, TableWriter] = {**TABLE_WRITERS, ".xlsx": _write_xlsx}
"""With workbooks, for tables that are not given back to be mended."""


def _to_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "; ".join(map(_to_text, value))
        case _:
            return str(value)
