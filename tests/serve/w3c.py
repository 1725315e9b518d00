"""The SPARQL tests of the W3C: what they ask, over which data, and what must come back.

In: the jar in which Eclipse RDF4J packs them, fetched by Maven. Out: cases, and results to compare. Nothing of the tests is kept here.
A result is a yes or no, a list of rows, or a graph; two are the same if their numbers have the same values and their blank nodes
can be put in the place of each other.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from shutil import which
from typing import NamedTuple
from zipfile import ZipFile

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from rdflib.compare import isomorphic
from rdflib.query import Result
from tests.conftest import JAVA, fetch_libraries, miss

HOME = "https://w3c.example.jp/"
AS_DEFAULT = "?default"
SUITES: Mapping[str, str] = {"1.1": "testcases-sparql-1.1-w3c/", "1.0": "testcases-sparql-1.0-w3c/data-r2/"}
_RESULTS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(
    _XSD + name
    for name in "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte".split()
)
_FLOATS = frozenset({f"{_XSD}double", f"{_XSD}float"})
_TIMES = frozenset({f"{_XSD}date", f"{_XSD}dateTime"})
_FORMATS = {"ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML, "trig": RdfFormat.TRIG, "nt": RdfFormat.N_TRIPLES}
_CASES = """\
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
SELECT ?test ?kind ?query ?result ?lax (GROUP_CONCAT(DISTINCT STR(?one); SEPARATOR=" ") AS ?data)
       (GROUP_CONCAT(DISTINCT STR(?graph); SEPARATOR=" ") AS ?named)
