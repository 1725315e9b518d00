"""Cases: what a file beside this one says, put in the place of what ``base.ttl`` says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from koryu_rdf.check import Report, check
from koryu_rdf.check.engine import quiet

BASE = Path(__file__).parent / "base.ttl"
NOTHING = URIRef("urn:case:nothing")


@cache
def read_base() -> Graph:
    with quiet():
        return Graph().parse(BASE)


@cache
def _merge_case(path: Path) -> bytes:
    with quiet():
        case = Graph().parse(path)
    said = {(subject, predicate) for subject, predicate, _ in case}
    merged = Graph()
    for triple in read_base():
        if (triple[0], triple[1]) not in said:
            merged.add(triple)
    for triple in case:
        if triple[2] != NOTHING:
            merged.add(triple)
    return merged.serialize(format="nt", encoding="utf-8")


@cache
def _check_case(path: Path) -> Report:
    return check(_merge_case(path), advice=True)


@pytest.fixture(scope="session")
def merge_case() -> Callable[[Path], bytes]:
    """Give a case's data as N-Triples."""
    return _merge_case


@pytest.fixture(scope="session")
def check_case() -> Callable[[Path], Report]:
    """Check a case against all shapes, those that advise too; each case once."""
    return _check_case
