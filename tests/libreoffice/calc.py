"""Drive LibreOffice Calc as a person would: open a workbook, look at it, type into cells, save.

Run by the Python that LibreOffice comes with, not by ours: ``calc.py PIPE`` takes a job as JSON on standard input and
prints what it saw as JSON. A job has ``open``, and may have ``type`` (cells and what is typed into them) and ``save``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97", ".pdf": "calc_pdf_Export"}


def connect(pipe: str) -> Any:
    """Connect to the office that listens on a pipe, which may still be starting."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("the office does not answer")


def make_property(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def type_into(context: Any, document: Any, cells: dict[str, str]) -> None:
    """Go to a cell, type, and press Enter."""
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    frame = document.CurrentController.Frame
    for cell, text in cells.items():
        sheet, _, address = cell.rpartition("!")
        document.CurrentController.setActiveSheet(document.Sheets.getByName(sheet))
        helper.executeDispatch(frame, ".uno:GoToCell", "", 0, (make_property("ToPoint", address),))
        helper.executeDispatch(frame, ".uno:EnterString", "", 0, (make_property("StringName", text),))


def look_at(document: Any) -> dict[str, Any]:
    """Say what there is to see on every sheet."""
    styles = document.StyleFamilies.getByName("CellStyles")
    return {sheet.Name: look_at_sheet(sheet, styles) for sheet in document.Sheets}


def look_at_sheet(sheet: Any, styles: Any) -> dict[str, Any]:
    comments = {name_cell(note.Position): note.String for note in sheet.Annotations}
    marks = {}
    for format_ in sheet.ConditionalFormats.getConditionalFormats():
        for entry in [format_.getByIndex(index) for index in range(format_.Count)]:
            if "koryu" in entry.Formula1:
                colour = f"{styles.getByName(entry.StyleName).CellBackColor:06X}"
                marks.update(
                    {name_cell(cell): colour for area in format_.Range.RangeAddresses for cell in list_cells(area)}
                )
    return {
        "visible": sheet.IsVisible,
        "comments": comments,
        "marks": marks,
        "links": list_links(sheet),
        "charts": sheet.Charts.Count,
        "drawings": sheet.DrawPage.Count,
    }


def list_links(sheet: Any) -> dict[str, str]:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    rows, columns = cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1
    cells = [sheet.getCellByPosition(column, row) for row in range(rows) for column in range(columns)]
    return {
        name_cell(cell.CellAddress): field.URL for cell in cells for field in cell.TextFields if hasattr(field, "URL")
    }


class Place:
    """The address of a cell, as far as its name needs it."""

    def __init__(self, column: int, row: int) -> None:
        self.Column, self.Row = column, row


def list_cells(area: Any) -> list[Place]:
    rows, columns = range(area.StartRow, area.EndRow + 1), range(area.StartColumn, area.EndColumn + 1)
    return [Place(column, row) for row in rows for column in columns]


def name_cell(address: Any) -> str:
    return f"{chr(ord('A') + address.Column)}{address.Row + 1}"


def main() -> None:
    context, job = connect(sys.argv[1]), json.load(sys.stdin)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, ())
    try:
        seen = look_at(document)
        type_into(context, document, job.get("type", {}))
        if "save" in job:
            target = Path(job["save"])
            document.storeToURL(target.as_uri(), (make_property("FilterName", FILTERS[target.suffix]),))
    finally:
        document.close(True)
    json.dump(seen, sys.stdout, ensure_ascii=True)


main()
