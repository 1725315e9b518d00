"""Tables to N-Triples with maplib: ``python convert_maplib.py TABLES_FOLDER TARGET``."""

# mypy: ignore-errors
import json
import sys
from pathlib import Path

import polars as pl
from maplib import Model

# The columns that maplib keeps a string with a language in: its text, and after an l its language.
LANGUAGE_STRING = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"


def main(folder: Path, target: str) -> None:
    model = Model()
    for number, table in enumerate(json.loads((folder / "tables.json").read_text("utf-8"))):
        frame = pl.read_csv(folder / table["file"], infer_schema=False)
        model.add_template(make_template(number, table))
        model.map(f"urn:t:T{number}", cast(frame, table["columns"]))
    model.write(target, format="ntriples")


def make_template(number: int, table: dict) -> str:
    """Put a table in the words of OTTR."""
    parameters = ["ottr:IRI ?s", *(f"? {show_type(one)} ?{one['name']}" for one in table["columns"])]
    triples = [f"ottr:Triple(?s, a, <{one}>)" for one in table["types"]]
    triples += [f"ottr:Triple(?s, <{one['predicate']}>, ?{one['name']})" for one in table["columns"]]
    xsd, rdf = "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    head = f"@prefix ottr: <http://ns.ottr.xyz/0.4/> . @prefix xsd: <{xsd}> . @prefix rdf: <{rdf}> ."
    return f"{head}\n<urn:t:T{number}> [ {', '.join(parameters)} ] :: {{ {', '.join(triples)} }} ."


def show_type(column: dict) -> str:
    if column["is_iri"]:
        return "ottr:IRI"
    return (
        "rdf:langString"
        if column["language"]
        else f"<{column['datatype'] or 'http://www.w3.org/2001/XMLSchema#string'}>"
    )


def cast(frame: pl.DataFrame, columns: list[dict]) -> pl.DataFrame:
    """Give each column the type that maplib has for it."""
    casts = []
    for one in columns:
        if one["datatype"].endswith("#integer"):
            casts.append(pl.col(one["name"]).cast(pl.Int64))
        elif one["datatype"].endswith("#date"):
            casts.append(pl.col(one["name"]).str.to_date())
        elif one["language"]:
            parts = pl.col(one["name"]).alias(LANGUAGE_STRING), pl.lit(one["language"]).alias("l")
            casts.append(pl.when(pl.col(one["name"]).is_not_null()).then(pl.struct(parts)).alias(one["name"]))
    return frame.with_columns(casts) if casts else frame


main(Path(sys.argv[1]), sys.argv[2])
