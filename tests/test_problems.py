"""Problems: every code is explained and used, every sentence is there in both languages and finds its values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from koryu_rdf.problems import (
    COLUMNS,
    SEVERITIES,
    Problem,
    Where,
    count_by_severity,
    explain,
    list_codes,
    make_problem,
    name_field,
    sort_problems,
)
from koryu_rdf.texts import Text, get_topic

SOURCE = Path(__file__).parent.parent / "src" / "koryu_rdf"
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}
JAPANESE = re.compile("[ぁ-んァ-ヴ一-鿿]")


class Report(NamedTuple):
    """A place in the program that reports a code with some values."""

    path: Path
    line: int
    code: str
    slots: set[str]


def list_reports() -> Iterator[Report]:
    """Find the calls of what ``Journal.at`` gives: ``report(…)``, ``journal.at(…)(…)``, ``self._report(…)(…)``."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and is_report(node.func) and node.args:
                [code, *_] = node.args
                if isinstance(code, ast.Constant):
                    yield Report(path, node.lineno, str(code.value), {word.arg for word in node.keywords if word.arg})


def is_report(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Attribute) and function.func.attr in ("at", "_report")
    return isinstance(function, ast.Name) and function.id == "report"


def get_slots(text: Text) -> set[str]:
    return {name for sentence in text for _, name, _, _ in Formatter().parse(sentence) if name}


def test_reports_are_found() -> None:
    assert len(list(list_reports())) > 40


@pytest.mark.parametrize(
    "report", list(list_reports()), ids=lambda report: f"{report.path.stem}-{report.line}-{report.code}"
)
def test_every_reported_code_is_explained_and_gets_its_values(report: Report) -> None:
    known = explain(report.code)
    assert get_slots(known.message) | get_slots(known.hint) <= {"value", "field"} | report.slots


def test_every_code_is_used() -> None:
    constants = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [code for code in list_codes() if code not in constants] == []


@pytest.mark.parametrize("code", list_codes())
def test_an_explanation_is_whole_and_in_two_languages(code: str) -> None:
    known = explain(code)
    assert known.severity in SEVERITIES
    for text in (known.message, known.hint, known.when):
        assert JAPANESE.search(text.ja)
        assert not re.search("[ぁ-ん]", text.en)
    assert get_slots(Text(known.message.ja, "")) == get_slots(Text("", known.message.en))


@pytest.mark.parametrize("reason", get_topic("passed-over"))
def test_every_reason_to_pass_over_a_line_is_used(reason: str) -> None:
    used = {
        node.value
        for path, tree in TREES.items()
        if "read" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }
    assert reason in used


def test_a_problem_says_what_where_and_what_to_do() -> None:
    where = Where(file="a.txt", line=3, record="a/1")
    problem = make_problem("phone-invalid", where, field="phone", value="1")
    row = problem.to_row("en")
    assert tuple(row) == COLUMNS
    assert row == {
        "code": "phone-invalid",
        "severity": "warning",
        "file": "a.txt",
        "line": 3,
        "sheet": None,
        "cell": None,
        "record": "a/1",
        "field": "phone",
        "value": "1",
        "message": "this is not a valid telephone number: 1",
        "hint": "check the digits and the area code; it stays as written",
        "page": None,
    }
    assert problem.to_row("ja")["message"] == "電話番号として正しくありません: 1"


def test_a_field_is_named_in_words() -> None:
    message = make_problem("parties-missing", Where(), field="japanese_parties").message
    assert message == ("「日本の自治体」の欄が空です", "no party is named under “Japanese parties”")
    assert name_field("koryu:signedOn").ja == "koryu:signedOn"


@pytest.mark.parametrize("code", list_codes())
def test_every_problem_can_be_made_in_both_languages(code: str) -> None:
    """Whatever the codes that are added, their sentences take values and leave no slot open."""
    known = explain(code)
    slots = dict.fromkeys((get_slots(known.message) | get_slots(known.hint)) - {"value", "field"}, "x")
    problem = make_problem(code, Where(), field="dates", value="x", **slots)
    assert not any("{" in sentence for sentence in (*problem.message, *problem.hint))


def test_braces_in_a_value_stay() -> None:
    assert "{x}" in make_problem("phone-invalid", Where(), value="{x}{0}").message.en


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        make_problem("no-such-code", Where())


def test_problems_are_ordered_by_place_then_gravity() -> None:
    def at(code: str, line: int | None, file: str = "a") -> Problem:
        return make_problem(code, Where(file=file, line=line), value="", number=1)

    ordered = [
        at("no-record", None),
        at("phone-missing", 2),
        at("title-missing", 3),
        at("phone-invalid", 3),
        at("phone-missing", 3),
    ]
    ordered.append(at("no-record", 1, "b"))
    assert sort_problems(reversed(ordered)) == ordered


def test_problems_are_counted_by_severity() -> None:
    problems = [make_problem(code, Where(), value="") for code in ("phone-missing", "phone-missing", "title-missing")]
    assert dict(count_by_severity(problems)) == {"error": 1, "warning": 0, "info": 2}
    assert list(count_by_severity([])) == ["error", "warning", "info"]
