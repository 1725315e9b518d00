"""Decisions: made by keys or in a spreadsheet, kept in a file, and never changed by a machine."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from koryu_rdf.errors import LinkError
from koryu_rdf.link.decisions import Decisions, Question, Signature, list_questions, read_decisions, write_decisions
from koryu_rdf.link.inbox import Inbox
from koryu_rdf.link.mappings import BY_HAND, LinkRow, Status, read_mappings, write_mappings
from koryu_rdf.link.sheet import read_sheet, write_sheet
from koryu_rdf.link.stage import keep_decisions

BY = Signature("例示市 国際課", "2026-11-25")
DELFT, ANNECY, PARIS = "https://example.jp/delft", "https://example.jp/annecy", "https://example.jp/paris"


def suggest(subject: str, item: str = "", status: Status = "candidate") -> LinkRow:
    return LinkRow(
        subject_id=subject,
        subject_label=subject.rpartition("/")[2],
        object_id=f"wikidata:{item}" if item else "",
        object_label=item,
        confidence=0.5 if item else None,
        comment="○名前が一致",
        status=status,
    )


SUGGESTIONS = [
    suggest(DELFT, "Q690"),
    suggest(DELFT, "Q33432813"),
    suggest(PARIS, "Q90", "accepted"),
    suggest(ANNECY, "Q50189"),
]


def open_inbox(decisions: Decisions) -> Inbox:
    return Inbox(list_questions(SUGGESTIONS, decisions), decisions, BY)


def press(inbox: Inbox, keys: str) -> None:
    for key in keys:
        inbox.press(key)


def summarise(rows: list[LinkRow]) -> list[tuple[str, str | None, str]]:
    return [(row.subject_label, row.item, row.status) for row in rows]


@pytest.mark.parametrize(
    ("keys", "decided"),
    [
        ("a", [("delft", "Q690", "accepted")]),
        ("ja", [("delft", "Q33432813", "accepted")]),
        ("jka", [("delft", "Q690", "accepted")]),
        ("jjkka", [("delft", "Q690", "accepted")]),  # past the last candidate and back again
        ("ra", [("delft", "Q33432813", "accepted"), ("delft", "Q690", "rejected")]),
        ("sn", [("annecy", None, "none")]),
        ("rrn", [("delft", None, "none"), ("delft", "Q690", "rejected"), ("delft", "Q33432813", "rejected")]),
        ("au", []),
        ("auja", [("delft", "Q33432813", "accepted")]),
        ("raun", [("delft", None, "none"), ("delft", "Q690", "rejected")]),
        ("aauu", []),
        ("ssu", []),
        ("x", []),
        ("rra", [("delft", "Q690", "rejected"), ("delft", "Q33432813", "rejected")]),  # nothing is left to accept
    ],
)
def test_keys_decide(keys: str, decided: list[tuple[str, str | None, str]]) -> None:
    decisions = Decisions()
    press(open_inbox(decisions), keys)
    assert summarise(decisions.rows) == decided


def test_a_decision_says_who_when_and_why() -> None:
    decisions = Decisions()
    inbox = open_inbox(decisions)
    inbox.note = "市の国際課に確認"
    inbox.press("a")
    (row,) = decisions.rows
    assert (row.author_label, row.mapping_date, row.mapping_justification) == (*BY, BY_HAND)
    assert row.comment == "市の国際課に確認 / ○名前が一致"
    assert inbox.note == ""


def test_nobody_is_asked_twice(tmp_path: Path) -> None:
    decisions = Decisions()
    press(open_inbox(decisions), "rsn")  # one candidate of Delft rejected, Annecy has no item
    write_decisions(decisions, tmp_path / "links.tsv", "https://example.jp/")
    again = read_decisions(tmp_path / "links.tsv")
    (question,) = list_questions(SUGGESTIONS, again)
    assert question.label == "delft"
    assert [row.item for row in question.candidates] == ["Q33432813"]


def test_those_the_rule_accepted_are_asked_about_on_demand() -> None:
    assert [question.label for question in list_questions(SUGGESTIONS, Decisions(), everything=True)] == [
        "delft",
        "paris",
        "annecy",
    ]


def test_a_machine_never_changes_a_decision() -> None:
    decisions = Decisions()
    press(open_inbox(decisions), "jan")
    rows = keep_decisions([*SUGGESTIONS, suggest(ANNECY, "Q1", "accepted")], decisions.rows)
    assert [row for row in rows if row.subject_id != PARIS] == sorted(decisions.rows, key=lambda row: row.subject_id)
    rejected = Decisions()
    press(open_inbox(rejected), "r")
    assert summarise(keep_decisions(SUGGESTIONS, rejected.rows))[-3:-1] == [
        ("delft", "Q33432813", "candidate"),
        ("delft", "Q690", "rejected"),
    ]


def test_a_file_reads_back_as_written(tmp_path: Path) -> None:
    rows = [*SUGGESTIONS, suggest("https://example.jp/x", status="none")]
    write_mappings(rows, tmp_path / "x.tsv", "https://example.jp/set")
    assert read_mappings(tmp_path / "x.tsv") == rows


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("candidate", "perhaps", "status"),
        ("wikidata:Q690", "Q-690", "no item"),
        ("0.50", "half", "cannot be read"),
        ("subject_id", "subject", "lacks columns"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "x.tsv"
    write_mappings(SUGGESTIONS, path, "https://example.jp/set")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(LinkError, match=message) as caught:
        read_mappings(path)
    assert str(path) in str(caught.value.where)


def fill_in(path: Path, answers: dict[int, str]) -> None:
    """Write into the first column, as a clerk does; rows count from 2."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for row, answer in answers.items():
            book.worksheets[0][f"A{row}"] = answer
        book.save(path)
        return
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    for row, answer in answers.items():
        rows[row - 1][0] = answer
    with path.open("w", encoding="cp932", errors="replace", newline="") as stream:  # as Excel saves it in Japan
        csv.writer(stream).writerows(rows)


