"""Loading three real stores: what arrives, what stands in whose place, and what is refused."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from tests.store.conftest import NOW, load_text
from tests.stores import GRAPH, HASTE, KINDS, Store, to_ntriples

from koryu_rdf.errors import DataError, KoryuError, StoreError
from koryu_rdf.protocol import Credentials, open_transport
from koryu_rdf.store import STORES, find_kind
from koryu_rdf.store.graphs import BEGUN, LOADS, PREFIX

OLD = "@prefix : <https://data.city.example.jp/koryu/> . :a :title '古い'@ja ; :number 1 . :b :title 'stays' ."
NEW = "@prefix : <https://data.city.example.jp/koryu/> . :a :title '新しい'@ja ; :number 1 . :b :title 'stays' . :c :title '' ."
OTHER = "https://data.city.example.jp/other"

only_virtuoso = pytest.mark.parametrize("store", ["virtuoso"], indirect=True)


def read_statements(turtle: str) -> set[str]:
    return {line.removesuffix(" .") for line in to_ntriples(turtle).decode().splitlines()}


def test_every_kind_of_store_is_tried() -> None:
    assert set(STORES) - {"generic"} == set(KINDS)


def test_a_store_says_of_itself_what_it_is(store: Store) -> None:
    assert find_kind(store.url, open_transport(Credentials()), HASTE).name == store.kind


def test_new_data_take_the_place_of_old_ones(store: Store) -> None:
    store.put(OLD)
    store.put(OLD, OTHER)
    loaded = load_text(store.aim(), triples=to_ntriples(NEW))
    assert (loaded.statements, loaded.before, loaded.respelled, loaded.cleared) == (4, 3, False, 0)
    assert store.read() == read_statements(NEW)
    assert store.read(OTHER) == read_statements(OLD)
    assert store.list_own_graphs() == set()


def test_the_same_data_again_change_nothing(store: Store) -> None:
    for before in (4, 4):
        store.put(NEW)
        assert load_text(store.aim(), triples=to_ntriples(NEW)).before == before
        assert store.read() == read_statements(NEW)


def test_every_format_arrives(store: Store, tmp_path: Path) -> None:
    line = "<https://example.jp/{0}> <https://example.jp/p> <https://example.jp/o> "
    named = line.format(2) + "<https://example.jp/g> ."
    node = {"@id": "https://example.jp/4", "https://example.jp/p": {"@id": "https://example.jp/o"}}
    xml = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.jp/">'
        '<rdf:Description rdf:about="https://example.jp/5"><e:p rdf:resource="https://example.jp/o"/></rdf:Description></rdf:RDF>'
    )
    texts = {
        "a.nt": line.format(0) + ".",
        "a.ttl": line.format(1) + ".",
        "a.nq": named,
        "a.trig": "<https://example.jp/g> { " + line.format(3) + "}",
        "a.jsonld": json.dumps(node),
        "a.rdf": xml,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "b.nt.gz").write_bytes(gzip.compress((line.format(6) + ".").encode()))
    (tmp_path / "c.ttl.zst").write_bytes(zstandard.compress((line.format(7) + ".").encode()))
    loaded = load_text(store.aim(), *sorted(tmp_path.iterdir()))
    assert (loaded.statements, loaded.graphs) == (8, 1)
    assert store.read() == {line.format(number).strip() for number in range(8)}


def test_letters_arrive_as_they_are(store: Store) -> None:
    turtle = (
        "@prefix : <https://example.jp/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        ':a :p "𠮷野家、髙橋"@ja, "a\\n\\t\\"\\\\ b", "", "q\'\\r", "2011-10"^^xsd:gYearMonth, "1981"^^xsd:gYear, '
        '"2011-10-24"^^xsd:date, <https://example.jp/%E5%B8%82?a=1&b=(2)#c>, <mailto:a@example.jp>, true, "x"^^:own . '
    )
    assert not load_text(store.aim(), triples=to_ntriples(turtle)).respelled
    assert store.read() == read_statements(turtle)


def test_numbers_may_be_written_otherwise_and_are_told(store: Store) -> None:
    turtle = (
        '@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <urn:a> <urn:p> "023"^^xsd:integer, "1.50"^^xsd:decimal .'
    )
    loaded = load_text(store.aim(graph=OTHER + "/numbers"), triples=to_ntriples(turtle))
    assert (loaded.statements, loaded.respelled) == (2, True)
    integer, decimal = sorted(store.read(OTHER + "/numbers"), reverse=True)
    assert '"23"' in integer
    assert '"1.5"' in decimal


@only_virtuoso  # the others keep ill-formed literals as they are written
def test_what_a_store_cannot_hold_is_refused_and_the_old_graph_stays(store: Store) -> None:
    store.put(OLD)
    turtle = '<urn:a> <urn:number> "three"^^<http://www.w3.org/2001/XMLSchema#integer> ; <urn:title> "a" .'
    with pytest.raises(StoreError) as caught:
        load_text(store.aim(), triples=to_ntriples(turtle))
    assert "<urn:number> 1 → 1" in caught.value.message.en
    assert "urn:title" not in caught.value.message.en
    assert store.read() == read_statements(OLD)
    assert store.list_own_graphs() == set()


def test_blank_nodes_arrive_joined_as_they_were(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):  # the same label in two files is not the same node
        (tmp_path / f"{name}.ttl").write_text(
            f'<urn:{name}> <urn:p> _:x . _:x <urn:q> "{name}", _:y . _:y <urn:q> _:x .'
        )
    for _ in range(2):
        assert load_text(store.aim(), *sorted(tmp_path.iterdir())).statements == 8
    rows = store.aim().client.fetch(
        f"SELECT ?t WHERE {{ GRAPH <{GRAPH}> {{ <urn:a> <urn:p> ?x . ?x <urn:q> ?y, ?t . ?y <urn:q> ?x FILTER(ISLITERAL(?t)) }} }}",
        "text/csv",
    )
    assert rows.decode().replace('"', "").split()[1:] == ["a"]
    assert len(store.read()) == 8


def test_long_data_go_in_pieces_and_come_back_in_pages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koryu_rdf.store.spool.PIECE", 200_000)
    lines = [f'<https://example.jp/{n}> <https://example.jp/p{n % 3}> "値{n}"@ja .\n' for n in range(12_000)]
    loaded = load_text(store.aim(graph=OTHER + "/long"), triples="".join(lines).encode())
    assert (loaded.statements, loaded.respelled) == (12_000, False)


def test_statements_said_twice_count_once(store: Store) -> None:
    triples = to_ntriples(NEW)
    assert load_text(store.aim(), triples=triples + triples).statements == 4


@pytest.mark.parametrize(
    "graph", ["no iri", "https://example.jp/> { } ; DROP ALL #", "urn:koryu:loads", PREFIX + "x", ""]
)
def test_names_that_no_graph_may_have(store: Store, graph: str) -> None:
    with pytest.raises(StoreError) as caught:
        load_text(store.aim(graph=graph), triples=to_ntriples(NEW))
    assert "--graph" in (caught.value.hint or caught.value.message).en


def test_malformed_data_are_refused_before_anything_is_sent(store: Store, tmp_path: Path) -> None:
    store.put(OLD)
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:p> <urn:o> .\n<urn:a> <urn:p .\n")
    with pytest.raises(DataError) as caught:
        load_text(store.aim(), path)
    assert caught.value.where == f"{path}:2"
    assert store.read() == read_statements(OLD)


def test_nothing_is_not_loaded(store: Store) -> None:
    store.put(OLD)
    with pytest.raises(StoreError):
        load_text(store.aim())
    assert store.read() == read_statements(OLD)


def test_leftovers_go_after_a_day_and_those_of_others_stay(store: Store) -> None:
    old, young = (
        f"{PREFIX}{when:%Y%m%dT%H%M%SZ}-{'0' * 15}{n}" for n, when in enumerate((NOW - timedelta(days=2), NOW))
    )
    client = store.aim().client
    for name in (old, young):
        client.put_graph(name, to_ntriples(OLD))
        client.update(f'INSERT DATA {{ GRAPH <{LOADS}> {{ <{name}> <{BEGUN}> "{name[18:34]}" }} }}')
    assert load_text(store.aim(), triples=to_ntriples(NEW)).cleared == 1
    assert store.list_own_graphs() == {LOADS, young}
    assert load_text(store.aim(), triples=to_ntriples(NEW), now=NOW + timedelta(days=2)).cleared == 1
    assert store.list_own_graphs() == set()


def test_two_at_once_leave_the_data_of_one(store: Store) -> None:
    code = (
        "import sys; from tests.stores import *; from tests.store.conftest import load_text\n"
        "kind, port, text = sys.argv[1:]; store = Store(kind, Path()); store.port = int(port)\n"
        "load_text(store.aim(), triples=to_ntriples(text))"
    )
    texts = [NEW, OLD]
    started = [
        subprocess.Popen([sys.executable, "-c", code, store.kind, str(store.port), text], stderr=subprocess.PIPE)
        for text in texts
    ]
    said = [process.communicate(timeout=100)[1].decode() for process in started]
    assert store.read() in [read_statements(text) for text in texts]
    assert [one for one in said if one and "koryu_rdf.errors.StoreError" not in one] == []
    load_text(store.aim(), triples=to_ntriples(NEW), now=NOW + timedelta(days=2))
    assert store.read() == read_statements(NEW)
    assert store.list_own_graphs() == set()


@only_virtuoso  # the others have no logins of their own
def test_who_may_not_write_is_told_so(store: Store) -> None:
    store.put(OLD)
    for login in ({}, {"KORYU_STORE_USER": "dba", "KORYU_STORE_PASSWORD": "wrong"}):
        store_as = type("Guest", (Store,), {"environment": login})(store.kind, store.folder)
        store_as.port = store.port
        with pytest.raises(KoryuError) as caught:
            load_text(store_as.aim(), triples=to_ntriples(NEW))
        assert "denied" in caught.value.message.en
    assert store.read() == read_statements(OLD)


only_fuseki = pytest.mark.parametrize("store", ["fuseki"], indirect=True)


@only_fuseki
def test_decimals_that_the_store_cannot_delete(store: Store) -> None:
    """Jena issue 3404: what is put in with zeros at the end is not found again."""
    graph, tenth = OTHER + "/decimals", '<urn:a> <urn:p> 0.10, 2.50, 3.0, "1.50"'
    loaded = load_text(store.aim(graph=graph), triples=to_ntriples(f"{tenth} ."))
    assert (loaded.statements, loaded.respelled) == (4, True)
    load_text(store.aim(graph=graph), triples=to_ntriples(NEW))
    assert store.read(graph) == read_statements(NEW)
    store.put(f"{tenth} .", graph)
    before = store.read(graph)
    with pytest.raises(StoreError) as caught:
        load_text(store.aim(graph=graph), triples=to_ntriples(NEW))
    assert "holds 2 decimals" in caught.value.message.en
    assert store.read(graph) == before
    assert store.list_own_graphs() == set()
    store.aim().client.update(f"DROP GRAPH <{graph}>")  # what the hint says
    load_text(store.aim(graph=graph), triples=to_ntriples(NEW))
    assert store.read(graph) == read_statements(NEW)
