"""The tests of the SPARQL 1.1 protocol by the W3C, which name what must hold in words; here each is a request.

Updates are refused, so that their tests, good and bad, must end in a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
import requests
from tests.serve.service import Service
from tests.serve.w3c import Suite

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ONE, TWO = "https://example.jp/graph/1", "https://example.jp/graph/2"
C, D = "<https://example.jp/c> ?a ?b", "<https://example.jp/d> ?e ?f"
BOTH = f"ASK {{ {C} . {D} }}"
NAMED = f"ASK {{ GRAPH <{ONE}> {{ {C} }} GRAPH <{TWO}> {{ {D} }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
INSERT = "INSERT DATA { <https://example.jp/x> <https://example.jp/x> <https://example.jp/x> }"
GRAPHS = [("default-graph-uri", ONE), ("default-graph-uri", TWO)]
NAMES = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]
ROWS = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
TRIPLES = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}

Fields = list[tuple[str, str]]


class Case(NamedTuple):
    """A request and what must come back: a status, and a form out of some; an answer of yes or no is always yes."""

    method: str = "GET"
    address: Sequence[tuple[str, str]] = ()
    form: Fields | None = None
    body: bytes | None = None
    media: str | None = None
    statuses: tuple[int, ...] = (200,)
    forms: frozenset[str] = frozenset({"application/sparql-results+json"})


def get(query: str, *fields: tuple[str, str], forms: set[str] | None = None) -> Case:
    return Case("GET", [("query", query), *fields], forms=frozenset(forms or {"application/sparql-results+json"}))


def post(*fields: tuple[str, str], statuses: tuple[int, ...] = (200,)) -> Case:
    return Case("POST", form=list(fields), statuses=statuses)


def send(body: bytes, media: str | None, *address: tuple[str, str], statuses: tuple[int, ...] = (400, 415)) -> Case:
    return Case("POST", list(address), body=body, media=media, statuses=statuses)


REFUSED = (400, 403, 405, 415)
USING = [("using-graph-uri", ONE), ("using-graph-uri", TWO)]
CASES: Mapping[str, Case] = {
    "query_post_form": post(("query", "ASK {}")),
    "query_dataset_default_graphs_get": get(BOTH, *GRAPHS),
    "query_dataset_default_graphs_post": post(("query", BOTH), *GRAPHS),
    "query_dataset_named_graphs_get": get(NAMED, *NAMES),
    "query_dataset_named_graphs_post": post(("query", NAMED), *NAMES),
    "query_dataset_full": post(("query", f"ASK {{ {C} GRAPH <{TWO}> {{ {D} }} }}"), GRAPHS[0], NAMES[1]),
    "query_multiple_dataset": get(f"ASK FROM <{TWO}> {{ {C} FILTER NOT EXISTS {{ {D} }} }}", GRAPHS[0]),
    "query_get": get("ASK {}"),
    "query_content_type_select": get("SELECT (1 AS ?value) {}", forms=ROWS),
    "query_content_type_ask": get("ASK {}", forms=ROWS - {"text/csv", "text/tab-separated-values"}),
    "query_content_type_describe": get("DESCRIBE <https://example.jp/a>", forms=TRIPLES),
    "query_content_type_construct": get("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", forms=TRIPLES),
    "query_post_direct": send(b"ASK {}", QUERY, statuses=(200,)),
    "bad_query_method": Case("PUT", [("query", "ASK {}")], statuses=(405,)),
    "bad_multiple_queries": Case("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], statuses=(400,)),
    "bad_query_wrong_media_type": send(b"ASK {}", "text/plain"),
    "bad_query_missing_form_type": send(b"query=ASK%20%7B%7D", None),
    "bad_query_missing_direct_type": send(b"ASK {}", None),
    "bad_query_non_utf8": send("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"),
    "bad_query_syntax": Case("GET", [("query", "ASK {")], statuses=(400,)),
    "update_dataset_default_graph": send(INSERT.encode(), UPDATE, USING[0], statuses=(403,)),
    "update_dataset_default_graphs": send(INSERT.encode(), UPDATE, *USING, statuses=(403,)),
    "update_dataset_named_graphs": send(INSERT.encode(), UPDATE, ("using-named-graph-uri", ONE), statuses=(403,)),
    "update_dataset_full": send(INSERT.encode(), UPDATE, USING[0], ("using-named-graph-uri", TWO), statuses=(403,)),
    "update_post_form": post(("update", INSERT), statuses=(403,)),
    "update_post_direct": send(INSERT.encode(), UPDATE, statuses=(403,)),
    "update_base_uri": post(("update", "CLEAR GRAPH <x> ; INSERT DATA { GRAPH <x> { <x> <x> <x> } }"), statuses=(403,)),
    "bad_update_get": Case("GET", [("update", INSERT)], statuses=REFUSED),
    "bad_multiple_updates": post(("update", INSERT), ("update", INSERT), statuses=REFUSED),
    "bad_update_wrong_media_type": send(INSERT.encode(), "text/plain", statuses=REFUSED),
    "bad_update_missing_form_type": send(b"update=CLEAR%20ALL", None, statuses=REFUSED),
    "bad_update_non_utf8": send(INSERT.encode("utf-16"), f"{UPDATE}; charset=UTF-16", statuses=REFUSED),
    "bad_update_syntax": post(("update", "INSERT {"), statuses=REFUSED),
    "bad_update_dataset_conflict": post(("update", f"WITH <{ONE}> DELETE {{}} WHERE {{}}"), USING[0], statuses=REFUSED),
}


def test_every_test_is_a_request() -> None:
    assert Suite().list_protocol_tests() == set(CASES)
    assert len(CASES) == 34


@pytest.mark.parametrize("name", CASES)
def test_the_protocol(name: str, small: Service) -> None:
    case = CASES[name]
    reply = requests.request(
        case.method,
        f"{small.url}sparql",
        params=case.address,
        data=case.body if case.form is None else case.form,
        headers={"Content-Type": case.media} if case.media else {},
        timeout=60,
    )
    assert reply.status_code in case.statuses, reply.text[:300]
    if case.statuses == (200,):
        assert reply.headers["Content-Type"].partition(";")[0] in case.forms
        assert "boolean" not in reply.text or "true" in reply.text
    else:
        everything = requests.get(f"{small.url}sparql", {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}, timeout=60)
        assert everything.json()["results"]["bindings"][0]["n"]["value"] == "3"
