"""Each saved query on each store elsewhere: real servers, loaded by the program, answer as the store inside does.

Both the small sample and the published records are asked, since Virtuoso 7 is right about one and wrong about the other when a query
is put in a way that it does not follow.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.queries.test_queries import ASKED, BY_DEFAULT, DATA, NAMES, Case
from tests.stores import KINDS, Store

from koryu_rdf import pipeline, read
from koryu_rdf.assets import get_folder, list_files
from koryu_rdf.query import get_query, open_store, query
from koryu_rdf.query.endpoint import ask_endpoint, has_graph
from koryu_rdf.query.saved import SavedQuery
from koryu_rdf.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import Store as Embedded

SAMPLE, PUBLISHED = "https://data.city.example.jp/sample", "https://data.city.example.jp/published"
MATRIX = [*((SAMPLE, case) for case in ASKED), *((PUBLISHED, case) for case in BY_DEFAULT)]
UNHEARD_OF = {
    "xsd:string": "zzz",
    "xsd:gYear": "1800",
    "xsd:integer": "99999",
    "xsd:date": "1800-01-01",
    "iri": "urn:none",
}
CHOOSING = [get_query(name) for name in NAMES if get_query(name).parameters]
HOSTILE = ['" } DROP ALL #', "'''", '""" }', "\\", "a\n} #", "{?x}", "<urn:a>", "ж漢𠮷"]


@pytest.fixture(scope="module")
def inside() -> dict[str, Embedded]:
    """The stores inside the program, by the graphs elsewhere that hold the same."""
    published = pipeline.lift_to_ntriples(read(get_folder("records")), Settings())
    return {SAMPLE: open_store([DATA]), PUBLISHED: open_store([], published)}


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, stores: Callable[[str], Store]) -> Store:
    """A store of each kind, loaded with both."""
    started: Store = stores(request.param)
    published = pipeline.lift_to_ntriples(read(get_folder("records")), Settings())
    for graph, paths, triples in ((SAMPLE, [DATA], b""), (PUBLISHED, [], published)):
        pipeline.load_data(paths, triples, started.aim(graph=graph), datetime.now(UTC))
    return started


def find_service(store: Store) -> str:
    """Find where anybody may ask."""
    return store.aim().kind.locate(store.url, False).query


def test_every_query_is_asked_of_every_store() -> None:
    assert {case.name for _, case in MATRIX} == {path.stem for path in list_files("queries", ".rq")}
    assert len(MATRIX) == len(ASKED) + len(NAMES)
    assert len(KINDS) == 3


@pytest.mark.parametrize(
    ("graph", "case"), MATRIX, ids=lambda value: value.rpartition("/")[2] if isinstance(value, str) else str(value)
)
def test_a_store_elsewhere_answers_as_the_one_inside(
    graph: str, case: Case, store: Store, inside: dict[str, Embedded]
) -> None:
    saved = get_query(case.name)
    there = ask_endpoint(find_service(store), saved, case.values, graphs=[graph])
    assert there == query(inside[graph], saved, case.values)


@pytest.mark.parametrize("saved", CHOOSING, ids=lambda saved: saved.name)
def test_a_value_that_nothing_has_is_no_fault(saved: SavedQuery, store: Store, inside: dict[str, Embedded]) -> None:
    for parameter in saved.parameters:
        values = {parameter.name: UNHEARD_OF[parameter.datatype]}
        there = ask_endpoint(find_service(store), saved, values, graphs=[SAMPLE])
        assert there == query(inside[SAMPLE], saved, values)


@pytest.mark.parametrize("value", HOSTILE)
def test_values_are_bound_as_terms(value: str, store: Store, inside: dict[str, Embedded]) -> None:
    saved, service = get_query("agreements-mentioning"), find_service(store)
    there = ask_endpoint(service, saved, {"word": value}, graphs=[SAMPLE])
    assert there == query(inside[SAMPLE], saved, {"word": value})
    assert has_graph(service, SAMPLE)
