"""Every saved query, on data small enough to answer by head, with two engines that share no code.

``data.ttl`` is invented; ``NAME/expected.csv`` says by hand what ``NAME.rq`` must answer, with the values in
``NAME/params.toml`` if there are any.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.util import from_n3

from koryu_rdf.assets import get_folder, list_files
from koryu_rdf.namespaces import ONTOLOGY, PREFIXES
from koryu_rdf.query import get_query, list_queries, open_store, query
from koryu_rdf.query.embedded import bind_values

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib.term import Identifier

HERE = Path(__file__).parent
DATA = HERE / "data.ttl"
NAMES = sorted(path.parent.name for path in HERE.glob("*/expected.csv"))
OWN = {prefix: PREFIXES[prefix] for prefix in ("koryu", "kind", "field", "partykind", "tiekind")}
BORROWED = {
    *("dcat:contactPoint", "dcterms:identifier", "dcterms:isPartOf", "dcterms:title", "foaf:page"),
    *("prov:wasDerivedFrom", "skos:prefLabel", "vcard:fn", "vcard:hasEmail", "vcard:hasTelephone"),
    "xsd:integer",
}
LABELS = ("kind", "kindName", "fieldName", "tieKind")

Rows = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store([DATA])


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(DATA)


def read_values(name: str) -> dict[str, str]:
    path = HERE / name / "params.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def read_expected(name: str) -> Rows:
    return parse_csv((HERE / name / "expected.csv").read_text("utf-8"))


def parse_csv(text: str) -> Rows:
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def ask_pyoxigraph(store: Store, name: str, values: dict[str, str]) -> Rows:
    return parse_csv(query(store, get_query(name), values).to_csv().decode())


def ask_rdflib(graph: rdflib.Graph, name: str, values: dict[str, str]) -> Rows:
    saved = get_query(name)
    bound = {key: cast("Identifier", from_n3(token)) for key, token in bind_values(saved, values).items()}
    result = graph.query(saved.text, initBindings=bound)
    header = tuple(str(variable) for variable in result.vars or ())
    return [header, *(tuple("" if cell is None else str(cell) for cell in row) for row in result)]  # type: ignore[union-attr]


def strip_code(text: str) -> str:
    """Leave what is code: no header, no IRIs, no strings."""
    return re.sub(r'^#.*$|<[^>]*>|"[^"]*"', "", text, flags=re.MULTILINE)


def list_terms(text: str) -> set[str]:
    return set(re.findall(r"(?<![?\w])[a-z]+:\w[\w-]*", strip_code(text)))


def test_there_are_as_many_cases_as_queries() -> None:
    assert sorted(path.stem for path in list_files("queries", ".rq")) == NAMES
    assert len(NAMES) >= 16


@pytest.mark.parametrize("name", NAMES)
def test_pyoxigraph_answers_as_reasoned(name: str, store: Store) -> None:
    expected = read_expected(name)
    assert len(expected) > 1, "a case without a row proves nothing"
    assert ask_pyoxigraph(store, name, read_values(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_answers_as_reasoned(name: str, graph: rdflib.Graph) -> None:
    assert ask_rdflib(graph, name, read_values(name)) == read_expected(name)


@pytest.mark.parametrize("name", [name for name in NAMES if get_query(name).parameters])
def test_a_parameter_without_a_value_stands_for_anything(name: str, store: Store, graph: rdflib.Graph) -> None:
    saved = get_query(name)
    anything = dict.fromkeys((parameter.name for parameter in saved.parameters), "")
    every, narrow = ask_pyoxigraph(store, name, anything), ask_pyoxigraph(store, name, read_values(name))
    assert ask_rdflib(graph, name, anything) == every
    asked = {index for index, column in enumerate(saved.returns) if column in anything}
    rest = [{tuple(cell for i, cell in enumerate(row) if i not in asked) for row in rows} for rows in (every, narrow)]
    assert rest[1] < rest[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_code_lists_add_names_and_change_nothing_else(name: str, store: Store) -> None:
    lists = list_files("ontology", ".ttl")
    if not lists:
        pytest.skip("there is no ontology yet")
    alone = ask_pyoxigraph(store, name, read_values(name))
    named = ask_pyoxigraph(open_store([DATA, *lists]), name, read_values(name))
    if name == "class-counts":
        assert set(alone) < set(named)
    else:
        labels = {i for i, column in enumerate(alone[0]) if column in LABELS and not alone[1][i].startswith("https:")}
        without = [[cell for i, cell in enumerate(row) if i not in labels] for row in alone]
        assert [[cell for i, cell in enumerate(row) if i not in labels] for row in named] == without
        assert all(not row[i].isascii() for row in named[1:] for i in labels)


@pytest.mark.parametrize("saved", list_queries(), ids=NAMES)
def test_the_header_says_everything_in_both_languages(saved) -> None:  # type: ignore[no-untyped-def]
    assert re.search(r"[ぁ-んァ-ヶ一-龠]", saved.summary.ja)
    assert saved.summary.en.isascii()
    assert saved.tags
    variables = prepareQuery(saved.text).algebra.PV
    assert [str(variable) for variable in variables] == list(saved.returns)


@pytest.mark.parametrize("name", NAMES)
def test_the_query_names_its_variables_and_its_order(name: str) -> None:
    code = strip_code(get_query(name).text)
    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", code)
    assert code.rindex("ORDER BY") > code.rindex("}")
    assert "SERVICE" not in code
    assert "FROM" not in code


@pytest.mark.parametrize("name", NAMES)
def test_terms_of_others_are_those_that_the_data_uses(name: str) -> None:
    terms = list_terms(get_query(name).text)
    declared = set(re.findall(r"^PREFIX (\w+): <", get_query(name).text, re.MULTILINE))
    assert declared == {term.partition(":")[0] for term in terms} - {"id"}
    assert {term for term in terms if term.partition(":")[0] not in OWN} <= BORROWED


def test_our_terms_are_defined() -> None:
    path = get_folder("ontology") / "koryu.ttl"
    if not path.exists():
        pytest.skip("there is no ontology yet")
    ontology = rdflib.Graph()
    for part in list_files("ontology", ".ttl"):
        ontology.parse(part)
    defined = {str(subject) for subject in ontology.subjects()}
    used = {term for saved in list_queries() for term in list_terms(saved.text)}
    mine = {OWN[prefix] + local for prefix, _, local in (term.partition(":") for term in used) if prefix in OWN}
    assert any(term.startswith(ONTOLOGY) for term in mine)
    assert mine <= defined
