"""Compile the tables of names of persons out of the packages that ``src/koryu_rdf/tables/README.md`` names.

In: the folder ``dataset`` of PyPI ``japanese-personal-name-dataset``, and the dictionary of PyPI ``janome``, which must be
installed: what it knows as a word and not as a name is left out. Out: three tables, in the folder named. For developers;
the package never runs it. It fetches nothing.

    python scripts/compile_names.py dataset src/koryu_rdf/tables
"""

from __future__ import annotations

import csv
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

GIVEN = ("first_name_man_org.csv", "first_name_woman_org.csv")
KANJI = re.compile("[一-鿿々]+")
LONGEST = 3


def main(dataset: Path, tables: Path) -> None:
    """Write both tables."""
    families = sorted((name, romaji) for name, _, _, romaji in read_rows(dataset / "last_name_org.csv"))
    write_table(tables / "family-names.tsv", ("name", "romaji"), families)
    ends: dict[str, set[str]] = defaultdict(set)
    is_word = find_words()
    for _, _, *spellings in (row for name in GIVEN for row in read_rows(dataset / name)):
        for name in filter(KANJI.fullmatch, spellings):
            if len(name) <= LONGEST and not is_word(name):
                ends[name[:-1]].add(name[-1])
    write_table(
        tables / "given-names.tsv", ("beginning", "ends"), sorted((key, join(signs)) for key, signs in ends.items())
    )
    readings = {row[0]: row[1] for name in GIVEN for row in read_rows(dataset / name)}
    write_table(tables / "given-name-readings.tsv", ("kana", "romaji"), sorted(readings.items()))


def find_words() -> Callable[[str], bool]:
    """Give the function that tells a word that is no name from all the others; one sign may be either."""
    tokenizer = importlib.import_module("janome.tokenizer").Tokenizer()
    words = tokenizer.sys_dic

    def is_word(name: str) -> bool:
        entries = [entry for entry in words.lookup(name.encode(), tokenizer.matcher) if entry[1] == name]
        kinds = {words.lookup_extra(entry[0])[0] for entry in entries}
        is_name = any("人名,名" in kind for kind in kinds)
        return len(name) > 1 and not is_name and any(kind.startswith("名詞") for kind in kinds)

    return is_word


def join(signs: set[str]) -> str:
    return "".join(sorted(signs))


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write_table(path: Path, columns: tuple[str, str], rows: list[tuple[str, str]]) -> None:
    lines = ["\t".join(row) for row in (columns, *rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
