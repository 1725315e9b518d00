"""XML of a workbook: parsed without trust, changed in place, written with the prefixes it came with.

In: the bytes of a part. Out: elements, and bytes. No entity is expanded and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONGEST_TEXT = 32767  # characters that a cell can hold

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def parse_xml(data: bytes) -> _Element:
    """Parse a part."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def to_bytes(root: _Element) -> bytes:
    """Write a part."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def name(tag: str, like: _Element) -> str:
    """Put a tag into the namespace that ``like`` is in: a strict workbook has another than a transitional one."""
    return f"{{{etree.QName(like).namespace}}}{tag}"


def find_child(parent: _Element, tag: str) -> _Element | None:
    """Find the first child with a tag of the parent's namespace."""
    return parent.find(name(tag, parent))


def add_child(
    parent: _Element, tag: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> _Element:
    """Append a child with a tag of the parent's namespace; its text is made fit for a cell."""
    child = etree.SubElement(parent, name(tag, parent), attributes or {})
    if text is not None:
        child.text = to_cell_text(text)
        child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return child


def detach(element: _Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def insert_ordered(parent: _Element, child: _Element, followers: Iterable[str]) -> None:
    """Insert a child before the first of the siblings that the schema puts after it."""
    tags = {name(tag, parent) for tag in followers}
    place = next((index for index, sibling in enumerate(parent) if sibling.tag in tags), len(parent))
    parent.insert(place, child)


def to_cell_text(text: str) -> str:
    r"""Make any text one that a cell can hold: what XML forbids is shown as U+FFFD, what Excel would unescape is escaped.

    >>> to_cell_text("a\0_x0041_")
    'a\ufffd_x005F_x0041_'
    """
    shown = _LIKE_ESCAPE.sub("_x005F_", _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))
    return shown if len(shown) <= LONGEST_TEXT else shown[: LONGEST_TEXT - 1] + "…"
