"""The section of web pages: URLs in ``<…>``, bare, or with a note in brackets beside or below.

In: the section's lines without HTML. Out: :class:`~koryu_rdf.model.WebPage` values, each with the note that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from koryu_rdf.model import WebPage
from koryu_rdf.problems import Report
from koryu_rdf.read.form import Line

_URL = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_ENDS_URL = re.compile(r"[<>\"{}|\\^`]")
_NOTE = re.compile(r"[（(](.+)[）)]")


def read_web_pages(lines: Iterable[Line], at: Callable[[int], Report]) -> list[WebPage]:
    """Read the pages in order; a note without a page before it, or other text, is ``url-unreadable``."""
    pages: list[WebPage] = []
    for line in lines:
        for piece in line.text.split("\n"):
            if not _read_piece(piece.strip(), pages):
                at(line.number)("url-unreadable", field="web_pages", value=piece)
    return pages


def _read_piece(piece: str, pages: list[WebPage]) -> bool:
    """Add a line's pages and notes to ``pages``; ``False`` when something in it is neither."""
    start = 0
    for match in _URL.finditer(piece):
        url = _trim_url(match[0])
        if not _is_url(url) or not _read_note(piece[start : match.start()], pages):
            return False
        pages.append(WebPage(url))
        start = match.start() + len(url)
    return _read_note(piece[start:], pages)


def _trim_url(text: str) -> str:
    """Cut a URL where it ends: at a sign that URLs do not hold, at a closing bracket that it did not open, before a stop.

    >>> _trim_url("http://example.jp/a_(b)),"), _trim_url("http://example.jp/>")
    ('http://example.jp/a_(b)', 'http://example.jp/')
    """
    url = _ENDS_URL.split(text)[0].rstrip(".,;:")
    while url.count(")") > url.count("("):
        url = url[: url.rindex(")")].rstrip(".,;:")
    return url


def _is_url(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname) and "." in (urlsplit(url).hostname or "")
    except ValueError:
        return False


def _read_note(text: str, pages: list[WebPage]) -> bool:
    """Give the page before it the note that a text holds; ``False`` when the text is no note or there is no page."""
    text = text.strip(" <>　、，,・")
    if not text:
        return True
    note = _NOTE.fullmatch(text)
    if note is None or not pages:
        return False
    pages[-1] = WebPage(pages[-1].url, " ".join(filter(None, (pages[-1].note, note[1].strip()))))
    return True
