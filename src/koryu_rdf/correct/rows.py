"""Rows of a worksheet, written as text: a table may have a hundred thousand of them.

In: texts, each with the number of its format. Out: XML. Every cell is text and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from koryu_rdf.a1 import name_column
from koryu_rdf.correct.xml import to_cell_text


def write_row(number: int, cells: Iterable[tuple[int, str, int]], form: str = "") -> str:
    """Write one row: cells by column, each with its text and the number of its format; an empty text is an empty cell.

    >>> write_row(2, [(1, "=1", 4), (3, "", 4)])
    '<row r="2"><c r="A2" s="4" t="inlineStr"><is><t xml:space="preserve">=1</t></is></c><c r="C2" s="4"/></row>'
    """
    written = (_write_cell(f"{name_column(column)}{number}", text, style) for column, text, style in cells)
    return f'<row r="{number}"{form}>{"".join(written)}</row>'


def count_lines(text: str, width: int) -> int:
    """Count the lines that a text takes where ``width`` half-width characters fit in one.

    >>> count_lines("府中市 Fuchu", 6), count_lines("", 6)
    (2, 1)
    """
    return sum(max(1, -(-measure_text(line) // width)) for line in text.split("\n"))


def measure_text(line: str) -> int:
    """Measure a line in half-width characters; one that may be wide counts as wide, so that nothing is cut off."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)


def _write_cell(reference: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{reference}" s="{style}"/>'
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(to_cell_text(text))}</t></is></c>'
