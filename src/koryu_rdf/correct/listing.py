"""The sheet that lists all problems: how grave, where, what is wrong and how to mend it, a row each.

In: findings. Out: the bytes of a worksheet. Every cell is text, so nothing in it is run as a formula; a cell that is
marked is linked to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from koryu_rdf.a1 import name_cell
from koryu_rdf.correct.findings import Finding, list_columns, to_row
from koryu_rdf.correct.rows import count_lines, write_row
from koryu_rdf.correct.styles import FILLS, Styles
from koryu_rdf.correct.xml import SHEET
from koryu_rdf.problems import Severity, count_by_severity
from koryu_rdf.texts import Language, Text, get_text

HEADING_FILL = "FFD9E1F2"
_ROW_HEIGHT, _LINE_HEIGHT, _TALLEST = 18, 15, 405  # points; a spreadsheet takes no row taller than 409
_TITLE = ' ht="26" customHeight="1"'
_WIDTHS = {
    "severity": 9,
    "file": 24,
    "sheet": 16,
    "cell": 8,
    "page": 7,
    "line": 7,
    "text": 44,
    "record": 16,
    "field": 16,
    "value": 30,
    "message": 48,
    "hint": 44,
    "code": 26,
}


class Formats(NamedTuple):
    """The numbers of the formats of the list."""

    title: int
    note: int
    heading: int
    text: int
    link: int
    severities: Mapping[Severity, int]


class Listing(NamedTuple):
    """The sheet, and the row of its headings and its last cell: what names in the workbook refer to."""

    data: bytes
    heading_row: int
    last_cell: str


def add_formats(styles: Styles) -> Formats:
    """Add the formats of the list to those of the workbook."""
    return Formats(
        title=styles.add_format(bold=True, size=14, wrap=False),
        note=styles.add_format(wrap=False),
        heading=styles.add_format(bold=True, fill=HEADING_FILL, lined=True),
        text=styles.add_format(lined=True),
        link=styles.add_format(link=True, lined=True),
        severities={
            severity: styles.add_format(fill=fill, bold=severity == "error", lined=True)
            for severity, fill in FILLS.items()
        },
    )


def list_findings(
    findings: Sequence[Finding],
    formats: Formats,
    language: Language,
    notes: Sequence[str],
    can_link: Callable[[Finding], bool],
) -> Listing:
    """Lay the list out: what it is, then ``notes``, then the table with its headings frozen and filters on them."""
    columns = list_columns(findings)
    intro = [(get_text("correct", "list-title").to(language), formats.title)]
    intro += [(line, formats.note) for line in (_count(findings).to(language), *notes, "")]
    headings = [(get_text("correct", f"column-{column}").to(language), formats.heading) for column in columns]
    rows = [_write(number, [line], _TITLE if number == 1 else "") for number, line in enumerate(intro, 1)]
    rows.append(_write(len(intro) + 1, headings))
    links = []
    for row, finding in enumerate(findings, len(rows) + 1):
        values, style = to_row(finding, language), _choose_formats(finding, formats, linked := can_link(finding))
        cells = [(values[column], style.get(column, formats.text)) for column in columns]
        rows.append(_write(row, cells, f' ht="{_measure_height(values, columns)}" customHeight="1"'))
        links += [_link(row, columns, finding)] if linked else []
    return _lay_out(columns, len(intro) + 1, rows, links)


def _write(number: int, cells: Sequence[tuple[str, int]], form: str = "") -> str:
    return write_row(number, ((column, *cell) for column, cell in enumerate(cells, 1)), form)


def _measure_height(values: Mapping[str, str], columns: Sequence[str]) -> int:
    """Give a row the height of its longest text: not every spreadsheet finds that by itself."""
    lines = max(count_lines(values[column], _WIDTHS[column] - 1) for column in columns)
    return min(_LINE_HEIGHT * lines + 3, _TALLEST)


def _count(findings: Sequence[Finding]) -> Text:
    counts = count_by_severity(finding.problem for finding in findings)
    return get_text("correct", "list-counts", **dict(counts)) if findings else get_text("correct", "list-nothing")


def _choose_formats(finding: Finding, formats: Formats, linked: bool) -> dict[str, int]:
    return {"severity": formats.severities[finding.problem.severity], **({"cell": formats.link} if linked else {})}


def _lay_out(columns: Sequence[str], heading_row: int, rows: Sequence[str], links: Sequence[str]) -> Listing:
    """Put the parts of the worksheet together, in the order of the schema."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_WIDTHS[column]}" customWidth="1"/>'
        for number, column in enumerate(columns, 1)
    )
    below, last = name_cell(heading_row + 1, 1), name_cell(len(rows), len(columns))
    data = (
        f'<worksheet xmlns="{SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{heading_row}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{_ROW_HEIGHT}" customHeight="1"/><cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'<autoFilter ref="A{heading_row}:{last}"/>{f"<hyperlinks>{chr(10).join(links)}</hyperlinks>" if links else ""}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )
    return Listing(data.encode(), heading_row, last)


def _link(row: int, columns: Sequence[str], finding: Finding) -> str:
    cell, sheet = name_cell(row, columns.index("cell") + 1), (finding.sheet or "").replace("'", "''")
    location = quoteattr(f"'{sheet}'!{finding.cell}")
    return f'<hyperlink ref="{cell}" location={location} display={quoteattr(finding.cell or "")}/>'
