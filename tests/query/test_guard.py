"""What a query may not hold, however it is written; and what only looks like it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from koryu_rdf.errors import QueryError
from koryu_rdf.query import list_queries
from koryu_rdf.query.guard import DEEPEST, MOST_GROUPS, MOST_STEPS, check_text

REMOTE = [
    "SELECT ?s WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT ?s WHERE { service silent ?s { ?s ?p ?o } }",
    "SELECT ?s WHERE { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT ?s WHERE { ?s ?p ?o FILTER NOT EXISTS { { SELECT ?z WHERE { SERVICE <a:b> { ?z ?p ?o } } } } }",
    "PREFIX : <a:> SELECT ?s WHERE { SERVICE:x { ?s ?p ?o } }",
    "SELECT ?s WHERE { ?s ?p ?a FILTER(?a<'x>') SERVICE <a:b> { ?s ?p ?q } FILTER('y'!='z') }",
    'SELECT ?s WHERE { ?s ?p """\n# """ SERVICE <a:b> { ?s ?p ?q } }',
    "SELECT ?s WHERE { ?s ?p 1SERVICE<a:b>{ ?s ?p ?q } }",
    "SELECT ?s WHERE { ?s ?p 1SERVICE:x{ ?s ?p ?q } }",
    "SELECT ?s WHERE { ?s ?p <urn:a#> SERVICE <a:b> { ?s ?p ?q } }",
    "SELECT ?s WHERE { ?s ?p ?o FILTER(?o<ex:a#>'''\n) SERVICE <a:b> { ?s ?p ?q } BIND('''b''' AS ?y) }",
    "ASK { OPTIONAL { SERVICE <a:b> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <a:b> { ?s ?p ?o } }",
]
DATA_SETS = [
    "SELECT ?s FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "SELECT ?s FROM NAMED <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "SELECT ?s FR\\u004FM <a:b> WHERE { ?s ?p ?o }",
    "PREFIX : <a:> SELECT ?s FROM:x { ?s ?p ?o }",
    "ASKFROM:x { ?s ?p ?o }",
    "ASK FROM <a:b> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <a:b> WHERE { ?s ?p ?o }",
    "CONSTRUCT FROM <a:b> WHERE { ?s ?p ?o }",
    "DESCRIBE <a:b> FROM <a:b>",
]
HARMLESS = [
    'SELECT ?s WHERE { ?s ?p "SERVICE <a:b> { }" }',
    "SELECT ?from WHERE { ?from ?service ?o }",
    "PREFIX ex: <http://example.org/service#> SELECT ?s WHERE { ?s ex:service ex:from-to, <http://ex.org/from> }",
    'SELECT ?s WHERE { ?s ?p \'from\'@ja, """a "service" from""", \'it\\\'s from\' FILTER(?s < 2 && ?s > 1) }',
    "#+ summary: Where things come from\nSELECT ?s WHERE { ?s ?p ?o }",
    "SELECT ?s WHERE { ?s ?p ?o } # FROM SERVICE",
]


def refuse(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        check_text(text, "mine.rq")
    assert caught.value.hint is not None
    assert caught.value.where is not None
    return caught.value


@pytest.mark.parametrize("text", REMOTE)
def test_other_services_are_refused(text: str) -> None:
    assert "SERVICE" in refuse(text).message.en


@pytest.mark.parametrize("text", DATA_SETS)
def test_other_data_sets_are_refused(text: str) -> None:
    assert "FROM" in refuse(text).message.en


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_alike_are_let_through(text: str) -> None:
    check_text(text, "mine.rq")


def test_the_end_of_a_comment_is_no_way_around() -> None:
    refuse("# a comment\rSELECT ?s WHERE { SERVICE <a:b> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE " + "{" * 3000 + "?s ?p ?o" + "}" * 3000,
        "SELECT ?s WHERE { ?s ?p ?o FILTER(" + "STR(" * 1000 + "?o" + ")" * 1000 + ") }",
        "SELECT ?s WHERE { " + "OPTIONAL { ?s ?p ?o } " * 3000 + "}",
        "SELECT ?s WHERE " + "{" * (DEEPEST + 1) + "?s ?p ?o" + "}" * (DEEPEST + 1),
        "#" + ")" * 3000 + "\nASK { FILTER(" + "abs(" * 3000 + "1" + ")" * 3000 + ") }",
        "ASK { FILTER(" + "abs( #)\n" * 3000 + "1" + ")" * 3000 + ") }",
        "ASK { FILTER(" + "abs(')'+" * 3000 + "1" + ")" * 3000 + ") }",
        "ASK { FILTER(" + "abs(1<'>)'+" * 3000 + "1" + ")" * 3000 + ") }",
        "ASK { FILTER(" + "abs\\u0028" * 3000 + "1" + ")" * 3000 + ") }",
        "ASK { FILTER(" + "+".join("1" * 10_000) + ") }",
        "ASK { FILTER(" + "!" * 10_000 + "true) }",
        "ASK { (" + "?o " * 10_000 + ") ?p ?o }",
        "ASK { ?s <a:b>" + "/<a:b>" * 10_000 + " ?o }",
    ],
)
def test_what_would_end_the_process_is_refused(text: str) -> None:
    assert "nested" in refuse(text).message.en


def test_up_to_the_bounds_there_is_no_complaint() -> None:
    check_text("SELECT ?s WHERE " + "{" * DEEPEST + "?s ?p ?o" + "}" * DEEPEST, "mine.rq")
    check_text("SELECT ?s WHERE { " + "OPTIONAL { ?s ?p ?o } " * (MOST_GROUPS - 1) + "}", "mine.rq")
    check_text("SELECT ?s WHERE { VALUES ?s { " + "<http://example.org/(a)> " * 3000 + "} ?s ?p ?o }", "mine.rq")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "+".join("1" * 1740) + ") }",
        "ASK { FILTER(" + "!" * 3480 + "true) }",
        "ASK { (" + "1 " * 3470 + ") ?p ?o FILTER(false) }",
    ],
)
def test_the_engine_lives_through_the_longest_query_let_through(text: str) -> None:
    assert len(text.replace(" ", "")) > MOST_STEPS - 40
    check_text(text, "mine.rq")
    program = f"import pyoxigraph; pyoxigraph.Store().query({text!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_bounds_are_in_the_hint() -> None:
    hint = refuse("{" * 3000).hint
    assert hint is not None
    for number in (str(DEEPEST), str(MOST_GROUPS), f"{MOST_STEPS:,}"):
        assert number in hint.ja
        assert number in hint.en


def test_bundled_queries_pass() -> None:
    for saved in list_queries():
        check_text(saved.text, saved.where)
