"""RDF terms as N-Triples tokens, and the stream of descriptions that every writer takes.

A token is a plain ``str``: ``<https://…>``, ``"text"@ja``, ``"2011-10-24"^^<…#date>``. Tokens are made once, in
``lift``, and joined into bytes by ``write``; no object per triple stands between. There are no blank nodes.

JSON's string escapes are legal in N-Triples and Turtle, so msgspec's JSON encoder is the escaper: it runs in C.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from pyoxigraph import NamedNode

from koryu_rdf.model import Phrase
from koryu_rdf.namespaces import RDF, XSD, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEB_ADDRESS = re.compile(r"https?://[^/?#\s]+(?:[/?#].*)?", re.IGNORECASE)
_TOKEN = re.compile(
    r'<(?P<iri>[^>]*)>|(?P<text>".*")(?:@(?P<language>[A-Za-z0-9-]+)|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL
)
_escape = msgspec.json.Encoder().encode


Statements = list[tuple[str, str]]
"""Statements about one subject: ``(predicate, object)`` pairs of tokens."""


class Description(NamedTuple):
    """A subject and its statements: ``(predicate, object)`` pairs of tokens, those of one predicate side by side.

    ``rdf:type`` comes first. Nothing stands twice.
    """

    subject: str
    statements: Statements


class Term(NamedTuple):
    """A token taken apart; ``iri`` is set for an IRI, ``text`` for a literal."""

    iri: str | None
    text: str
    language: str | None
    datatype: str | None


def to_iri(iri: str) -> str:
    """Make an IRI token; raises ``ValueError`` for anything but an absolute IRI of RFC 3987.

    A regular expression lets bad percent escapes, a second ``#`` and bad hosts through; then no store loads the file.
    """
    return str(NamedNode(iri))


@lru_cache(8192)
def is_web_address(iri: str) -> bool:
    """Say whether a text is an ``http`` or ``https`` IRI in ASCII, fit to be linked to.

    >>> is_web_address("http://example.jp/?a=1"), is_web_address("javascript:alert(1)"), is_web_address("http://例.jp/")
    (True, False, False)
    """
    if not iri.isascii() or not _WEB_ADDRESS.fullmatch(iri):
        return False
    try:
        return bool(to_iri(iri))
    except ValueError:
        return False


def to_literal(text: str, language: str | None = None) -> str:
    """Make a token of a plain or language-tagged string."""
    quoted = _escape(text).decode()
    return f"{quoted}@{language}" if language else quoted


def to_typed(text: str, datatype: str) -> str:
    """Make a token of a typed literal; ``datatype`` is a CURIE such as ``xsd:date``."""
    return f"{_escape(text).decode()}^^{curie(datatype)}"


@lru_cache(4096)
def say(predicate: str, phrase: Phrase | None) -> Statements:
    """State words in each language they are in."""
    texts = ((phrase.ja, "ja"), (phrase.en, "en")) if phrase else ()
    return [(predicate, to_literal(text, language)) for text, language in texts if text]


def curie(name: str) -> str:
    """Make an IRI token of a prefixed name such as ``koryu:Agreement``.

    Raises ``KeyError`` for a prefix outside the table and ``ValueError`` for a name that makes no IRI.
    """
    return to_iri(expand(name))


def parse_token(token: str) -> Term:
    """Take a token apart; a plain string has no datatype here."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError(f"not an N-Triples term: {token!r}")
    text = msgspec.json.decode(match["text"], type=str) if match["text"] else ""
    return Term(match["iri"], text, match["language"], match["datatype"])


def group_by_predicate(description: Description) -> Iterator[tuple[str, list[str]]]:
    """Give each predicate once, with all its objects, in the order they stand."""
    objects: dict[str, list[str]] = {}
    for predicate, value in description.statements:
        if predicate in objects:
            objects[predicate].append(value)
        else:
            objects[predicate] = [value]
    return iter(objects.items())


TYPE = f"<{RDF}type>"
XSD_STRING = f"{XSD}string"
