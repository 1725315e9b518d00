"""The body of a Word document becomes lines: a paragraph is one or more, a row of a table is one, its cells parted by tabs.

In: ``w:body``. Out: :class:`Line` values, numbered by the paragraphs of the body, and the pages they stand on where Word noted them. A
label whose cell is merged over several rows stands in the first of them only.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from koryu_rdf.read.form import Line
from koryu_rdf.read.package import find_child, get_name
from koryu_rdf.read.rows import lay_out_row
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
                yield from lay_out_row([list(self.read(cell)) for cell in _unwrap(row, "tc")])


def _unwrap(container: Element, wanted: str) -> Iterator[Element]:
    """List rows or cells, also those in content controls."""
    for node in container:
        if get_name(node) == wanted:
            yield node
        elif get_name(node) in _WRAPPERS:
            yield from _unwrap(node, wanted)


def _begins_page(paragraph: Element) -> bool:
    """Say whether a page begins before the paragraph's first word."""
    for node in paragraph.iter():
        if get_name(node) == "lastRenderedPageBreak":
            return True
        if get_name(node) == "t" and (node.text or "").strip():
            return False
    return False
