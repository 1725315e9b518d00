"""Decided links as a graph of their own, with who decided when, and the facts about what is linked."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.link.conftest import to_ntriples

from koryu_rdf.errors import LinkError
from koryu_rdf.link.decisions import Decisions, Signature, read_decisions, write_decisions
from koryu_rdf.link.dump import read_dump
from koryu_rdf.link.facts import PlaceFacts, fetch_facts, read_facts, take_facts, write_facts
from koryu_rdf.link.graph import Links, describe_links
from koryu_rdf.link.index import Index, build_index
from koryu_rdf.link.items import gather_items
from koryu_rdf.link.mappings import CLOSE, LinkRow, Predicate
from koryu_rdf.link.upkeep import check_items
from koryu_rdf.linking import apply_links, read_links
from koryu_rdf.settings import Settings

BASE = "https://example.jp/id/"
PLACE = f"{BASE}place/fr-a"
ITEM = "http://www.wikidata.org/entity/Q2001"
SKOS = "http://www.w3.org/2004/02/skos/core#"
BY = Signature("例示市 国際課", "2026-11-25")


def decide(item: str, status: str = "accepted", predicate: Predicate = "skos:exactMatch") -> LinkRow:
    row = LinkRow(
        subject_id=PLACE, subject_label="ヴェルデュー市", object_id=f"wikidata:{item}", predicate_id=predicate
    )
    decisions = Decisions()
    (decisions.accept if status == "accepted" else decisions.reject)(row, BY)
    return decisions.rows[0]


def list_triples(links: Links, **options: bool) -> set[tuple[str, str, str]]:
    return {
        (described.subject.strip("<>"), predicate.strip("<>"), value.strip("<>"))
        for described in describe_links(links, BASE, **options)
        for predicate, value in described.statements
    }


def list_matches(links: Links, **options: bool) -> set[tuple[str, str]]:
    return {(predicate, value) for subject, predicate, value in list_triples(links, **options) if subject == PLACE}


def test_only_accepted_links_are_published() -> None:
    assert list_matches(Links((decide("Q2001"),))) == {(f"{SKOS}exactMatch", ITEM)}
    assert list_triples(Links((decide("Q2001", "rejected"),))) == set()


def test_same_as_is_stated_where_it_is_asked_for_and_the_match_is_exact() -> None:
    same_as = ("http://www.w3.org/2002/07/owl#sameAs", ITEM)
    assert same_as in list_matches(Links((decide("Q2001"),)), same_as=True)
    close = Links((decide("Q2001", predicate=CLOSE),))
    assert list_matches(close, same_as=True) == {(f"{SKOS}closeMatch", ITEM)}


def test_a_link_says_who_decided_and_when() -> None:
    triples = list_triples(Links((decide("Q2001"),)))
    ((link, _, agent),) = {triple for triple in triples if triple[1].endswith("wasAttributedTo")}
    assert link == f"{PLACE}#link-Q2001"
    assert (agent, "http://xmlns.com/foaf/0.1/name", '"例示市 国際課"@ja') in triples
    assert (link, "http://purl.org/dc/terms/date", '"2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date') in triples


def test_facts_come_with_their_source(index: Index) -> None:
    items = gather_items(index.fetch(["Q2001", "Q2005"]))
    facts = take_facts(PLACE, items["Q2001"], "2026-11-25")
    assert facts == PlaceFacts(
        subject_id=PLACE,
        name_en="Verdieu",
        longitude=2.1,
        latitude=48.1,
        population=90000,
        geonames=777001,
        source=ITEM,
        date="2026-11-25",
    )
    mixed = take_facts(PLACE, items["Q2005"], "2026-11-25")
    assert (mixed.name_en, mixed.longitude) == ("Ormier", None)  # which of its coordinates is right nobody knows
    triples = list_triples(Links(facts=(facts,)))
    assert (
        PLACE,
        "http://www.w3.org/2003/01/geo/wgs84_pos#lat",
        '"48.1"^^<http://www.w3.org/2001/XMLSchema#decimal',
    ) in triples
    assert (f"{PLACE}#facts", "http://www.w3.org/ns/prov#wasDerivedFrom", ITEM) in triples


def test_facts_read_back_as_written(tmp_path: Path) -> None:
    facts = [
        PlaceFacts(subject_id=PLACE, longitude=-0.5, latitude=0.0, source=ITEM, date="2026-11-25"),
        PlaceFacts(subject_id=f"{PLACE}b", name_en="B", population=0, source=ITEM, date="2026-11-25"),
    ]
    write_facts(facts, tmp_path / "places.tsv")
    assert read_facts(tmp_path / "places.tsv") == facts
    assert read_facts(tmp_path / "missing.tsv") == []


@pytest.mark.parametrize(("old", "new"), [("48.1", "148.1"), ("48.1", "north"), (PLACE, "javascript:x"), (ITEM, "a b")])
def test_a_faulty_table_of_facts_is_refused_with_its_line(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "places.tsv"
    write_facts([PlaceFacts(subject_id=PLACE, longitude=2.0, latitude=48.1, source=ITEM, date="2026-11-25")], path)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(LinkError) as caught:
        read_facts(path)
    assert str(caught.value.where).endswith("places.tsv:2")


def test_known_facts_stay_where_nothing_new_is_fetched(index: Index) -> None:
    other = PlaceFacts(subject_id=f"{PLACE}b", source=ITEM, date="2020-01-01")
    old = PlaceFacts(subject_id=PLACE, name_en="Old", source=ITEM, date="2020-01-01")
    fetched = fetch_facts([decide("Q2001")], [old, other], index)
    assert [(one.subject_id, one.name_en) for one in fetched] == [(PLACE, "Verdieu"), (f"{PLACE}b", None)]


def test_links_move_with_the_base_and_stay_with_their_subjects() -> None:
    bundled = Links((LinkRow(subject_id="https://w3id.org/koryu/id/place/fr-a", subject_label="x"),))
    moved = bundled.move(BASE)
    assert [row.subject_id for row in moved.rows] == [PLACE]
    assert moved.keep([PLACE]) == moved
    assert moved.keep([]) == Links()


def test_apply_writes_a_named_graph_and_leaves_the_decisions(index: Index, tmp_path: Path) -> None:
    decisions = tmp_path / "links/wikidata.sssom.tsv"
    write_decisions(Decisions([decide("Q2001")]), decisions, BASE)
    before = decisions.read_bytes()
    links, problems = apply_links(decisions, None, index, Settings(base=BASE))
    assert problems == []
    assert decisions.read_bytes() == before
    assert read_links(decisions.parent, Settings(base=BASE)) == links
    graphs = {quad.graph_name for quad in parse(path=str(decisions.with_name("wikidata.trig")), format=RdfFormat.TRIG)}
    assert graphs == {NamedNode(f"{BASE}graph/links")}
    written = decisions.with_name("wikidata.trig").read_bytes()
    apply_links(decisions, None, None, Settings(base=BASE))  # without asking anybody: the facts stay
    assert decisions.with_name("wikidata.trig").read_bytes() == written


def test_a_merged_and_a_missing_item_are_noticed_and_nothing_is_changed(tmp_path: Path) -> None:
    lines = (
        to_ntriples("Q2001 ja=ヴェルデュー")
        + "<http://www.wikidata.org/entity/Q7> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q2001> .\n"
    )
    (tmp_path / "x.nt").write_text(lines, "utf-8")
    build_index(read_dump(tmp_path / "x.nt"), tmp_path / "x.sqlite", "2026-11-25")
    index = Index(tmp_path / "x.sqlite")
    rows = [decide("Q2001"), decide("Q7"), decide("Q8"), decide("Q9", "rejected")]
    problems = check_items(rows, index, Path("links/wikidata.sssom.tsv"))
    assert [(problem.code, problem.value) for problem in problems] == [
        ("link-item-merged", "Q7"),
        ("link-item-missing", "Q8"),
    ]
    assert "Q2001" in problems[0].message.en


def test_the_bundled_links_are_dated_signed_and_about_the_records(root: Path) -> None:
    rows = read_decisions(root / "links" / "wikidata.sssom.tsv").rows
    accepted = [row for row in rows if row.status == "accepted"]
    assert len({row.subject_id for row in accepted}) == len(accepted) == 56
    assert {(row.author_label, row.mapping_date) for row in rows} == {("koryu-rdf", "2026-11-25")}
    assert {msgspec.structs.asdict(row)["predicate_modifier"] for row in rows if row.status == "rejected"} == {"Not"}
    items = {row.subject_label: row.item for row in accepted}
    # From the notes on Wikidata: the city that a government means, not its namesakes.
    assert items["千葉県千葉市"] == "Q170616"
    assert items["中華人民共和国江蘇省呉江市"] == "Q396156"
    assert items["オランダ王国デルフト市"] == "Q690"
    facts = read_facts(root / "links" / "places.tsv")
    assert {row.subject_id for row in accepted if "/place/" in row.subject_id} - {one.subject_id for one in facts} == {
        f"https://w3id.org/koryu/id/place/jp-{code}"
        for code in ("120006", "140007", "170003", "230006", "270008", "400009", "410004")
    }  # prefectures that are no parties, only above one
