"""Rows of tables: an agreement drawn once in each language, however many pages list it.

In: a card. Out: HTML in which ``HERE`` stands for the way from a page to the others, which :func:`place_row` fills in. No text of a
record can look like ``HERE``, for there the sign < is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koryu_rdf.publish.cards import Card
from koryu_rdf.publish.speaker import get_speaker
from koryu_rdf.publish.templates import get_template
from koryu_rdf.texts import Language

if TYPE_CHECKING:
    from markupsafe import Markup

HERE = "<here/>"


def draw_row(card: Card, language: Language) -> str:
    """Draw the row of an agreement."""
    from markupsafe import Markup  # noqa: PLC0415  (only a build needs it)

    text: str = get_template("row.html").render(card=card, say=get_speaker(language), here=Markup(HERE))  # noqa: S704
    return text.strip()


def place_row(row: str, here: str) -> Markup:
    """Make a drawn row part of a page."""
    from markupsafe import Markup  # noqa: PLC0415

    return Markup(row.replace(HERE, here))  # noqa: S704  (it was escaped when it was drawn)
