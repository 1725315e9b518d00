"""Tables of agreements as templates take them: drawn rows for a language and a way to the other pages.

In: cards. Out: a :class:`Table`. A table of more than ``MOST_ROWS`` is cut, and the page leads to the list, which can be searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from koryu_rdf.publish.cards import Cards
from koryu_rdf.publish.rows import place_row
from koryu_rdf.texts import Language

if TYPE_CHECKING:
    from markupsafe import Markup

MOST_ROWS = 100


class Table(NamedTuple):
    """The agreements of a topic, the newest first; ``key`` is what the table is called, in ``texts/pages.toml``."""

    cards: Cards
    topic: str | None
    key: str = "agreements-of"
    most: int = MOST_ROWS
    start: int = 0

    @property
    def number(self) -> int:
        """How many agreements there are, shown or not."""
        return len(self.cards) if self.topic is None else self.cards.count(self.topic)

    @property
    def is_cut(self) -> bool:
        """Not all of them are shown."""
        return self.number > self.most

    def rows(self, language: Language, here: str) -> Iterator[Markup]:
        """Give the rows."""
        return (place_row(row, here) for row in self.cards.list_rows(language, self.topic, self.most, self.start))
