"""The check stage: data in, report out.

In: N-Triples bytes, the shapes and, where the caller knows them, the places where the records stand. Out: a
:class:`~koryu_rdf.check.report.Report`. It raises only when the check itself cannot be done.

rdflib and pyshacl take a third of a second to import, so nothing here does before it is called.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING

from koryu_rdf.check.report import Report
from koryu_rdf.problems import sort_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from koryu_rdf.problems import Explanation, Where


def check(
    data: bytes,
    *,
    shapes: Iterable[Path] | None = None,
    advice: bool = False,
    origins: Mapping[str, Where] | None = None,
) -> Report:
    """Check N-Triples against shapes, the bundled ones unless others are given.

    ``advice`` adds the bundled shapes for what need not be wrong; data with anything to advise on does not conform either.
    A problem's ``where`` is what the data says of its agreement's source, or ``origins[record id]`` if there is one.
    Raises ``CheckError`` for data that is no N-Triples and for shapes that cannot be used.
    """
    from koryu_rdf.check.engine import parse_data, quiet, run_engine
    from koryu_rdf.check.locate import Places
    from koryu_rdf.check.results import make_shape_problem, read_results
    from koryu_rdf.check.shapes import read_bundled_shapes, read_shapes

    with quiet():
        rules = read_bundled_shapes(advice=advice) if shapes is None else read_shapes(shapes)
        triples = parse_data(data)
        results = read_results(run_engine(triples, rules), rules)
    places = Places(triples, origins or {})
    problems = [make_shape_problem(result, rules, places.find(result.focus)) for result in results]
    return Report(not results, results, sort_problems(problems))


def explain_shape(code: str) -> Explanation:
    """Look up what a bundled shape demands; raises ``KeyError`` for a code that is not one of theirs."""
    from koryu_rdf.check.shapes import explain_bundled_shape

    return explain_bundled_shape(code)


def list_shape_codes() -> list[str]:
    """List the codes that the bundled shapes may give a problem."""
    from koryu_rdf.check.shapes import list_bundled_codes

    return list_bundled_codes()
