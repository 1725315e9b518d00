"""The two READMEs keep their word: what they show runs, prints what they say, and is the same in both languages."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from koryu_rdf.query import list_queries
from koryu_rdf.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent
LANGUAGES = {"README.md": "en", "README.ja.md": "ja"}
PAGES = [*LANGUAGES, "CONTRIBUTING.md", "CHANGELOG.md"]
MAPS = {"README.md": "Map of the folders", "README.ja.md": "フォルダーの地図"}
FREE_TABLES = ("columns", "constants")  # settings whose keys are the user's own words
ENDS_WELL = (0, 1)  # clean, or problems found in the data


def read_page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def list_blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", read_page(name), re.MULTILINE | re.DOTALL)


def find_block(name: str, language: str, sign: str) -> str:
    (block,) = (block for block in list_blocks(name, language) if sign in block)
    return block


def strip_comments(code: str) -> str:
    return re.sub(r"\s+# .*$", "", code, flags=re.MULTILINE)


def list_commands(name: str) -> list[str]:
    lines = [line for block in list_blocks(name, "sh") for line in strip_comments(block).splitlines()]
    return [line for line in lines if line.startswith("koryu ")]


def serves(command: str) -> bool:
    """Say whether a command goes on until it is stopped; ``tests/serve/test_command.py`` runs those."""
    return command.startswith("koryu serve ")


def needs_store(command: str) -> bool:
    """Say whether a command speaks to a store; ``tests/store/test_command.py`` runs those."""
    return ("--endpoint" in command or "--to " in command) and not serves(command)


def find_document(name: str) -> str:
    return find_block(name, "text", "(1) 自治体名")


def list_mapped(name: str) -> list[str]:
    section = read_page(name).partition(f"## {MAPS[name]}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def run(folder: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Run Python in a folder; ``koryu`` in it speaks the language of the locale."""
    locale = {"en": "en_US.UTF-8", "ja": "ja_JP.UTF-8"}[language]
    environment = {**os.environ, "LANG": locale, "LC_ALL": "", "LC_MESSAGES": "", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def koryu(folder: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    return run(folder, "-m", "koryu_rdf", *arguments, language=language)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the reader has it by then: their document, what was made of it, and the build of the bundled records."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "my-survey.txt").write_text(find_document("README.md"), "utf-8")
    (folder / "my-list.csv").write_text(find_block("README.md", "csv", "相手国"), "utf-8")
    assert koryu(folder, "build").returncode == 0
    assert koryu(folder, "build", "my-survey.txt", "-o", "public").returncode in ENDS_WELL
    assert koryu(folder, "read", "my-list.csv", "--problems", "to-mend.xlsx").returncode in ENDS_WELL
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return shutil.copytree(prepared, tmp_path / "reader")


@pytest.mark.parametrize(
    "command", [line for line in list_commands("README.md") if not (needs_store(line) or serves(line))]
)
def test_a_command_runs(command: str, folder: Path) -> None:
    done = koryu(folder, *shlex.split(command)[1:])
    assert done.returncode in ENDS_WELL, done.stderr
    assert "Traceback" not in done.stderr
    written = re.findall(r"(?:-o|--problems) (\S+)", command)
    assert all((folder / name).exists() for name in written)


def test_every_command_of_the_program_is_shown() -> None:
    from koryu_rdf.cli.app import COMMANDS  # noqa: PLC0415  (the module chooses its language when it is imported)

    assert {shlex.split(command)[1] for command in list_commands("README.md")} == set(COMMANDS)


@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_the_list_of_problems_is_the_one_that_is_shown(name: str, language: str, folder: Path) -> None:
    done = koryu(folder, "build", "my-survey.txt", "-o", "public", language=language)
    shown = find_block(name, "text", "[date-years-disagree]").removesuffix("…\n").splitlines()
    assert done.stderr.splitlines()[: len(shown)] == shown
    assert len(shown) == 2 * done.stderr.count("    → ")


@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_make_prints_what_is_shown(name: str, language: str, tmp_path: Path) -> None:
    shown = find_block(name, "text", "build/ ").removesuffix("…\n")
    printed = koryu(tmp_path, "build", "-o", "build", language=language).stderr
    assert ignore_seconds(printed).startswith(ignore_seconds(shown))


def ignore_seconds(text: str) -> str:
    return re.sub(r"[(（]\d+\.\d\s?(s|秒)[)）]", "", text)


def test_the_python_example_runs(folder: Path) -> None:
    (code,) = list_blocks("README.md", "python")
    done = run(folder, "-c", code)
    assert done.returncode == 0, done.stderr
    assert "6 date-years-disagree" in done.stdout
    assert "IT,イタリア,1,1" in done.stdout


def test_the_settings_shown_are_accepted_and_take_effect(folder: Path) -> None:
    path = folder / "koryu.toml"
    path.write_text(find_block("README.md", "toml", "base ="), "utf-8")
    settings = read_settings(path)
    done = koryu(folder, "build", "my-survey.txt", "-o", "public")
    assert done.returncode in ENDS_WELL, done.stderr
    assert f"<{settings.base}agreement/{settings.survey}/1>" in (folder / "public/data/koryu.ttl").read_text("utf-8")
    assert f"<{settings.dataset.home}data/koryu.ttl>" in (folder / "public/catalog.ttl").read_text("utf-8")


def test_every_setting_is_shown() -> None:
    example = tomllib.loads(find_block("README.md", "toml", "base ="))
    assert set(list_keys(example)) == set(list_settings(Settings))


def list_keys(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        is_nested = isinstance(value, dict) and key not in FREE_TABLES
        yield from list_keys(value, f"{prefix}{key}.") if is_nested else [prefix + key]


def list_settings(kind: type[msgspec.Struct], prefix: str = "") -> Iterator[str]:
    for field in msgspec.structs.fields(kind):
        nested = isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
        yield from list_settings(field.type, f"{prefix}{field.name}.") if nested else [prefix + field.name]


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_map_is_that_of_the_project(name: str) -> None:
    mapped = list_mapped(name)
    packages = {
        f"{path.parent.relative_to(ROOT).as_posix()}/" for path in (ROOT / "src/koryu_rdf").glob("*/__init__.py")
    }
    assert len(mapped) > len(packages)
    assert [place for place in mapped if not (ROOT / place).exists()] == []
    assert packages <= set(mapped)


def test_both_have_the_same_headings_and_rows() -> None:
    english, japanese = (re.findall(r"^(#+ |\||- |!\[)", read_page(name), re.MULTILINE) for name in LANGUAGES)
    assert english == japanese
    assert len(re.findall(r"^#", read_page("README.md"), re.MULTILINE)) > 8


def test_both_show_the_same_code() -> None:
    """So it is enough that the code in one of them is run."""
    for language in ("sh", "python", "toml", "csv"):
        english, japanese = ([strip_comments(block) for block in list_blocks(name, language)] for name in LANGUAGES)
        assert english == japanese
        assert english
    assert find_document("README.md") == find_document("README.ja.md")
    assert list_mapped("README.md") == list_mapped("README.ja.md")


def test_each_links_to_the_other() -> None:
    assert "](README.ja.md)" in read_page("README.md")
    assert "](README.md)" in read_page("README.ja.md")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", read_page(name))
    assert [target for target in targets if not target.startswith("https://") and not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", [*LANGUAGES, "CONTRIBUTING.md"])
def test_make_has_the_targets_that_are_shown(name: str) -> None:
    shown = {word for block in list_blocks(name, "sh") for word in re.findall(r"^make (\w+)", block, re.MULTILINE)}
    targets = set(re.findall(r"^(\w+):", read_page("Makefile"), re.MULTILINE))
    assert shown
    assert shown <= targets


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_queries_that_are_named_exist(name: str) -> None:
    named = set(re.findall(r"koryu query ([a-z-]+)(?![\w/.-])", read_page(name)))
    assert len(named) > 2
    assert named <= {query.name for query in list_queries()}


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_vocabulary_has_the_terms_that_are_named(name: str) -> None:
    named = set(re.findall(r"`(koryu:\w+)`", read_page(name)))
    defined = set(re.findall(r"^(koryu:\w+) a ", read_page("ontology/koryu.ttl"), re.MULTILINE))
    assert len(named) > 10
    assert named <= defined
