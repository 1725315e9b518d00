"""The file of mappings: what SSSOM asks for is asked for by the reader, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.errors import LinkError
from koryu_rdf.link.mappings import COLUMNS, LinkRow, read_mappings, write_mappings

GOOD = LinkRow(
    subject_id="https://example.jp/id/place/fr-a",
    subject_label="ヴェルデュー市",
    object_id="wikidata:Q2001",
    confidence=0.9,
    author_label="例示市",
    mapping_date="2026-11-25",
    status="accepted",
)


def write_line(path: Path, **cells: str) -> Path:
    write_mappings([GOOD], path, "https://example.jp/id/mapping-set/x")
    *head, line = path.read_text("utf-8").splitlines()
    changed = dict(zip(COLUMNS, line.split("\t"), strict=True)) | cells
    path.write_text("\n".join([*head, "\t".join(changed[name] for name in COLUMNS)]) + "\n", "utf-8")
    return path


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    assert read_mappings(write_line(tmp_path / "x.sssom.tsv")) == [GOOD]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("subject_id", "place/fr-a"),
        ("predicate_id", "skos:broadMatch"),
        ("predicate_modifier", "Not"),
        ("predicate_modifier", "not really"),
        ("object_id", "wikidata:Q0"),
        ("mapping_justification", "by hand"),
        ("confidence", "1.2"),
        ("confidence", "nan"),
        ("mapping_date", "25.11.2026"),
        ("status", "done"),
    ],
)
def test_a_row_that_is_no_mapping_is_refused_with_its_line(tmp_path: Path, column: str, value: str) -> None:
    path = write_line(tmp_path / "x.sssom.tsv", **{column: value})
    last = len(path.read_text("utf-8").splitlines())
    with pytest.raises(LinkError) as caught:
        read_mappings(path)
    assert str(caught.value.where).endswith(f"x.sssom.tsv:{last}")


def test_a_rejected_row_says_not(tmp_path: Path) -> None:
    with pytest.raises(LinkError):
        read_mappings(write_line(tmp_path / "x.sssom.tsv", status="rejected"))


def test_the_bundled_links_are_such_a_file() -> None:
    rows = read_mappings(get_folder("links") / "wikidata.sssom.tsv")
    assert rows
    assert {row.status for row in rows} <= {"accepted", "rejected", "none"}
    assert all(row.author_label and row.mapping_date and row.comment for row in rows)
