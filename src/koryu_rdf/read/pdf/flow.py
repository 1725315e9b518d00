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
_SAME_COLUMN = 5.0  # points
_LONG = 0.9  # of the longest line
_INDENT = 0.6  # heights of a character
_FURTHER = 3.0  # heights of a character between lines that do not belong together
_READING = 0.62  # of the usual size, at which kana over a line are readings
_PAGE_NUMBER = re.compile(
    r"[-－―‐–—\s(（]*(?:p\.?|page)?\s*\d{1,4}(?:\s*[/／]\s*\d{1,4}|\s*ページ|\s*頁)?[-－―‐–—\s)）]*", re.I
)
_NUMBERED = re.compile(r"\d[\d ]{0,5}[.．、]\s*[^\s\d]")
_BEGINS = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、)）]|[(（]\s*[\d一-十ア-ン]{1,3}\s*[)）]|[①-⑳⑴-⑽・○●◎■□◆◇※【<＜*]|[-－―‐]\s|[-－―‐]+\s*$)"
)
_INSIDE = re.compile("[^。．.」）:：]・")  # a dot that is part of a name or parts two, if the line before is full
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_TIED = re.compile(
    r"[（(「『【〈《\[]|.?[）)」』】〉》\]、。，．,.・：；:;！？!?ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]"
)
_WIDE = 1.15  # a character's width, in heights as they are measured
_LATIN_WORD = re.compile(r"[!-~]+")
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
    kept = _mend_broken_rows(_drop_readings(_drop_running_heads(rows, sizes, left_out), left_out))
    edge = _measure_edge(kept)
    numbers = _Numbers()
    lines: list[Line] = []
    for is_table, group in groupby(kept, key=lambda row: row.is_table):
        if is_table:
            for row in group:
                lines += lay_out_row([numbers.give(_join(_on_page(row, cell), None)) for cell in row.cells])
        else:
            lines += numbers.give(_join([one for row in group for one in _on_page(row, row.cells[0])], edge))
    return Flow(lines, numbers.pages, left_out)


class _Numbers:
    """Numbers lines through a document, and keeps the page of each."""

    def __init__(self) -> None:
        self.pages: dict[int, int] = {}

    def give(self, texts: Iterable[tuple[int, str]]) -> list[Line]:
        lines = []
        for page, text in texts:
            lines.append(Line(len(self.pages) + 1, text))
            self.pages[len(self.pages) + 1] = page
        return lines


def _on_page(row: Row, cell: Iterable[Strip]) -> list[tuple[int, Strip]]:
    return [(row.page, strip) for strip in cell]


def _drop_running_heads(
    rows: Sequence[Row], sizes: Sequence[PageSize], left_out: list[tuple[int, str, str]]
) -> list[Row]:
    """Drop page numbers, and what stands in the margins of most pages."""
    heights = {size.number: size.height for size in sizes}
    marginal = [row for row in rows if not row.is_table and _is_marginal(row, heights[row.page])]
    marginal = [row for row in marginal if not _is_of_the_form(_get_text(row))]
    met = Counter(key for _, key in {(row.page, _simplify(row)) for row in marginal})
    repeated = {key for key, count in met.items() if count >= max(_FEWEST_PAGES, _REPEATED * len(sizes))}
    heads = {id(row) for row in marginal if _simplify(row) in repeated or _PAGE_NUMBER.fullmatch(_get_text(row))}
    left_out += [(row.page, "page-header", _get_text(row)) for row in rows if id(row) in heads]
    return [row for row in rows if id(row) not in heads]


def _is_of_the_form(text: str) -> bool:
    """Say whether a line is a heading of the form, which may begin every page where each holds one record."""
    return parse_section_heading(text) is not None or _NUMBERED.match(text) is not None


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


