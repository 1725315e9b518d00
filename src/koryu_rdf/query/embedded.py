"""The store inside the program: a query in, its answer out.

In: a store in memory, a query and its values. Out: an :class:`Answer`. Nothing is written, no network is reached and no other file is
read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)

from koryu_rdf.namespaces import XSD
from koryu_rdf.query.answer import Answer, Row
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.query.guard import check_text
from koryu_rdf.query.nodes import to_node, to_term
from koryu_rdf.query.parameters import to_token
from koryu_rdf.rdf_files import read_rdf
from koryu_rdf.terms import Term, parse_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from koryu_rdf.errors import QueryError
    from koryu_rdf.query.saved import SavedQuery

Node = NamedNode | BlankNode | Literal | Triple

_PLACE = re.compile(r"error at (?P<line>\d+):\d+: (?P<reason>.*)", re.DOTALL)


def write_ntriples(paths: Iterable[Path], target: BinaryIO) -> None:
    """Write RDF files as N-Triples, each literal as it is written: a store would rewrite some datatypes."""

    def take(stream: BinaryIO, form: RdfFormat) -> None:
        serialize((quad.triple for quad in parse(stream, form)), target, RdfFormat.N_TRIPLES)

    for path in paths:
        read_rdf(path, take)


def query(store: Store, saved: SavedQuery, values: Mapping[str, str] | None = None) -> Answer:
    """Ask a query; ``values`` are texts by parameter name, and an empty one means that anything will do.

    Raises ``QueryError`` for a value or a query that cannot be used.
    """
    check_text(saved.text, saved.where)
    tokens = bind_values(saved, values or {})
    bound: dict[Variable, Node] = {Variable(name): to_node(parse_token(token)) for name, token in tokens.items()}
    try:
        return _read_answer(store.query(saved.text, substitutions=bound))
    except SyntaxError as error:
        raise _explain_syntax(saved, str(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise make_query_error("query-failed", saved.where, reason=error) from error


def bind_values(saved: SavedQuery, values: Mapping[str, str]) -> dict[str, str]:
    """Give the token of every parameter that has a value or a default."""
    known = {parameter.name: parameter for parameter in saved.parameters}
    for name in values:
        if name not in known:
            key = "query-unknown-parameter" if known else "query-no-parameters"
            raise make_query_error(key, saved.where, name=name, query=saved.name, known=", ".join(known))
    texts = {name: values.get(name, parameter.default or "") for name, parameter in known.items()}
    return {name: to_token(known[name], text) for name, text in texts.items() if text}


def _read_answer(result: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(result, QueryBoolean):
        term = Term(None, "true" if result else "false", None, f"{XSD}boolean")
        return Answer(("answer",), ((term,),), "ask")
    if isinstance(result, QueryTriples):
        triples = (tuple(to_term(node) for node in triple) for triple in result)
        return Answer(("subject", "predicate", "object"), tuple(triples), "construct")
    variables = tuple(variable.value for variable in result.variables)
    return Answer(variables, tuple(_read_row(solution) for solution in result))


def _read_row(solution: QuerySolution) -> Row:
    return tuple(None if node is None else to_term(node) for node in solution)


def _explain_syntax(saved: SavedQuery, message: str) -> QueryError:
    match = _PLACE.fullmatch(message)
    where = f"{saved.where}:{match['line']}" if match and saved.where else saved.where
    return make_query_error("query-syntax", where, reason=match["reason"] if match else message)
