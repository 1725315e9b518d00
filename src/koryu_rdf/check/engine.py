"""pyshacl, held at arm's length: bytes and a shapes graph in, its report graph out.

A plain rdflib graph, no inference, no SHACL Advanced Features, no imports. What stops the engine is a ``CheckError``;
a fault in the *data* never stops it.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pyshacl
import rdflib
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from koryu_rdf.check.nodes import to_node
from koryu_rdf.errors import CheckError
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result

_LOGGERS = ("rdflib.term", "pyshacl-validate")
_prepare = cache(prepareQuery)


class _Data(Graph):
    """A plain graph that parses a query once: pyshacl sends it anew for every node, and parsing takes 50 ms."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **options)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep literals as they were written, and rdflib and pyshacl from writing to standard error.

    Both are switches of the whole process; they are put back afterwards (pyshacl itself leaves the first one on).
    """
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    normalize, disabled = rdflib.NORMALIZE_LITERALS, [logger.disabled for logger in loggers]
    try:
        _switch(loggers, normalize=False, disabled=[True for _ in loggers])
        yield
    finally:
        _switch(loggers, normalize=normalize, disabled=disabled)


def parse_data(lines: bytes) -> Graph:
    """Read N-Triples into a graph."""
    graph = _Data()
    for triple in pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add((to_node(triple.subject), to_node(triple.predicate), to_node(triple.object)))
    return graph


def run_engine(data: Graph, shapes: Graph) -> Graph:
    """Run pyshacl and give its report graph."""
    report: Graph | Exception
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
        if isinstance(report, Exception):  # a failure of validation is handed back, not raised
            raise report
    except Exception as cause:  # pyshacl lets through whatever a pattern or a query of the shapes throws
        message = get_text("errors", "check-engine", reason=cause)
        raise CheckError(message, hint=get_text("errors", "check-engine-hint")) from cause
    return report


def _switch(loggers: list[logging.Logger], *, normalize: bool, disabled: list[bool]) -> None:
    rdflib.NORMALIZE_LITERALS = normalize
    for logger, off in zip(loggers, disabled, strict=True):
        logger.disabled = off
