"""The styles of a workbook: formats are added, those that are there stay as they are.

In: the styles part. Out: numbers of formats to refer to. What is there already is used again, so that nothing piles up
when a workbook is corrected many times.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from koryu_rdf.correct.xml import SHEET, find_child, insert_ordered, name, parse_xml, to_bytes
from koryu_rdf.problems import Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

FILLS: Mapping[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}
# Without colour a mark is told by its border, and an error by bold type.
_BORDERS: Mapping[Severity, str] = {"error": "thin", "warning": "dashed", "info": "dotted"}
_INK: Mapping[Severity, str] = {"error": "FF9C0006", "warning": "FF7F6000", "info": "FF1F4E78"}
_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
_LINE = '<border><left/><right/><top/><bottom style="thin"><color rgb="FFD9D9D9"/></bottom><diagonal/></border>'
_TEXT_FORMAT = "49"  # "@": what is typed into the cell stays text

EMPTY_STYLES = (
    f'<styleSheet xmlns="{SHEET}"><fonts count="1"><font><sz val="11"/><name val="Yu Gothic"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()


class Styles:
    """The styles part, parsed."""

    def __init__(self, data: bytes) -> None:
        self._root = parse_xml(data)

    def to_bytes(self) -> bytes:
        """Give the part as it now stands."""
        return to_bytes(self._root)

    def add_mark(self, severity: Severity) -> int:
        """Add what is laid over a marked cell: a fill and a border, and for an error bold type."""
        ink = f'<color rgb="{_INK[severity]}"/>'
        sides = "".join(
            f'<{side} style="{_BORDERS[severity]}">{ink}</{side}>' for side in ("left", "right", "top", "bottom")
        )
        font = f"<font><b/>{ink}</font>" if severity == "error" else ""
        return self._add("dxfs", f"<dxf>{font}{_fill(FILLS[severity], 'bgColor')}<border>{sides}</border></dxf>")

    def add_format(
        self,
        *,
        bold: bool = False,
        size: int | None = None,
        link: bool = False,
        fill: str | None = None,
        wrap: bool = True,
        lined: bool = False,
    ) -> int:
        """Add a format for text: top-aligned, in the workbook's own default typeface."""
        font = self._add("fonts", self._vary_font(bold=bold, size=size, link=link))
        number = self._add("fills", _fill(fill, "fgColor")) if fill else 0
        border = self._add("borders", _LINE) if lined else 0
        align = '<alignment vertical="top" wrapText="1"/>' if wrap else '<alignment vertical="top"/>'
        flags = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        parts = f'numFmtId="{_TEXT_FORMAT}" fontId="{font}" fillId="{number}" borderId="{border}" xfId="0"'
        return self._add("cellXfs", f"<xf {parts} {flags}>{align}</xf>")

    def _vary_font(self, *, bold: bool, size: int | None, link: bool) -> str:
        fonts = self._get("fonts")
        font = deepcopy(fonts[0]) if len(fonts) else parse_xml(f'<font xmlns="{SHEET}"/>'.encode())
        changed = {"b": bold, "i": False, "strike": False, "u": link, "sz": size, "color": link}
        for child in [
            child for tag, change in changed.items() if change is not None for child in font.findall(name(tag, font))
        ]:
            font.remove(child)
        for tag in [tag for tag in ("u", "b") if changed[tag]]:
            font.insert(0, font.makeelement(name(tag, font)))
        for tag, value in (("sz", size and {"val": str(size)}), ("color", link and {"rgb": "FF0563C1"})):
            if value:
                insert_ordered(font, font.makeelement(name(tag, font), value), ("name", "family", "charset", "scheme"))
        return etree.tostring(font, encoding="unicode")

    def _get(self, tag: str) -> _Element:
        found = find_child(self._root, tag)
        if found is None:
            found = self._root.makeelement(name(tag, self._root))
            insert_ordered(self._root, found, _ORDER[_ORDER.index(tag) + 1 :])
        return found

    def _add(self, collection: str, fragment: str) -> int:
        """Give the number of an entry, which is appended unless there is one just like it."""
        parent = self._get(collection)
        space = etree.QName(self._root).namespace
        (entry,) = parse_xml(f'<all xmlns="{space}">{fragment}</all>'.encode())
        wanted = _to_key(entry)
        number = next((number for number, known in enumerate(parent) if _to_key(known) == wanted), len(parent))
        if number == len(parent):
            parent.append(entry)
            parent.set("count", str(len(parent)))
        return number


def _fill(colour: str, other: str) -> str:
    """Write a plain fill; its colour stands in ``fgColor`` in a format of a cell, in ``bgColor`` in one laid over it."""
    order = f'<fgColor rgb="{colour}"/>' + (f'<bgColor rgb="{colour}"/>' if other == "bgColor" else "")
    return f'<fill><patternFill patternType="solid">{order}</patternFill></fill>'


def _to_key(entry: _Element) -> tuple[object, ...]:
    children = tuple(_to_key(child) for child in entry if isinstance(child.tag, str))
    return (etree.QName(entry).localname, tuple(sorted(entry.attrib.items())), children)
