"""YAML: documents that would grow without end, and the three ways to hold records."""

from __future__ import annotations

from pathlib import Path

import pytest

from koryu_rdf.model import to_json
from koryu_rdf.read import read

BOMB = "\n".join(
    [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)),
    ]
)
ONE = """id: a-2010/1
survey: a-2010
number: 1
title: &title 覚書
kind: memorandum
fields: []
dates: []
japanese_parties: []
overseas_parties: []
background: *title
source: {file: a.txt}
"""


def read_text(folder: Path, name: str, text: str) -> tuple[list[bytes], list[tuple[str, str | None]]]:
    """Read a document; gives the records and what was reported."""
    (folder / name).write_text(text, "utf-8")
    reading = read(folder / name)
    return [to_json(record) for record in reading], [(problem.code, problem.value) for problem in reading.problems]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB, "the aliases make the document too large - at `$`"),
        ("&a [*a]", "the aliases make the document too large - at `$[0]`"),
        ("[" * 5_000, "recursion"),
        ("!!python/object/apply:os.system [x]", "is not known here"),
        ("!!timestamp x", "is not known here"),
        ("words", "expected a list of records"),
        ("? [a]\n: b", "a name must be a text - at `$`"),
        ("agreements: []\nsurvey: x", "nothing but `agreements` is known here"),
        ("a: @", "found character '@' that cannot start any token"),
    ],
)
def test_what_is_no_record_is_reported(text: str, reason: str, tmp_path: Path) -> None:
    records, [(code, value)] = read_text(tmp_path, "x.yaml", text)
    assert (records, code) == ([], "record-invalid")
    assert reason in str(value)


def test_the_ways_to_hold_a_record_say_the_same(tmp_path: Path) -> None:
    indented = "".join(f"    {line}\n" for line in ONE.splitlines())
    listed = f"  - {indented.lstrip()}"
    one, problems = read_text(tmp_path, "x.yaml", ONE)
    assert (len(one), problems) == (1, [])
    for text in (listed, f"agreements:\n{listed}", f"--- \n{ONE}"):
        assert read_text(tmp_path, "x.yml", text) == (one, [])
    assert read_text(tmp_path, "x.json", one[0].decode()) == (one, [])
    assert read_text(tmp_path, "x.json", f"[{one[0].decode()}]") == (one, [])


@pytest.mark.parametrize(("name", "text"), [("x.yaml", "agreements: []"), ("x.yaml", "[]"), ("x.json", "[]")])
def test_no_record_is_a_problem(name: str, text: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, name, text) == ([], [("no-record", None)])
