"""Answers: rows of terms, and the forms they are given out in.

In: variables and rows, whichever store they came from. Out: CSV, SPARQL JSON, Turtle, or plain rows for a table on a
terminal. It prints nothing and asks nothing.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING, Literal, cast

import msgspec
from pyoxigraph import RdfFormat, Triple, serialize

from koryu_rdf.formulas import guard_cell
from koryu_rdf.identifiers import DEFAULT_BASE
from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.query.nodes import BLANK, to_node
from koryu_rdf.terms import Term
from koryu_rdf.texts import Language, get_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

Form = Literal["select", "ask", "construct"]
Row = tuple[Term | None, ...]

_LOCAL_NAME = re.compile(r"[\w-]+")


class Answer(msgspec.Struct, frozen=True):
    """What a store answered: SELECT's rows, CONSTRUCT's statements, or ASK's single cell."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    form: Form = "select"

    def to_csv(self) -> bytes:
        """Give CSV after RFC 4180, in UTF-8; a cell that a spreadsheet would run as a formula begins with ``'``."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.variables)
        writer.writerows([_to_cell(term) for term in row] for row in self.rows)
        return text.getvalue().encode()

    def to_json(self) -> bytes:
        """Give SPARQL 1.1 Query Results JSON; the statements of a CONSTRUCT are rows there."""
        if self.form == "ask":
            return msgspec.json.encode({"head": {}, "boolean": self.is_true})
        bindings = [self._bind(row) for row in self.rows]
        return msgspec.json.encode({"head": {"vars": self.variables}, "results": {"bindings": bindings}})

    def to_turtle(self) -> bytes:
        """Give the statements of a CONSTRUCT; raises ``QueryError`` for any other answer."""
        if self.form != "construct":
            raise make_query_error("query-no-turtle", None)
        triples = [_to_triple(row) for row in sorted(set(self.rows), key=str)]
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""

    def to_table(self, language: Language, base: str = DEFAULT_BASE) -> list[list[str]]:
        """Give rows of text, the variables first; nothing in them can steer a terminal.

        IRIs are shortened as in Turtle: to ``field:economy``, and below ``base`` to ``<place/jp-121002>``.
        """
        if self.form == "ask":
            key = "query-yes" if self.is_true else "query-no"
            return [list(self.variables), [get_text("errors", key).to(language)]]
        return [list(self.variables), *([_to_plain(term, base) for term in row] for row in self.rows)]

    @property
    def is_true(self) -> bool:
        """Say whether ASK was answered with yes."""
        return any(term is not None and term.text == "true" for row in self.rows for term in row)

    def _bind(self, row: Row) -> Mapping[str, Mapping[str, str]]:
        cells = zip(self.variables, row, strict=True)
        return {name: _to_binding(term) for name, term in cells if term is not None}


def _to_cell(term: Term | None) -> str:
    return "" if term is None else guard_cell(term.iri or term.text)


def _to_binding(term: Term) -> Mapping[str, str]:
    if term.iri is not None:
        blank = term.iri.startswith(BLANK)
        return {"type": "bnode" if blank else "uri", "value": term.iri.removeprefix(BLANK)}
    extra = {"xml:lang": term.language, "datatype": term.datatype}
    return {"type": "literal", "value": term.text, **{key: value for key, value in extra.items() if value}}


def _to_triple(row: Row) -> Triple:
    subject, predicate, value = (to_node(term) for term in row if term is not None)
    return Triple(cast("NamedNode", subject), cast("NamedNode", predicate), value)


def _to_plain(term: Term | None, base: str) -> str:
    value = "" if term is None else _shorten(term.iri, base) if term.iri is not None else term.text
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cf") else character for character in value)


def _shorten(iri: str, base: str) -> str:
    if iri.startswith(base):
        return f"<{iri.removeprefix(base)}>"
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
