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
TABLES = [
    "countries",
    "family-names",
    "former-countries",
    "former-local-governments",
    "given-name-readings",
    "given-names",
    "local-governments",
    "partner-places",
    "subdivisions",
]
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
    done = compile_tables(tmp_path)

    assert (tmp_path / "local-governments.tsv").read_text("utf-8").splitlines() == [
        "code\tprefecture\tname\tdistrict\tkana\tenglish\tvalid_from",
        "410004\t佐賀県\t\t\tサガケン\tSaga Prefecture\t",
        "412074\t佐賀県\t鹿島市\t\tカシマシ\t\t",
        "414018\t佐賀県\t有田町\t西松浦郡\tアリタチョウ\tArita\t1972-04-01",
    ]
    assert done.splitlines()[:3] == [
        "412074 佐賀県鹿島市: the other code table has ('佐賀県', '鹿嶋市')",
        "999999 夢県無町: only the other code table has it",
        "412074 佐賀県鹿島市: the post reads カシマシ, the code table カジマシ",
    ]


def test_the_compile_script_tells_what_became_of_former_places(tmp_path: Path) -> None:
    """A village that got a new code, one that became a town, one that a town took in, one of which nobody knows."""
    done = compile_tables(tmp_path)

    assert (tmp_path / "former-local-governments.tsv").read_text("utf-8").splitlines() == [
        "code\tprefecture\tname\tdistrict\tvalid_from\tvalid_to\tsuccessor\tchange",
        "\t佐賀県\t大山村\t西松浦郡\t1889-04-01\t1960-10-01/1965-10-01\t414018\t",
        "414026\t佐賀県\t有田村\t西松浦郡\t\t1972-04-01\t414018\tpromoted",
        "414042\t佐賀県\t西有田町\t西松浦郡\t\t2006-03-01\t414018\tincorporated",
        "414051\t佐賀県\t無田村\t西松浦郡\t\t1970-04-01\t\t",
    ]
    assert done.splitlines()[3:] == ["414051 佐賀県無田村: last day 1970-04-01, "]


def compile_tables(folder: Path) -> str:
    """Compile tables of a few places into ``folder``; gives what the script says of differences."""
    codes, check, post = write_sources(folder)
    past, alphabet, places = write_past(folder)
    files = {"codes": codes, "check": check, "post": post, "past": past, "alphabet": alphabet, "places": places}
    options = [part for name, path in (files | {"out": folder}).items() for part in (f"--{name}", str(path))]
    command = [sys.executable, str(SCRIPT), *options]
    environment = {"PYTHONUTF8": "1", "PYTHONPATH": str(Path(koryu_rdf.__file__).parents[1])}
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=environment).stderr


def write_past(folder: Path) -> tuple[Path, Path, Path]:
    past, alphabet, places = folder / "geoshape-city.csv", folder / "cities.csv", folder / "cities500.json"
    columns = "entry_id,body,suffix,prefname,countyname,latitude,longitude,valid_from,valid_to,source"
    hall = "1/有田町役場/有田町立部乙2202/P34-14_41.xml"
    rows = [
        f"41401A1972,有田,町,佐賀県,西松浦郡,33.2,129.8,1972-04-01,,{hall}",
        f"41402A1968,有田,村,佐賀県,西松浦郡,33.2,129.8,1895-11-13,1972-04-01,{hall}",
        "41404A1968,西有田,町,佐賀県,西松浦郡,33.2,129.8,,2006-03-01,4/西公民館/立部乙2208番地4/P05-10_41-g.xml",
        "41405A1968,無田,村,佐賀県,西松浦郡,34.9,129.8,,1970-04-01,9/中央",
        f"41B0070008,大山,村,佐賀県,西松浦郡,33.2,129.8,1889-04-01,,{hall}/(19601001\\41\\41B0070008.wkt.txt)",
        f"41B0070009,小山,村,佐賀県,西松浦郡,33.2,129.8,1889-04-01,1954-04-01,{hall}",
    ]
    past.write_text("\n".join([columns, *rows]), "utf-8")
    alphabet.write_text("cityCode,cityAlphabet\n41401,Nishimatsuura-gun Arita-cho\n41207,Kashima-shi\n", "utf-8")
    near = {"name": "Arita", "latitude": 33.21, "longitude": 129.85, "countrycode": "JP", "alternatenames": ["有田町"]}
    places.write_text(json.dumps({"1": near}), "utf-8")
    return past, alphabet, places


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
            town = {"prefecture": "佐賀県", "neighborhood": "立部" if code == "41401" else "高津原"}
            record = {"jisx0402": code, "city": city, "city_kana": kana} | town
            database.execute("insert into postal_data values (?)", [json.dumps(record)])
    return codes, check, post
