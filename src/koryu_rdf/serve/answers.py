"""Answers of an engine become bytes, in the form that was asked for.

In: results of pyoxigraph, whatever store they came from, and a media type. Out: bytes into a sink that takes them as they come; for a
page the first rows only, packed for whoever draws it. Cells of CSV that a spreadsheet would run as a formula begin with ``'``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, Protocol

import msgspec
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
    serialize,
)

from koryu_rdf.formulas import guard_cell
from koryu_rdf.namespaces import XSD
from koryu_rdf.serve.media import CSV, GRAPHS, HTML, PAGE, RESULTS

Result = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]
Node = NamedNode | BlankNode | Literal | Triple
STATEMENT = ("subject", "predicate", "object")


class Cell(msgspec.Struct, frozen=True):
    """A term on a page."""

    text: str
    iri: str | None = None
    language: str | None = None


class Table(msgspec.Struct, frozen=True):
    """The first rows of an answer; ``more`` says that there are others."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    more: bool = False


class Sink(Protocol):
    """Takes bytes as they come."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


def list_offers(form: str) -> tuple[str, ...]:
    """List the media types an answer can have, the usual one first."""
    return (*(RESULTS if form in ("select", "ask") else GRAPHS), CSV, HTML, PAGE)


def write_answer(result: Result, media: str, sink: BinaryIO, rows: int, prefixes: Mapping[str, str]) -> None:
    """Write an answer; ``rows`` is how many a page may have."""
    if media == PAGE:
        sink.write(msgspec.msgpack.encode(make_table(result, rows)))
    elif media == CSV and not isinstance(result, QueryBoolean):
        _write_csv(result, sink)
    elif isinstance(result, (QuerySolutions, QueryBoolean)):
        result.serialize(sink, QueryResultsFormat.CSV if media == CSV else RESULTS[media])
    else:
        serialize(result, sink, GRAPHS[media], prefixes=dict(prefixes))


def make_table(result: Result, most: int) -> Table:
    """Make a table of the first rows."""
    if isinstance(result, QueryBoolean):
        return Table(("answer",), ((Cell(str(bool(result)).lower()),),))
    variables, rows = _open_rows(result)
    taken = list(islice(rows, most + 1))
    return Table(variables, tuple(tuple(map(_to_cell, row)) for row in taken[:most]), len(taken) > most)


def _open_rows(result: QuerySolutions | QueryTriples | Iterator[Triple]) -> tuple[tuple[str, ...], Iterator[list[Node | None]]]:
    if isinstance(result, QuerySolutions):
        return tuple(variable.value for variable in result.variables), (list(solution) for solution in result)
    return STATEMENT, ([*triple] for triple in result)


def _write_csv(result: QuerySolutions | QueryTriples | Iterator[Triple], sink: Sink) -> None:
    variables, rows = _open_rows(result)
    text = io.StringIO()
    writer = csv.writer(text)
    for row in _chain(variables, rows):
        writer.writerow(row)
        sink.write(text.getvalue().encode())
        text.seek(0)
        text.truncate()


def _chain(variables: Iterable[str], rows: Iterable[list[Node | None]]) -> Iterator[list[str]]:
    yield list(variables)
    for row in rows:
        yield ["" if node is None else guard_cell(_to_text(node)) for node in row]


def _to_text(node: Node) -> str:
    return node.value if isinstance(node, (NamedNode, Literal)) else str(node)


def _to_cell(node: Node | None) -> Cell | None:
    if node is None:
        return None
    if isinstance(node, NamedNode):
        return Cell(node.value, node.value)
    if isinstance(node, Literal):
        datatype = node.datatype.value.removeprefix(XSD)
        return Cell(node.value, None, node.language or (None if datatype == "string" else datatype))
    return Cell(str(node))
