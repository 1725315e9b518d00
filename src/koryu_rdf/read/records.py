"""The records reader: a hand-edited TOML file of agreements.

In: ``[survey]`` with an ``id``, then ``[[agreement]]`` tables in the names of the record model, less ``id`` and ``survey``.
Out: agreements.
``acknowledged = ["phone-invalid"]`` in a table says that its editor knows of a problem and keeps what is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec

from koryu_rdf.model import Agreement, Survey
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source, read_lines
from koryu_rdf.read.values import check_values

_TABLE = re.compile(r"\s*\[\[\s*agreement\s*\]\]\s*(#.*)?")
_LINE_OF_ERROR = re.compile(r"line (\d+)")


def read_records(source: Source, journal: Journal, survey: str | None) -> Iterator[Agreement]:
    """Read a TOML file of records; a table that is not a record is reported and left out."""
    lines = read_lines(source, journal)
    try:
        document = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        where = Where(file=source.name, line=int(found[1]) if found else None)
        journal.at(where)("record-invalid", value=str(error))
        return
    starts = [number for number, text in enumerate(lines, 1) if _TABLE.fullmatch(text)]
    identifier = _read_survey_table(document, source, survey, journal)
    tables = document.get("agreement", [])
    if lines and not tables:
        journal.at(Where(file=source.name))("no-record")
    for table, line in zip(tables, [*starts, *[None] * len(tables)], strict=False):
        yield from _read_table(table, identifier, Where(file=source.name, line=line), journal)


def _read_survey_table(document: dict[str, Any], source: Source, survey: str | None, journal: Journal) -> str:
    """Read what the file says of its survey; gives the survey's identifier."""
    identifier = survey or source.name.rpartition(".")[0]
    try:
        known = msgspec.convert({"id": identifier, **document.get("survey", {})}, Survey)
    except msgspec.ValidationError as error:
        journal.at(Where(file=source.name, line=1))("record-invalid", field="survey", value=str(error))
        known = Survey(identifier)
    known = msgspec.structs.replace(known, id=survey or known.id)
    journal.surveys[known.id] = known
    return known.id


def _read_table(table: dict[str, Any], survey: str, where: Where, journal: Journal) -> Iterator[Agreement]:
    acknowledged = set(table.pop("acknowledged", ()))
    record_id = f"{survey}/{table.get('number')}"
    where = msgspec.structs.replace(where, record=record_id)
    try:
        agreement = msgspec.convert(
            {"source": {"file": where.file}, **table, "id": record_id, "survey": survey}, Agreement
        )
    except msgspec.ValidationError as error:
        journal.at(where)("record-invalid", value=str(error))
        return
    journal.origins[record_id] = where
    yield check_values(agreement, journal.at(where, acknowledged))
