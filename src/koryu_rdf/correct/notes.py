"""The boxes of comments: a drawing in VML, which spreadsheets still want beside the comments themselves.

In: the drawing of a worksheet. Out: the same with boxes added or taken away. Drawings that old programs wrote are often
no well-formed XML, so boxes are cut and pasted as text and everything else keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from koryu_rdf.a1 import name_cell, parse_cell
from koryu_rdf.correct.rows import count_lines
from koryu_rdf.correct.worksheet import Worksheet

_SPACES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY_DRAWING = (
    f'<xml{_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
# Each says what its prefixes stand for: a drawing of another program may have prefixes of its own.
_SHAPE_TYPE = (
    f'<v:shapetype{_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape{_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPES = re.compile(r"<([\w.-]+):shape\s.*?</\1:shape>\s*", re.DOTALL)
_IS_NOTE = re.compile(r"""ObjectType\s*=\s*["']Note["']""")
_TYPE_IS_THERE = re.compile(r"""\sid\s*=\s*["']_x0000_t202["']""")
_NUMBER = re.compile(r"_x0000_s(\d+)")
_ROW, _COLUMN = re.compile(r":Row>\s*(\d+)\s*<"), re.compile(r":Column>\s*(\d+)\s*<")
_END = re.compile(r"</xml>\s*\Z")
_FIRST_NUMBER = 1025
_WIDTH = 340  # of a box, in pixels
_LINE_HEIGHT = 16
_SIGNS_A_LINE = 52  # half-width ones


class Notes:
    """The boxes of one worksheet."""

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("utf-8", "surrogateescape")  # old drawings hold the bytes of other encodings

    @property
    def is_empty(self) -> bool:
        """Say whether the drawing holds no shape at all."""
        return not _SHAPES.search(self._text)

    def to_bytes(self) -> bytes:
        """Give the part as it now stands."""
        return self._text.encode("utf-8", "surrogateescape")

    def remove(self, cells: Collection[str]) -> None:
        """Remove the boxes of cells."""
        cells = frozenset(cells)
        self._text = _SHAPES.sub(lambda shape: "" if _find_cell(shape[0]) in cells else shape[0], self._text)

    def add(self, boxes: Mapping[str, str], worksheet: Worksheet) -> None:
        """Add boxes for the texts of cells, each beside its cell and large enough."""
        first = max((int(number) for number in _NUMBER.findall(self._text)), default=_FIRST_NUMBER - 1) + 1
        shapes = [_draw(number, cell, text, worksheet) for number, (cell, text) in enumerate(boxes.items(), first)]
        if not _TYPE_IS_THERE.search(self._text):
            shapes.insert(0, _SHAPE_TYPE)
        self._text = _END.sub(lambda end: "".join(shapes) + end[0], self._text)


def _find_cell(shape: str) -> str | None:
    """Find the cell that a box belongs to; a button or another shape belongs to none."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if not _IS_NOTE.search(shape) or not row or not column:
        return None
    return name_cell(int(row[1]) + 1, int(column[1]) + 1)


def _draw(number: int, cell: str, text: str, worksheet: Worksheet) -> str:
    row, column = parse_cell(cell) or (1, 1)
    right, rest = column + 1, float(_WIDTH)
    while rest > (width := worksheet.measure_width(right)):
        right, rest = right + 1, rest - width
    rows, spare = divmod(count_lines(text, _SIGNS_A_LINE) * _LINE_HEIGHT + _LINE_HEIGHT, worksheet.row_height)
    top = max(row - 2, 0)
    anchor = (column, 12, top, 6, right - 1, int(rest) + 12, top + int(rows), int(spare) + 6)
    return _SHAPE.format(number=number, anchor=", ".join(map(str, anchor)), row=row - 1, column=column - 1)
