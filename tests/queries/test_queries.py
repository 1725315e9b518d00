"""Every saved query, on data small enough to answer by head, with three engines that share no code.

``data.ttl`` is invented; ``NAME/expected.csv`` says by hand what ``NAME.rq`` must answer, with the values in
``NAME/params.toml`` if there are any. Where that leaves much unseen, ``NAME/anything.csv`` is the answer without values.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.util import from_n3

from koryu_rdf import pipeline, read
from koryu_rdf.assets import get_folder, list_files
from koryu_rdf.namespaces import ONTOLOGY, PREFIXES
from koryu_rdf.query import get_query, list_queries, open_store, query
from koryu_rdf.query.embedded import bind_values
from koryu_rdf.query.remote import to_text
from koryu_rdf.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store
    from rdflib.term import Identifier

HERE = Path(__file__).parent
DATA = HERE / "data.ttl"
NAMES = sorted(path.parent.name for path in HERE.glob("*/expected.csv"))
OWN = {
    prefix: PREFIXES[prefix] for prefix in ("koryu", "kind", "field", "partykind", "tiekind", "eventkind", "resultkind")
}
BORROWED = {
    *(
        "dcat:contactPoint",
        "dcterms:description",
        "dcterms:identifier",
        "dcterms:isPartOf",
        "dcterms:title",
        "foaf:page",
    ),
    *("prov:wasDerivedFrom", "skos:altLabel", "skos:prefLabel", "vcard:fn", "vcard:hasEmail", "vcard:hasTelephone"),
    "xsd:integer",
}
LABELS = ("kind", "kindName", "fieldName", "tieKind")

Rows = list[tuple[str, ...]]
Jena = dict[tuple[Path, "Case"], Rows]


class Case(NamedTuple):
    """A query and what it is asked with; no value at all stands for anything."""

    name: str
    file: str

    @property
    def values(self) -> dict[str, str]:
        """The values, by parameter."""
        if self.file == "default":
            return {}
        if self.file == "anything":
            return dict.fromkeys((parameter.name for parameter in get_query(self.name).parameters), "")
        path = HERE / self.name / "params.toml"
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}

    @property
    def expected(self) -> Rows:
        """The answer that was reasoned out."""
        return parse_csv((HERE / self.name / f"{self.file}.csv").read_text("utf-8"))

    def __str__(self) -> str:
        """The case as the names of the tests show it."""
        return f"{self.name}-{self.file}"


REASONED = sorted(Case(path.parent.name, path.stem) for path in HERE.glob("*/*.csv"))
OPEN = [Case(name, "anything") for name in NAMES if get_query(name).parameters]
ASKED = sorted({*REASONED, *OPEN})
BY_DEFAULT = [Case(name, "default") for name in NAMES]


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store([DATA])


@pytest.fixture(scope="module")
def named() -> Store:
    return open_store([DATA, *list_files("ontology", ".ttl")])


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(DATA)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published records as a file of triples."""
    path = tmp_path_factory.mktemp("published") / "koryu.nt"
    path.write_bytes(pipeline.lift_to_ntriples(read(get_folder("records")), Settings()))
    return path


@pytest.fixture(scope="module")
def jena(run_java: Callable[..., str], published: Path, tmp_path_factory: pytest.TempPathFactory) -> Jena:
    """What Jena answers, everything asked in one run, the values in the text as for a store elsewhere."""
    folder = tmp_path_factory.mktemp("jena")
    asked = [*((DATA, case) for case in ASKED), *((published, case) for case in BY_DEFAULT)]
    lines = []
    for data, case in asked:
        asking, answer = folder / f"{data.stem}-{case}.rq", folder / f"{data.stem}-{case}.json"
        asking.write_text(to_text(get_query(case.name), case.values), "utf-8")
        lines.append(f"{data}\t{asking}\t{answer}\n")
    listing = folder / "list.tsv"
    listing.write_text("".join(lines), "utf-8")
    run_java("jena", "Arq", listing)
    return {(data, case): parse_json((folder / f"{data.stem}-{case}.json").read_text("utf-8")) for data, case in asked}


def parse_csv(text: str) -> Rows:
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def parse_json(text: str) -> Rows:
    answer = json.loads(text)
    header = tuple(answer["head"]["vars"])
    rows = [tuple(row.get(name, {}).get("value", "") for name in header) for row in answer["results"]["bindings"]]
    return [header, *rows]


