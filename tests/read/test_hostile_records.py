"""Records made to do harm: names that are paths, characters nobody sees, and depths without end are problems, and lead nowhere."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from koryu_rdf.model import to_json
from koryu_rdf.read import Reading, read

DOCUMENT = Path(__file__).parent / "data" / "clean-form" / "document.txt"
DEPTH = 100_000
FORMS = ("jsonl", "json", "yaml")


def make_record(**changes: Any) -> dict[str, Any]:
    first, *_ = read(DOCUMENT)
    record: dict[str, Any] = json.loads(to_json(first)) | changes
    return record | {"id": f"{record['survey']}/{record['number']}"}


def read_record(folder: Path, record: dict[str, Any], form: str = "jsonl") -> tuple[list[Any], Reading]:
    """Write a record as JSON, which is YAML too."""
    path = folder / f"a.{form}"
    path.write_text(json.dumps(record), "utf-8")
    reading = read(path)
    return list(reading), reading


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "changes",
    [{"survey": survey} for survey in ("../../etc/passwd", "/etc", "..", "a/b", "a\nb", "C:\\a", "a b", "", "環境")]
    + [{"number": number} for number in (0, -1)],
)
def test_identifiers_that_could_lead_elsewhere(tmp_path: Path, changes: dict[str, Any], form: str) -> None:
    records, reading = read_record(tmp_path, make_record(**changes), form)
    assert records == []
    assert {problem.code for problem in reading.problems} == {"record-invalid"}


@pytest.mark.parametrize("form", FORMS)
def test_characters_nobody_sees(tmp_path: Path, form: str) -> None:
    record = make_record(title="高山市\u202eと\u200bリ\u0007ヨン市の\u001b[31m協定", background="a\tb\nc\u2066d")
    record["web_pages"] = [{"url": "https://a.example.jp/", "note": "x\u0000y"}]
    [found], reading = read_record(tmp_path, record, form)
    assert found.title == "高山市とリヨン市の[31m協定"
    assert found.background == "a\tb\ncd"
    assert found.web_pages[0].note == "xy"
    fields = {problem.field for problem in reading.problems if problem.code == "control-character"}
    assert fields == {"title", "background", "web_pages"}


@pytest.mark.parametrize("form", FORMS)
def test_half_a_character(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text(json.dumps(make_record(title="TITLE")).replace("TITLE", "\\ud800x"), "utf-8")
    reading = read(path)
    assert list(reading) == []
    assert [problem.code for problem in reading.problems] == ["record-invalid"]


@pytest.mark.parametrize(
    "text", ["[" * DEPTH, "[" * DEPTH + "]" * DEPTH, '{"a":' * DEPTH, "1" * DEPTH], ids=lambda text: text[:3]
)
@pytest.mark.parametrize("form", [*FORMS, "toml"])
def test_depths_without_end(tmp_path: Path, form: str, text: str) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text(f"a = {text}" if form == "toml" else text, "utf-8")
    reading = read(path)
    assert list(reading) == []
    assert {problem.code for problem in reading.problems} <= {"record-invalid", "no-record", "reader-failed"}
    assert reading.problems


def test_aliases_that_multiply(tmp_path: Path) -> None:
    """Ten lines that would come to a milliard of elements."""
    names = "abcdefghij"
    lines = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise(names)]
    path = tmp_path / "a.yaml"
    path.write_text("\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *lines]), "utf-8")
    reading = read(path)
    assert list(reading) == []
    assert [problem.code for problem in reading.problems] == ["record-invalid"]
