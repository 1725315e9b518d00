"""The header of a table: the row or rows that say what the columns hold.

In: the first rows of a sheet. Out: a :class:`Header`, or ``None`` where nothing looks like one. Titles may stand above it, and it may
have up to three rows, the upper ones for several columns together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from koryu_rdf.read.table.cells import Cell, SheetRow
from koryu_rdf.read.table.date_columns import Run, find_runs, settle_runs
from koryu_rdf.read.table.vocabulary import IGNORED, Column, find_group, find_meaning

SEARCHED = 60  # rows among which the header must be
_DEEPEST = 3
_FEWEST = 2  # columns that must be known
CORE = frozenset(
    (
        "title",
        "signed",
        "dates",
        "japanese_parties",
        "prefecture",
        "municipality",
        "overseas_parties",
        "country",
        "locality",
    )
)
"""The roles of which a table of agreements has one at least."""


class Header(NamedTuple):
    """Where the header stands among the rows given, and its columns by number."""

    start: int
    end: int
    columns: dict[int, Column]
    dates: tuple[Run, ...] = ()
    """Columns that hold one date together, with their units."""


class _Candidate(NamedTuple):
    """A way to read some rows as a header; of equal ones the lowest number of rows wins, then the first."""

    points: int
    depth: int
    header: Header


def find_header(rows: Sequence[SheetRow], mapping: Mapping[str, str]) -> Header | None:
    """Find the rows that name most columns."""
    starts, depths = range(min(len(rows), SEARCHED)), range(1, _DEEPEST + 1)
    candidates = [
        _judge(rows, start, depth, mapping) for start, depth in product(starts, depths) if start + depth <= len(rows)
    ]
    best = max(candidates, key=lambda found: (found.points, -found.depth, -found.header.start), default=None)
    return best.header if best and _is_header(best.header) else None


def repeats_header(row: SheetRow, header: Header) -> bool:
    """Say whether a row of the body is the header once more, as on every page of a print."""
    headed = [(cell, header.columns.get(cell.column)) for cell in row.own]
    return len(headed) >= _FEWEST and all(column and cell.text in column.path for cell, column in headed)


def _is_header(header: Header) -> bool:
    roles = {column.role for column in header.columns.values()} - {None}
    return len(roles) >= _FEWEST and bool(roles & CORE)


def _judge(rows: Sequence[SheetRow], start: int, depth: int, mapping: Mapping[str, str]) -> _Candidate:
    """Count the columns that some rows name; a heading above others counts when it tells what they mean."""
    chosen = rows[start : start + depth]
    columns = {number: Column(number, path, find_meaning(path, mapping)) for number, path in _list_paths(chosen)}
    known = {(column.meaning, column.path[:-1]) for column in columns.values() if column.meaning}
    grouped = sum(column.meaning is not None and any(map(find_group, column.path[:-1])) for column in columns.values())
    runs = find_runs(columns)
    settled = settle_runs(columns, runs)
    labelled = sum(settled[run[0][0]].role != "dates" for run in runs)
    return _Candidate(2 * len(known) + grouped + len(runs) + labelled, depth, Header(start, start + depth, columns))


def _list_paths(rows: Sequence[SheetRow]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """List the headings above each column; an upper one counts for the columns to its right that have one of their own below."""
    spread = [_spread(upper, lower) for upper, lower in pairwise(rows)] + [dict(rows[-1].cells)]
    for number in sorted({number for row in spread for number in row}):
        texts = [row[number].text for row in spread if number in row and row[number].text]
        path = tuple(text for index, text in enumerate(texts) if index == 0 or texts[index - 1] != text)
        if path:
            yield number, path


def _spread(upper: SheetRow, lower: SheetRow) -> dict[int, Cell]:
    cells = dict(upper.cells)
    for number in sorted(lower.cells):
        before = cells.get(number - 1)
        if number not in cells and before and number - 1 in lower.cells:
            cells[number] = before._replace(column=number, is_copy=True)
    return cells


def is_ignored(column: Column | None) -> bool:
    """Say whether the settings leave a column out."""
    return bool(column and column.role == IGNORED)
