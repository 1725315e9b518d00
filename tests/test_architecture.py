"""The house rules that a program can see: imports go down, stages do not know each other, only ``cli`` prints and exits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "koryu_rdf"
STAGES = {"read", "lift", "check", "diff", "correct", "link", "write", "query", "publish", "register", "store", "serve"}
ABOVE_THE_GROUND = STAGES | {"pipeline", "cluster", "conversion", "linking", "serving", "releasing", "cli"}
MODULES = sorted(SOURCE.rglob("*.py"))


def get_room(path: Path) -> str:
    """Name the room a module is in: its stage, ``pipeline``, ``cli``, or its own name on the ground floor."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def list_imported_rooms(tree: ast.AST) -> Iterator[str]:
    """Name the rooms that a module imports from, by plain and by from-imports, wherever they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("koryu_rdf."))


def may_import(room: str, other: str) -> bool:
    """Say whether ``room`` may import from ``other``."""
    if room in ("cli", "__init__", "__main__"):
        return True
    if room == "cluster":
        return other not in ("pipeline", "linking", "serving", "releasing", "cli")
    if room == "pipeline":
        return other != "cli"
    if room in ("conversion", "linking", "serving", "releasing"):
        return other == room or other not in ("pipeline", "conversion", "linking", "serving", "releasing", "cli")
    return other == room or other not in ABOVE_THE_GROUND


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_there_are_modules_in_every_room() -> None:
    assert {get_room(path) for path in MODULES} >= ABOVE_THE_GROUND


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_only_go_down(path: Path) -> None:
    wrong = [other for other in list_imported_rooms(parse(path)) if not may_import(get_room(path), other)]
    assert wrong == []


def test_the_import_rule_sees_both_forms() -> None:
    tree = ast.parse("import koryu_rdf.cli.app\nfrom koryu_rdf import lift\nfrom koryu_rdf.read.form import Line\n")
    assert list(list_imported_rooms(tree)) == ["cli", "lift", "read"]
    assert not may_import("write", "lift")
    assert not may_import("dates", "read")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(parse(path)) if isinstance(node, ast.Call)}
    assert get_room(path) == "cli" or not called & {"print", "sys.exit", "exit", "input", "click.echo"}


def test_the_record_model_knows_no_rdf() -> None:
    imported = {
        name
        for node in ast.walk(parse(SOURCE / "model.py"))
        if isinstance(node, ast.ImportFrom) and (name := node.module)
    }
    assert not {name for name in imported if name.startswith(("rdflib", "pyoxigraph", "koryu_rdf"))}


def test_there_is_no_drawer() -> None:
    assert not [path for path in MODULES if path.stem in ("utils", "util", "helpers", "common", "misc")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(parse(path))


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(SOURCE)): lines for path in MODULES if (lines := path.read_text("utf-8").count("\n")) > 350
    }
    assert long == {}
