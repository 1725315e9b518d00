"""A worksheet whose cells are left alone: only what stands before and behind them is parsed.

In: the bytes of a worksheet. Out: the same bytes up to the end of its cells, and behind them what was changed. So no value
and no format of a cell can change, and a sheet of a hundred thousand rows costs little.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from koryu_rdf.a1 import name_cell, parse_cell
from koryu_rdf.correct.xml import find_child, name, parse_xml, to_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(rb"""<((?:[\w.-]+:)?worksheet)(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*>""")
_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_PIXELS_A_CHARACTER = 7.0
_USUAL_WIDTH = 8.43  # of a column, in characters
_USUAL_HEIGHT = 15.0  # of a row, in points
_POINTS_TO_PIXELS = 4 / 3
_NARROWEST = 8.0  # pixels: a hidden column has none, and must not stop a box from growing


class Worksheet:
    """The worksheet; ``tail`` is an element that holds what stands behind the cells."""

    def __init__(self, data: bytes) -> None:
        if not _ROOT.search(data):
            data = to_bytes(parse_xml(data))  # another encoding than UTF-8
        root, start, ends = _ROOT.search(data), _DATA.search(data), list(_DATA_END.finditer(data))
        if not (root and start and ends):
            raise ValueError("a worksheet without cells")
        end = ends[-1]
        self._kept = data[: end.end()]
        self.head = parse_xml(data[root.start() : start.start()] + b"</" + root[1] + b">")
        self.tail = parse_xml(root[0] + data[end.end() :])

    def to_bytes(self) -> bytes:
        """Give the worksheet as it now stands."""
        tail = to_bytes(self.tail)
        root = _ROOT.search(tail)
        return self._kept + (tail[root.end() :] if root else b"</worksheet>")

    def find_visible(self, cell: str) -> str:
        """Find the cell that shows: the top left one, where the cell lies in merged ones."""
        row, column = parse_cell(cell) or (0, 0)
        for (top, left), (bottom, right) in self._merged:
            if top <= row <= bottom and left <= column <= right:
                return name_cell(top, left)
        return cell

    def measure_width(self, column: int) -> float:
        """Give the width of a column in pixels."""
        width = next((width for first, last, width in self._columns if first <= column <= last), self._usual_width)
        return max(width, _NARROWEST)

    @cached_property
    def row_height(self) -> float:
        """The usual height of a row in pixels."""
        form = find_child(self.head, "sheetFormatPr")
        return (
            float(form.get("defaultRowHeight", _USUAL_HEIGHT) if form is not None else _USUAL_HEIGHT)
            * _POINTS_TO_PIXELS
        )

    @cached_property
    def _usual_width(self) -> float:
        form = find_child(self.head, "sheetFormatPr")
        return (
            float(form.get("defaultColWidth", _USUAL_WIDTH) if form is not None else _USUAL_WIDTH) * _PIXELS_A_CHARACTER
        )

    @cached_property
    def _columns(self) -> list[tuple[int, int, float]]:
        entries = self.head.iter(name("col", self.head))
        return [(int(col.get("min", 0)), int(col.get("max", 0)), _measure(col)) for col in entries]

    @cached_property
    def _merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        ranges = [cell.get("ref", "").partition(":") for cell in self.tail.iter(name("mergeCell", self.tail))]
        corners = [(parse_cell(first), parse_cell(last)) for first, _, last in ranges]
        return [(first, last) for first, last in corners if first and last]


def _measure(column: _Element) -> float:
    return 0.0 if column.get("hidden") in ("1", "true") else float(column.get("width", 0)) * _PIXELS_A_CHARACTER
