"""The saved questions as the pages show them.

In, from whoever knows the queries: a :class:`Question` each, with its answer over the published data, where no choice narrows it.
Nothing is asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from koryu_rdf.terms import Term
from koryu_rdf.texts import Text

MOST_ROWS = 500


class Choice(NamedTuple):
    """A parameter of a question: its name, its datatype as a CURIE, and what it is where nobody chooses."""

    name: str
    datatype: str
    default: str | None


class Question(NamedTuple):
    """A saved query: what it asks, its text, and its answer: the first ``MOST_ROWS`` rows, and how many there are.

    A question that was not asked has no answer: ``number`` is ``None``.
    """

    name: str
    summary: Text
    tags: tuple[str, ...]
    choices: tuple[Choice, ...]
    text: str
    variables: tuple[str, ...] = ()
    rows: Sequence[Sequence[Term | None]] = ()
    number: int | None = None
