"""Media types: the ones an answer can have, and which of them a reader likes best.

In: an ``Accept`` header. Out: one of the types on offer, or none (RFC 9110, section 12.5.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import QueryResultsFormat, RdfFormat

HTML, CSV, JSON = "text/html", "text/csv", "application/json"

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    JSON: QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""How rows and yes or no are written, save CSV and HTML; the first is what anybody gets who has no wish."""

GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/n3": RdfFormat.TURTLE,
    "application/xml": RdfFormat.RDF_XML,
    JSON: RdfFormat.JSON_LD,
}
"""How statements are written, save CSV and HTML."""

SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": CSV,
    "tsv": "text/tab-separated-values",
    "html": HTML,
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""Short names, as suffixes of addresses and in ``?format=``."""

_RANGE = re.compile(r"\s*([\w!#$&^.+-]+|\*)/([\w!#$&^.+-]+|\*)\s*((?:;[^,]*)?)", re.ASCII)
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE | re.ASCII)
LONGEST_ACCEPT = 2000


class _Range(NamedTuple):
    kind: str
    subtype: str
    quality: float

    def measure(self, offer: str) -> int:
        """Say how closely the range fits a type: 0 not at all, 3 exactly."""
        kind, _, subtype = offer.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.kind == kind and self.subtype == "*":
            return 2
        return int(self.kind == "*" and self.subtype == "*")


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Choose the type that a reader likes best; between equals, the one offered first.

    >>> choose("text/turtle;q=0.5, text/*;q=0.8, */*;q=0.1", ["text/turtle", "text/html"])
    'text/html'
    >>> choose("image/png", ["text/html"])
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = [_read_range(part) for part in accept[:LONGEST_ACCEPT].split(",")]
    known = [one for one in ranges if one]
    best = max(offers, key=lambda offer: _rate(offer, known))
    return best if _rate(best, known) > 0 else None


def _read_range(part: str) -> _Range | None:
    match = _RANGE.fullmatch(part)
    if match is None:
        return None
    quality = _QUALITY.search(match[3])
    return _Range(match[1].lower(), match[2].lower(), min(1.0, float(quality[1])) if quality else 1.0)


def _rate(offer: str, ranges: Sequence[_Range]) -> float:
    """Rate a type by the range that fits it most closely."""
    fitting = [(one.measure(offer), one.quality) for one in ranges if one.measure(offer)]
    return max(fitting)[1] if fitting else 0.0
