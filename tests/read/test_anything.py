"""Whatever bytes a source holds, reading gives records and problems, or says that it is no text."""

from __future__ import annotations

import io
from inspect import unwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.errors import ReadError
from koryu_rdf.model import parse_json, to_json
from koryu_rdf.problems import COLUMNS
from koryu_rdf.read import READERS, read

DOCUMENT = (Path(__file__).parent / "data" / "html-residue" / "document.txt").read_text("utf-8")
TABLES = (Path(__file__).parent / "data" / "toml-tables" / "document.toml").read_text("utf-8")
LINES = (Path(__file__).parent / "data" / "json-lines" / "document.jsonl").read_text("utf-8")
DOCUMENTS = {".txt": DOCUMENT, ".toml": TABLES, ".jsonl": LINES}
FORMS = [
    suffix for suffix, reader in READERS.items() if unwrap(reader) is reader
]  # the others run in a worker: too slow here
SIGNS = st.sampled_from(
    [
        "\n",
        "\t",
        "<",
        ">",
        "<p>",
        "(1) 自治体名\n",
        "　",
        "\0",
        "\ufeff",
        "[",
        "]",
        '"',
        "{",
        "}",
        "1",
        "#",
        "=",
        "津市",
        "、",
    ]
)


def read_bytes(data: bytes, form: str) -> None:
    """Read bytes as a form; every record can be written, and every problem shown."""
    reading = read("-", form=form, stdin=io.BytesIO(data))
    for record in reading:
        assert parse_json(to_json(record)) == record
    for problem in reading.problems:
        assert tuple(problem.to_row("ja")) == tuple(problem.to_row("en")) == COLUMNS
    assert all(entry.explanation.ja and entry.explanation.en for entry in reading.passed_over)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.binary(max_size=300))
def test_any_bytes(form: str, data: bytes) -> None:
    try:
        read_bytes(data, form)
    except ReadError as error:
        assert "does not seem to be a text file" in error.message.en  # noqa: PT017  (not every input is refused)


@pytest.mark.parametrize(("form", "text"), DOCUMENTS.items(), ids=DOCUMENTS)
@given(data=st.data())
def test_a_damaged_document(form: str, text: str, data: st.DataObject) -> None:
    """Cut something out of a sound document, and put something else in."""
    start = data.draw(st.integers(0, len(text)))
    end = start + data.draw(st.integers(0, 40))
    put = "".join(data.draw(st.lists(SIGNS, max_size=4)))
    read_bytes((text[:start] + put + text[end:]).encode(), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("piece", ["[", "{", "(", "a = [", '{"a":', "[[agreement]]\n", "(1) 自治体名\n"])
def test_deep_and_repeated_pieces(form: str, piece: str) -> None:
    read_bytes((piece * 5_000).encode(), form)


@pytest.mark.parametrize(
    "table",
    [
        "survey = 3",
        "agreement = 3",
        "agreement = [3]",
        "[agreement]\nnumber = 1",
        "[[agreement]]\nacknowledged = 3",
        "[[agreement]]\nacknowledged = [[1]]",
        "[[agreement]]\nnumber = 1e400",
        "[[agreement]]\nsource = 2011-01-01",
        "[survey]\nid = true\n[[agreement]]",
        "[survey]\nmodified = 2011-01-01T00:00:00\n[[agreement]]",
    ],
)
def test_tables_of_another_form(table: str) -> None:
    reading = read("-", form="toml", stdin=io.BytesIO(table.encode()))
    assert list(reading) == []
    assert {problem.code for problem in reading.problems} == {"record-invalid"}
