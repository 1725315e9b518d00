"""Word's styles, as far as they matter for the text: what is hidden, and what is numbered.

In: ``styles.xml``. Out: answers about a style and those it is based on. Looks are nobody's business here.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from koryu_rdf.read.package import find_child, get_attribute, get_name

_OFF = ("0", "false", "off")
_MOST_ANCESTORS = 20  # a chain of styles that is longer runs in a circle


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, root: Element | None) -> None:
        nodes = [] if root is None else [node for node in root if get_name(node) == "style"]
        self._styles = {get_attribute(node, "styleId"): node for node in nodes}
        self.standard = next(
            (
                get_attribute(node, "styleId")
                for node in nodes
                if get_attribute(node, "default") in ("1", "true") and get_attribute(node, "type") == "paragraph"
            ),
            None,
        )

    def is_hidden(self, *properties: Element | None) -> bool:
        """Say whether text with these properties, the nearest first, is hidden: the first that says something decides."""
        for node in properties:
            style = get_attribute(find_child(node, "rStyle"), "val") or get_attribute(find_child(node, "pStyle"), "val")
            own = [node, *(find_child(one, "rPr") for one in self._list_ancestors(style))]
            for one in own:
                vanish = find_child(one, "vanish")
                if vanish is not None:
                    return get_attribute(vanish, "val") not in _OFF
        return False

    def find_list(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        """Find the list a style puts its paragraphs in: its number, its level where given, and the style that says so."""
        for node in self._list_ancestors(style or self.standard):
            numbered = find_child(node, "pPr", "numPr")
            number = get_attribute(find_child(numbered, "numId"), "val")
            if number:
                return number, get_attribute(find_child(numbered, "ilvl"), "val"), get_attribute(node, "styleId")
        return None, None, None

    def _list_ancestors(self, style: str | None) -> Iterator[Element]:
        for _ in range(_MOST_ANCESTORS):
            node = self._styles.get(style)
            if style is None or node is None:
                return
            yield node
            style = get_attribute(find_child(node, "basedOn"), "val")
