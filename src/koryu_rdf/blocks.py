"""Blocks: what is said of one thing, as bytes that N-Triples and Turtle take as they are.

In: tokens as ``terms`` makes them, encoded. Out: a :class:`Block`, the quick twin of :class:`~koryu_rdf.terms.Description`. Long texts
go from the record into the file with one pass over them, in C: the JSON encoder escapes and encodes at once, and nothing decodes again.
The same predicates come again and again in the same order, so a writer can keep what stands between the objects ready, by predicates.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from koryu_rdf.model import Phrase
from koryu_rdf.terms import Description, curie, group_by_predicate, to_iri

_escape = msgspec.json.Encoder().encode
_INTEGER = b'"%d"^^' + curie("xsd:integer").encode()

Value = bytes | list[bytes]
"""One object, or several; nothing at all is empty."""

Stated = list[tuple[bytes, Value]]
"""What is said: each predicate once, with its object or objects."""


class Block(NamedTuple):
    """A subject and what is said of it; the first predicate is ``rdf:type``, and no predicate has the same object twice."""

    subject: bytes
    statements: Stated

    def describe(self) -> Description:
        """Give the same as a description."""
        pairs = [(name, one) for name, value in self.statements for one in to_list(value)]
        return Description(self.subject.decode(), [(name.decode(), one.decode()) for name, one in pairs])


def to_block(described: Block | Description) -> Block:
    """Give a description as a block."""
    if isinstance(described, Block):
        return described
    groups = group_by_predicate(described)
    encoded = ((name.encode(), [one.encode() for one in objects]) for name, objects in groups)
    return Block(described.subject.encode(), [(name, one_or_all(objects)) for name, objects in encoded])


def to_description(described: Block | Description) -> Description:
    """Give a block as a description."""
    return described.describe() if isinstance(described, Block) else described


def to_list(value: Value) -> list[bytes]:
    """Give one object, or several, as a list."""
    return [value] if isinstance(value, bytes) else value


def one_or_all(objects: list[bytes]) -> Value:
    """Give objects as a block has them: one by itself, several as a list with none of them twice."""
    return objects[0] if len(objects) == 1 else list(dict.fromkeys(objects))


def encode_literal(text: str, language: bytes = b"") -> bytes:
    """Make a token of a string; ``language`` begins with the ``@``."""
    return _escape(text) + language


def encode_number(number: int) -> bytes:
    """Make a token of an integer."""
    return _INTEGER % number


@lru_cache(4096)
def encode_name(curie_or_iri: str) -> bytes:
    """Make a token of a prefixed name, or of an IRI where it has slashes; for the few that recur."""
    return (to_iri(curie_or_iri) if "/" in curie_or_iri else curie(curie_or_iri)).encode()


@lru_cache(4096)
def encode_phrase(phrase: Phrase) -> Value:
    """Make tokens of words in each language they are in."""
    texts = ((phrase.ja, b"@ja"), (phrase.en, b"@en"))
    return one_or_all([encode_literal(text, language) for text, language in texts if text])
