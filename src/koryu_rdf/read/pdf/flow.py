"""The flow of a document: rows of all its pages become the lines of a form, without what is printed on every page.

In: rows of the pages in order. Out: lines, numbered through, and the page of each. A line that fills its width is continued by the next
one, unless that begins something of its own: so words broken at the end of a line are whole again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from koryu_rdf.read.form import Line, parse_section_heading
from koryu_rdf.read.pdf.layout import Row, Strip
from koryu_rdf.read.rows import lay_out_row

_MARGIN = 0.12  # of the page's height, where running heads and page numbers stand
_REPEATED = 0.6  # of the pages that a running head is on
_FEWEST_PAGES = 3
_FULL = 2.2  # heights of a character that a full line may lack at its end
_INDENT = 0.6  # heights of a character
_FURTHER = 3.0  # heights of a character between lines that do not belong together
_READING = 0.62  # of the usual size, at which kana over a line are readings
_PAGE_NUMBER = re.compile(r"[-－―‐–—\s(（]*(?:p\.?|page)?\s*\d{1,4}(?:\s*[/／]\s*\d{1,4}|\s*ページ|\s*頁)?[-－―‐–—\s)）]*", re.I)
_BEGINS = re.compile(r"\s*(?:\d{1,3}\s*[.．、)）]|[(（]\s*[\d一-十ア-ン]{1,3}\s*[)）]|[①-⑳⑴-⑽・○●◎■□◆◇※【《『「<＜*]|[-－―‐]\s)")
_ENDS = re.compile(r"[。．！？!?:：】」』>＞]\s*")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|\S@)\S*$")


class PageSize(NamedTuple):
    """A page's number and height."""

    number: int
    height: float


class Flow(NamedTuple):
    """The lines of a document, the page of each line by its number, and what was left out: page, reason and text."""

    lines: list[Line]
    pages: dict[int, int]
    left_out: list[tuple[int, str, str]]


def make_flow(rows: Sequence[Row], sizes: Sequence[PageSize]) -> Flow:
    """Make the lines of a document out of the rows of its pages."""
    left_out: list[tuple[int, str, str]] = []
    kept = _drop_readings(_drop_running_heads(rows, sizes, left_out), left_out)
    edge = _measure_edge(kept)
    lines: list[Line] = []
    pages: dict[int, int] = {}

    def number(page: int) -> int:
        pages[len(pages) + 1] = page
        return len(pages)

    for is_table, group in groupby(kept, key=lambda row: row.is_table):
        if is_table:
            for row in group:
                cells = [[Line(number(row.page), text) for _, text in _join([(row.page, s) for s in cell], None)] for cell in row.cells]
                lines += lay_out_row(cells)
        else:
            strips = [(row.page, row.cells[0][0]) for row in group]
            lines += [Line(number(page), text) for page, text in _join(strips, edge)]
    return Flow(lines, pages, left_out)


def _drop_running_heads(rows: Sequence[Row], sizes: Sequence[PageSize], left_out: list[tuple[int, str, str]]) -> list[Row]:
    """Drop page numbers, and what stands in the margins of most pages."""
    heights = {size.number: size.height for size in sizes}
    marginal = [row for row in rows if not row.is_table and _is_marginal(row, heights[row.page])]
    met = Counter(key for _, key in {(row.page, _simplify(row)) for row in marginal})
    repeated = {key for key, count in met.items() if count >= max(_FEWEST_PAGES, _REPEATED * len(sizes))}
    heads = {id(row) for row in marginal if _simplify(row) in repeated or _PAGE_NUMBER.fullmatch(_get_text(row))}
    left_out += [(row.page, "page-header", _get_text(row)) for row in rows if id(row) in heads]
    return [row for row in rows if id(row) not in heads]


def _is_marginal(row: Row, height: float) -> bool:
    return not _MARGIN * height < row.top < (1 - _MARGIN) * height


def _get_text(row: Row) -> str:
    return row.cells[0][0].text.strip()


def _simplify(row: Row) -> str:
    """Give what a running head has in common on all pages: its words without the numbers."""
    return re.sub(r"\d+", "0", unicodedata.normalize("NFKC", _get_text(row)))


def _drop_readings(rows: Sequence[Row], left_out: list[tuple[int, str, str]]) -> list[Row]:
    """Drop kana in small print over other lines."""
    sizes = sorted(strip.size for row in rows for cell in row.cells for strip in cell)
    smallest = _READING * sizes[len(sizes) // 2] if sizes else 0.0
    kept = []
    for row in rows:
        cells = []
        for cell in row.cells:
            readings = [strip for strip in cell if strip.size < smallest and _KANA.fullmatch(strip.text)]
            left_out += [(row.page, "reading", strip.text.strip()) for strip in readings]
            cells.append([strip for strip in cell if strip not in readings])
        filled = [cell for cell in cells if cell]
        if filled:
            kept.append(row._replace(cells=filled))
    return kept


def _measure_edge(rows: Iterable[Row]) -> float:
    """Measure how far to the right the text goes."""
    return max((row.cells[0][0].x1 for row in rows if not row.is_table), default=0.0)


def _join(strips: Sequence[tuple[int, Strip]], edge: float | None) -> list[tuple[int, str]]:
    """Join lines that were broken at the edge; ``edge`` is that of the page, where a cell has none of its own."""
    joined: list[tuple[int, str]] = []
    pieces: list[str] = []
    before: tuple[int, Strip] | None = None
    for page, strip in strips:
        if before and pieces and _continues(before, (page, strip), edge):
            pieces.append(_part(pieces[-1], strip.text) + strip.text.strip())
        else:
            if pieces and before:
                joined.append((first, "".join(pieces)))
            first, pieces = page, [strip.text.strip()]
        before = (page, strip)
    if pieces:
        joined.append((first, "".join(pieces)))
    return joined


def _continues(one: tuple[int, Strip], other: tuple[int, Strip], edge: float | None) -> bool:
    """Say whether a line goes on in the next one."""
    (page, before), (next_page, strip) = one, other
    end = edge if before.edge is None else before.edge
    if end is None or end - before.x1 > _FULL * before.size or _begins_anew(strip.text):
        return False
    if page == next_page and strip.top - before.top > _FURTHER * before.size:
        return False
    return abs(strip.x0 - before.columns[-1]) < _INDENT * before.size or (
        len(before.columns) == 1 and strip.x0 <= before.x0 + _INDENT * before.size
    )


def _begins_anew(text: str) -> bool:
    return bool(_BEGINS.match(text) or parse_section_heading(text.strip()) or "\t" in text)


def _part(before: str, text: str) -> str:
    """Give what parts two pieces of a line: a blank between two Latin words, nothing inside of an address or of Japanese."""
    is_latin = before[-1:].isalnum() and text[:1].isalnum() and (before[-1:] + text[:1]).isascii()
    return " " if is_latin and not _ADDRESS.search(before) else ""
