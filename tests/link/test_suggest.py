"""Suggestions over the small Wikidata: what is accepted, what waits for a person, and in what words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.link.conftest import agree, find_rows, to_ntriples

from koryu_rdf.errors import LinkError
from koryu_rdf.link.cache import Cache
from koryu_rdf.link.dump import read_dump
from koryu_rdf.link.gazetteer import Gazetteer
from koryu_rdf.link.index import Index, build_index
from koryu_rdf.link.mappings import LinkRow, write_mappings
from koryu_rdf.link.network import Network, Send, send_sparql
from koryu_rdf.link.stage import link
from koryu_rdf.link.wikidata import Wikidata

Suggest = Callable[..., list[LinkRow]]
DAY = "2026-11-25"
PARTIES = (
    "フランス共和国ソレーヌ州ヴェルデュー市",
    "フランス共和国ソレーヌ州",
    "フランス共和国トゥーロワ市",
    "フランス共和国べつの市",
)


def summarise(rows: list[LinkRow]) -> list[tuple[str | None, str]]:
    return [(row.item, row.status) for row in rows]


def test_the_region_tells_two_cities_of_one_name_apart(suggest: Suggest) -> None:
    rows = suggest("フランス共和国ソレーヌ州ヴェルデュー市")
    assert summarise(rows) == [("Q2001", "accepted"), ("Q2002", "candidate")]
    assert "○上位の地域（ソレーヌ）が一致" in rows[0].comment
    assert "×上位の地域がソレーヌ州ではない（モルヴァン州）" in rows[1].comment


def test_without_the_region_a_person_decides(suggest: Suggest) -> None:
    assert summarise(suggest("フランス共和国ヴェルデュー市")) == [("Q2001", "candidate"), ("Q2002", "candidate")]


def test_without_the_country_a_person_decides(suggest: Suggest) -> None:
    assert summarise(suggest("ヴェルデュー市")) == [("Q2001", "candidate"), ("Q2002", "candidate")]


def test_a_duplicate_that_no_fact_excludes_stops_the_acceptance(suggest: Suggest) -> None:
    rows = suggest("フランス共和国ソレーヌ州ポン・ラヴェル市")
    assert summarise(rows) == [("Q2004", "candidate"), ("Q2003", "candidate")]


@pytest.mark.parametrize("name", ["ベルデュー市", "ヴェルデュ市", "ヴェルデューイ市"])
def test_other_spellings_find_it(suggest: Suggest, name: str) -> None:
    assert "Q2001" in [row.item for row in suggest(f"フランス共和国ソレーヌ州{name}")]


def test_an_item_that_mixes_two_places_is_not_accepted(suggest: Suggest) -> None:
    (row,) = suggest("フランス共和国ソレーヌ州オルミエ市")
    assert (row.item, row.status) == ("Q2005", "candidate")
    assert "×位置が" in row.comment


def test_a_place_abolished_before_the_agreement_is_not_accepted(suggest: Suggest) -> None:
    (row,) = suggest("フランス共和国ソレーヌ州カルデーユ市")
    assert (row.item, row.status) == ("Q2006", "candidate")
    assert "×提携より前の1999-01-01に廃止" in row.comment
    (before,) = suggest("フランス共和国ソレーヌ州カルデーユ市", signed="1980-01-01")
    assert before.status == "accepted"


def test_a_twin_town_is_evidence_for_its_partner_alone(suggest: Suggest) -> None:
    assert summarise(suggest("フランス共和国トゥーロワ市")) == [("Q2007", "accepted"), ("Q2008", "candidate")]
    rows = suggest("フランス共和国トゥーロワ市", "千葉県千葉市")
    assert {row.status for row in rows} == {"candidate"}


def test_a_company_is_not_the_city_and_a_city_no_union(suggest: Suggest) -> None:
    assert "accepted" not in {row.status for row in suggest("フランス共和国ソレーヌ州ブリュメール市")}
    assert summarise(suggest("フランス共和国ヴェルデュー広域行政体")) == [(None, "none")]
    assert summarise(suggest("在日フランス共和国大使館")) == [(None, "none")]


def test_governments_of_japan_go_by_their_code(index: Index) -> None:
    rows = link([agree("フランス共和国ソレーヌ州", "東京都府中市、千葉県")], index)
    assert summarise(find_rows(rows, "東京都府中市")) == [("Q9002", "accepted")]
    assert summarise(find_rows(rows, "千葉県")) == [("Q9004", "accepted")]


def test_nothing_found_is_one_row_without_an_item(suggest: Suggest) -> None:
    (row,) = suggest("フランス共和国べつの市")
    assert (row.object_id, row.status, row.confidence) == ("", "none", None)


def test_the_order_of_the_records_leaves_no_trace(index: Index) -> None:
    agreements = [agree(party, number=number) for number, party in enumerate(PARTIES)]
    assert link(agreements, index) == link(reversed(agreements), index)


def test_evidence_speaks_english_too(index: Index) -> None:
    rows = link([agree(PARTIES[0])], index, language="en")
    assert "○the name ヴェルデュー is the same" in find_rows(rows, PARTIES[0])[0].comment


@pytest.fixture(scope="module")
def endpoint(serve: Callable[[Path], str], dump: Path) -> str:
    return serve(dump)


def write_all(gazetteer: Gazetteer, target: Path) -> bytes:
    write_mappings(
        link([agree(party, number=number) for number, party in enumerate(PARTIES)], gazetteer), target, "x:set"
    )
    return target.read_bytes()


def open_service(endpoint: str, cache: Path, day: str = DAY, send: Send = send_sparql) -> tuple[Wikidata, Network]:
    network = Network("koryu@example.jp", pause=0)
    return Wikidata(endpoint, network, Cache(cache), day, send=send), network


def test_a_server_and_the_index_give_the_same_and_a_second_run_needs_neither(
    endpoint: str, index: Index, tmp_path: Path
) -> None:
    first = write_all(open_service(endpoint, tmp_path / "cache")[0], tmp_path / "1.tsv")
    assert first == write_all(index, tmp_path / "2.tsv")

    def send_nothing(url: str, fields: Mapping[str, str], agent: str, seconds: float) -> bytes:
        pytest.fail("nothing goes over the network")

    again, _ = open_service(endpoint, tmp_path / "cache", "2027-01-01", send_nothing)
    assert write_all(again, tmp_path / "3.tsv") == first


def test_a_run_that_was_stopped_goes_on_where_it_was(endpoint: str, tmp_path: Path) -> None:
    whole, all_requests = open_service(endpoint, tmp_path / "whole")
    expected = write_all(whole, tmp_path / "1.tsv")
    sent = []

    def send_twice(url: str, fields: Mapping[str, str], agent: str, seconds: float) -> bytes:
        sent.append(fields)
        if len(sent) > 2:
            raise KeyboardInterrupt
        return send_sparql(url, fields, agent, seconds)

    stopped, _ = open_service(endpoint, tmp_path / "cache", send=send_twice)
    with pytest.raises(KeyboardInterrupt):
        write_all(stopped, tmp_path / "2.tsv")
    assert not (tmp_path / "2.tsv").exists()
    resumed, requests_left = open_service(endpoint, tmp_path / "cache")
    assert write_all(resumed, tmp_path / "2.tsv") == expected
    assert requests_left.requests == all_requests.requests - 2


def test_a_thousand_places_take_at_most_25_requests(serve: Callable[[Path], str], tmp_path: Path) -> None:
    kana = "アカサタナハマヤラワ"
    names = [f"{a}{b}{c}ルモ" for a in kana for b in kana for c in kana]
    items = ["Q142 P297=FR P31=Q6256 ja=フランス"]
    items += [f"Q{number} P31=Q515 P17=Q142 ja={name}" for number, name in enumerate(names[::2], 5000)]
    (tmp_path / "many.nt").write_text(to_ntriples("\n".join(items)), "utf-8")
    service, network = open_service(serve(tmp_path / "many.nt"), tmp_path / "cache")
    rows = link([agree(f"フランス共和国{name}市", number=number) for number, name in enumerate(names)], service)
    assert len({row.subject_id for row in rows}) == 1002  # and two of Japan: 瀬戸市 and the prefecture it lies in
    assert sum(row.item == "Q5000" for row in rows) >= 1
    assert network.requests <= 25


def test_an_index_knows_subclasses_and_refuses_what_is_no_index(tmp_path: Path) -> None:
    lines = to_ntriples("Q142 P297=FR P31=Q6256 ja=フランス\nQ7 P31=Q8 P17=Q142 ja=ルノワ\nQ8 P279=Q9\nQ9 P279=Q515")
    (tmp_path / "x.nt").write_text(lines, "utf-8")
    # Q142 and Q7: of the classes nothing is known but what they are under.
    assert build_index(read_dump(tmp_path / "x.nt"), tmp_path / "x.sqlite", DAY) == 2
    rows = link([agree("フランス共和国ルノワ市")], Index(tmp_path / "x.sqlite"))
    assert "○種類が一致（市町村）" in find_rows(rows, "フランス共和国ルノワ市")[0].comment
    for path in (tmp_path / "x.nt", tmp_path / "missing.sqlite"):
        with pytest.raises(LinkError):
            Index(path)
    (tmp_path / "bad.nt").write_text("no triples\n")
    with pytest.raises(LinkError):
        build_index(read_dump(tmp_path / "bad.nt"), tmp_path / "y.sqlite", DAY)
    assert not (tmp_path / "y.sqlite").exists()
