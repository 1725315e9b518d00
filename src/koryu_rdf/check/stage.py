"""The check stage: data in, report out.

In: N-Triples, the shapes and, where the caller knows them, the places where the records stand. Out: a
:class:`~koryu_rdf.check.report.Report`. It raises only when the check itself cannot be done.

rdflib and pyshacl take a third of a second to import, so nothing here does before it is called.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, BinaryIO

from koryu_rdf.check.report import Report
from koryu_rdf.problems import sort_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib import Graph

    from koryu_rdf.check.compile import Plan
    from koryu_rdf.check.dataset import Dataset
    from koryu_rdf.check.lines import Lines
    from koryu_rdf.check.report import Result
    from koryu_rdf.problems import Explanation, Where

_log = logging.getLogger(__name__)


def check(
    data: bytes | BinaryIO,
    *,
    shapes: Iterable[Path] | None = None,
    advice: bool = False,
    origins: Mapping[str, Where] | None = None,
    processes: int | None = None,
) -> Report:
    """Check N-Triples against shapes, the bundled ones unless others are given.

    Bytes may be spelt in any way. A file, which may be larger than memory, must be as this package writes N-Triples; it is read
    part by part, by as many ``processes`` as there are processors, unless told otherwise.
    ``advice`` adds the bundled shapes for what need not be wrong; data with anything to advise on does not conform either.
    A problem's ``where`` is what the data says of its agreement's source, or ``origins[record id]`` if there is one.
    Raises ``CheckError`` for data that is no N-Triples and for shapes that cannot be used.
    """
    from koryu_rdf.check.engine import quiet
    from koryu_rdf.check.inspect import open_dataset
    from koryu_rdf.check.lines import Lines, spell_lines
    from koryu_rdf.check.locate import Places
    from koryu_rdf.check.results import make_shape_problem
    from koryu_rdf.workers import count_processes

    with quiet():
        lines = Lines(spell_lines(data) if isinstance(data, bytes) else data)
        rules, plan = _prepare(shapes, advice=advice)
        dataset = open_dataset(plan, lines, processes or count_processes())
        results = tuple(sorted(_find_results(dataset, rules, plan), key=lambda result: result.order))
    places = Places(dataset, {result.focus for result in results}, origins or {})
    problems = [make_shape_problem(result, rules, places.find(result.focus)) for result in results]
    return Report(not results, results, sort_problems(problems))


def _prepare(paths: Iterable[Path] | None, *, advice: bool) -> tuple[Graph, Plan]:
    """Read and compile the bundled shapes; somebody else's are left to the reference engine as a whole."""
    from koryu_rdf.check.compile import compile_bundled_shapes, leave_shapes
    from koryu_rdf.check.shapes import read_bundled_shapes, read_shapes

    if paths is None:
        return read_bundled_shapes(advice=advice), compile_bundled_shapes(advice=advice)
    rules = read_shapes(paths)
    return rules, leave_shapes(rules)


def _find_results(dataset: Dataset, rules: Graph, plan: Plan) -> set[Result]:
    from koryu_rdf.check.inspect import inspect
    from koryu_rdf.check.results import word_findings

    results = word_findings(inspect(plan, dataset), rules)
    return results | _ask_reference(dataset.lines, rules, plan) if plan.left else results


def _ask_reference(lines: Lines, rules: Graph, plan: Plan) -> set[Result]:
    """Have the reference engine check what was left to it; a log says what and why."""
    from koryu_rdf.check.compile import keep_shapes
    from koryu_rdf.check.engine import parse_data, run_engine
    from koryu_rdf.check.results import read_results

    for shape, reason in plan.left.items():
        _log.info("%s is left to pyshacl: %s", shape, reason)
    return read_results(run_engine(parse_data(lines.read((0, lines.size))), keep_shapes(rules, plan.left)), rules)


def explain_shape(code: str) -> Explanation:
    """Look up what a bundled shape demands; raises ``KeyError`` for a code that is not one of theirs."""
    from koryu_rdf.check.shapes import explain_bundled_shape

    return explain_bundled_shape(code)


def list_shape_codes() -> list[str]:
    """List the codes that the bundled shapes may give a problem."""
    from koryu_rdf.check.shapes import list_bundled_codes

    return list_bundled_codes()
