"""The records reader: a hand-edited TOML file of agreements.

In: ``[survey]`` with an ``id``, then ``[[agreement]]`` tables in the names of the record model, less ``id`` and
``survey``. Out: agreements.
``acknowledged = ["phone-invalid"]`` in a table says that its editor knows of a problem and keeps what is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from koryu_rdf.model import Agreement, Survey
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source, read_lines
from koryu_rdf.read.values import check_values
from koryu_rdf.settings import Settings

_TABLE = re.compile(r"\s*\[\[\s*agreement\s*\]\]\s*(#.*)?")
_LINE_OF_ERROR = re.compile(r"line (\d+)")


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    """What a records file may hold; each table of an agreement is read on its own."""

    survey: dict[str, Any] = {}
    agreement: list[dict[str, Any]] = []


def read_records(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read a TOML file of records; a table that is not a record is reported and left out."""
    lines = read_lines(source, journal)
    document = _parse_toml(lines, source.name, journal)
    if document is None:
        return
    identifier = _read_survey_table(document.survey, source.name, settings.survey, journal)
    if lines and not document.agreement:
        journal.at(Where(file=source.name))("no-record")
    starts = (number for number, text in enumerate(lines, 1) if _TABLE.fullmatch(text))
    for table in document.agreement:
        yield from _read_table(table, identifier, Where(file=source.name, line=next(starts, None)), journal)


def _parse_toml(lines: list[str], file: str, journal: Journal) -> _Document | None:
    try:
        return msgspec.convert(tomllib.loads("\n".join(lines)), _Document)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        where = Where(file=file, line=int(found[1]) if found else len(lines))
        journal.at(where)("record-invalid", value=str(error))
    except (msgspec.ValidationError, RecursionError, ValueError) as error:  # a number may be too long to be one
        journal.at(Where(file=file))("record-invalid", value=str(error))
    return None


def _read_survey_table(table: dict[str, Any], file: str, survey: str | None, journal: Journal) -> str:
    """Read what the file says of its survey; gives the survey's identifier."""
    identifier = survey or PurePath(file).stem
    try:
        known = msgspec.convert({"id": identifier, **table}, Survey)
    except msgspec.ValidationError as error:
        journal.at(Where(file=file, line=1))("record-invalid", field="survey", value=str(error))
        known = Survey(identifier)
    known = msgspec.structs.replace(known, id=survey or known.id)
    journal.surveys[known.id] = known
    return known.id


def _read_table(table: dict[str, Any], survey: str, where: Where, journal: Journal) -> Iterator[Agreement]:
    record_id = f"{survey}/{table.get('number')}"
    where = msgspec.structs.replace(where, record=record_id)
    try:
        acknowledged = msgspec.convert(table.pop("acknowledged", []), list[str])
        completed = {"source": {"file": where.file}, **table, "id": record_id, "survey": survey}
        agreement = check_values(msgspec.convert(completed, Agreement), journal.at(where, acknowledged))
    except msgspec.ValidationError as error:
        journal.at(where)("record-invalid", value=str(error))
        return
    if agreement:
        journal.origins[record_id] = where
        journal.place(record_id, None, [where])
        yield agreement
