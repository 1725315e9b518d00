"""Tables and mappings for the peers: what they can read, made out of our own triples, so that theirs must come out the same.

In: N-Triples of ours. Out: one CSV a kind of thing, with a column for each predicate that has one object at most and a table of two columns
for each that has several; and ``tables.json``, which says what each column means. Making them is not timed: the peers are spared the
nested JSON and what has to be normalised.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

_LINE = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|("(?:[^"\\]|\\.)*")(?:@([a-z]+)|\^\^<([^>]*)>)?) \.\n')
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Column(NamedTuple):
    """What the cells of a column are the objects of, and how; ``datatype`` and ``language`` are empty for what has none."""

    predicate: str
    is_iri: bool
    language: str
    datatype: str


Things = dict[str, dict[Column, list[str]]]
"""Of each subject, the cells by column."""


def write_tables(triples: Path, folder: Path) -> None:
    """Write the tables of a file."""
    folder.mkdir(parents=True)
    kinds = _sort_by_types(_read_things(triples))
    tables = [
        table
        for number, (types, things) in enumerate(kinds.items())
        for table in _write_kind(f"t{number}", types, things, folder)
    ]
    (folder / "tables.json").write_text(json.dumps(tables, indent=1), "utf-8")


def _read_things(triples: Path) -> Things:
    things: Things = defaultdict(lambda: defaultdict(list))
    with triples.open(encoding="utf-8") as stream:
        for line in stream:
            match = _LINE.fullmatch(line)
            if not match:
                raise ValueError(line)
            subject, predicate, iri, text, language, datatype = match.groups()
            column = Column(predicate, iri is not None, language or "", datatype or "")
            things[subject][column].append(iri if iri is not None else json.loads(text))
    return things


def _sort_by_types(things: Things) -> dict[tuple[str, ...], Things]:
    kinds: dict[tuple[str, ...], Things] = defaultdict(dict)
    for subject, cells in things.items():
        types = cells.pop(Column(_TYPE, True, "", ""), [])
        kinds[tuple(sorted(types))][subject] = cells
    return kinds


def _write_kind(name: str, types: tuple[str, ...], things: Things, folder: Path) -> list[dict[str, object]]:
    columns = sorted({column for cells in things.values() for column in cells})
    several = [one for one in columns if any(len(cells.get(one, ())) > 1 for cells in things.values())]
    single = [one for one in columns if one not in several]
    rows = ([subject, *(cells.get(one, [""])[0] for one in single)] for subject, cells in things.items())
    tables = [_write_table(f"{name}.csv", types, single, rows, folder)]
    for number, column in enumerate(several):
        pairs = ([subject, value] for subject, cells in things.items() for value in cells.get(column, ()))
        tables.append(_write_table(f"{name}-{number}.csv", (), [column], pairs, folder))
    return tables


def _write_table(
    name: str, types: tuple[str, ...], columns: list[Column], rows: object, folder: Path
) -> dict[str, object]:
    heads = [f"c{number}" for number in range(len(columns))]
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["s", *heads])
        writer.writerows(rows)  # type: ignore[arg-type]
    described = [{"name": head, **column._asdict()} for head, column in zip(heads, columns, strict=True)]
    return {"file": name, "types": types, "columns": described}


def write_rml(folder: Path, target: Path) -> None:
    """Write the mapping of the tables in RML, which morph-kgc and SDM-RDFizer read."""
    tables = json.loads((folder / "tables.json").read_text("utf-8"))
    maps = [_map_table(number, table, folder) for number, table in enumerate(tables)]
    target.write_text(_RML_HEAD + "\n".join(maps), "utf-8")


_RML_HEAD = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix m: <urn:map:> .

"""


def _map_table(number: int, table: dict[str, list[dict[str, str]]], folder: Path) -> str:
    classes = "".join(f" rr:class <{one}> ;" for one in table["types"])
    source = f'rml:source "{folder / str(table["file"])}" ; rml:referenceFormulation ql:CSV'
    parts = [
        f"m:T{number} a rr:TriplesMap",
        f"  rml:logicalSource [ {source} ]",
        f'  rr:subjectMap [ rml:reference "s" ; rr:termType rr:IRI ;{classes} ]',
        *map(_map_column, table["columns"]),
    ]
    return " ;\n".join(parts) + " .\n"


def _map_column(column: dict[str, str]) -> str:
    kind = "rr:termType rr:IRI" if column["is_iri"] else "rr:termType rr:Literal"
    if column["language"]:
        kind = f'rr:language "{column["language"]}"'
    if column["datatype"]:
        kind = f"rr:datatype <{column['datatype']}>"
    reference = f'rr:objectMap [ rml:reference "{column["name"]}" ; {kind} ]'
    return f"  rr:predicateObjectMap [ rr:predicate <{column['predicate']}> ; {reference} ]"
