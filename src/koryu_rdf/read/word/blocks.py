"""The body of a Word document becomes lines: a paragraph is one or more, a row of a table is one, its cells parted by tabs.

In: ``w:body``. Out: :class:`Line` values, numbered by the paragraphs of the body, and the pages they stand on where Word noted them. A
label whose cell is merged over several rows stands in the first of them only.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from koryu_rdf.read.form import Line
from koryu_rdf.read.package import find_child, get_name
from koryu_rdf.read.word.paragraphs import Around, Findings, ParagraphReader, is_struck_out

_WRAPPERS = ("sdt", "customXml", "sdtContent", "ins", "moveTo", "smartTag")


class BodyReader:
    """Reads one body from its beginning to its end."""

    def __init__(self, around: Around, findings: Findings) -> None:
        self._paragraphs = ParagraphReader(around, findings)
        self._findings = findings
        self._pending = ""
        self.pages: dict[int, int] = {}

    @property
    def last_page(self) -> int:
        """The page that was reached."""
        return self._paragraphs.page

    def read(self, container: Element) -> Iterator[Line]:
        """Read paragraphs and tables, and what wraps them."""
        for node in container:
            name = get_name(node)
            if name == "p":
                yield from self._read_paragraph(node)
            elif name == "tbl":
                yield from self._read_table(node)
            elif name in _WRAPPERS:
                yield from self.read(node)
            elif name == "AlternateContent" and len(node):
                yield from self.read(node[0])
            elif name == "altChunk":
                self._findings.count("part-not-read", self._paragraphs.number)

    def _read_paragraph(self, node: Element) -> Iterator[Line]:
        reader = self._paragraphs
        reader.number += 1
        number, page = reader.number, reader.page
        text = self._pending + reader.read(node)
        self._pending = ""
        self.pages[number] = page if reader.page == page or not _begins_page(node) else page + 1
        if is_struck_out(node):
            self._findings.count("tracked-changes", number)
            self._pending = text
        else:
            yield from (Line(number, line) for line in text.split("\n"))
        boxes, reader.boxes = reader.boxes, []
        for box in boxes:
            yield from self._read_box(box, number)

    def _read_box(self, box: Element, number: int) -> Iterator[Line]:
        """Read a text box where it is anchored; its paragraphs do not count as the body's."""
        self._findings.count("text-box", number)
        before = self._paragraphs.number
        yield from (Line(number, line.text) for line in self.read(box) if line.text.strip())
        self._paragraphs.number = before

    def _read_table(self, table: Element) -> Iterator[Line]:
        for row in _unwrap(table, "tr"):
            if find_child(row, "trPr", "del") is not None:
                self._findings.count("tracked-changes", self._paragraphs.number + 1)
                self._paragraphs.number += sum(get_name(node) == "p" for node in row.iter())
            else:
                yield from _lay_out([list(self.read(cell)) for cell in _unwrap(row, "tc")])


def _unwrap(container: Element, wanted: str) -> Iterator[Element]:
    """List rows or cells, also those in content controls."""
    for node in container:
        if get_name(node) == wanted:
            yield node
        elif get_name(node) in _WRAPPERS:
            yield from _unwrap(node, wanted)


def _lay_out(cells: list[list[Line]]) -> Iterator[Line]:
    """Lay a row out as lines: label and value side by side; the last cell may go on below."""
    filled = [[line for line in cell if line.text.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    if not filled:
        yield from (cell[0] for cell in cells[:1] if cell)
        return
    if len(filled) == 1:
        yield from filled[0]
        return
    if len({len(cell) for cell in filled}) == 1:
        yield from (_join(side_by_side) for side_by_side in zip(*filled, strict=True))
        return
    *labels, last = filled
    heads = [Line(cell[0].number, _run_together(cell, index)) for index, cell in enumerate(labels)]
    yield _join([*heads, last[0]])
    yield from last[1:]


def _run_together(cell: list[Line], index: int) -> str:
    """Make one line of a cell before the last: a label's words belong together, values are parted."""
    return ("" if index % 2 == 0 else " ").join(line.text.strip() for line in cell)


def _join(lines: list[Line] | tuple[Line, ...]) -> Line:
    return Line(lines[0].number, "\t".join(line.text.strip() for line in lines))


def _begins_page(paragraph: Element) -> bool:
    """Say whether a page begins before the paragraph's first word."""
    for node in paragraph.iter():
        if get_name(node) == "lastRenderedPageBreak":
            return True
        if get_name(node) == "t" and (node.text or "").strip():
            return False
    return False
