"""Order: sorted by survey and number whatever comes, each identifier once, with few records in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from koryu_rdf.model import Agreement, Source
from koryu_rdf.read import SortedRecords, read
from koryu_rdf.read.journal import Journal

TABLE = """
[[agreement]]
number = 1
title = "{title}"
kind = "memorandum"
fields = []
dates = []
japanese_parties = []
overseas_parties = []
source = {{ file = "list.txt", first_line = 3 }}
"""


def make_record(survey: str, number: int, title: str = "") -> Agreement:
    return Agreement(
        id=f"{survey}/{number}",
        survey=survey,
        number=number,
        title=title,
        kind="other",
        fields=(),
        dates=(),
        japanese_parties=(),
        overseas_parties=(),
        source=Source("a.txt", number),
    )


RECORDS = st.lists(
    st.builds(make_record, st.sampled_from("ab"), st.integers(1, 12), st.sampled_from("xy")), max_size=25
)


@given(RECORDS, st.integers(1, 9))
def test_records_are_sorted_and_each_is_there_once(records: list[Agreement], chunk: int) -> None:
    journal = Journal()
    with SortedRecords(records, journal, chunk) as ordered:
        found = list(ordered)
        assert list(ordered) == found
        assert ordered.count == len(found)
    assert [record.order for record in found] == sorted({record.order for record in records})
    assert len(journal.problems) == len(records) - len(found)
    assert {problem.code for problem in journal.problems} <= {"record-repeated"}


@given(RECORDS, st.randoms())
def test_which_one_stays_does_not_depend_on_the_order(records: list[Agreement], random: st.DataObject) -> None:
    shuffled = records.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with SortedRecords(records, Journal()) as one, SortedRecords(shuffled, Journal(), 3) as other:
        assert list(one) == list(other)


@pytest.mark.parametrize("titles", [("一", "二"), ("二", "一")])
def test_a_repeated_number_is_reported_where_it_is_edited(tmp_path: Path, titles: tuple[str, str]) -> None:
    (tmp_path / "list-2010.toml").write_text("".join(TABLE.format(title=title) for title in titles), "utf-8")
    reading = read(tmp_path)
    with SortedRecords(reading, reading.journal) as records:
        assert [record.title for record in records] == ["一"]
    [problem] = reading.problems
    assert (problem.code, problem.where.file, problem.where.line) == ("record-repeated", "list-2010.toml", 12)
    assert problem.where.record == "list-2010/1"


def test_a_repeated_record_without_an_origin_is_reported_at_its_source() -> None:
    journal = Journal()
    record = make_record("a", 5)
    with SortedRecords([record, replace(record, title="x")], journal) as records:
        assert records.count == 1
    [problem] = journal.problems
    assert (problem.where.file, problem.where.line) == ("a.txt", 5)
