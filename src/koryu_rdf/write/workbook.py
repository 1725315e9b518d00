"""Tables as workbooks: one sheet, a heading that stays in sight, text that stays text.

In: rows and the columns to show. Out: ``.xlsx``, the same bytes for the same rows. Every cell is a text, so that nothing in it is run;
characters that no workbook can hold are left out, and a text longer than a cell can hold is cut.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST = 32_767  # characters in a cell, by Excel's specification
_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_ZIP_DAY = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_WIDTH = 28


def write_workbook(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str], stream: BinaryIO, to_text: Callable[[object], str]
) -> int:
    """Write a workbook of one sheet and give the number of rows."""
    from openpyxl import Workbook  # noqa: PLC0415  # only who wants a workbook pays for loading it

    book = Workbook(write_only=True)
    sheet = book.create_sheet("koryu")
    sheet.freeze_panes = "A2"
    for number in range(len(columns)):
        sheet.column_dimensions[chr(ord("A") + number)].width = _WIDTH
    sheet.append([_make_cell(sheet, column, is_bold=True) for column in columns])
    count = 0
    for row in rows:
        sheet.append([_make_cell(sheet, to_text(row.get(column))) for column in columns])
        count += 1
    book.properties.created = book.properties.modified = _DAY
    packed = io.BytesIO()
    book.save(packed)
    _repack(packed, stream)
    return count


def _make_cell(sheet: WriteOnlyWorksheet, text: str, *, is_bold: bool = False) -> Cell:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    cell: Cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
    cell.data_type = "s"  # also where it begins like a formula
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _repack(packed: BinaryIO, stream: BinaryIO) -> None:
    """Pack again without the time of day, which the library writes into every member."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_DAY), _undate(name, old.read(name)), zipfile.ZIP_DEFLATED)


def _undate(name: str, data: bytes) -> bytes:
    """Put the fixed day for the moment of saving."""
    return _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data) if name == "docProps/core.xml" else data
