"""Delimited text: the same rows as Python's own reader, lines counted, and quotes that nobody closed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.delimited import Row, find_delimiter, is_declaration, parse_rows

CELLS = st.text(st.sampled_from('a津",;\t\r\n '), max_size=5)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), st.sampled_from(",\t;"))
def test_what_csv_writes_comes_back(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    found = list(parse_rows(text.getvalue(), delimiter))
    assert [row.cells for row in found] == rows
    assert not any(row.is_misquoted for row in found)


@given(st.text(st.sampled_from('a",\r\n'), max_size=30))
def test_no_character_is_lost(text: str) -> None:
    rows = list(parse_rows(text, ","))
    kept = "".join(cell for row in rows for cell in row.cells)
    assert kept.count("a") == text.count("a")
    assert [row.line for row in rows] == sorted({row.line for row in rows})


def test_a_row_begins_at_its_first_physical_line() -> None:
    text = '名称,備考\r\n"友好\r\n協定",a\r\n\r\n覚書,"b\nc"\r\n'
    assert list(parse_rows(text, ",")) == [
        Row(1, ["名称", "備考"]),
        Row(2, ["友好\r\n協定", "a"]),
        Row(4, [""]),
        Row(5, ["覚書", "b\nc"]),
    ]


def test_a_quote_that_nothing_closes_swallows_nothing() -> None:
    rows = list(parse_rows('1,"津市\n2,千葉市\n3,"有田町"\n', ","))
    assert rows == [Row(1, ["1", '"津市'], is_misquoted=True), Row(2, ["2", "千葉市"]), Row(3, ["3", "有田町"])]


def test_a_quote_inside_a_cell_is_a_character() -> None:
    assert list(parse_rows('5" disk,"a ""b"" c",x', ",")) == [Row(1, ['5" disk', 'a "b" c', "x"])]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a\tb\n1\t2,3\n", "\t"),
        ("題\n\na;b;c\n1;2,5;3\n", ";"),
        ("sep=|\na|b\n", "|"),
        ("ただの題\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_that_parts_most_evenly(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_a_preferred_delimiter_wins_a_draw() -> None:
    assert find_delimiter("a,b\tc\n", preferred="\t") == "\t"


def test_the_declaration_of_a_spreadsheet() -> None:
    for text, delimiter in (("sep=;\na;b", ";"), ("SEP=,\r\na,b", ","), ("sep=\t\na\tb", "\t")):
        first, second = parse_rows(text, delimiter)
        assert is_declaration(first, delimiter)
        assert not is_declaration(second, delimiter)
