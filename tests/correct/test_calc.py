"""A corrected workbook in LibreOffice Calc: the marks, comments and links show, and survive mending and saving there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.correct.conftest import LIST, OFFICE, UNKNOWN, correct_book

from koryu_rdf.correction_sheet import SHEET_NAMES

Calc = Callable[..., Any]


@pytest.fixture(scope="module")
def seen(calc: Calc, corrected: Path) -> Any:
    return calc(open=corrected)


def test_marks_show_in_their_colours(seen: Any) -> None:
    red, yellow, blue = "FFC7CE", "FFEB9C", "DDEBF7"
    assert seen[LIST]["marks"] == {"C4": red, "C5": red, "E5": red, "D5": yellow}
    assert seen[OFFICE]["marks"] == {"B2": blue}


def test_comments_show_the_clerks_first(seen: Any) -> None:
    comments = seen[LIST]["comments"]
    assert set(comments) == {"C4", "C5", "D5", "E5"}
    assert comments["D5"].startswith("課長の確認済み\n―― koryu ――\n【警告】")
    assert "[country-unknown]" in comments["E5"]
    assert "[party-level-unknown]" in comments["E5"]


def test_the_list_links_to_the_cells(seen: Any) -> None:
    links = list(seen[SHEET_NAMES["ja"]]["links"].values())
    assert [link.rpartition("!")[2].rpartition(".")[2] for link in links] == ["C4", "C5", "D5", "E5", "E5", "C3"]
    assert all(LIST in link for link in links[:5])


def test_what_the_clerk_put_in_is_still_there(calc: Calc, book: Path, seen: Any) -> None:
    before = calc(open=book)
    assert before[LIST]["charts"] == seen[LIST]["charts"] == 1
    assert before[LIST]["drawings"] <= seen[LIST]["drawings"]
    assert {sheet: before[sheet]["visible"] for sheet in before} == {sheet: seen[sheet]["visible"] for sheet in before}


@pytest.fixture(scope="module")
def saved(calc: Calc, corrected: Path) -> Path:
    """The corrected workbook after somebody typed into it in Calc and saved."""
    target = corrected.with_name("saved.xlsx")
    calc(open=corrected, type={f"{LIST}!C4": "平成18年5月27日", f"{LIST}!C5": "2011-10-24"}, save=target)
    return target


def test_saved_by_calc_and_corrected_again_it_has_new_marks_only(calc: Calc, saved: Path) -> None:
    again = calc(open=correct_book(saved, saved.with_name("again.xlsx"), [UNKNOWN]))
    assert set(again[LIST]["marks"]) == {"E5"}
    assert again[OFFICE]["marks"] == {}
    assert set(again[LIST]["comments"]) == {"D5", "E5"}
    assert again[LIST]["comments"]["D5"] == "課長の確認済み"
    assert again[LIST]["comments"]["E5"].count("koryu ――") == 1
    assert again[OFFICE]["comments"] == {}
    assert len(again[SHEET_NAMES["ja"]]["links"]) == 1
    assert list(again) == [LIST, "控え", OFFICE, SHEET_NAMES["ja"]]
