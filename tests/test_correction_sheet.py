"""The names of our sheets in a clerk's workbook."""

from __future__ import annotations

import pytest

from koryu_rdf.correction_sheet import SHEET_NAMES, is_problem_list


@pytest.mark.parametrize("name", [*SHEET_NAMES.values(), "Koryu-Problems", "KORYU-問題一覧"])
def test_our_list_of_problems_is_known(name: str) -> None:
    assert is_problem_list(name)


@pytest.mark.parametrize("name", ["問題一覧", "problems", "koryu", "koryu-問題一覧 (2)", "Sheet1"])
def test_a_sheet_of_the_clerk_is_not_ours(name: str) -> None:
    assert not is_problem_list(name)


@pytest.mark.parametrize("name", SHEET_NAMES.values())
def test_a_spreadsheet_takes_the_name(name: str) -> None:
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")
