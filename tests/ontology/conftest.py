"""The ontology's files as graphs, parsed once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from koryu_rdf.assets import get_folder, list_files

if TYPE_CHECKING:
    from collections.abc import Callable

    Load = Callable[[str], Graph]


@cache
def load_file(name: str) -> Graph:
    return Graph().parse(get_folder("ontology") / f"{name}.ttl", format="turtle")


@pytest.fixture(scope="session")
def load() -> Load:
    """Give one of the ontology's files by its stem."""
    return load_file


@pytest.fixture(scope="session")
def koryu() -> Graph:
    return load_file("koryu")


@pytest.fixture(scope="session")
def alignments() -> Graph:
    return load_file("alignments")


@pytest.fixture(scope="session")
def stems() -> list[str]:
    return [path.stem for path in list_files("ontology", ".ttl")]
