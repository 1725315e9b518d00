"""A paragraph of a Word document becomes text, as it would be printed.

In: ``w:p`` elements in their order. Out: text, with tabs and line breaks. Text put in under tracked changes counts, text struck out
does not; hidden text, readings over kanji and the inside of fields are left out. What the reader should know of this goes to a
:class:`Findings`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from koryu_rdf.read.package import find_child, get_attribute, get_name
from koryu_rdf.read.word.numbering import Numbering
from koryu_rdf.read.word.styles import Styles

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "sym": "〓", "ptab": "\t"}
_SILENT = frozenset(
    "pPr rPr tblPr trPr tcPr sdtPr sectPr delText delInstrText proofErr rt rubyPr fldData tblGrid drawingML".split()
)
_DROPPED = ("del", "moveFrom")
_KEPT = ("ins", "moveTo")
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\o\s+"[^"]*"\s+)?"([^"]*)"', re.IGNORECASE)
_READING_FIELD = re.compile(r"\s*EQ\s.*\\o(?:\\a[dcrl])?\s*\(\\s\\up\s*\d+\((.*?)\)\s*[,;](.*)\)\s*", re.IGNORECASE)
_LINK_BEGINS, _LINK_ENDS = "\x02", "\x03"  # signs that XML cannot hold
_LINK = re.compile("\x02([^\x02\x03]*)\x03([0-9]+)\x03")
_LINK_SIGNS = re.compile("\x03[0-9]*\x03|[\x02\x03]")
_SHOWN_ADDRESS = re.compile(r"https?://\S+|[^\s@]+@[^\s@]+", re.IGNORECASE)
_LINKED = ("http://", "https://", "mailto:")


class Findings:
    """What is to be reported of a document: how often, and the first paragraph."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.first: dict[str, int] = {}
        self.notes: list[tuple[int, str, str]] = []
        self.links: list[tuple[int, str, str]] = []

    def count(self, code: str, number: int) -> None:
        """Count one occurrence."""
        self.counts[code] += 1
        self.first.setdefault(code, number)


class Field:
    """A field of Word: instructions first, then the result that is shown."""

    def __init__(self) -> None:
        self.instructions = ""
        self.is_shown = False


class Around(NamedTuple):
    """What a document has beside its text."""

    styles: Styles
    numbering: Numbering
    links: Mapping[str, str]
    footnotes: Mapping[tuple[str, str], str]


