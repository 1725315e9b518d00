"""The SPARQL tests of the W3C, put to the service over HTTP: queries and what they give, grammar, and the protocol.

One service holds the data of all tests, each file in a named graph; a test names those it is about, as the protocol provides. The forms
of results take turns, and are read by a program that is not ours.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from zlib import crc32

import pyoxigraph
import pytest
import rdflib
import requests
from pyoxigraph import RdfFormat
from tests.serve.service import Service, start_exact
from tests.serve.w3c import AS_DEFAULT, Case, Found, Suite, is_in_order, is_same, read_rows, to_graph

EVALUATED: Mapping[str, int] = {
    "1.1/aggregates": 22,
    "1.1/bind": 10,
    "1.1/bindings": 10,
    "1.1/construct": 4,
    "1.1/csv-tsv-res": 6,
    "1.1/exists": 5,
    "1.1/functions": 61,
    "1.1/grouping": 4,
    "1.1/json-res": 4,
    "1.1/negation": 11,
    "1.1/project-expression": 7,
    "1.1/property-path": 24,
    "1.1/subquery": 14,
    "1.0/algebra": 14,
    "1.0/ask": 4,
    "1.0/basic": 27,
    "1.0/bnode-coreference": 1,
    "1.0/boolean-effective-value": 7,
    "1.0/bound": 1,
    "1.0/cast": 7,
    "1.0/construct": 5,
    "1.0/dataset": 15,
    "1.0/distinct": 11,
    "1.0/expr-builtin": 24,
    "1.0/expr-equals": 12,
    "1.0/expr-ops": 7,
    "1.0/graph": 12,
    "1.0/i18n": 5,
    "1.0/open-world": 18,
    "1.0/optional": 7,
    "1.0/optional-filter": 6,
    "1.0/reduced": 2,
    "1.0/regex": 4,
    "1.0/solution-seq": 13,
    "1.0/sort": 13,
    "1.0/triple-match": 4,
    "1.0/type-promotion": 30,
}
NOT_ASKED: Mapping[str, int] = {"1.1/entailment": 66, "1.1/service": 7}  # no entailment; SERVICE is refused, see below
_VALUES = "the embedded store keeps numbers by their value, so that 1 and 01 are one term"
_DATES = "dates with and without a time zone are compared as XML Schema 1.1 has it, not 1.0"
_NUMBERS = "456. is a decimal in SPARQL 1.0 and none in 1.1"
_TWICE = "one graph stands for the default graph and for itself, and so shares its blank nodes"
_STRINGS = "in RDF 1.1 an xsd:string is a plain literal"
_OWN = "nobody's own functions are known"
_ELSEWHERE = "graphs that are not here are not fetched, nor taken for empty"
_ESCAPES = "the embedded engine reads escaped characters in strings and IRIs only"
EXCLUDED: Mapping[str, str] = {
    "1.1/csv-tsv-res/tsv03": "the embedded store keeps every kind of xsd:integer as xsd:integer",
    "1.1/functions/bnode01": "the embedded engine gives BNODE of one text the same node in every row",
    "1.1/functions/strdt03": _STRINGS,
    "1.1/functions/strlang03": _STRINGS,
    "1.0/basic/term-6": _NUMBERS,
    "1.0/basic/term-7": _NUMBERS,
    "1.0/dataset/dawg-dataset-09": _TWICE,
    "1.0/dataset/dawg-dataset-10": _TWICE,
    "1.0/dataset/dawg-dataset-12": _TWICE,
    **{f"1.0/distinct/{name}": _VALUES for name in "distinct-1 distinct-2 distinct-9".split()},
    **{f"1.0/expr-builtin/{name}": _VALUES for name in "dawg-str-1 dawg-str-2".split()},
    **{f"1.0/expr-builtin/sameTerm-{name}": _VALUES for name in "eq not-eq simple".split()},
    **{f"1.0/expr-equals/{name}": _VALUES for name in "eq-graph-1 eq-graph-2".split()},
    "1.0/open-world/date-2": _DATES,
    "1.0/open-world/open-eq-01": _VALUES,
    "1.0/optional-filter/dawg-optional-filter-005-simplified": "one query with two answers; ours is the other, that of 1.1",
}
SYNTAX: Mapping[str, int] = {
    "PositiveSyntaxTest11": 63,
    "NegativeSyntaxTest11": 43,
    "PositiveSyntaxTest": 149,
    "NegativeSyntaxTest": 50,
}
REFUSED: Mapping[str, tuple[int, str]] = {
    **{f"1.1/syntax-fed/test_{number}": (403, "SERVICE is refused") for number in (1, 2, 3)},
    "1.1/syntax-query/test_4": (400, _OWN),
    "1.1/syntax-query/test_42": (400, _ELSEWHERE),
    **{f"1.0/syntax-sparql1/{name}": (400, _OWN) for name in "syntax-expr-05 syntax-order-05 syntax-order-06".split()},
    "1.0/syntax-sparql1/syntax-lit-08": (400, _NUMBERS),
    **{f"1.0/syntax-sparql2/syntax-function-0{number}": (400, _OWN) for number in (1, 2, 3, 4)},
    **{f"1.0/syntax-sparql2/syntax-dataset-0{number}": (400, _ELSEWHERE) for number in (1, 2, 3, 4)},
    **{f"1.0/syntax-sparql2/syntax-esc-0{number}": (400, _ESCAPES) for number in (4, 5)},
}
RESULTS = {"QueryEvaluationTest", "CSVResultFormatTest"}
LIMITS = "requests_per_minute = 100000\nqueries_at_once = 100\n"

ANSWERS: Mapping[str, str | RdfFormat] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
}
ROWS: Mapping[str, str | RdfFormat] = {**ANSWERS, "text/tab-separated-values": "tsv"}
TRIPLES: Mapping[str, str | RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


@pytest.fixture(autouse=True)
def letters_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from writing literals in another way than they came."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The tests."""
    return Suite()


