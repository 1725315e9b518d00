"""Comments: what koryu has to say of a cell, in the comment of that cell, behind what the clerk wrote there.

In: the comments part of a worksheet. Out: the same with our paragraphs, which stand between two lines by which they are
known again; what stands outside them is the clerk's and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from koryu_rdf.correct.xml import SHEET, add_child, detach, find_child, name, parse_xml, to_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

FIRST_LINE = "―― koryu ――"
LAST_LINE = "―――――――――"
AUTHOR = "koryu"
EMPTY_COMMENTS = f'<comments xmlns="{SHEET}"><authors/><commentList/></comments>'.encode()

_OURS = re.compile(rf"\n?{FIRST_LINE}.*?{LAST_LINE}", re.DOTALL)
_FONT = {"sz": "9", "rFont": "MS PGothic", "family": "3", "charset": "128"}


class Comments:
    """The comments of one worksheet, parsed."""

    def __init__(self, data: bytes) -> None:
        self._root = parse_xml(data)
        found = find_child(self._root, "commentList")
        self._list = add_child(self._root, "commentList") if found is None else found
        self._known = {comment.get("ref", ""): comment for comment in self._list}

    @property
    def is_empty(self) -> bool:
        """Say whether there is no comment at all."""
        return not len(self._list)

    def to_bytes(self) -> bytes:
        """Give the part as it now stands."""
        return to_bytes(self._root)

    def strip(self) -> list[str]:
        """Take away what an earlier run said; gives the cells that have no comment any more."""
        emptied = [cell for cell, comment in self._known.items() if _strip_ours(comment)]
        for cell in emptied:
            self._list.remove(self._known.pop(cell))
        return emptied

    def append(self, cell: str, text: str) -> bool:
        """Say something of a cell; gives whether the cell had no comment before."""
        known = cell in self._known
        if not known:
            attributes = {"ref": cell, "authorId": str(self._find_author())}
            self._known[cell] = add_child(self._list, "comment", attributes)
        lead = "\n" if known else ""
        _add_run(_get_text(self._known[cell]), f"{lead}{FIRST_LINE}\n{text}\n{LAST_LINE}")
        return not known

    def _find_author(self) -> int:
        authors = find_child(self._root, "authors")
        if authors is None:
            authors = self._root.makeelement(name("authors", self._root))
            self._root.insert(0, authors)
        names = [author.text or "" for author in authors]
        if AUTHOR not in names:
            add_child(authors, "author").text = AUTHOR
            return len(names)
        return names.index(AUTHOR)


def _get_text(comment: _Element) -> _Element:
    text = find_child(comment, "text")
    return add_child(comment, "text") if text is None else text


def _add_run(text: _Element, words: str) -> None:
    """Add a run of text; one that is not in a run yet is put into one, so that ours can follow it."""
    bare = find_child(text, "t")
    if bare is not None:
        text.remove(bare)
        run = text.makeelement(name("r", text))
        run.append(bare)
        text.insert(0, run)
    run = text.makeelement(name("r", text))
    properties = add_child(run, "rPr")
    for tag, value in _FONT.items():
        add_child(properties, tag, {"val": value})
    add_child(run, "t", text=words)
    runs = text.findall(name("r", text))
    text.insert(text.index(runs[-1]) + 1 if runs else 0, run)


def _strip_ours(comment: _Element) -> bool:
    """Cut our paragraphs out of the runs of a comment; gives whether nothing but them was there."""
    pieces = list(_iterate_pieces(comment))
    whole = "".join(piece.text or "" for piece in pieces)
    spans = [match.span() for match in _OURS.finditer(whole)]
    offset = 0
    for piece in pieces:
        words = piece.text or ""
        piece.text = "".join(
            sign for place, sign in enumerate(words, offset) if not any(start <= place < end for start, end in spans)
        )
        offset += len(words)
        if words and not piece.text:
            detach(next(piece.iterancestors()))
    return bool(spans) and not _OURS.sub("", whole).strip()


def _iterate_pieces(comment: _Element) -> Iterator[_Element]:
    """Give the texts of a comment in order, but for phonetic guides."""
    text = _get_text(comment)
    for piece in text.iter(name("t", text)):
        if next(piece.iterancestors()).tag in (name("r", text), name("text", text)):
            yield piece
