"""Personal data at the command line: nothing that is withheld gets into any file, and ``--strict`` publishes nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.cli.test_commands import PROBLEMS, WRONG_USAGE, koryu

PLANTED = """
山田太郎 佐々木 鈴木花子 王小明 スミス 김철수 Suzuki taro.yamada 090-1234-5678 ０８０（１２３４）５６７８ 070-9876-5432 花岡町2丁目18番地
鵜殿 hanako_sato 小林 栄町4丁目5番6号 三浦 0577-99-8888
""".split()

DOCUMENT = """\
山田太郎さんが編集した。
1. 津市とリヨン市との鈴木花子氏を介した覚書
(1) 自治体名
日本の自治体\t三重県津市
海外の自治体\tフランス共和国リヨン市、山田太郎さんの会
(2) 提携年月日
平成30（2018）年4月31日 佐々木さん立ち会い
(3) 提携に至った経緯
佐々木知事と王小明市長が会談し、スミス市長も来訪した。김철수 시장과 만났다。
住所：岐阜県高山市花岡町2丁目18番地、自宅電話0577-99-8888の山田太郎が始めた。
(4) 提携後の取組内容
夜間は090-1234-5678、または０８０（１２３４）５６７８へ。事務所は佐賀市栄町4丁目5番6号である。
The interpreter was Hanako Suzuki.
(5) 取組による成果・課題等
taro.yamada@city.example.jpへ。
(6) 取組を紹介しているホームページのURL
https://www.example.jp/a?to=taro.yamada@city.example.jp（担当：小林）
(7) 問い合わせ先（担当課）
担当部署名\t国際課 鵜殿
電話番号\t070-9876-5432\t電子メール\thanako_sato@city.example.jp
担当者名\t三浦
備考\t小林まで
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "survey.txt").write_text(DOCUMENT, "utf-8")
    return tmp_path


def find_planted(text: str) -> list[str]:
    return [word for word in PLANTED if word in text]


def test_the_document_holds_what_is_planted() -> None:
    assert find_planted(DOCUMENT) == PLANTED


def test_nothing_planted_gets_into_a_folder_or_a_list_or_the_terminal(folder: Path) -> None:
    logs = ("--problems", "problems.csv", "--redactions", "redactions.csv", "--verbose")
    for done in (
        koryu("build", "survey.txt", "-o", "public", folder=folder),
        koryu("read", "survey.txt", "-o", "records.jsonl", *logs, folder=folder),
        koryu("check", "survey.txt", "-o", "report.html", folder=folder),
        koryu("convert", "survey.txt", "-o", "data.rdf", folder=folder),
    ):
        assert done.returncode == PROBLEMS
        assert find_planted(done.stdout + done.stderr) == []
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "survey.txt"]
    assert len(files) > 20
    for path in files:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert find_planted(data.decode("utf-8")) == [], path
    assert "undecided" in (folder / "redactions.csv").read_text("utf-8")


def test_strict_writes_nothing_and_says_how_to_decide(folder: Path) -> None:
    (folder / "records.jsonl").write_text("as it was", "utf-8")
    for arguments in (("build", "-o", "public"), ("convert", "-o", "data.ttl"), ("read", "-o", "records.jsonl")):
        done = koryu(arguments[0], "survey.txt", *arguments[1:], "--strict", folder=folder)
        assert done.returncode == PROBLEMS
        assert "[personal-undecided]" in done.stderr
        assert "line 19" in done.stderr
        assert "decided" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["records.jsonl", "survey.txt"]
    assert (folder / "records.jsonl").read_text("utf-8") == "as it was"


def test_strict_publishes_when_everything_is_decided(folder: Path) -> None:
    koryu("read", "survey.txt", "-o", "r.jsonl", "--redactions", "log.csv", "--redactions-with-text", folder=folder)
    rows = [line.split(",") for line in (folder / "log.csv").read_text("utf-8-sig").splitlines()]
    words = sorted({row[-1] for row in rows if row[-2] == "undecided"})
    assert "鵜殿" in words
    quoted = ", ".join(f'"{word}"' for word in words)
    (folder / "koryu.toml").write_text(f"[personal]\ndenied = [{quoted}]\n", "utf-8")
    done = koryu("build", "survey.txt", "-o", "public", "--strict", folder=folder)
    assert done.returncode == PROBLEMS
    assert (folder / "public/index.html").exists()
    assert "鵜殿" not in (folder / "public/data/koryu.ttl").read_text("utf-8")


def test_the_texts_are_never_logged_into_a_folder_to_be_published(folder: Path) -> None:
    koryu("build", "survey.txt", "-o", "public", folder=folder)
    done = koryu("read", "survey.txt", "--redactions", "public/report/log.csv", "--redactions-with-text", folder=folder)
    assert done.returncode == WRONG_USAGE
    assert not (folder / "public/report/log.csv").exists()
    assert koryu("read", "survey.txt", "--redactions-with-text", folder=folder).returncode == WRONG_USAGE
