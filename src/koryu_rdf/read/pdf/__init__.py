"""The PDF reader: a document in the survey's form becomes agreements.

In: a ``.pdf`` file with text in it. Out: agreements, as :func:`~koryu_rdf.read.survey.read_form` reads them from its lines. Running heads
and page numbers are listed as passed over. Pictures of pages are not read, nor is text that runs from the top down.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from koryu_rdf.model import Agreement
from koryu_rdf.problems import Report, Where
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.pdf.flow import Flow, PageSize, make_flow
from koryu_rdf.read.pdf.layout import Row, lay_out_page
from koryu_rdf.read.pdf.pages import Damaged, Encrypted, Glyph, Page, open_pdf, read_pages
from koryu_rdf.read.source import Source, clean_text
from koryu_rdf.read.survey import read_form
from koryu_rdf.settings import Settings

_MOST_UNKNOWN = 0.2  # of a page's characters; with more it is not worth reading
_ASIDE, _NEAREST, _FURTHEST = 0.6, 0.5, 2.0  # heights of a character between two that stand below one another
_FEWEST = 10  # characters that tell how the lines run


def read_pdf(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read a PDF in the survey's form; one without text, with a password or damaged is a problem."""
    report = journal.at(Where(file=source.name))
    try:
        with source.open() as stream:
            document = open_pdf(stream)
    except Encrypted:
        report("file-encrypted")
        return
    except Damaged as error:
        report("pdf-damaged", value=str(error)[:100])
        return
    if len(document) > settings.limits.pages:
        report("pages-limit", limit=settings.limits.pages, count=len(document))
    rows: list[Row] = []
    sizes: list[PageSize] = []
    for page in read_pages(document, settings.limits.pages):
        sizes.append(PageSize(page.number, page.height))
        if _is_readable(page, journal.at(Where(file=source.name, page=page.number))):
            rows += lay_out_page(page)
    if not rows:
        report("pdf-without-text")
        return
    yield from read_form(_note(make_flow(rows, sizes), source.name, journal), source.name, journal, settings)


def _is_readable(page: Page, report: Report) -> bool:
    """Say whether a page's text can be read, and report why not."""
    if not page.glyphs:
        if page.has_pictures:
            report("page-without-text")
        return False
    if page.unknown:
        report("page-characters-unknown", count=page.unknown)
    if runs_down(page.glyphs):
        report("page-vertical")
        return False
    return page.unknown <= _MOST_UNKNOWN * len(page.glyphs)


def runs_down(glyphs: list[Glyph]) -> bool:
    """Say whether most characters stand below the one before, as in vertical writing."""
    pairs = [(one, other) for one, other in pairwise(glyphs) if one.size]
    down = sum(
        abs(one.x0 + one.x1 - other.x0 - other.x1) < _ASIDE * one.size
        and _NEAREST < (other.top - one.top) / one.size < _FURTHEST
        for one, other in pairs
    )
    return len(pairs) >= _FEWEST and down > len(pairs) / 2


def _note(flow: Flow, file: str, journal: Journal) -> list[Line]:
    """Note the pages of the lines and what was left out; gives the lines, cleaned."""
    journal.pages |= {(file, number): page for number, page in flow.pages.items()}
    for _, reason, text in flow.left_out:
        journal.pass_over(file, None, reason, text)
    return [
        line._replace(text=clean_text(line.text, journal.at(Where(file=file, line=line.number)))) for line in flow.lines
    ]