@pytest.fixture(scope="module")
def service(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[W3C]:
    """The service, with the data of all tests in it."""
    folder = tmp_path_factory.mktemp("w3c")
    graphs = suite.write_data(folder / "data.nq")
    with start_exact(folder, folder / "data.nq", limits=LIMITS) as started:
        yield W3C(suite, started, graphs)


class W3C:
    """The tests and the service they are put to."""

    def __init__(self, suite: Suite, service: Service, graphs: frozenset[str]) -> None:
        self._suite, self.service, self._graphs = suite, service, graphs

    def ask(self, case: Case, accept: str) -> requests.Response:
        """Ask a test's query over its data; a file without a statement is no graph."""
        query = f"BASE <{case.query}>\n" + self._suite.read(case.query).decode()
        fields = [("query", query)]
        chosen = {"default-graph-uri": [data + AS_DEFAULT for data in case.data], "named-graph-uri": case.named}
        fields += [(name, graph) for name, graphs in chosen.items() for graph in graphs if graph in self._graphs]
        return requests.post(f"{self.service.url}sparql", fields, headers={"Accept": accept}, timeout=60)

    def find_fault(self, case: Case) -> str:
        """Say what is wrong with the answer to a test."""
        if case.kind == "CSVResultFormatTest":
            return self._compare_csv(case)
        expected = self._suite.read_result(case.result)
        forms = ANSWERS if isinstance(expected, bool) else ROWS if isinstance(expected, list) else TRIPLES
        media, form = list(forms.items())[crc32(case.name.encode()) % len(forms)]
        return self._compare(case, expected, media, form)

    def _compare(self, case: Case, expected: Found, media: str, form: str | RdfFormat) -> str:
        reply = self.ask(case, media)
        if reply.status_code != 200:
            return f"{reply.status_code} {reply.text[:200]}"
        body = reply.content
        found = read_rows(body, form) if isinstance(form, str) else to_graph(pyoxigraph.parse(body, form))
        if not is_same(found, expected, lax=case.lax):
            return f"{media}: {found} instead of {expected}"
        if case.folder == "1.0/sort" and not is_in_order(found, expected):
            return f"{found} in another order than {expected}"
        return ""

    def _compare_csv(self, case: Case) -> str:
        reply = self.ask(case, "text/csv")
        found, expected = map(read_table, (reply.content, self._suite.read(case.result)))
        return "" if found == expected else f"{found} instead of {expected}"


def read_table(body: bytes) -> Counter[frozenset[tuple[str, str]]]:
    """Read CSV; its columns have no order where the query says ``*``, and its blank nodes no names of their own."""
    rows = csv.DictReader(io.StringIO(body.decode()))
    return Counter(frozenset((name, simplify(cell)) for name, cell in row.items()) for row in rows)


def simplify(cell: str) -> str:
    """Give a number in one spelling, and every blank node one name."""
    try:
        return str(float(cell))
    except ValueError:
        return "_:" if cell.startswith("_:") else cell


def test_every_test_is_accounted_for(suite: Suite) -> None:
    found = Counter(case.folder for case in suite.cases if case.kind in RESULTS)
    assert found == {**EVALUATED, **NOT_ASKED}
    assert sum(found.values()) == 504
    assert {name.rpartition("/")[0] for name in EXCLUDED} <= set(EVALUATED)


@pytest.mark.parametrize("folder", EVALUATED)
def test_queries_give_what_they_must(folder: str, suite: Suite, service: W3C) -> None:
    cases = [case for case in suite.cases if case.folder == folder and case.kind in RESULTS]
    faults = {f"{folder}/{case.name}": fault for case in cases if (fault := service.find_fault(case))}
    assert sorted(faults) == sorted(name for name in EXCLUDED if name.startswith(f"{folder}/")), faults
    assert len(cases) == EVALUATED[folder]


@pytest.mark.parametrize("kind", SYNTAX)
def test_what_is_a_query_and_what_is_none(kind: str, suite: Suite, service: W3C) -> None:
    cases = [case for case in suite.cases if case.kind == kind]
    assert len(cases) == SYNTAX[kind]
    wanted = 200 if kind.startswith("Positive") else 400
    statuses = {f"{case.folder}/{case.name}": service.ask(case, "*/*").status_code for case in cases}
    other = {name: status for name, status in statuses.items() if status != wanted}
    assert other == {name: status for name, (status, _) in REFUSED.items() if name in statuses}


def test_no_other_service_is_asked(suite: Suite, service: W3C) -> None:
    cases = [case for case in suite.cases if case.folder == "1.1/service"]
    assert {service.ask(case, "*/*").status_code for case in cases} == {403}
    assert len(cases) == NOT_ASKED["1.1/service"]
