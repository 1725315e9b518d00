"""Every case beside this file, against the bundled shapes.

A case says only what differs from ``base.ttl``: what it says of a node's property takes the place of what base.ttl
says of it, and ``case:nothing`` takes it away. ``valid-*`` gives nothing, ``invalid-<shape>[-n]`` that shape's results.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import SH, URIRef

from koryu_rdf.assets import list_files
from koryu_rdf.check import Report, check, list_shape_codes
from koryu_rdf.check.shapes import read_bundled_shapes
from koryu_rdf.namespaces import SHAPES

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.ttl"))
VALID = [path for path in FILES if path.name.startswith("valid-")]
INVALID = [path for path in FILES if path.name.startswith("invalid-")]
NOT_CONSTRAINTS = {SH.path, SH.severity, SH.name, SH.message, SH.description, SH.targetClass, SH.qualifiedValueShape}
CheckCase = Callable[[Path], Report]


def get_shape_name(path: Path) -> str:
    return re.sub(r"-\d+$", "", path.stem.removeprefix("invalid-"))


def list_constraints(shape: str) -> set[str]:
    """The components that a shape's parameters stand for."""
    parameters = set(read_bundled_shapes(advice=True).predicates(URIRef(SHAPES + shape))) - NOT_CONSTRAINTS
    names = {str(name).removeprefix(str(SH)) for name in parameters if str(name).startswith(str(SH))}
    capitals = {"SPARQL" if name == "sparql" else name[0].upper() + name[1:] for name in names}
    return {f"<{SH}{name}ConstraintComponent>" for name in capitals}


def test_every_file_is_a_case() -> None:
    everything = {path for path in HERE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert set(VALID) | set(INVALID) | {HERE / "base.ttl", *HERE.glob("*.py")} == everything
    assert len(VALID) + len(INVALID) == len(FILES) > 300


def test_cases_stand_with_their_shapes() -> None:
    folders = {path.parent.name for path in FILES}
    assert folders == {path.stem for path in list_files("shapes", ".ttl")}
    for path in list_files("shapes", ".ttl"):
        text = path.read_text("utf-8")
        assert all(f"shapes:{get_shape_name(case)} a sh:" in text for case in INVALID if case.parent.name == path.stem)
        assert [case for case in VALID if case.parent.name == path.stem]


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_valid_case_gives_nothing(path: Path, check_case: CheckCase) -> None:
    report = check_case(path)
    assert [(problem.code, problem.message.en) for problem in report.problems] == []
    assert report.conforms


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem.removeprefix("invalid-"))
def test_invalid_case_breaks_its_shape_alone(path: Path, check_case: CheckCase) -> None:
    report = check_case(path)
    assert {problem.code for problem in report.problems} == {get_shape_name(path)}
    assert not report.conforms


@pytest.mark.parametrize("shape", list_shape_codes())
def test_every_constraint_has_an_invalid_case(shape: str, check_case: CheckCase) -> None:
    cases = [path for path in INVALID if get_shape_name(path) == shape]
    found = {result.component for path in cases for result in check_case(path).results}
    assert found == list_constraints(shape)


def test_every_shape_that_checks_something_speaks() -> None:
    shapes = read_bundled_shapes(advice=True)
    targeted = {
        node for name in ("targetClass", "targetObjectsOf", "targetSubjectsOf") for node in shapes.subjects(SH[name])
    }
    checked = {str(shape).removeprefix(SHAPES) for node in targeted for shape in shapes.objects(node, SH.property)}
    assert checked | {"AsciiIri"} == set(list_shape_codes())


@pytest.mark.parametrize("path", [path for path in INVALID if path.parent.name == "advice"], ids=lambda path: path.stem)
def test_advice_is_given_only_when_asked_for(path: Path, merge_case: Callable[[Path], bytes]) -> None:
    assert check(merge_case(path)).conforms
