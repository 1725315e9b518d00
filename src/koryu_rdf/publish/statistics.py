"""Figures of the data for the catalogue: how many statements, things, classes and properties, and from when to when.

In: the data as ``koryu build`` writes them, N-Triples with all statements of a thing side by side. Out: :class:`Statistics`. Nothing
is held but the counts.
"""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from koryu_rdf.namespaces import ONTOLOGY
from koryu_rdf.terms import TYPE, parse_token

_DATES = frozenset(f"<{ONTOLOGY}{name}>".encode() for name in ("signedOn", "renewedOn", "unlabelledDate"))
_TYPE = TYPE.encode()


class Statistics(NamedTuple):
    """What was counted: classes with their things, properties with their statements, by IRI; dates are tokens, where there are any."""

    triples: int
    entities: int
    classes: dict[str, int]
    properties: dict[str, int]
    first: str | None
    last: str | None


def measure(data: Path) -> Statistics:
    """Count the statements of a file, ``.nt.gz``."""
    subject, subjects = b"", 0
    classes, properties, dates = Counter[bytes](), Counter[bytes](), set[bytes]()
    with gzip.open(data) as lines:
        for line in lines:
            name, predicate, value = line[:-3].split(b" ", 2)
            if name != subject:
                subject, subjects = name, subjects + 1
            properties[predicate] += 1
            if predicate == _TYPE:
                classes[value] += 1
            elif predicate in _DATES:
                dates.add(value)
    ordered = sorted((value.decode() for value in dates), key=lambda token: parse_token(token).text)
    first, last = (ordered[0], ordered[-1]) if ordered else (None, None)
    return Statistics(properties.total(), subjects, _sort(classes), _sort(properties), first, last)


def _sort(counts: Counter[bytes]) -> dict[str, int]:
    return {name.decode()[1:-1]: counts[name] for name in sorted(counts)}
