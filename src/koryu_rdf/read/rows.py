"""Rows of a form's table become lines, whether Word or a PDF holds the table.

In: the cells of a row, each as lines. Out: lines, label and value parted by a tab. What a label means is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koryu_rdf.read.form import Line


def lay_out_row(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Lay a row out as lines: label and value side by side; the last cell may go on below.

    >>> cells = [[Line(1, "日本の"), Line(2, "自治体")], [Line(3, "津市"), Line(4, "四日市市"), Line(5, "鈴鹿市")]]
    >>> list(lay_out_row(cells))
    [Line(number=1, text='日本の自治体\\t津市'), Line(number=4, text='四日市市'), Line(number=5, text='鈴鹿市')]
    """
    filled = [[line for line in cell if line.text.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    if not filled:
        yield from (cell[0] for cell in cells[:1] if cell)
    elif len(filled) == 1:
        yield from filled[0]
    elif len({len(cell) for cell in filled}) == 1:
        yield from (_join(side_by_side) for side_by_side in zip(*filled, strict=True))
    else:
        *labels, last = filled
        heads = [Line(cell[0].number, _run_together(cell, index)) for index, cell in enumerate(labels)]
        yield _join([*heads, last[0]])
        yield from last[1:]


def _run_together(cell: Sequence[Line], index: int) -> str:
    """Make one line of a cell before the last: a label's words belong together, values are parted."""
    return ("" if index % 2 == 0 else " ").join(line.text.strip() for line in cell)


def _join(lines: Sequence[Line]) -> Line:
    return Line(lines[0].number, "\t".join(line.text.strip() for line in lines))
