"""A new workbook out of tables of texts, at the places where they stand in their source.

In: rows of texts, by sheet. Out: a workbook to be marked like any other. Every cell has the format of text, so leading
zeros stay, what is typed in stays as it was typed, and nothing is run as a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from koryu_rdf.correct.package import CONTENT_TYPES, OFFICE_RELATIONS, RELATIONS, TYPES
from koryu_rdf.correct.rows import measure_text, write_row
from koryu_rdf.correct.workbook import WORKBOOK_TYPE, Workbook
from koryu_rdf.correct.xml import RELATION, SHEET
from koryu_rdf.correction_sheet import Table

LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NARROWEST, _WIDEST = 8, 44

_SKELETON = {
    CONTENT_TYPES: f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE_RELATIONS}/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><bookViews><workbookView/></bookViews><sheets/></workbook>',
}


def make_workbook(tables: Sequence[Table]) -> Workbook:
    """Make a workbook; the names of its sheets are those of the tables, as far as a spreadsheet takes them."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for part, text in _SKELETON.items():
            archive.writestr(ZipInfo(part), text)
    workbook = Workbook(stream)
    style = workbook.styles.add_format(wrap=False)
    for title, table in zip(name_sheets(table.name for table in tables), tables, strict=True):
        workbook.add_sheet(title, _write_table(table, style), is_hidden=table.is_hidden)
    return workbook


def name_sheets(titles: Iterable[str]) -> list[str]:
    """Make names that a spreadsheet takes: not too long, without its own signs, each once.

    >>> name_sheets(["2026/4", "2026:4", "'"])
    ['2026_4', '2026_4-2', 'Sheet3']
    """
    names: list[str] = []
    for number, title in enumerate(titles, 1):
        plain = _NOT_IN_TITLES.sub("_", title)[:LONGEST_TITLE].strip(" '") or f"Sheet{number}"
        taken = {name.casefold() for name in names}
        names.append(f"{plain[: LONGEST_TITLE - 4]}-{number}" if plain.casefold() in taken else plain)
    return names


def _write_table(table: Table, style: int) -> bytes:
    widths = dict.fromkeys(table.hidden_columns, _NARROWEST)
    rows = []
    for row in table.rows:
        cells = ((column, text, style) for column, text in sorted(row.cells.items()))
        rows.append(write_row(row.number, cells, ' hidden="1"' if row.is_hidden else ""))
        for column, text in row.cells.items():
            widths[column] = max(widths.get(column, _NARROWEST), _choose_width(text))
    columns = [
        f'<col min="{column}" max="{column}" width="{width}" customWidth="1" style="{style}" hidden="{int(is_hidden)}"/>'
        for column, width in sorted(widths.items())
        for is_hidden in [column in table.hidden_columns]
    ]
    cols = f"<cols>{''.join(columns)}</cols>" if columns else ""
    form = '<sheetFormatPr defaultRowHeight="18" customHeight="1"/>'
    return (
        f'<worksheet xmlns="{SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{form}{cols}'
        f"<sheetData>{''.join(rows)}</sheetData>"
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    ).encode()


def _choose_width(text: str) -> int:
    longest = max(measure_text(line[:_WIDEST]) for line in text.split("\n"))  # beyond the widest it does not matter
    return min(longest + 2, _WIDEST)
