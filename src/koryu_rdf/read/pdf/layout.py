"""The layout of a page: characters become lines, and rules make rows and cells of them.

In: a :class:`Page`. Out: blocks from the top down, each a row of cells that hold lines; text outside of tables is a row of one cell. It
knows places only, no words. A page of several columns without rules is read across.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from koryu_rdf.read.pdf.pages import Glyph, Page, Rule

_SAME_RULE = 3.0  # points between rules that are one
_WIDEST_INSET = 8.0  # points; more is a text in the middle of its cell
_MOST_RULES = 2_000  # more are a picture, no table
_SAME_LINE = 0.5  # of the height of a character
_SPACE, _LATIN_SPACE, _COLUMN = 0.4, 0.15, 1.5  # gaps, in heights of a character
_DOUBLED = 0.2  # of the height of a character


class Strip(NamedTuple):
    """A line of text in a cell; ``columns`` are where its parts begin, ``edge`` is how far to the right the cell's text may go."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    columns: tuple[float, ...]
    edge: float | None


class Row(NamedTuple):
    """Cells that begin at one height, from left to right."""

    page: int
    top: float
    cells: list[list[Strip]]
    is_table: bool


Cell = tuple[float, float, float, float]


def lay_out_page(page: Page) -> list[Row]:
    """Lay a page out as rows from the top down."""
    grid = _Grid(page.rules)
    cells: dict[Cell | None, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        cells[grid.find_cell(glyph)].append(glyph)
    free = cells.pop(None, [])
    rows = [Row(page.number, strip.top, [[strip]], is_table=False) for strip in read_strips(free, None)]
    beginnings: dict[float, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell is not None:
            beginnings[cell[1]].append(cell)
    for top, beside in beginnings.items():
        read = [list(read_strips(cells[cell], _find_edge(cell, cells[cell]))) for cell in sorted(beside)]
        rows.append(Row(page.number, top, [cell for cell in read if cell], is_table=True))
    return sorted((row for row in rows if row.cells), key=lambda row: row.top)


def _find_edge(cell: Cell, glyphs: Sequence[Glyph]) -> float:
    """Find how far a cell's text may go: what it keeps free to the left, it keeps free to the right."""
    inset = min(glyph.x0 for glyph in glyphs) - cell[0]
    return cell[2] - min(max(inset, 0.0), _WIDEST_INSET)


class _Grid:
    """The rules of a page, and the cells they make."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        kept = rules if len(rules) <= _MOST_RULES else ()
        flat = [rule for rule in kept if rule.x1 - rule.x0 >= rule.bottom - rule.top]
        upright = [rule for rule in kept if rule.x1 - rule.x0 < rule.bottom - rule.top]
        self._flat = _gather((rule.top, rule.x0, rule.x1) for rule in flat)
        self._upright = _gather((rule.x0, rule.top, rule.bottom) for rule in upright)

    def find_cell(self, glyph: Glyph) -> Cell | None:
        """Find the cell a character is in: left, top, right and bottom; ``None`` outside of tables."""
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        left, right = _find_around(self._upright, x, y)
        top, bottom = _find_around(self._flat, y, x)
        if left is None or right is None or (top is None and bottom is None):
            return None
        return left, 0.0 if top is None else top, right, float("inf") if bottom is None else bottom


Spans = dict[float, list[tuple[float, float]]]


def _gather(rules: Iterable[tuple[float, float, float]]) -> Spans:
    """Gather rules at one place under it, with the spans they cover; the places are in order."""
    spans: Spans = {}
    place = float("-inf")
    for at, start, end in sorted(rules):
        place = at if at - place > _SAME_RULE else place
        spans.setdefault(place, []).append((start, end))
    return spans


def _find_around(spans: Spans, at: float, across: float) -> tuple[float | None, float | None]:
    """Find the nearest rules before and behind a point that reach as far as it."""
    places = list(spans)
    middle = bisect_left(places, at)
    before = next((place for place in reversed(places[:middle]) if _covers(spans[place], across)), None)
    behind = next((place for place in places[middle:] if _covers(spans[place], across)), None)
    return before, behind


def _covers(spans: list[tuple[float, float]], point: float) -> bool:
    return any(start - 1 <= point <= end + 1 for start, end in spans)


def read_strips(glyphs: Sequence[Glyph], edge: float | None) -> Iterator[Strip]:
    """Read the lines of a cell from the top down, without blank ones."""
    for line in _part_lines(glyphs):
        strip = _read_strip(line, edge)
        if strip.text.strip():
            yield strip


def _part_lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Part characters into lines by the height of their middles."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.top + one.bottom):
        if line and (glyph.top + glyph.bottom - line[0].top - line[0].bottom) / 2 > _SAME_LINE * max(
            line[0].size, glyph.size
        ):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _read_strip(line: list[Glyph], edge: float | None) -> Strip:
    line = _drop_doubled(sorted(line, key=lambda one: one.x0))
    size = sorted(glyph.size for glyph in line)[len(line) // 2]
    pieces = [line[0].text]
    columns = [line[0].x0]
    for one, other in pairwise(line):
        space = _name_gap(one, other, size)
        if space == "\t":
            columns.append(other.x0)
        pieces += [space, other.text]
    return Strip("".join(pieces), line[0].x0, max(glyph.x1 for glyph in line), line[0].top, size, tuple(columns), edge)


def _drop_doubled(line: list[Glyph]) -> list[Glyph]:
    """Drop what is printed twice at one place to look bold."""
    kept = line[:1]
    for glyph in line[1:]:
        if glyph.text != kept[-1].text or glyph.x0 - kept[-1].x0 > _DOUBLED * glyph.size:
            kept.append(glyph)
    return kept


def _name_gap(one: Glyph, other: Glyph, size: float) -> str:
    gap = (other.x0 - one.x1) / size if size else 0.0
    if gap >= _COLUMN:
        return "\t"
    if one.text.isspace() or other.text.isspace():
        return ""
    is_latin = one.text.isascii() and other.text.isascii()
    return " " if gap >= (_LATIN_SPACE if is_latin else _SPACE) else ""
