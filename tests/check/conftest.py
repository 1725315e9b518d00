"""Good data, and good data with something added to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from koryu_rdf.check.engine import quiet

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = Path(__file__).parent.parent / "shapes" / "base.ttl"


@cache
def read_good_data() -> bytes:
    with quiet():
        return Graph().parse(BASE).serialize(format="nt", encoding="utf-8")


@pytest.fixture
def good_data() -> bytes:
    return read_good_data()


@pytest.fixture
def spoil() -> Callable[[str], bytes]:
    """Add statements to the good data, in Turtle with the prefixes of base.ttl."""
    prefixes = "".join(line for line in BASE.read_text("utf-8").splitlines(keepends=True) if line.startswith("@prefix"))

    def add(turtle: str) -> bytes:
        with quiet():
            added = Graph().parse(data=prefixes + turtle, format="turtle").serialize(format="nt", encoding="utf-8")
        return read_good_data() + added

    return add
