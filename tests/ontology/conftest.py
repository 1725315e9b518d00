"""The ontology's files as graphs, parsed once, and an OWL reasoner to ask about them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
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


@pytest.fixture(scope="session")
def check_owl(run_java: Callable[..., str]) -> Callable[[list[Path]], list[list[str]]]:
    """Run tests/java/owl/OwlCheck.java on files in Turtle; later ones may import earlier ones. Gives a list a finding."""

    def check(files: list[Path]) -> list[list[str]]:
        return [line.split("\t") for line in run_java("owl", "OwlCheck", *files).splitlines()]

    return check