@pytest.mark.parametrize("name", ["links.xlsx", "links.csv"])
def test_a_spreadsheet_is_filled_in_and_read_back(tmp_path: Path, name: str) -> None:
    decisions = Decisions()
    questions = list_questions(SUGGESTIONS, decisions)
    assert write_sheet(questions, tmp_path / name, "ja") == 3
    fill_in(tmp_path / name, {2: "採用", 3: "却下", 4: "なし"})
    assert read_sheet(tmp_path / name, questions, decisions, BY) == []
    assert summarise(decisions.rows) == [
        ("annecy", None, "none"),
        ("delft", "Q690", "accepted"),
        ("delft", "Q33432813", "rejected"),
    ]
    assert read_sheet(tmp_path / name, [], decisions, BY) == []  # once more: decided already, and nothing changes


def test_a_cell_that_cannot_be_understood_is_reported_and_the_rest_taken(tmp_path: Path) -> None:
    decisions = Decisions()
    questions = list_questions(SUGGESTIONS, decisions)
    write_sheet(questions, tmp_path / "links.xlsx", "en")
    fill_in(tmp_path / "links.xlsx", {2: "accepted", 3: "accepted", 4: "たぶん"})
    problems = read_sheet(tmp_path / "links.xlsx", questions, decisions, BY)
    assert [(problem.code, problem.where.cell) for problem in problems] == [
        ("link-decision-twice", "A3"),
        ("link-decision-unknown", "A4"),
    ]
    assert summarise(decisions.rows) == [("delft", "Q690", "accepted")]


def test_changed_identifiers_are_reported(tmp_path: Path) -> None:
    decisions = Decisions()
    questions = [Question(DELFT, "delft", (suggest(DELFT, "Q690"), suggest(DELFT, "Q2")))]
    write_sheet(questions, tmp_path / "links.xlsx", "ja")
    book = load_workbook(tmp_path / "links.xlsx")
    sheet = book.worksheets[0]
    sheet["A2"], sheet["I2"] = "採用", "wikidata:Q5"
    sheet["A3"], sheet["H3"] = "採用", "https://example.jp/other"
    book.save(tmp_path / "links.xlsx")
    codes = [problem.code for problem in read_sheet(tmp_path / "links.xlsx", questions, decisions, BY)]
    assert codes == ["link-candidate-unknown", "link-subject-unknown"]
    assert decisions.rows == []


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    evil = Question(DELFT, "=1+1", (suggest(DELFT, "Q690"),))
    write_sheet([evil], tmp_path / "x.xlsx", "ja")
    assert load_workbook(tmp_path / "x.xlsx").worksheets[0]["C2"].value == "'=1+1"


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv"])
def test_what_is_no_spreadsheet_of_ours_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a,b\n1,2\n")
    with pytest.raises(LinkError):
        read_sheet(tmp_path / name, [], Decisions(), BY)


def test_a_spreadsheet_of_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match="xlsx"):
        write_sheet([], tmp_path / "x.ods", "ja")
