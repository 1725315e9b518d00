"""Answers of an engine become bytes, in the form that was asked for.

In: results of pyoxigraph, whatever store they came from, and a media type. Out: bytes into a sink that takes them as they come; a page
shows the first rows only. Cells of CSV that a spreadsheet would run as a formula begin with ``'``; an IRI is a link only on the web.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, NamedTuple, Protocol, cast

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
from koryu_rdf.serve.jobs import Page
from koryu_rdf.serve.media import CSV, GRAPHS, HTML, RESULTS, SHORT
from koryu_rdf.serve.templates import get_template
from koryu_rdf.texts import get_text

Result = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]
Node = NamedNode | BlankNode | Literal | Triple
STATEMENT = ("subject", "predicate", "object")
LONGEST_CELL = 10_000  # characters, on a page


class Manner(NamedTuple):
    """How answers are written: what their page says, how many rows it may have, and the prefixes of Turtle."""

    page: Page
    rows: int
    prefixes: Mapping[str, str]


class Cell(NamedTuple):
    """A term on a page."""

    text: str
    link: str | None = None
    language: str | None = None


class Sink(Protocol):
    """Takes bytes as they come."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


def list_offers(form: str) -> tuple[str, ...]:
    """List the media types an answer can have, the usual one first."""
    return (*(RESULTS if _has_rows(form) else GRAPHS), CSV, HTML)


def write_answer(result: Result, media: str, sink: Sink, manner: Manner) -> None:
    """Write an answer."""
    stream = cast("BinaryIO", sink)
    if media == HTML:
        _write_page(result, sink, manner)
    elif media == CSV and not isinstance(result, QueryBoolean):
        _write_csv(result, sink)
    elif isinstance(result, (QuerySolutions, QueryBoolean)):
        result.serialize(stream, QueryResultsFormat.CSV if media == CSV else RESULTS[media])
    else:
        serialize(result, stream, GRAPHS[media], prefixes=dict(manner.prefixes))


def _has_rows(form: str) -> bool:
    return form in ("select", "ask")


def _write_page(result: Result, sink: Sink, manner: Manner) -> None:
    variables, rows, more = _take_rows(result, manner)
    note = get_text("serve", "rows-more" if more else "rows-all", rows=f"{len(rows):,}").to(manner.page.language)
    names = ("csv", "json") if isinstance(result, (QuerySolutions, QueryBoolean)) else ("csv", "ttl", "jsonld")
    links = [(name.upper(), manner.page.address + name) for name in names if manner.page.address and name in SHORT]
    values = {"page": manner.page, "variables": variables, "rows": rows, "note": note, "links": links}
    for piece in get_template("answer.html").generate(values):
        sink.write(piece.encode())


def _take_rows(result: Result, manner: Manner) -> tuple[tuple[str, ...], list[list[Cell | None]], bool]:
    """Take the first rows, and say whether there are more."""
    if isinstance(result, QueryBoolean):
        return ("answer",), [[Cell("true" if result else "false")]], False
    variables, rows = _open_rows(result)
    taken = [[_to_cell(node, manner.page) for node in row] for row in islice(rows, manner.rows + 1)]
    return variables, taken[: manner.rows], len(taken) > manner.rows


def _open_rows(
    result: QuerySolutions | QueryTriples | Iterator[Triple],
) -> tuple[tuple[str, ...], Iterator[list[Node | None]]]:
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


def _to_cell(node: Node | None, page: Page) -> Cell | None:
    if node is None:
        return None
    text = _to_text(node)
    shown = text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"
    if not isinstance(node, NamedNode):
        return Cell(shown, None, node.language if isinstance(node, Literal) else None)
    if page.home and text.startswith(page.home):
        return Cell(shown.removeprefix(page.home), page.root + text.removeprefix(page.home))
    return Cell(shown, text if text.startswith(("https://", "http://")) else None)