class ParagraphReader:
    """Reads the paragraphs of one document; fields and numbers go on from one to the next."""

    def __init__(self, around: Around, findings: Findings) -> None:
        self._around = around
        self._findings = findings
        self._fields: list[Field] = []
        self._targets: list[str] = []
        self._paragraph: Element | None = None
        self.number = 0
        self.page = 1
        self.boxes: list[Element] = []

    def read(self, paragraph: Element) -> str:
        """Read one paragraph: its automatic number, then its text; text boxes in it wait in ``boxes``."""
        self._paragraph = find_child(paragraph, "pPr")
        text = _LINK.sub(self._write_link, self._read_children(paragraph))
        text = _LINK_SIGNS.sub("", text)
        self._targets.clear()
        number = self._count() if text.strip() or not is_struck_out(paragraph) else ""
        return f"{number} {text.lstrip()}" if number else text

    def _count(self) -> str:
        """Count the paragraph in its list."""
        style = get_attribute(find_child(self._paragraph, "pStyle"), "val")
        own = find_child(self._paragraph, "numPr")
        number = get_attribute(find_child(own, "numId"), "val")
        level = get_attribute(find_child(own, "ilvl"), "val")
        if number is None:
            number, styled, style = self._around.styles.find_list(style)
            level = level or styled
        if number in (None, "0"):
            return ""
        tied = str(self._around.numbering.find_level(number or "", style))
        chosen = level or tied
        return self._around.numbering.count(number or "", int(chosen) if chosen.isdecimal() else 0)

    def _read_children(self, node: Element) -> str:
        return "".join(self._read(child) for child in node)

    def _read(self, node: Element) -> str:
        name = get_name(node)
        if name == "t":
            return self._show(node.text or "")
        if name in _SIGNS:
            return self._show(_SIGNS[name])
        if name in _SILENT:
            return ""
        read = getattr(self, f"_read_{name}", None)
        return str(read(node)) if read else self._read_marked(node, name)

    def _read_marked(self, node: Element, name: str) -> str:
        """Read what may be under tracked changes."""
        if name in (*_DROPPED, *_KEPT):
            self._findings.count("tracked-changes", self.number)
        return "" if name in _DROPPED else self._read_children(node)

    def _show(self, text: str) -> str:
        """Give text that is shown: none is inside a field's instructions."""
        return text if all(field.is_shown for field in self._fields) else ""

    def _read_r(self, node: Element) -> str:
        if self._around.styles.is_hidden(find_child(node, "rPr"), self._paragraph):
            if any(get_name(child) == "t" for child in node):
                self._findings.count("hidden-text", self.number)
            return "".join(self._read(child) for child in node if get_name(child) in ("fldChar", "instrText"))
        return self._read_children(node)

    def _read_lastRenderedPageBreak(self, _: Element) -> str:  # noqa: N802  (Word's own name)
        self.page += 1
        return ""

    def _read_ruby(self, node: Element) -> str:
        reading = "".join(text for part in node if get_name(part) == "rt" for text in part.itertext()).strip()
        self._findings.notes.append((self.number, "reading", reading))
        base = find_child(node, "rubyBase")
        return "" if base is None else self._read_children(base)

    def _read_AlternateContent(self, node: Element) -> str:  # noqa: N802
        """Read one of several forms of the same thing."""
        return self._read_children(node[0]) if len(node) else ""

    def _read_txbxContent(self, node: Element) -> str:  # noqa: N802
        self.boxes.append(node)
        return ""

    def _read_sdt(self, node: Element) -> str:
        """Read a content control, unless it still shows what to fill in."""
        content = find_child(node, "sdtContent")
        if content is None:
            return ""
        if find_child(node, "sdtPr", "showingPlcHdr") is not None:
            prompt = "".join(child.text or "" for child in content.iter() if get_name(child) == "t")
            self._findings.notes.append((self.number, "prompt", prompt))
            return ""
        return self._read_children(content)

    def _read_footnoteReference(self, node: Element) -> str:  # noqa: N802
        return self._note(node, "footnote")

    def _read_endnoteReference(self, node: Element) -> str:  # noqa: N802
        return self._note(node, "endnote")

    def _note(self, node: Element, kind: str) -> str:
        text = self._around.footnotes.get((kind, get_attribute(node, "id") or ""))
        if text:
            self._findings.notes.append((self.number, "footnote", text))
        return ""

    def _read_hyperlink(self, node: Element) -> str:
        target = self._around.links.get(get_attribute(node, "id") or "", "")
        return _LINK_BEGINS + self._read_children(node) + self._end_link(target)

    def _end_link(self, target: str) -> str:
        """Mark where a link ends, and keep where it leads to until the paragraph is whole."""
        self._targets.append(target)
        return f"{_LINK_ENDS}{len(self._targets) - 1}{_LINK_ENDS}"

    def _write_link(self, match: re.Match[str]) -> str:
        """Write a link: its address with the shown text as a note, unless the text is the address."""
        shown, target = match[1], self._targets[int(match[2])]
        if not target.lower().startswith(_LINKED) or not shown.strip():
            return shown
        is_mail = target.lower().startswith("mailto:")
        address = target.partition(":")[2].partition("?")[0] if is_mail else target
        if _SHOWN_ADDRESS.search(shown):
            if _simplify(address) not in _simplify(shown):
                self._findings.links.append((self.number, shown.strip(), address))
            return shown
        if is_mail:
            self._findings.notes.append((self.number, "link-text", shown.strip()))
            return address
        return f"<{address}>（{shown.strip()}）"

    def _read_fldSimple(self, node: Element) -> str:  # noqa: N802
        instructions = get_attribute(node, "instr") or ""
        return self._begin_result(instructions) + self._read_children(node) + self._end_field(instructions)

    def _read_fldChar(self, node: Element) -> str:  # noqa: N802
        kind = get_attribute(node, "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif self._fields and kind == "separate":
            self._fields[-1].is_shown = True
            return self._begin_result(self._fields[-1].instructions)
        elif self._fields and kind == "end":
            return self._end_field(self._fields.pop().instructions)
        return ""

    def _read_instrText(self, node: Element) -> str:  # noqa: N802
        if self._fields and not self._fields[-1].is_shown:
            self._fields[-1].instructions += node.text or ""
        return ""

    def _begin_result(self, instructions: str) -> str:
        return _LINK_BEGINS if _LINK_FIELD.match(instructions) else ""

    def _end_field(self, instructions: str) -> str:
        """End a field: a link, or the kanji of an old field with their reading."""
        if found := _LINK_FIELD.match(instructions):
            return self._end_link(found[1])
        if found := _READING_FIELD.fullmatch(instructions):
            self._findings.notes.append((self.number, "reading", found[1]))
            return self._show(found[2])
        return ""


def is_struck_out(paragraph: Element) -> bool:
    """Say whether a paragraph's end is struck out, so that the next one continues it."""
    marks = find_child(paragraph, "pPr", "rPr")
    return any(find_child(marks, name) is not None for name in _DROPPED)


def _simplify(address: str) -> str:
    return re.sub(r"^https?://|/+$", "", address.strip().lower())
