"""``koryu link`` as a clerk runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WD, WDT = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/direct/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DUMP = f"""\
<{WD}Q17> <{WDT}P297> "JP" .
<{WD}Q170616> <{WDT}P31> <{WD}Q494721> .
<{WD}Q170616> <{WDT}P17> <{WD}Q17> .
<{WD}Q170616> <{WDT}P429> "121002" .
<{WD}Q170616> <{LABEL}> "千葉市"@ja .
"""


def koryu(folder: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "koryu_rdf", *arguments, "--lang", language]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8")


def test_suggestions_from_an_index_over_the_bundled_records(tmp_path: Path) -> None:
    (tmp_path / "places.nt").write_text(DUMP, "utf-8")
    made = koryu(tmp_path, "link", "index", "places.nt", "-o", "places.sqlite")
    assert made.returncode == 0, made.stderr
    assert "2 items" in made.stderr
    done = koryu(tmp_path, "link", "suggest", "--index", "places.sqlite", "-o", "s.sssom.tsv")
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "s.sssom.tsv").read_text("utf-8").splitlines()
    (chiba,) = (line.split("\t") for line in lines if line.startswith("https://w3id.org/koryu/id/place/jp-121002\t"))
    assert chiba[3] == "wikidata:Q170616"
    assert chiba[-1] == "accepted"
    assert " 1 accepted" in done.stderr


def test_nobody_is_asked_without_a_contact(tmp_path: Path) -> None:
    done = koryu(tmp_path, "link", "suggest", "-o", "s.sssom.tsv")
    assert done.returncode == 3
    assert "--contact" in done.stderr
    assert not (tmp_path / "s.sssom.tsv").exists()
    assert "連絡先" in koryu(tmp_path, "link", "suggest", "-o", "s.sssom.tsv", language="ja").stderr


def test_help_has_examples_in_both_languages(tmp_path: Path) -> None:
    for language, word in (("ja", "例:"), ("en", "Examples:")):
        listed = koryu(tmp_path, "link", "--help", language=language).stdout
        assert word in listed
        for name in ("suggest", "index"):
            assert name in listed
            assert word in koryu(tmp_path, "link", name, "--help", language=language).stdout
