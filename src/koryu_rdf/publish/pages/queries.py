"""A page for each saved question: what it asks, a form for what may be chosen, and the answer over the published data.

In: the questions. Out: their pages and the page that lists them by topic. The form leads to the page with the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from koryu_rdf.publish.questions import Question
from koryu_rdf.publish.site import Site
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.terms import Term, is_web_address

MOST_ROWS = 500


class Cell:
    """A term as a cell of a table: its text, its language, and where it leads, if anywhere."""

    def __init__(self, term: Term | None, site: Site) -> None:
        iri = term.iri if term else None
        self.text = "" if term is None else iri or term.text
        self.language = term.language if term else None
        self.path = site.find_path(f"<{iri}>") if iri and iri.startswith(site.base) else None
        self.address = iri if iri and not self.path and is_web_address(iri) else None


def make_question_pages(questions: Sequence[Question], site: Site) -> Iterator[Page]:
    """Make the pages; an answer longer than ``MOST_ROWS`` is cut there, its files hold it whole."""
    if questions:
        tags = sorted({tag for question in questions for tag in question.tags[:1]})
        topics = {tag: [question for question in questions if question.tags[:1] == (tag,)] for tag in tags}
        yield Page("queries", "queries.html", name_page("queries"), {"topics": topics})
    for question in questions:
        rows = ([Cell(term, site) for term in row] for row in question.rows)
        values = {"question": question, "rows": list(islice(rows, MOST_ROWS)), "most": MOST_ROWS}
        yield Page(f"queries/{question.name}", "question.html", question.summary, values)
