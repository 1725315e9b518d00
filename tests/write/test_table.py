"""Tables that spreadsheets open without running anything in them."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.errors import WriteError
from koryu_rdf.texts import get_text
from koryu_rdf.write import TABLE_WRITERS, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def to_csv(rows: list[Mapping[str, object]], *columns: str) -> bytes:
    stream = io.BytesIO()
    assert write_table(rows, columns, stream, ".csv") == len(rows)
    return stream.getvalue()


def to_cell(value: object) -> str:
    """Write one cell and read it back."""
    text = to_csv([{"a": value, "b": "end"}], "a", "b").decode("utf-8-sig")
    [_, [cell, end]] = csv.reader(io.StringIO(text, newline=""))
    assert end == "end"
    return cell


def test_csv_is_what_spreadsheets_want() -> None:
    rows: list[Mapping[str, object]] = [{"b": "津市", "a": 1, "c": "dropped"}, {"a": 'say "x", y\nz'}]
    assert to_csv(rows, "a", "b") == '\ufeffa,b\r\n1,津市\r\n"say ""x"", y\nz",\r\n'.encode()


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n", *"＝＋－＠"])
def test_a_formula_is_guarded(sign: str) -> None:
    assert to_cell(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"
    assert to_cell(sign) == f"'{sign}"
    assert to_cell(f"a{sign}") == f"a{sign}"


@pytest.mark.parametrize("text", ["+81-43-245-5292", "-1+1", "--1", "-1e5", "+1 2", "-", "-1\n", "－1", "-١"])
def test_what_is_no_plain_number_is_guarded(text: str) -> None:
    assert to_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-5, "-5"), (-1.5, "-1.5"), ("-5", "-5"), ("+3.25", "+3.25"), (0, "0"), (None, ""), (True, "true"), ("", "")],
)
def test_numbers_and_nothing_stay_what_they_are(value: object, cell: str) -> None:
    assert to_cell(value) == cell


@pytest.mark.parametrize(
    ("value", "cell"), [(["a", "b"], "a; b"), ((), ""), (["=1", 2], "'=1; 2"), ([None, True], "; true")]
)
def test_lists_are_joined(value: object, cell: str) -> None:
    assert to_cell(value) == cell


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_one_cell(text: str) -> None:
    assert to_cell(text).removeprefix("'") == text.removeprefix("'")


def test_json_lines_hold_values_as_they_are() -> None:
    stream = io.BytesIO()
    rows: list[Mapping[str, object]] = [{"b": "=1\n\u2028", "a": [1, None], "c": 1}, {}]
    assert write_table(rows, ["a", "b"], stream, ".jsonl") == 2
    lines = stream.getvalue().decode().removesuffix("\n").split("\n")
    assert [list(json.loads(line).items()) for line in lines] == [
        [("a", [1, None]), ("b", "=1\n\u2028")],
        [("a", None), ("b", None)],
    ]


def test_a_file_is_compressed_by_suffix_and_whole(tmp_path: Path) -> None:
    write_table([{"a": 1}], ["a"], tmp_path / "out.csv.gz")
    assert (tmp_path / "out.csv.gz").read_bytes()[:2] == b"\x1f\x8b"
    with pytest.raises(TypeError):
        write_table([{"a": object()}], ["a"], tmp_path / "out.jsonl")
    assert os.listdir(tmp_path) == ["out.csv.gz"]


def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        write_table([], [], tmp_path / "out.ods")
    assert caught.value.message == get_text("errors", "write-unknown-suffix", suffix=".ods")
    assert caught.value.hint is not None
    assert all(known in caught.value.hint.en for known in TABLE_WRITERS)
