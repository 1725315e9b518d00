"""The JSON reader: an array of records, one record, or ``{"agreements": [...]}``.

In: a JSON document, read as a whole. Out: agreements; an element that is not one is reported with its line and its index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

import msgspec

from koryu_rdf.model import Agreement, parse_json
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.record_elements import Element, read_elements
from koryu_rdf.read.source import Source, read_lines
from koryu_rdf.settings import Settings


class _Element(NamedTuple):
    """An element of a document: its place there, the line it begins at, and its bytes."""

    path: str
    line: int
    data: bytes


class _Wrapped(msgspec.Struct, forbid_unknown_fields=True):
    """An object that holds the records."""

    agreements: msgspec.Raw


def read_json(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read the records of a JSON document; the survey of the settings is ignored, for each record names its own."""
    data = "\n".join(read_lines(source, journal)).encode()
    if not data:
        return
    try:
        elements = list(islice(_list_elements(data), settings.limits.rows + 1))
    except (msgspec.MsgspecError, RecursionError) as error:
        where = Where(file=source.name, line=_find_fault(data))
        journal.at(where)("record-invalid", value=str(error))
        return
    if not elements:
        journal.at(Where(file=source.name))("no-record")
    if len(elements) > settings.limits.rows:
        journal.at(Where(file=source.name, line=elements.pop().line))("rows-limit", limit=settings.limits.rows)
    cut = (
        Element(partial(parse_json, data), Where(file=source.name, line=line), path) for path, line, data in elements
    )
    yield from read_elements(cut, journal)


def _list_elements(data: bytes) -> Iterator[_Element]:
    if not data.lstrip().startswith(b"{"):
        yield from _cut_array(data, data, "$")
    elif "agreements" in msgspec.json.decode(data, type=dict[str, msgspec.Raw]):
        yield from _cut_array(data, bytes(msgspec.json.decode(data, type=_Wrapped).agreements), "$.agreements")
    else:
        yield _Element("$", 1 + data[: data.index(b"{")].count(b"\n"), data)


def _cut_array(document: bytes, array: bytes, path: str) -> Iterator[_Element]:
    """Cut an array into its elements. Between them stand blanks and commas only, so that each is found where it is."""
    position, line = document.index(array), 1
    counted = 0
    for index, raw in enumerate(msgspec.json.decode(array, type=list[msgspec.Raw])):
        element = bytes(raw)
        position = document.index(element, position)
        line, counted = line + document.count(b"\n", counted, position), position
        yield _Element(f"{path}[{index}]", line, element)
        position += len(element)


def _find_fault(data: bytes) -> int:
    """Find the line where a document stops being JSON, or the first."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return error.lineno
    except (RecursionError, ValueError):
        pass
    return 1
