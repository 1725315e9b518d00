"""The section of web pages: URLs in ``<…>``, bare, or with a note in brackets beside or below.

In: the section's lines without HTML. Out: :class:`~koryu_rdf.model.WebPage` values, each with the note that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from koryu_rdf.model import WebPage
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import RecordJournal
from koryu_rdf.terms import is_web_address

_URL = re.compile(r"https?://(?:(?![,;]https?://)[!-~])+", re.IGNORECASE)
_ENDS_URL = re.compile(r"[<>\"{}|\\^`]")
_NOTE = re.compile(r"[（(](.+)[）)]")
_BETWEEN = " <>　\t、，,;；・。「」"
_RUNS_ON = re.compile(r"[\w～〜]")


def read_web_pages(lines: Iterable[Line], journal: RecordJournal) -> list[WebPage]:
    """Read the pages in order, each once; a note without a page before it, or other text, is ``url-unreadable``."""
    notes: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    url: str | None = None
    for line in lines:
        for text in _split(line.text):
            note = _NOTE.fullmatch(text)
            if _is_public(text):
                url = text
                notes.setdefault(url, [])
                places.setdefault(url, line.number)
            elif note and url:
                notes[url].append(note[1].strip())
                places[url] = line.number
            else:
                journal.at(line.number)("url-unreadable", field="web_pages", value=text)
    journal.place("web_pages", places.values())
    return [WebPage(url, " ".join(found) or None) for url, found in notes.items()]


def _split(text: str) -> Iterator[str]:
    """Part a line into URLs and what stands between them.

    A URL that runs on in other letters is not cut there: it would lead elsewhere.

    >>> list(_split("<http://example.jp/a>（紹介） http://example.jp/b,http://example.jp/案内"))
    ['http://example.jp/a', '（紹介）', 'http://example.jp/b', 'http://example.jp/案内']
    """
    start = 0
    for match in _URL.finditer(text):
        end = match.start() + len(_trim_url(match[0]))
        if not _RUNS_ON.match(text, end):
            yield from _strip(text[start : match.start()])
            yield from _strip(text[match.start() : end])
            start = end
    yield from _strip(text[start:])


def _strip(text: str) -> Iterator[str]:
    if re.search(r"\w", text):
        yield text.strip(_BETWEEN)


def _trim_url(text: str) -> str:
    """Cut a URL where it ends: at a sign that URLs do not hold, at a closing bracket that it did not open, before a stop.

    >>> _trim_url("http://example.jp/a_(b)),"), _trim_url("http://example.jp/>")
    ('http://example.jp/a_(b)', 'http://example.jp/')
    """
    url = _ENDS_URL.split(text, maxsplit=1)[0]
    opened = 0
    for position, sign in enumerate(url):
        opened += (sign == "(") - (sign == ")")
        if opened < 0:
            return url[:position].rstrip(".,;:")
    return url.rstrip(".,;:")


def _is_public(text: str) -> bool:
    """Say whether a text is the address of a page that others can reach: its host has a dot."""
    return is_web_address(text) and "." in (urlsplit(text).hostname or "")
