"""``koryu places``: what a clerk sees of the tables of local governments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLEAN, PROBLEMS, WRONG_USAGE, COULD_NOT_RUN = 0, 1, 2, 3


def koryu(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "ja_JP.UTF-8", "LC_ALL": "", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "koryu_rdf", "places", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("date", ["1990", "1990-05-08", "平成2年5月8日"])
def test_a_former_place_is_shown_with_what_it_became(tmp_path: Path, date: str) -> None:
    done = koryu("find", "浦和市", "--on", date, folder=tmp_path)
    assert done.returncode == CLEAN
    assert "112046" in done.stdout
    assert "2001-05-01" in done.stdout
    assert "浦和市 → 埼玉県浦和市（112046）" in done.stdout
    assert "local-government-former" in done.stderr


def test_namesakes_are_all_shown_and_none_is_chosen(tmp_path: Path) -> None:
    done = koryu("find", "府中市", folder=tmp_path)
    assert done.returncode == PROBLEMS
    assert {"132063", "342084"} <= set(done.stdout.split())
    assert "府中市 → －（－）" in done.stdout
    assert koryu("find", "府中市", "--prefecture", "広島県", folder=tmp_path).returncode == CLEAN


def test_a_date_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = koryu("find", "府中市", "--on", "いつか", folder=tmp_path)
    assert done.returncode == WRONG_USAGE
    assert "日付を読み取れません: いつか" in done.stderr


def test_a_list_is_compared_with_the_tables(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("団体コード,都道府県名,市区町村名\n419991,佐賀県,新設市\n", "utf-8")
    done = koryu("check", "list.csv", folder=tmp_path)
    assert done.returncode == PROBLEMS
    assert "list.csv 2行目: 「佐賀県新設市」（419991）は付属の表にありません" in done.stderr
    assert "1 行を付属の表と比べました" in done.stderr


def test_a_list_that_is_missing_or_of_another_kind_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "list.docx").write_bytes(b"PK")
    assert koryu("check", "missing.csv", folder=tmp_path).returncode == COULD_NOT_RUN
    assert koryu("check", "list.docx", folder=tmp_path).returncode == COULD_NOT_RUN