def ask_pyoxigraph(store: Store, case: Case) -> Rows:
    return parse_csv(query(store, get_query(case.name), case.values).to_csv().decode())


def ask_rdflib(graph: rdflib.Graph, case: Case) -> Rows:
    saved = get_query(case.name)
    bound = {key: cast("Identifier", from_n3(token)) for key, token in bind_values(saved, case.values).items()}
    result = graph.query(saved.text, initBindings=bound)
    header = tuple(str(variable) for variable in result.vars or ())
    return [header, *(tuple("" if cell is None else str(cell) for cell in row) for row in result)]  # type: ignore[union-attr]


def strip_code(text: str) -> str:
    """Leave what is code: no header, no IRIs, no strings."""
    return re.sub(r'^#.*$|<[^<>\s]*>|"[^"]*"', "", text, flags=re.MULTILINE)


def list_terms(text: str) -> set[str]:
    return set(re.findall(r"(?<![?\w])[a-z]+:\w[\w-]*", strip_code(text)))


def test_there_are_as_many_cases_as_queries() -> None:
    assert sorted(path.stem for path in list_files("queries", ".rq")) == NAMES
    assert len(NAMES) >= 42
    assert {case.file for case in REASONED} == {"expected", "anything"}


@pytest.mark.parametrize("case", REASONED, ids=str)
def test_pyoxigraph_answers_as_reasoned(case: Case, store: Store) -> None:
    assert len(case.expected) > 1, "a case without a row proves nothing"
    assert ask_pyoxigraph(store, case) == case.expected


@pytest.mark.parametrize("case", ASKED, ids=str)
def test_rdflib_answers_the_same(case: Case, graph: rdflib.Graph, store: Store) -> None:
    assert ask_rdflib(graph, case) == ask_pyoxigraph(store, case)


@pytest.mark.parametrize("case", ASKED, ids=str)
def test_jena_answers_the_same(case: Case, jena: Jena, store: Store) -> None:
    assert jena[DATA, case] == ask_pyoxigraph(store, case)


def test_the_published_records_get_one_answer_from_all(jena: Jena, published: Path) -> None:
    store, graph = open_store([published]), rdflib.Graph().parse(published)
    for case in BY_DEFAULT:
        answer = ask_pyoxigraph(store, case)
        assert ask_rdflib(graph, case) == answer
        assert jena[published, case] == answer


@pytest.mark.parametrize("case", OPEN, ids=str)
def test_a_value_takes_away_what_is_not_asked_for(case: Case, store: Store) -> None:
    narrow = Case(case.name, "expected")
    asked = {index for index, column in enumerate(get_query(case.name).returns) if column in case.values}
    answers = [ask_pyoxigraph(store, narrow), ask_pyoxigraph(store, case)]
    rest = [{tuple(cell for i, cell in enumerate(row) if i not in asked) for row in rows} for rows in answers]
    assert rest[0] < rest[1]


@pytest.mark.parametrize("case", REASONED, ids=str)
def test_the_code_lists_add_names_and_change_nothing_else(case: Case, store: Store, named: Store) -> None:
    alone, labelled = ask_pyoxigraph(store, case), ask_pyoxigraph(named, case)
    if case.name == "class-counts":
        assert set(alone) < set(labelled)
        return
    labels = {i for i, column in enumerate(alone[0]) if column in LABELS and not alone[1][i].startswith("https:")}
    said = {alone[0].index("what")} if case.name == "timeline" else set()  # a tie without a title goes by its kind
    without = [[cell for i, cell in enumerate(row) if i not in labels | said] for row in alone]
    assert [[cell for i, cell in enumerate(row) if i not in labels | said] for row in labelled] == without
    assert all(row[i] != code[i] for row, code in zip(labelled[1:], alone[1:], strict=True) for i in labels)
    assert all(any(row[i] != code[i] for row, code in zip(labelled, alone, strict=True)) for i in said)


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
    ontology = rdflib.Graph()
    for part in list_files("ontology", ".ttl"):
        ontology.parse(part)
    defined = {str(subject) for subject in ontology.subjects()}
    used = {term for saved in list_queries() for term in list_terms(saved.text)}
    mine = {OWN[prefix] + local for prefix, _, local in (term.partition(":") for term in used) if prefix in OWN}
    assert any(term.startswith(ONTOLOGY) for term in mine)
    assert mine <= defined
