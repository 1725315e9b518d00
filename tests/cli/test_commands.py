"""The command line as a person meets it: what it prints, where, and how it exits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from koryu_rdf.check import list_shape_codes
from koryu_rdf.cli.app import COMMANDS
from koryu_rdf.problems import list_codes

CLEAN, PROBLEMS, WRONG_USAGE, COULD_NOT_RUN = 0, 1, 2, 3

DOCUMENT = """\
1. 津市とリヨン市との環境協力に関する覚書

(1) 自治体名

日本の自治体\t三重県津市
海外の自治体\tフランス共和国リヨン市

(2) 提携年月日

平成30（2018）年4月2日

(3) 提携に至った経緯

环境分野の研修を機に結んだ。

(4) 提携後の取組内容

--

(5) 取組による成果・課題等

--

(6) 取組を紹介しているホームページのURL

https://www.example.lg.jp/lyon.html

(7) 問い合わせ先（担当課）

担当部署名\t環境部 環境課
電話番号\t059-224-2356\t電子メール\tkankyo@example.lg.jp
"""


def koryu(
    *arguments: str | Path, folder: Path, stdin: bytes = b"", lang: str = "en_US.UTF-8"
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder of its own."""
    environment = {**os.environ, "LANG": lang, "LC_ALL": "", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "koryu_rdf", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "survey.txt"
    path.write_text(DOCUMENT, "utf-8")
    return path


def test_read_writes_records_to_standard_output(document: Path, tmp_path: Path) -> None:
    done = koryu("read", document, folder=tmp_path)
    record = json.loads(done.stdout)
    assert done.returncode == CLEAN, done.stderr
    assert record["id"] == "survey-2018/1"
    assert record["dates"][0] == {
        "value": "2018-04-02",
        "precision": "day",
        "role": "signed",
        "as_written": "平成30（2018）年4月2日",
    }
    assert "1 records read" in done.stderr


def test_read_takes_standard_input(document: Path, tmp_path: Path) -> None:
    done = koryu("read", "-", "--from", "txt", "--survey", "mine", folder=tmp_path, stdin=document.read_bytes())
    assert json.loads(done.stdout)["id"] == "mine/1"


def test_read_writes_files_and_lists_problems(document: Path, tmp_path: Path) -> None:
    document.write_text(DOCUMENT.replace("（2018）", "（2019）"), "utf-8")
    done = koryu("read", document, "-o", "a.jsonl", "--problems", "p.csv", "--lang", "ja", folder=tmp_path)
    assert done.returncode == PROBLEMS
    assert done.stdout == ""
    assert "survey.txt 10行目" in done.stderr
    assert "元号の年（2018年）と西暦（2019年）が一致しません" in done.stderr
    header, row = (tmp_path / "p.csv").read_text("utf-8-sig").splitlines()
    assert header == "code,severity,file,line,sheet,cell,record,field,value,message,hint,page"
    assert row.startswith("date-years-disagree,error,survey.txt,10,,,survey/1,dates,")
    assert len((tmp_path / "a.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".ttl", ".xlsx"])
def test_problems_are_written_in_every_form(suffix: str, document: Path, tmp_path: Path) -> None:
    document.write_text(DOCUMENT.replace("（2018）", "（2019）"), "utf-8")
    done = koryu("read", document, "-o", "a.jsonl", "--problems", f"p{suffix}", folder=tmp_path)
    assert done.returncode == PROBLEMS, done.stderr
    first = (tmp_path / f"p{suffix}").read_bytes()
    koryu("read", document, "-o", "a.jsonl", "--problems", f"p{suffix}", folder=tmp_path)
    assert first == (tmp_path / f"p{suffix}").read_bytes()


def test_problems_are_not_written_onto_the_source(tmp_path: Path) -> None:
    source = tmp_path / "records.jsonl"
    source.write_text("{}\n")
    done = koryu("read", source, "--problems", "records.jsonl", folder=tmp_path)
    assert done.returncode == WRONG_USAGE
    assert source.read_text() == "{}\n"


def test_verbose_shows_what_was_passed_over(document: Path, tmp_path: Path) -> None:
    done = koryu("read", document, "--verbose", folder=tmp_path)
    assert "survey.txt line 18: residue of a table (--)  --" in done.stderr


def test_records_convert_to_every_format(document: Path, tmp_path: Path) -> None:
    koryu("read", document, "-o", "a.jsonl", folder=tmp_path)
    for name in ("a.ttl", "a.nt", "a.nq", "a.trig", "a.jsonld", "a.rdf", "a.nt.gz", "a.ttl.zst"):
        done = koryu("convert", "a.jsonl", "-o", name, folder=tmp_path)
        assert done.returncode == CLEAN, done.stderr
        assert (tmp_path / name).stat().st_size > 100


def test_convert_to_standard_output_keeps_it_clean(document: Path, tmp_path: Path) -> None:
    done = koryu("convert", document, "-o", "-", folder=tmp_path)
    assert done.stdout.startswith("@prefix")
    assert "triples written" in done.stderr


def test_check_finds_what_breaks_a_shape(document: Path, tmp_path: Path) -> None:
    koryu("convert", document, "-o", "good.ttl", folder=tmp_path)
    assert koryu("check", "good.ttl", folder=tmp_path).returncode == CLEAN
    turtle = (tmp_path / "good.ttl").read_text("utf-8")
    (tmp_path / "bad.ttl").write_text(turtle.replace('"242012"', '"242013"'), "utf-8")
    done = koryu("check", "bad.ttl", "-o", "report.jsonl", folder=tmp_path)
    assert done.returncode == PROBLEMS
    (problem,) = map(json.loads, (tmp_path / "report.jsonl").read_text("utf-8").splitlines())
    assert problem["value"] == "242013"
    assert problem["line"] == 1
    assert problem["record"] == "survey-2018/1"
    for name in ("report.ttl", "report.html", "report.csv"):
        assert koryu("check", "bad.ttl", "-o", name, folder=tmp_path).returncode == PROBLEMS
        assert "242013" in (tmp_path / name).read_text("utf-8")


def test_query_binds_parameters(tmp_path: Path) -> None:
    every = koryu("query", "agreements-by-country", "-p", "country=", "--format", "csv", folder=tmp_path).stdout
    danish = koryu("query", "agreements-by-country", "-p", "country=DK", "--format", "csv", folder=tmp_path)
    assert danish.returncode == CLEAN, danish.stderr
    assert len(danish.stdout.splitlines()) == 3
    assert len(every.splitlines()) > 24
    hostile = koryu("query", "agreements-by-country", "-p", 'country=" } DROP ALL #', folder=tmp_path)
    assert hostile.returncode in (CLEAN, COULD_NOT_RUN)


def test_a_built_folder_is_data(document: Path, tmp_path: Path) -> None:
    assert koryu("build", document, "-o", "public", folder=tmp_path).returncode == CLEAN
    done = koryu("query", "agreements", "public", "--format", "csv", folder=tmp_path)
    assert len(done.stdout.splitlines()) == 2
    assert koryu("check", "public", "public/catalog.ttl", folder=tmp_path).returncode == CLEAN


def test_advice_is_given_when_asked_for(tmp_path: Path, root: Path) -> None:
    assert koryu("check", root / "records", folder=tmp_path).returncode == CLEAN
    done = koryu("check", root / "records", "--advice", folder=tmp_path)
    assert "Contact-sharedTelephone" in done.stderr
    assert done.returncode == CLEAN  # advice is a note, and notes do not count


def test_an_endpoint_that_is_not_there(tmp_path: Path) -> None:
    done = koryu("query", "agreements", "--endpoint", "http://localhost:9/query", folder=tmp_path)
    assert done.returncode == COULD_NOT_RUN
    assert "cannot be reached" in done.stderr
    assert (
        koryu("query", "agreements", "build", "--endpoint", "http://localhost:9/", folder=tmp_path).returncode
        == WRONG_USAGE
    )


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('base = "https://example.jp/id"', "must end with /"),
        ('[dataset]\nhome = "https://example.jp/x"', "must end with /"),
        ('[publisher]\nemail = "nobody"', "not a mail address"),
        ('survey = "a b/c"', "letters, digits"),
    ],
)
def test_settings_that_would_make_faulty_data(setting: str, told: str, document: Path, tmp_path: Path) -> None:
    (tmp_path / "koryu.toml").write_text(setting + "\n")
    done = koryu("build", document, folder=tmp_path)
    assert done.returncode == COULD_NOT_RUN
    assert told in done.stderr
    assert not (tmp_path / "build").exists()


def test_a_survey_identifier_must_fit_in_an_iri(document: Path, tmp_path: Path) -> None:
    done = koryu("read", document, "--survey", "a b/c", folder=tmp_path)
    assert done.returncode == COULD_NOT_RUN
    assert "letters, digits" in done.stderr


def test_nothing_is_written_when_the_problems_cannot_be(document: Path, tmp_path: Path) -> None:
    done = koryu("read", document, "-o", "a.jsonl", "--problems", "p.doc", folder=tmp_path)
    assert done.returncode == WRONG_USAGE
    assert not (tmp_path / "a.jsonl").exists()


def test_query_answers_a_file(tmp_path: Path) -> None:
    (tmp_path / "ask.rq").write_text(
        "SELECT (COUNT(?a) AS ?n) WHERE { ?a a <https://w3id.org/koryu/ontology#Agreement> }"
    )
    assert koryu("query", "ask.rq", "--format", "csv", folder=tmp_path).stdout.splitlines() == ["n", "24"]


def test_queries_lists_every_saved_query(tmp_path: Path, root: Path) -> None:
    done = koryu("queries", folder=tmp_path)
    assert [line.split()[0] for line in done.stdout.splitlines()] == sorted(
        path.stem for path in (root / "queries").glob("*.rq")
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_explain_explains_every_code(lang: str, tmp_path: Path) -> None:
    listed = koryu("explain", "--lang", lang, folder=tmp_path).stdout
    assert {*list_codes(), *list_shape_codes()} < set(listed.split())
    assert "{" not in listed
    done = koryu("explain", "phone-invalid", "--lang", lang, folder=tmp_path)
    assert done.returncode == CLEAN
    assert len(done.stdout.splitlines()) == 4


def test_explain_suggests_near_codes(tmp_path: Path) -> None:
    done = koryu("explain", "phone-invalit", folder=tmp_path)
    assert done.returncode == WRONG_USAGE
    assert "phone-invalid" in done.stderr
    assert "date-impossible" in koryu("explain", "DATE-impossibel", folder=tmp_path).stderr
    assert "Event-headCount" in koryu("explain", "headcount", folder=tmp_path).stderr


GROUPS = {"link": ("suggest", "review", "apply", "export", "index"), "places": ("find", "check")}


@pytest.mark.parametrize(("group", "command"), [(group, one) for group, some in GROUPS.items() for one in some])
def test_every_command_of_a_group_has_help(group: str, command: str, tmp_path: Path) -> None:
    assert command in koryu(group, "--help", folder=tmp_path).stdout
    done = koryu(group, command, "--help", folder=tmp_path)
    assert done.returncode == CLEAN
    assert "--quiet" in done.stdout


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, lang: str, tmp_path: Path) -> None:
    done = koryu(command, "--help", "--lang", lang, folder=tmp_path)
    assert done.returncode == CLEAN
    assert "--quiet" in done.stdout or command in GROUPS
    assert f"koryu {command}" in done.stdout or command == "queries"
    assert any("ぁ" <= letter <= "ん" for letter in done.stdout) == (lang == "ja")


UNREADABLE = {
    "missing": ("there is no", COULD_NOT_RUN),
    "folder": ("holds no file", COULD_NOT_RUN),
    "binary.txt": ("not seem to be a text", COULD_NOT_RUN),
    "table.docx": ("is named .docx but is zip", PROBLEMS),
    "empty.txt": ("the file is empty", PROBLEMS),
    "blank.txt": ("the file is empty", PROBLEMS),
    "letter.txt": ("no record of an agreement", PROBLEMS),
    "stray.txt": ("bytes that are not text", PROBLEMS),
    "truncated.txt": ("is missing", PROBLEMS),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_bad_input_gets_a_message_and_no_trace(name: str, tmp_path: Path) -> None:
    message, code = UNREADABLE[name]
    make_bad_input(tmp_path)
    done = koryu("read", name, folder=tmp_path)
    assert message in done.stderr.lower()
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def make_bad_input(folder: Path) -> None:
    """Write one file of each kind of bad input."""
    (folder / "folder").mkdir()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "table.docx").write_bytes(b"PK\x03\x04")
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\n\t\n")
    (folder / "letter.txt").write_text("拝啓 お世話になっております。\n", "utf-8")
    (folder / "stray.txt").write_bytes(DOCUMENT.replace("研修", "研\udcff修").encode("utf-8", "surrogateescape"))
    (folder / "truncated.txt").write_text(DOCUMENT[: DOCUMENT.index("(4)")], "utf-8")


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["nonsense"], ["build", "--nonsense"], ["query"], ["convert", "records"], ["query", "x", "-p", "y"]],
)
def test_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    done = koryu(*arguments, folder=tmp_path)
    assert done.returncode == WRONG_USAGE or (arguments[0] == "query" and done.returncode == COULD_NOT_RUN)
    assert "Traceback" not in done.stderr


