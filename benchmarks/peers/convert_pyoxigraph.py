"""Tables to N-Triples with pyoxigraph's objects: ``python convert_pyoxigraph.py TABLES_FOLDER TARGET``."""

# mypy: ignore-errors
import csv
import json
import sys
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def make_literal(cell: str, language: str, datatype: NamedNode | None) -> Literal:
    return Literal(cell, language=language) if language else Literal(cell, datatype=datatype)


def make_triples(folder: Path):
    for table in json.loads((folder / "tables.json").read_text("utf-8")):
        types = list(map(NamedNode, table["types"]))
        columns = [
            (
                NamedNode(one["predicate"]),
                one["is_iri"],
                one["language"],
                NamedNode(one["datatype"]) if one["datatype"] else None,
            )
            for one in table["columns"]
        ]
        with (folder / table["file"]).open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            for name, *cells in rows:
                subject = NamedNode(name)
                for one in types:
                    yield Triple(subject, TYPE, one)
                for cell, (predicate, is_iri, language, datatype) in zip(cells, columns, strict=True):
                    if cell:
                        yield Triple(
                            subject, predicate, NamedNode(cell) if is_iri else make_literal(cell, language, datatype)
                        )


with open(sys.argv[2], "wb") as target:
    serialize(make_triples(Path(sys.argv[1])), target, RdfFormat.N_TRIPLES)
