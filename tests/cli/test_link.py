"""``koryu link`` as a clerk runs it."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Sequence
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
    (head,) = (line.split("\t") for line in lines if line.startswith("subject_id\t"))
    assert chiba[head.index("object_id")] == "wikidata:Q170616"
    assert chiba[-1] == "accepted"
    assert " 1 accepted" in done.stderr


def test_an_export_is_shown_and_written_only_where_a_file_is_named(tmp_path: Path) -> None:
    lacking = "".join(line for line in DUMP.splitlines(keepends=True) if "P429" not in line)
    (tmp_path / "places.nt").write_text(lacking, "utf-8")
    assert koryu(tmp_path, "link", "index", "places.nt", "-o", "places.sqlite").returncode == 0
    shown = koryu(tmp_path, "link", "export", "--index", "places.sqlite", language="ja")
    assert shown.returncode == 0, shown.stderr
    assert "どちらかの項目をまだ人が決めていない" in shown.stderr
    assert "ファイルは書いていません" in shown.stderr
    assert (shown.stdout, {path.name for path in tmp_path.iterdir()}) == ("", {"places.nt", "places.sqlite"})
    head = "subject_id\tsubject_label\tobject_id\tauthor_label\tstatus\n"
    decided = "https://w3id.org/koryu/id/place/jp-121002\t千葉市\twikidata:Q170616\t例示市\taccepted\n"
    (tmp_path / "decided.tsv").write_text(head + decided, "utf-8")
    options = ("--index", "places.sqlite", "--decisions", "decided.tsv", "--reference", "https://example.jp/")
    written = koryu(tmp_path, "link", "export", *options, "-o", "commands.tsv")
    assert written.returncode == 0, written.stderr
    (line,) = (tmp_path / "commands.tsv").read_text("utf-8").splitlines()
    assert line.split("\t")[:5] == ["Q170616", "P429", '"121002"', "S854", '"https://example.jp/"']


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
        for name in ("suggest", "review", "apply", "export", "index"):
            assert name in listed
            assert word in koryu(tmp_path, "link", name, "--help", language=language).stdout


SUGGESTIONS = """\
subject_id\tsubject_label\tobject_id\tobject_label\tcomment\tstatus
https://example.jp/delft\tデルフト市\twikidata:Q690\tデルフト\t○名前「デルフト」が一致 －上位の地域は不明\tcandidate
https://example.jp/delft\tデルフト市\twikidata:Q33432813\tデルフト\t○名前「デルフト」が一致\tcandidate
https://example.jp/annecy\tアヌシー広域行政体\twikidata:Q50189\tアヌシー\t×種類が違う\tcandidate
"""


def press_in_terminal(folder: Path, presses: Sequence[tuple[str, str]], *arguments: str) -> str:
    """Run a command in a terminal; press each key when what it waits for has appeared, and give all that was shown."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        command = [sys.executable, "-m", "koryu_rdf", *arguments, "--lang", "ja"]
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"})
    shown = ""
    for awaited, key in (*presses, ("", "")):
        seen = len(shown)
        while awaited not in shown[seen:] or not awaited:
            ready, _, _ = select.select([terminal], [], [], 20)
            assert ready, f"{awaited} did not appear in {shown[seen:]}"
            try:
                data = os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:
                break  # the terminal is closed: the program has ended
            if not data:
                break
            shown += data
        os.write(terminal, key.encode()) if key else None
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    os.close(terminal)
    return shown


def test_the_inbox_in_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "s.sssom.tsv").write_text(SUGGESTIONS, "utf-8")
    arguments = ("link", "review", "s.sssom.tsv", "--author", "例示市 国際課")
    presses = [
        ("q 終わる", "j"),
        ("q 終わる", "k"),
        ("q 終わる", "m"),
        ("メモ: ", "確認済み\n"),
        ("q 終わる", "a"),
        ("2件のうち2件目", "q"),
    ]
    shown = press_in_terminal(tmp_path, presses, *arguments)
    assert "▶ デルフト  Q690" in shown
    assert "メモ: 確認済み" in shown
    assert "1件を決めました。残り1件" in shown
    text = (tmp_path / "links/wikidata.sssom.tsv").read_text("utf-8")
    assert "確認済み / ○名前「デルフト」が一致" in text
    shown = press_in_terminal(tmp_path, [("アヌシー広域行政体", "n")], *arguments)  # Delft is not asked about again
    assert "デルフト" not in shown
    assert "残り0件" in shown


def test_without_a_terminal_there_is_the_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "s.sssom.tsv").write_text(SUGGESTIONS, "utf-8")
    done = koryu(tmp_path, "link", "review", "s.sssom.tsv", "--author", "x")
    assert done.returncode == 2
    assert "--to-sheet" in done.stderr
    assert koryu(tmp_path, "link", "review", "s.sssom.tsv", "--to-sheet", "links.xlsx").returncode == 0
    done = koryu(tmp_path, "link", "review", "s.sssom.tsv", "--from-sheet", "links.xlsx")
    assert done.returncode == 2
    assert "--author" in done.stderr
    done = koryu(tmp_path, "link", "review", "s.sssom.tsv", "--from-sheet", "links.xlsx", "--author", "x")
    assert done.returncode == 0
    assert "0 decided, 2 left" in done.stderr
