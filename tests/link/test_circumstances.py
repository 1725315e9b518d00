"""Position, population, partners of the same agreement and copies, as evidence that a clerk reads."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.link.conftest import agree, find_rows, to_ntriples

from koryu_rdf.identifiers import DEFAULT_BASE, Identifiers
from koryu_rdf.link.dump import read_dump
from koryu_rdf.link.facts import PlaceFacts
from koryu_rdf.link.index import Index, build_index
from koryu_rdf.link.mappings import LinkRow
from koryu_rdf.link.stage import link

CITY = "フランス共和国ヴェルデュー市"  # two of the name: Q2001 in ソレーヌ at 2.1 48.1, Q2002 in モルヴァン at 5.1 45.1
OFFICE = "https://www.city.example.jp/partners"


def know(longitude: float, latitude: float, population: int | None = None, source: str = OFFICE) -> PlaceFacts:
    subject = Identifiers(DEFAULT_BASE).overseas_party(agree(CITY).overseas_parties[0])[1:-1]
    return PlaceFacts(
        subject_id=subject,
        longitude=longitude,
        latitude=latitude,
        population=population,
        source=source,
        date="2026-11-25",
    )


def suggest(index: Index, *known: PlaceFacts) -> list[LinkRow]:
    return find_rows(link([agree(CITY)], index, known=known), CITY)


def test_the_offices_own_position_tells_two_cities_of_one_name_apart(index: Index) -> None:
    rows = suggest(index, know(5.12, 45.1))
    assert [(row.item, row.status) for row in rows] == [("Q2002", "accepted"), ("Q2001", "candidate")]
    assert "○手もとの資料の位置から2 km" in rows[0].comment
    assert "×手もとの資料の位置から406 km" in rows[1].comment  # 334 north and 231 east


def test_a_position_that_came_from_wikidata_is_no_evidence(index: Index) -> None:
    rows = suggest(index, know(5.12, 45.1, source="http://www.wikidata.org/entity/Q2002"))
    assert {row.status for row in rows} == {"candidate"}
    assert "手もと" not in "".join(row.comment for row in rows)


@pytest.mark.parametrize(("population", "first"), [(80_000, "Q2001"), (4_500, "Q2002")])
def test_population_puts_candidates_in_order_and_decides_nothing(index: Index, population: int, first: str) -> None:
    facts = msgspec.structs.replace(know(0, 0, population), longitude=None, latitude=None)
    rows = suggest(index, facts)
    assert rows[0].item == first
    assert {row.status for row in rows} == {"candidate"}
    assert f"△人口は手もとの資料で{population:,}人" in rows[0].comment
    assert "×人口は" in rows[1].comment


def test_a_partner_of_the_same_agreement_in_the_same_unit_speaks_for_a_candidate(index: Index) -> None:
    parties = f"{CITY}、フランス共和国ソレーヌ州カルデーユ市"
    rows = find_rows(link([agree(parties, signed="1980-01-01")], index), CITY)
    assert [row.item for row in rows] == ["Q2001", "Q2002"]
    assert "△同じ提携の相手のカルデーユと同じソレーヌにある" in rows[0].comment
    assert {row.status for row in rows} == {"candidate"}


def test_another_item_at_the_same_place_is_named(tmp_path: Path) -> None:
    items = "Q142 P297=FR P31=Q6256 ja=フランス\nQ5 P31=Q515 P17=Q142 P625=2,48 ja=ルノワ\nQ6 P31=Q515 P17=Q142 P625=2,48 ja=ルノワ"
    (tmp_path / "x.nt").write_text(to_ntriples(f"{items}\nQ7 P31=Q515 P17=Q142 P625=3,48 ja=ルノワ"), "utf-8")
    build_index(read_dump(tmp_path / "x.nt"), tmp_path / "x.sqlite", "2026-11-25")
    rows = find_rows(link([agree("フランス共和国ルノワ市")], Index(tmp_path / "x.sqlite")), "フランス共和国ルノワ市")
    said = {row.item: row.comment for row in rows}
    assert "－同じ位置に別の項目（Q6）がある" in said["Q5"]
    assert "－同じ位置に別の項目（Q5）がある" in said["Q6"]
    assert "同じ位置" not in said["Q7"]
