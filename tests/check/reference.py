"""What pyshacl finds, to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koryu_rdf.check.engine import parse_data, quiet, run_engine
from koryu_rdf.check.lines import spell_lines
from koryu_rdf.check.results import read_results
from koryu_rdf.check.shapes import read_bundled_shapes

if TYPE_CHECKING:
    from rdflib import Graph

    from koryu_rdf.check.report import Result


def ask_pyshacl(data: bytes, shapes: Graph | None = None) -> set[Result]:
    """Check with pyshacl alone, with all bundled shapes unless others are given."""
    with quiet():
        shapes = shapes or read_bundled_shapes(advice=True)
        return read_results(run_engine(parse_data(spell_lines(data)), shapes), shapes)
