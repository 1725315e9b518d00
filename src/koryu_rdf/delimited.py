"""Delimited text: the rows of a CSV or TSV file, as spreadsheets write and people edit them.

In: decoded text. Out: :class:`Row` values with the physical line where each begins, since a quoted cell may hold line breaks.
It does not know what a cell means. A quote that nothing closes is an ordinary character, so that it cannot swallow the rows below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

DELIMITERS = (",", "\t", ";")
_DECLARATION = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # a first line that Excel writes and obeys
_LINE_END = re.compile(r"\r\n|\n|\r")
_SAMPLE = 50  # rows that tell the delimiter
_SAMPLED_ROWS, _SAMPLED_CHARACTERS = 1000, 1 << 18  # among which they are sought


class LongRowError(ValueError):
    """A row that goes on and on, as behind a quote that is closed far below: the line where it begins."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Row(NamedTuple):
    """One row: its first physical line, counted from 1, and its cells. ``is_misquoted`` where a quote is not closed."""

    line: int
    cells: list[str]
    is_misquoted: bool = False

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing in the row but blanks."""
        return not any(cell.strip() for cell in self.cells)


def parse_rows(text: str, delimiter: str, longest: int | None = None) -> Iterator[Row]:
    r"""Read rows one after the other; an empty line is a row with one empty cell.

    Raises :class:`LongRowError` at a row of more than ``longest`` characters.

    >>> list(parse_rows('番号,名称\r\n1,"友好\n協定"\r\n2,"', ","))[1:]
    [Row(line=2, cells=['1', '友好\n協定'], is_misquoted=False), Row(line=4, cells=['2', '"'], is_misquoted=True)]
    """
    start = line = 1
    begin = 0  # of the row, among the characters
    most = len(text) if longest is None else longest
    cells: list[str] = []
    is_misquoted = False
    for match in _compile_cell(delimiter).finditer(text):
        if match.start() == len(text) and not cells:
            return  # the last line's end begins no other row
        if match.end() - begin > most:
            raise LongRowError(start)
        quoted, bare = match.group("quoted", "bare")
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        is_misquoted |= quoted is None and bare.startswith('"')
        line += len(_LINE_END.findall(match[0]))
        if match["end"] != delimiter:
            yield Row(start, cells, is_misquoted)
            start, begin, cells, is_misquoted = line, match.end(), [], False


def find_delimiter(text: str, preferred: str = ",") -> str:
    """Find the delimiter that parts the first rows most evenly; ``preferred`` where nothing tells.

    >>> find_delimiter("番号;名称\\n1;津市、千葉市\\n"), find_delimiter("一覧\\n")
    (';', ',')
    """
    declared = _DECLARATION.match(text)
    if declared:
        return declared[1]
    ways = sorted(DELIMITERS, key=lambda delimiter: delimiter != preferred)
    return max(ways, key=lambda delimiter: _measure_evenness(text, delimiter))  # of equals, the first


def is_declaration(row: Row, delimiter: str) -> bool:
    """Say whether a row is Excel's ``sep=,``, which says the delimiter and nothing else."""
    return row.line == 1 and delimiter.join(row.cells).strip().lower() == f"sep={delimiter}".strip()


def _measure_evenness(text: str, delimiter: str) -> int:
    """Count the cells of the first rows that have the width most of them have; rows of one cell do not count."""
    rows = islice(parse_rows(text[:_SAMPLED_CHARACTERS], delimiter), _SAMPLED_ROWS)
    widths = Counter(islice((width for row in rows if (width := len(row.cells)) > 1), _SAMPLE))
    return max((width * count for width, count in widths.items()), default=0)


@cache
def _compile_cell(delimiter: str) -> re.Pattern[str]:
    """Match a cell and what ends it. A quoted cell is one only where a delimiter or the row's end follows its quote."""
    mark = re.escape(delimiter)
    end = rf"(?P<end>{mark}|\r\n|\n|\r|\Z)"
    return re.compile(rf'(?:"(?P<quoted>(?:[^"]++|"")*+)"[ ]*(?={mark}|[\r\n]|\Z)|(?P<bare>[^{mark}\r\n]*+)){end}')
