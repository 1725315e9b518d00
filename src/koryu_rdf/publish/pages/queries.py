"""A page for each saved question: what it asks, a form for what may be chosen, and the answer over the published data.

In: the questions. Out: their pages and the page that lists them by topic. The form leads to the page with the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koryu_rdf.publish.questions import MOST_ROWS, Question
from koryu_rdf.publish.site import Site
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.terms import Term, is_web_address
from koryu_rdf.texts import Text, get_topic

_SHORT = 16  # characters that stay on one line


class Cell:
    """A term as a cell of a table: its text, its language, and where it leads, if anywhere."""

    def __init__(self, term: Term | None, site: Site) -> None:
        iri = term.iri if term else None
        self.text = "" if term is None else iri or term.text
        self.language = term.language if term else None
        self.path = site.find_path(f"<{iri}>") if iri and iri.startswith(site.base) else None
        self.is_short = len(self.text) <= _SHORT
        self.address = iri if iri and not self.path and is_web_address(iri) else None


def make_question_pages(questions: Sequence[Question], site: Site) -> Iterator[Page]:
    """Make the pages; an answer longer than ``MOST_ROWS`` is cut, its files hold it whole."""
    if questions:
        tags = sorted({tag for question in questions for tag in question.tags[:1]})
        topics = {tag: [question for question in questions if question.tags[:1] == (tag,)] for tag in tags}
        yield Page("queries", "queries.html", name_page("queries"), {"topics": topics})
    for question in questions:
        shown = _choose_columns(question)
        rows = ([Cell(row[index], site) for index in shown.values()] for row in question.rows)
        values = {
            "question": question,
            "variables": shown,
            "rows": list(rows),
            "most": MOST_ROWS,
            "name_column": name_column,
        }
        yield Page(f"queries/{question.name}", "question.html", question.summary, values)


def name_column(name: str) -> Text:
    """Name a variable in words, ``texts/answer-columns.toml``; one that is not there stands for itself."""
    entry = get_topic("answer-columns").get(name)
    return Text(entry["ja"], entry["en"]) if entry else Text(name, name)


def _choose_columns(question: Question) -> dict[str, int]:
    """Choose the columns to show, by name: what nobody chose a value for is empty and left out."""
    choices = {choice.name for choice in question.choices}
    return {
        name: index
        for index, name in enumerate(question.variables)
        if name not in choices or any(row[index] for row in question.rows)
    }
