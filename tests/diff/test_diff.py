"""What is different: by IRI, whatever the format and the order; in sentences, as a table and as a patch that makes the new of the old."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from openpyxl import load_workbook

from koryu_rdf.changes import say_change, say_counts, say_edits
from koryu_rdf.diff import diff
from koryu_rdf.errors import DataError, WriteError
from koryu_rdf.releasing import check_targets, find_data, write_difference

HEAD = """\
@prefix : <https://example.jp/id/> .
@prefix koryu: <https://w3id.org/koryu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
OLD = """\
:a1 a koryu:Agreement ; dcterms:title "覚書一"@ja ; koryu:signedOn "2001-02-03"^^xsd:date ; koryu:overseasParty :lyon ; koryu:party :lyon .
<https://example.jp/id/a1#source> koryu:firstLine 5 .
:a2 a koryu:Agreement ; dcterms:title "覚書二"@ja ; koryu:overseasParty :turin ; koryu:party :turin .
:a3 a koryu:Agreement ; dcterms:title "=HYPERLINK(1)"@ja ; koryu:overseasParty :lyon ; koryu:party :lyon .
:lyon a koryu:Municipality ; skos:prefLabel "リヨン"@ja , "Lyon"@en .
:turin a koryu:Municipality ; skos:prefLabel "チュリン"@ja .
:stays a koryu:Municipality ; skos:prefLabel "変わらない"@ja .
"""
NEW = """\
:stays skos:prefLabel "変わらない"@ja ; a koryu:Municipality .
:a1 a koryu:Agreement ; dcterms:title "覚書一"@ja ; koryu:signedOn "2001-02-04"^^xsd:date ; koryu:overseasParty :lyon ; koryu:party :lyon .
<https://example.jp/id/a1#source> koryu:firstLine 6 .
:a2 a koryu:Agreement ; dcterms:title "覚書二"@ja ; koryu:overseasParty :torino ; koryu:party :torino .
:a4 a koryu:Agreement ; dcterms:title "覚書四"@ja ; koryu:overseasParty :lyon ; koryu:party :lyon .
:lyon a koryu:Municipality ; skos:prefLabel "リヨン市"@ja , "Lyon"@en .
:torino a koryu:Municipality ; skos:prefLabel "トリノ"@ja .
"""


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(HEAD + text, "utf-8")
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return put(tmp_path, "old.ttl", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return put(tmp_path, "new.ttl", NEW)


def test_each_change_is_told_once(old: Path, new: Path) -> None:
    with diff([old], [new]) as difference:
        told = {change.iri.rpartition("/")[2]: change for change in difference.changes}
    assert {name: change.kind for name, change in told.items()} == {
        "a1": "changed",
        "a2": "changed",
        "a3": "ended",
        "a4": "new",
        "lyon": "renamed",
        "turin": "renamed",
    }
    assert told["turin"].successor == "https://example.jp/id/torino"
    assert [name for name, change in told.items() if change.is_withdrawn] == ["a3", "turin"]


def test_the_counts_are_sentences_in_both_languages(old: Path, new: Path) -> None:
    with diff([old], [new]) as difference:
        said = say_counts(difference.changes)
    assert said.en == "Agreements: 1 new, 1 ended or withdrawn, 2 changed. Parties: 2 renamed."
    assert said.ja == "提携: 新規1件、終了・取り下げ1件、内容の変更2件。自治体・相手方: 名称変更2件。"


def test_a_change_says_what_was_and_what_is(old: Path, new: Path) -> None:
    with diff([old], [new]) as difference:
        changes = {change.iri.rpartition("/")[2]: change for change in difference.changes}
        assert [text.en for text in say_edits(changes["a1"], difference.names)] == [
            "signed on: 2001-02-03 → 2001-02-04"
        ]
        assert [text.ja for text in say_edits(changes["a2"], difference.names)] == ["海外側の当事者: チュリン → トリノ"]
        assert say_change(changes["turin"]).en == "renamed: チュリン → トリノ"
        assert say_change(changes["lyon"]).ja == "名称変更: リヨン → リヨン市"


def test_two_that_could_take_the_place_of_one_are_new(tmp_path: Path) -> None:
    """Which of two new partners the old one became, nothing says."""
    old = put(
        tmp_path, "old.ttl", ':a a koryu:Agreement ; koryu:party :x . :x a koryu:Organization ; skos:prefLabel "X" .'
    )
    two = ":a a koryu:Agreement ; koryu:party :y , :z . :y a koryu:Organization . :z a koryu:Organization ."
    with diff([old], [put(tmp_path, "new.ttl", two)]) as difference:
        kinds = sorted((change.iri[-1], change.kind) for change in difference.changes)
    assert kinds == [("a", "changed"), ("x", "ended"), ("y", "new"), ("z", "new")]


def test_an_agreement_with_another_iri_is_known_by_what_it_says(tmp_path: Path) -> None:
    text = ':{0} a koryu:Agreement ; dcterms:title "覚書"@ja ; koryu:signedOn "2001-02-03"^^xsd:date ; koryu:party :x .'
    old, new = (put(tmp_path, f"{name}.ttl", text.format(name)) for name in ("one", "two"))
    with diff([old], [new]) as difference:
        (change,) = difference.changes
    assert (change.kind, change.iri, change.successor) == (
        "renamed",
        "https://example.jp/id/one",
        "https://example.jp/id/two",
    )
    assert say_change(change).en == "has a new IRI: 覚書"


def test_what_only_moved_in_its_source_is_counted_apart(tmp_path: Path) -> None:
    text = ':a a koryu:Agreement ; dcterms:title "覚書"@ja . <https://example.jp/id/a#source> koryu:firstLine {} .'
    old, new = (put(tmp_path, f"{line}.ttl", text.format(line)) for line in (5, 9))
    with diff([old], [new]) as difference:
        assert say_counts(difference.changes).en == "Agreements: 1 moved in the source only."


def test_format_and_order_make_no_difference(old: Path, tmp_path: Path) -> None:
    quads = sorted(map(str, pyoxigraph.parse(path=str(old))), reverse=True)
    (tmp_path / "same.nt").write_text("".join(f"{quad} .\n" for quad in quads + quads[:3]), "utf-8")
    with diff([old], [tmp_path / "same.nt"]) as difference:
        assert (difference.changes, difference.added, difference.removed) == ([], 0, 0)
        assert say_counts(difference.changes).en == "Nothing has changed."


def test_the_table_is_safe_in_a_spreadsheet(old: Path, new: Path, tmp_path: Path) -> None:
    with diff([old], [new]) as difference:
        for name in ("changes.csv", "changes.xlsx"):
            write_difference(difference, tmp_path / name, "en")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "changes.csv").read_text("utf-8-sig"))))
    assert [row["name"] for row in rows if row["change"] == "ended"] == ["'=HYPERLINK(1)"]
    assert {(row["property"], row["before"], row["after"]) for row in rows if row["iri"].endswith("a1")} >= {
        ("signed on", "2001-02-03", "2001-02-04")
    }
    cells = [
        cell for row in load_workbook(tmp_path / "changes.xlsx").worksheets[0].iter_rows() for cell in row if cell.value
    ]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_same_difference_has_the_same_bytes(old: Path, new: Path, tmp_path: Path) -> None:
    names = ("changes.rdfp", "changes.csv", "changes.xlsx", "changes.rdfp.gz")
    for folder in ("one", "two"):
        with diff([old], [new]) as difference:
            for name in names:
                write_difference(difference, tmp_path / folder / name, "ja")
    assert [(tmp_path / "one" / name).read_bytes() for name in names] == [
        (tmp_path / "two" / name).read_bytes() for name in names
    ]