WHERE {
  ?manifest mf:entries/rdf:rest*/rdf:first ?test .
  ?test a ?kind ; mf:action ?action .
  OPTIONAL { ?action qt:query ?stated }
  BIND(COALESCE(?stated, ?action) AS ?query)
  OPTIONAL { ?action qt:data ?one }
  OPTIONAL { ?action qt:graphData ?graph FILTER(ISIRI(?graph)) }
  OPTIONAL { ?test mf:result ?result }
  OPTIONAL { ?test mf:resultCardinality ?lax }
}
GROUP BY ?test ?kind ?query ?result ?lax
ORDER BY ?test ?kind
"""

Term = tuple[object, ...] | rdflib.BNode | None
Rows = list[dict[str, Term]]
Found = bool | Rows | rdflib.Graph


class Case(NamedTuple):
    """A test: the addresses of its query, its data and its result; ``lax``, it may leave out rows that are there twice."""

    folder: str
    name: str
    kind: str
    query: str
    data: tuple[str, ...]
    named: tuple[str, ...]
    result: str
    lax: bool


class Suite:
    """The tests of all folders; ``read`` gives a file by its address."""

    def __init__(self) -> None:
        if not which("mvn"):
            miss("the tests of the W3C are fetched by Maven, which is not here")
        self._jar = ZipFile(next(fetch_libraries(JAVA / "w3c").glob("rdf4j-sparql-testsuite-*.jar")))
        self._files = {
            f"{HOME}{suite}/{name.removeprefix(start)}": name
            for suite, start in SUITES.items()
            for name in self._jar.namelist()
            if name.startswith(start) and not name.endswith("/")
        }
        self.cases = list(self._list_cases())

    def read(self, address: str) -> bytes:
        """Read a file."""
        return self._jar.read(self._files[address])

    def write_data(self, path: Path) -> frozenset[str]:
        """Write the data of all tests to one file, and give the graphs that hold something.

        Each file is there twice: named, and as a default graph, which shares no blank nodes with it.
        """
        stated = {address for case in self.cases for address in (*case.data, *case.named)}
        beside = {address for address in self._files if "/dataset/data-" in address}  # named by FROM in the queries
        graphs = set[str]()
        with path.open("wb") as target:
            for address in sorted(stated | beside):
                for name in (address, address + AS_DEFAULT):
                    quads = [
                        Quad(one.subject, one.predicate, one.object, NamedNode(name)) for one in self._parse(address)
                    ]
                    graphs |= {name} if quads else set()
                    pyoxigraph.serialize(quads, target, RdfFormat.N_QUADS)
        return frozenset(graphs)

    def read_result(self, address: str) -> Found:
        """Read what must come back."""
        suffix = address.rpartition(".")[2]
        if suffix in ("srx", "srj", "tsv"):
            return read_rows(self.read(address), {"srx": "xml", "srj": "json", "tsv": "tsv"}[suffix])
        graph = to_graph(self._parse(address))
        return _read_result_set(graph) if (None, None, rdflib.URIRef(f"{_RESULTS}ResultSet")) in graph else graph

    def list_protocol_tests(self) -> set[str]:
        """Name the tests of the protocol, which are told in words alone."""
        store = pyoxigraph.Store()
        store.extend(self._parse(f"{HOME}1.1/protocol/manifest.ttl"))
        kind = NamedNode("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#ProtocolTest")
        return {str(quad.subject)[1:-1].rpartition("#")[2] for quad in store.quads_for_pattern(None, None, kind)}

    def _parse(self, address: str) -> Iterator[Quad]:
        form = _FORMATS[address.rpartition(".")[2]]
        return pyoxigraph.parse(self.read(address), form, base_iri=address, rename_blank_nodes=True)

    def _list_cases(self) -> Iterator[Case]:
        store = pyoxigraph.Store()
        for address in self._files:
            if address.endswith("/manifest.ttl"):
                store.extend(self._parse(address))
        for row in store.query(_CASES):  # type: ignore[union-attr]
            values = [term.value if term else "" for term in row]
            test, kind, query, result, lax, data, named = values
            folder, _, _ = (query or test).removeprefix(HOME).rpartition("/")
            names = (test.rpartition("#")[2], kind.rpartition("#")[2])
            yield Case(folder, *names, query, tuple(data.split()), tuple(named.split()), result, bool(lax))


def to_graph(quads: Iterator[Quad]) -> rdflib.Graph:
    """Turn statements into a graph of rdflib."""
    graph = rdflib.Graph()
    for quad in quads:
        graph.add(tuple(map(_to_rdflib, quad.triple)))  # type: ignore[arg-type]
    return graph


def _to_rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def read_rows(body: bytes, form: str) -> bool | Rows:
    """Read results in one of their forms, with rdflib, so that what was written is not read by its writer; TSV by its terms in Turtle."""
    if form == "tsv":
        return _read_tsv(body.decode())
    result = Result.parse(io.BytesIO(body), format=form)
    if result.type == "ASK":
        return bool(result.askAnswer)
    return [{str(name): to_value(value) for name, value in row.items()} for row in result.bindings]


def _read_tsv(text: str) -> Rows:
    heading, *lines = text.removesuffix("\n").split("\n")
    names = [name.removeprefix("?") for name in heading.split("\t")]
    rows = (zip(names, line.split("\t"), strict=True) for line in lines)
    return [{name: to_value(_read_cell(cell)) for name, cell in row if cell} for row in rows]


def _read_cell(cell: str) -> rdflib.term.Node:
    [quad] = pyoxigraph.parse(f"<urn:s> <urn:p> {cell} .", RdfFormat.TURTLE)
    return _to_rdflib(quad.object)


def _read_result_set(graph: rdflib.Graph) -> bool | Rows:
    index, binding, variable, value, solution, boolean = (
        rdflib.URIRef(_RESULTS + name) for name in "index binding variable value solution boolean".split()
    )
    for answer in graph.objects(None, boolean):
        return str(answer) in ("true", "1")
    solutions = sorted(graph.objects(None, solution), key=lambda one: int(str(graph.value(one, index) or 0)))
    return [
        {
            str(graph.value(bound, variable)): to_value(graph.value(bound, value))
            for bound in graph.objects(one, binding)
        }
        for one in solutions
    ]


def to_value(term: object) -> Term:
    """Give what a term means: ``1.0`` and ``1`` of one type of numbers are the same, and so are ``@en`` and ``@EN``."""
    if term is None or isinstance(term, rdflib.BNode):
        return term
    if not isinstance(term, rdflib.Literal):
        return (str(term),)
    datatype = str(term.datatype or f"{_XSD}string")
    try:
        if datatype in _WHOLE:
            return (Decimal(str(term)).normalize(), datatype)
        if datatype in _FLOATS:
            return (float(str(term)), datatype)
    except (ArithmeticError, ValueError):
        pass
    text = str(term).replace("+00:00", "Z") if datatype in _TIMES else str(term)
    return (text, datatype, (term.language or "").lower())


def is_same(found: Found, expected: Found, *, lax: bool = False) -> bool:
    """Say whether two results are the same."""
    if isinstance(found, rdflib.Graph) or isinstance(expected, rdflib.Graph):
        return isinstance(found, rdflib.Graph) and isinstance(expected, rdflib.Graph) and _are_alike(found, expected)
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    if lax:
        return {*map(_freeze, found)} == {*map(_freeze, expected)}
    if not any(isinstance(value, rdflib.BNode) for row in [*found, *expected] for value in row.values()):
        return Counter(map(_freeze, found)) == Counter(map(_freeze, expected))
    return isomorphic(_to_rows_graph(found), _to_rows_graph(expected))


def is_in_order(found: Found, expected: Found) -> bool:
    """Say whether rows come in the same order; blank nodes may stand for each other."""
    assert isinstance(found, list)
    assert isinstance(expected, list)
    return [_freeze(row, blank="_") for row in found] == [_freeze(row, blank="_") for row in expected]


def _freeze(row: Mapping[str, Term], blank: str | None = None) -> frozenset[tuple[str, object]]:
    return frozenset(
        (name, blank if blank and isinstance(value, rdflib.BNode) else value)
        for name, value in row.items()
        if value is not None
    )


def _are_alike(one: rdflib.Graph, other: rdflib.Graph) -> bool:
    return isomorphic(*map(_to_value_graph, (one, other)))


def _to_value_graph(graph: rdflib.Graph) -> rdflib.Graph:
    plain = rdflib.Graph()
    for subject, predicate, value in graph:
        plain.add((subject, predicate, _to_node(to_value(value))))
    return plain


def _to_rows_graph(rows: Rows) -> rdflib.Graph:
    graph = rdflib.Graph()
    for row in rows:
        node = rdflib.BNode()
        graph.add((node, rdflib.RDF.type, rdflib.URIRef(f"{_RESULTS}Solution")))
        for name, value in row.items():
            graph.add((node, rdflib.URIRef(f"urn:{name}"), _to_node(value)))
    return graph


def _to_node(value: Term) -> rdflib.term.Node:
    return value if isinstance(value, rdflib.BNode) else rdflib.Literal(repr(value))
