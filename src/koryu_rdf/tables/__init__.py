"""The tables of names that come with the package, as rows.

In: a table's name. Out: its rows, a dict of column and text each; an empty cell is an empty string. Where the facts
come from stands in README.md beside this module. It looks nothing up: the modules named after the tables do.
"""

from __future__ import annotations

from importlib.resources import files

ALIAS_SEPARATOR = "；"


def read_rows(table: str) -> list[dict[str, str]]:
    """Read a table such as ``countries``; a row with a cell too many or too few raises ``ValueError``."""
    text = files(__name__).joinpath(f"{table}.tsv").read_text("utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(header, line, strict=True)) for line in lines]


def split_aliases(cell: str) -> list[str]:
    """Give the names in a cell that holds several."""
    return [name for name in cell.split(ALIAS_SEPARATOR) if name]