def test_a_build_does_not_replace_a_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    done = koryu("build", "-o", "photos", folder=tmp_path)
    assert done.returncode == COULD_NOT_RUN
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["a.jpg"]


def test_interrupting_a_build_leaves_the_old_folder(tmp_path: Path) -> None:
    assert koryu("build", folder=tmp_path).returncode == CLEAN
    before = (tmp_path / "build" / "data" / "koryu.ttl").stat().st_mtime_ns
    process = subprocess.Popen(
        [sys.executable, "-m", "koryu_rdf", "build", "--lang", "en"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    while not [path for path in tmp_path.iterdir() if path.name != "build"]:
        time.sleep(0.005)
        assert process.poll() is None, "the build ended before it could be interrupted"
    process.send_signal(signal.SIGINT)
    _, message = process.communicate()
    assert process.returncode == 130
    assert "Interrupted" in message
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
    assert (tmp_path / "build" / "data" / "koryu.ttl").stat().st_mtime_ns == before


def test_quiet_says_nothing(document: Path, tmp_path: Path) -> None:
    done = koryu("build", document, "--quiet", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (CLEAN, "", "")


def test_settings_are_used_and_checked(document: Path, tmp_path: Path) -> None:
    (tmp_path / "koryu.toml").write_text('base = "https://data.example.lg.jp/id/"\n')
    done = koryu("convert", document, "-o", "-", "--to", "nt", folder=tmp_path)
    assert "<https://data.example.lg.jp/id/agreement/survey-2018/1>" in done.stdout
    (tmp_path / "koryu.toml").write_text('bas = "https://data.example.lg.jp/id/"\n')
    done = koryu("convert", document, "-o", "-", folder=tmp_path)
    assert done.returncode == COULD_NOT_RUN
    assert "koryu.toml" in done.stderr
    assert "bas" in done.stderr


def test_a_closed_pipe_is_no_trace(tmp_path: Path) -> None:
    command = f"{sys.executable} -m koryu_rdf queries | head -1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_many_problems_are_grouped_by_code_and_listed_whole_on_request(tmp_path: Path) -> None:
    faulty = DOCUMENT.replace("（2018）", "（2019）").partition(". ")[2]
    (tmp_path / "survey.txt").write_text("\n".join(f"{number}. {faulty}" for number in range(1, 51)), "utf-8")
    told = koryu("read", "survey.txt", "-o", "a.jsonl", folder=tmp_path).stderr
    assert "error 50 times [date-years-disagree]" in told
    assert "    survey.txt line 10 [survey/1]: the era year (2018)" in told
    assert "    … and 47 more\n    → mend the wrong one\n" in told
    whole = koryu("read", "survey.txt", "-o", "a.jsonl", "--verbose", folder=tmp_path).stderr
    assert whole.count("[date-years-disagree]") == 50


def test_what_is_alike_in_one_column_is_shown_as_one(tmp_path: Path) -> None:
    rows = ["番号,自治体名,協定名,締結日,相手国", "1,三重県津市,友好協定一,2006-11-02,フランス"]
    rows += [f"{number},,友好協定の{number},2006-11-02,フランス" for number in range(2, 61)]
    (tmp_path / "list.csv").write_text("\n".join(rows), "utf-8")
    told = koryu("read", "list.csv", "-o", "a.jsonl", folder=tmp_path).stderr
    assert told.count("[filled-from-above]") == 1
    assert "warning list.csv B3:B61 (59 places):" in told
    assert "There are 59 problems." in told
    whole = koryu("read", "list.csv", "-o", "a.jsonl", "--verbose", folder=tmp_path).stderr
    assert whole.count("[filled-from-above]") == 59


def test_read_explains_how_a_table_was_understood(tmp_path: Path) -> None:
    table = "一覧\n番号,協定名,締結日,自治体名,相手国,決裁\n1,友好協定,2006-11-02,三重県津市,フランス,3\n"
    (tmp_path / "list.csv").write_text(table, "utf-8")
    done = koryu("read", "list.csv", "--explain", folder=tmp_path)
    assert done.returncode == PROBLEMS  # a column is not understood
    assert "header row: 2" in done.stdout
    assert ["C", "締結日", "date", "of", "signing", "[signed]", "its", "heading"] in [
        line.split() for line in done.stdout.splitlines()
    ]
    assert "not understood" in done.stdout
    assert "column-unknown" in done.stderr
    assert "{" not in done.stdout
    done = koryu("read", "list.csv", "--explain", "-o", "list.jsonl", folder=tmp_path, lang="ja_JP.UTF-8")
    assert "見出しの行: 2" in done.stdout
    assert (tmp_path / "list.jsonl").read_text("utf-8").count("\n") == 1
    (tmp_path / "koryu.toml").write_text('[columns]\n"決裁" = "ignore"\n', "utf-8")
    assert koryu("read", "list.csv", "--explain", folder=tmp_path).returncode == CLEAN


def test_diff_tells_in_sentences_and_writes_what_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "old.nt").write_text('<https://example.jp/1> <http://purl.org/dc/terms/title> "Alt" .\n', "utf-8")
    (tmp_path / "new.nt").write_text('<https://example.jp/1> <http://purl.org/dc/terms/title> "Neu" .\n', "utf-8")
    done = koryu("diff", "old.nt", "new.nt", "-o", "changes.rdfp", folder=tmp_path)
    assert done.returncode == CLEAN
    assert done.stdout.splitlines()[0] == "Other entries: 1 renamed."
    assert "  renamed: Alt → Neu" in done.stdout
    rows = (tmp_path / "changes.rdfp").read_text("utf-8").splitlines()
    assert [row[:2] for row in rows] == ["H ", "TX", "D ", "A ", "TC"]  # "Alt" stands before "Neu"


def test_diff_says_what_it_cannot_compare(tmp_path: Path) -> None:
    (tmp_path / "old.nt").touch()
    for arguments in (("old.nt", "missing.nt"), ("old.nt", tmp_path), ("old.nt", "old.nt", "-o", "changes.docx")):
        done = koryu("diff", *arguments, folder=tmp_path)
        assert done.returncode == COULD_NOT_RUN
        assert "→" in done.stderr


def test_publish_takes_what_a_build_left_and_tells_what_is_new(tmp_path: Path) -> None:
    """The records, their links and what their editors acknowledged are those of the build."""
    assert koryu("build", "-q", folder=tmp_path).returncode == CLEAN
    first = koryu("publish", "build", "-o", "public", "--release", "1", folder=tmp_path)
    assert first.returncode == CLEAN, first.stderr
    assert "public is release 1. There is no earlier release" in first.stderr
    for name in ("koryu.nt.gz", "links.trig", "agreements.csv"):
        assert (tmp_path / "public/data" / name).read_bytes() == (tmp_path / "build/data" / name).read_bytes()
    second = koryu("publish", "build/data/koryu.ttl", "-o", "public", "--release", "2", folder=tmp_path)
    assert "public is release 2. Nothing has changed." in second.stderr
    told = koryu("diff", "public", "build", folder=tmp_path)
    assert told.stdout.startswith("Nothing has changed.")
    (tmp_path / "other.ttl").touch()
    assert koryu("publish", "other.ttl", "-o", "elsewhere", folder=tmp_path).returncode == WRONG_USAGE