LINKS_OLD = "<https://example.jp/g> { <https://example.jp/id/lyon> skos:exactMatch <https://example.jp/Q1> }"
LINKS_NEW = "<https://example.jp/g> { <https://example.jp/id/lyon> skos:exactMatch <https://example.jp/Q2> }"
ODD = ':odd dcterms:title "引用\\"符\\\\ 改行\\n終わり <a> ."@ja , "x\\u0007"^^<https://example.jp/type> .'


def test_jena_makes_the_new_data_of_the_old_with_the_patch(tmp_path: Path, run_java: Callable[..., str]) -> None:
    old = [put(tmp_path, "old.ttl", OLD), put(tmp_path, "old.trig", LINKS_OLD)]
    new = [put(tmp_path, "new.ttl", NEW + ODD), put(tmp_path, "new.trig", LINKS_NEW)]
    for number, (before, after) in enumerate(((old, new), (new, old))):
        patch, made = tmp_path / f"{number}.rdfp", tmp_path / f"{number}.nq"
        with diff(before, after) as difference:
            assert difference.added
            difference.write_patch(patch)
        run_java("jena", "Patch", patch, made, *before)
        assert read_quads([made]) == read_quads(after)


def read_quads(paths: list[Path]) -> set[str]:
    return {str(quad) for path in paths for quad in pyoxigraph.parse(path=str(path))}


def test_blank_nodes_are_refused_with_their_place(old: Path, tmp_path: Path) -> None:
    blank = put(tmp_path, "blank.ttl", ":a koryu:event [ dcterms:title 'x' ] .")
    with pytest.raises(DataError) as caught, diff([old], [blank]):
        pass
    assert caught.value.where == str(blank)


def test_a_folder_that_no_build_made_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        find_data(tmp_path)


def test_a_suffix_that_nothing_writes_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(WriteError):
        check_targets((tmp_path / "changes.docx",))
