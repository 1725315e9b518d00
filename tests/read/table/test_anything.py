"""Anything may be in a table: it is read, or there is a problem, but no exception."""

from __future__ import annotations

import io
from contextlib import suppress

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from koryu_rdf.errors import ReadError
from koryu_rdf.model import Agreement
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.read.table import read_table
from koryu_rdf.settings import Settings

HEADINGS = "番号 協定名 締結日 更新日 自治体名 都道府県 市区町村 団体コード 相手国 相手都市 相手先 海外側".split()
TEXTS = [
    *HEADINGS,
    *"1 平成18年11月2日 三重県 津市 242012 中国 江蘇省 合計 ※ 〃 、 （ #REF! ² ٣٣٣٣٣٣ 11002".split(),
    "\n",
    "\ud800",
]
CELL = st.lists(st.sampled_from(TEXTS) | st.characters(), max_size=3).map("".join)
ROWS = st.lists(st.lists(CELL, max_size=6), max_size=8)


def read_bytes(name: str, data: bytes) -> list[Agreement]:
    source = Source(name, "." + name.rpartition(".")[2], lambda: io.BytesIO(data))
    return list(read_table(source, Journal(), Settings()))


@given(ROWS, st.sampled_from([",", "\t", ";"]), st.sampled_from(["utf-8", "cp932", "utf-16"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_as_a_table(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    lines = [delimiter.join(row) for row in [HEADINGS, *rows]]
    read_bytes("a.csv", "\n".join(lines).encode(encoding, "replace"))


@given(st.binary(max_size=200), st.sampled_from(["csv", "xlsx", "xls", "ods"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_a_problem(data: bytes, suffix: str) -> None:
    with suppress(ReadError):
        assert read_bytes(f"a.{suffix}", data) == []


def make_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADINGS)
    sheet.append(["1", "友好協定", "平成18年11月2日", "", "三重県津市", "", "", "242012", "中国", "江蘇省鎮江市"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WORKBOOK = make_workbook()  # once: it holds the time


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_workbook_with_other_bytes_in_it(data: st.DataObject) -> None:
    raw = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read_bytes("a.xlsx", bytes(raw))
