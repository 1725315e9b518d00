"""Every case under ``data``: the records, the problems with their lines, and what was passed over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from koryu_rdf.problems import list_codes, sort_problems
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from tests.read.conftest import Case

DATA = Path(__file__).parent / "data"


def test_every_folder_is_a_case(request: Any) -> None:
    folders = {folder.name for folder in DATA.iterdir() if folder.is_dir()}
    collected = {item.callspec.params["case"] for item in request.session.items if item.originalname == "test_case"}
    assert collected in (folders, set())  # none where a single test was asked for
    assert all((DATA / name / "expected.toml").exists() for name in folders)


def test_case(case: Case) -> None:
    if case.error:
        assert case.error.message.en == get_text("errors", case.expected["raises"], path=case.document.name).en
        return
    assert "raises" not in case.expected
    assert case.reading
    assert list(find_differences(msgspec.to_builtins(case.records), case.expected.get("record", []), "record")) == []
    found = [f"{problem.where.line or '-'} {problem.code}" for problem in sort_problems(case.reading.problems)]
    assert found == case.expected["problems"]
    for reason, lines in case.expected.get("passed_over", {}).items():
        assert [entry.line for entry in case.reading.passed_over if entry.reason == reason] == lines, reason


@pytest.mark.parametrize("name", ["persons", "contact-table", "stray-byte"])
def test_no_person_is_named_in_records_or_problems(name: str, read_case: Any) -> None:
    case: Case = read_case(name)
    assert case.reading
    rows = [problem.to_row(language) for problem in case.reading.problems for language in ("ja", "en")]
    written = str(rows) + str(case.records)
    assert "withheld" in written
    assert re.findall("山田|田中|鈴木|佐藤|王小明|スミス|yamada|suzuki|sato", written) == []


def test_every_code_is_met_in_some_case() -> None:
    """In a case here, or by name in another test."""
    expected = [tomllib.loads((folder / "expected.toml").read_text("utf-8")) for folder in DATA.iterdir()]
    met = {line.split()[1] for case in expected for line in case.get("problems", [])}
    others = (path for path in Path(__file__).parents[1].rglob("test_*.py") if path != Path(__file__))
    tests = "".join(path.read_text("utf-8") for path in others)
    met |= {code for code in list_codes() if re.search(f'[" ]{code}"', tests)}
    assert set(list_codes()) - met == set()


def find_differences(found: Any, expected: Any, path: str) -> Iterator[str]:
    """Compare what matters: a table may hold more than is expected of it, a list may not; ``absent`` names what is empty."""
    if isinstance(expected, dict) and isinstance(found, dict):
        yield from (f"{path}.{name}: {found[name]!r}, not absent" for name in expected.get("absent", ()) if found[name])
        for name in expected.keys() - {"absent"}:
            yield from find_differences(found[name], expected[name], f"{path}.{name}")
    elif isinstance(expected, list) and isinstance(found, list | tuple) and len(found) == len(expected):
        for index, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from find_differences(one, other, f"{path}[{index}]")
    elif found != expected:
        yield f"{path}: {found!r}, not {expected!r}"


def test_differences_are_seen() -> None:
    found = {"a": [{"b": 1, "c": 2}], "d": None}
    assert list(find_differences(found, {"a": [{"b": 1}]}, "x")) == []
    assert len(list(find_differences(found, {"a": [{"b": 2}], "d": "e"}, "x"))) == 2
    assert len(list(find_differences(found, {"a": [], "absent": ["a", "d"]}, "x"))) == 2