def _mend_broken_rows(rows: Iterable[Row]) -> list[Row]:
    """Put a row that goes on over a page's end together: its rest has no label and stands in the same columns."""
    mended: list[Row] = []
    for row in rows:
        last = mended[-1] if mended else row
        if row.is_table and last.is_table and last.page + 1 == row.page and _goes_on(last, row):
            cells = [
                [*cell, *(strip for more in row.cells if _is_below(cell, more) for strip in more)]
                for cell in last.cells
            ]
            mended[-1] = last._replace(cells=cells, page=row.page)
        else:
            mended.append(row)
    return mended


def _goes_on(last: Row, row: Row) -> bool:
    label, *values = last.cells
    return all(any(_is_below(value, cell) for value in values) and not _is_below(label, cell) for cell in row.cells)


def _is_below(cell: Sequence[Strip], other: Sequence[Strip]) -> bool:
    """Say whether two cells stand in one column."""
    edges = (cell[0].edge or 0.0) - (other[0].edge or 0.0)
    return max(abs(edges), abs(cell[0].x0 - other[0].x0)) < _SAME_COLUMN


def _measure_edge(rows: Iterable[Row]) -> float:
    """Measure how far to the right the text goes: where most of the long lines end, for some hang a stop beyond it."""
    ends = [round(row.cells[0][0].x1) for row in rows if not row.is_table]
    long = Counter(end for end in ends if end > _LONG * max(ends))
    return max(long, key=lambda end: (long[end], end), default=0)


def _join(strips: Sequence[tuple[int, Strip]], edge: float | None) -> list[tuple[int, str]]:
    """Join lines that were broken at the edge; ``edge`` is that of the page, where a cell has none of its own."""
    joined: list[tuple[int, str]] = []
    before: tuple[int, Strip] | None = None
    for page, strip in strips:
        if before and _continues(before, (page, strip), edge):
            first, text = joined.pop()
            joined.append((first, text.rstrip() + _part(text, before[1], strip) + strip.text))
        else:
            joined.append((page, strip.text))
        before = (page, strip)
    return [(page, text.strip()) for page, text in joined]


def _continues(one: tuple[int, Strip], other: tuple[int, Strip], edge: float | None) -> bool:
    """Say whether a line goes on in the next one: there was no room left for the next one's first word."""
    (page, before), (next_page, strip) = one, other
    end = edge if before.edge is None else before.edge
    if parse_section_heading(before.text.strip()):
        return False
    if end is None or end - before.x1 > max(_FULL * before.size, _measure_word(strip)):
        return False
    is_inside = end - before.x1 < before.size and _INSIDE.fullmatch(before.text[-1:] + strip.text[:1])
    if _begins_anew(strip.text) and not is_inside:
        return False
    if page == next_page and strip.top - before.top > _FURTHER * before.size:
        return False
    return abs(strip.x0 - before.columns[-1]) < _INDENT * before.size or (
        len(before.columns) == 1 and strip.x0 <= before.x0 + _INDENT * before.size
    )


def _measure_word(strip: Strip) -> float:
    """Measure about how wide a line's first word is, where it is one that is not broken anywhere."""
    word = _LATIN_WORD.match(strip.text)
    return (strip.x1 - strip.x0) * len(word[0]) / len(strip.text) if word else 0.0


def _begins_anew(text: str) -> bool:
    return bool(_BEGINS.match(text) or parse_section_heading(text.strip()) or "\t" in text)


def _part(text: str, before: Strip, strip: Strip) -> str:
    """Give what parts two pieces of a line.

    That is a blank where one was, between two Latin words, and where the cell had room for one more character; but nothing inside of
    an address.
    """
    if text[-1:].isspace() or _had_room(before, strip):
        return " "
    is_latin = text[-1:].isalnum() and strip.text[:1].isalnum() and (text[-1:] + strip.text[:1]).isascii()
    return " " if is_latin and not _ADDRESS.search(text) else ""


def _had_room(before: Strip, strip: Strip) -> bool:
    """Say whether a cell's line was broken with room to spare, and not for a sign that may not begin or end one."""
    if before.edge is None or _TIED.match(strip.text):
        return False
    return before.edge - before.x1 > max(_WIDE * strip.size, _measure_word(strip))
