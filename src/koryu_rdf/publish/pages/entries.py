"""A line of an index: where it leads, and how many agreements there are.

In: a path, a label and a number. Out: an :class:`Entry`, which templates draw as a row with a bar.
"""

from __future__ import annotations

from typing import NamedTuple

from koryu_rdf.texts import Text


class Entry(NamedTuple):
    """The path of a page, its label, how many agreements it lists, and the country it lies in."""

    path: str
    label: Text
    number: int
    country: str | None = None
