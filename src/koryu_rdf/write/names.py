"""Short names for IRIs: prefixed names in Turtle, element names in XML.

In: tokens. Out: names that every parser reads as the same IRI. Names that would need an escape are left long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from koryu_rdf.namespaces import XSD

CACHE_SIZE = 1 << 14
# Narrower than the grammars allow, so that no parser, old or new, has to know more than ASCII.
LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_INTEGER = re.compile(rf'"(0|-?[1-9][0-9]*)"\^\^<{re.escape(XSD)}integer>')


class ShortNames:
    """Shortens tokens for Turtle by a table of prefixes; the same token is worked out once."""

    def __init__(self, prefixes: Mapping[str, str]):
        self.prefixes = prefixes
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.shorten = lru_cache(CACHE_SIZE)(self._shorten)
        self.shorten_bytes = lru_cache(CACHE_SIZE)(lambda token: self._shorten(token.decode()).encode())

    def _shorten(self, token: str) -> str:
        """Shorten an IRI or typed literal; other tokens are Turtle already."""
        if token[0] == "<":
            return self._shorten_iri(token)
        text, quote, datatype = token.rpartition('"^^')
        if not quote:
            return token
        integer = _INTEGER.fullmatch(token)
        return integer[1] if integer else f"{text}{quote}{self._shorten_iri(datatype)}"

    def _shorten_iri(self, token: str) -> str:
        namespace, local = split_iri(token[1:-1])
        if namespace in self._prefix_of and LOCAL_NAME.fullmatch(local):
            return f"{self._prefix_of[namespace]}:{local}"
        return token


def split_iri(iri: str) -> tuple[str, str]:
    """Split an IRI after its last ``#`` or ``/``; what follows may be empty."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


def split_for_xml(iri: str) -> tuple[str, str] | None:
    """Split an IRI before the longest ending that XML takes as a name; None when there is no such ending."""
    match = _XML_NAME.search(iri)
    return (iri[: match.start()], match[0]) if match else None
