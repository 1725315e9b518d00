"""Tables to RDF with rdflib: ``python convert_rdflib.py TABLES_FOLDER TARGET FORMAT``."""

# mypy: ignore-errors
import csv
import json
import sys
from pathlib import Path

from rdflib import RDF, Graph, Literal, URIRef


def main(folder: Path, target: str, form: str) -> None:
    graph = Graph()
    for table in json.loads((folder / "tables.json").read_text("utf-8")):
        types = list(map(URIRef, table["types"]))
        columns = [
            (
                URIRef(one["predicate"]),
                one["is_iri"],
                one["language"] or None,
                one["datatype"] and URIRef(one["datatype"]),
            )
            for one in table["columns"]
        ]
        with (folder / table["file"]).open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            for name, *cells in rows:
                subject = URIRef(name)
                for one in types:
                    graph.add((subject, RDF.type, one))
                for cell, (predicate, is_iri, language, datatype) in zip(cells, columns, strict=True):
                    if cell:
                        literal = None if is_iri else Literal(cell, lang=language, datatype=datatype or None)
                        graph.add((subject, predicate, URIRef(cell) if is_iri else literal))
    graph.serialize(target, form, encoding="utf-8")


main(Path(sys.argv[1]), *sys.argv[2:])
