"""Names in kana beside names in Latin letters, and the register of first-level units beside Wikidata."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from tests.link.conftest import agree, find_rows, to_ntriples

from koryu_rdf.link.dump import read_dump
from koryu_rdf.link.index import Index, build_index
from koryu_rdf.link.mappings import LinkRow
from koryu_rdf.link.sounds import list_initials, measure_sound
from koryu_rdf.link.stage import link
from koryu_rdf.subdivisions import find_subdivision_name, is_only_of_its_name

ITEMS = """
Q30 P297=US P31=Q6256 ja=アメリカ合衆国
Q819 P297=LA P31=Q6256 ja=ラオス
Q881 P297=VN P31=Q6256 ja=ベトナム
Q884 P297=KR P31=Q6256 ja=韓国
Q1397 P31=Q10864048 P17=Q30 P300=US-OH P625=-82.7,40.2 ja=オハイオ州 en=Ohio
Q1428 P31=Q10864048 P17=Q30 P300=US-GA P625=-83.1,32.3 ja=ジョージア州 en=Georgia
Q3001 P31=Q515 P17=Q30 P625=-83.0,40.0 en=Columbus
Q3002 P31=Q515 P17=Q30 P625=-85.0,32.5 en=Columbus
Q3003 P31=Q515 P17=Q30 P625=-81.7,41.5 en=Cleveland
Q3101 P31=Q10864048 P17=Q819 P300=LA-VT ja=ビエンチャン en=Vientiane
Q3102 P31=Q10864048 P17=Q819 P300=LA-VI ja=ビエンチャン en=Vientiane
Q3201 P31=Q10864048 P17=Q881 P300=VN-39 ja=ドンナイ省 en=Đồng_Nai
Q3202 P31=Q10864048 P17=Q881 P300=VN-27 en=Quảng_Nam
Q3301 P31=Q515 P17=Q884 P300=KR-26 P31=Q10864048 ja=釜山 en=Busan
Q3302 P31=Q486972 P17=Q884 P131=Q3301 ja=中区
Q3303 P31=Q486972 P17=Q884 ja=中区
"""


@pytest.fixture(scope="module")
def lookup(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[LinkRow]]:
    folder = tmp_path_factory.mktemp("sounds")
    (folder / "items.nt").write_text(to_ntriples(ITEMS), "utf-8")
    build_index(read_dump(folder / "items.nt"), folder / "index", "2026-11-25")
    index = Index(folder / "index")
    return lambda party: find_rows(link([agree(party)], index), party)


@pytest.mark.parametrize(
    ("kana", "right", "wrong"),
    [
        ("ポートランド", "Portland", "Poland"),
        ("セントルイス", "St. Louis", "St. Cloud"),
        ("アンカレッジ", "Anchorage", "Aniak"),
        ("ミュンヘン", "München", "Münster"),
        ("クリチバ", "Curitiba", "Cuiabá"),
        ("トゥール", "Tours", "Toulouse"),
        ("ハバロフスク", "Khabarovsk", "Kholmsk"),
        ("ライプチヒ", "Leipzig", "Lübeck"),
    ],
)
def test_the_right_name_sounds_more_alike(kana: str, right: str, wrong: str) -> None:
    assert measure_sound(kana, right) > measure_sound(kana, wrong)
    assert right[0] in list_initials(kana)


def test_a_city_without_a_japanese_label_is_found_and_waits_for_a_person(
    lookup: Callable[[str], list[LinkRow]],
) -> None:
    rows = lookup("アメリカ合衆国オハイオ州コロンバス市")
    assert [row.item for row in rows[:2]] == ["Q3001", "Q3002"]
    assert {row.status for row in rows} == {"candidate"}
    assert "△名前「Columbus」の読みが近い" in rows[0].comment
    assert "△オハイオ州の中心から34 km" in rows[0].comment
    assert lookup("アメリカ合衆国ジョージア州コロンバス市")[0].item == "Q3002"


def test_a_region_is_accepted_where_the_register_has_one_of_that_name(lookup: Callable[[str], list[LinkRow]]) -> None:
    (row,) = lookup("ベトナム社会主義共和国ドンナイ省")
    assert (row.item, row.status) == ("Q3201", "accepted")
    assert "（ISO 3166-2）のVN-39（Đồng Nai）" in row.comment
    assert {row.status for row in lookup("ラオス人民民主共和国ビエンチャン県")} == {"candidate"}


def test_a_region_is_found_by_the_sound_of_its_name_in_the_register(lookup: Callable[[str], list[LinkRow]]) -> None:
    assert [row.item for row in lookup("ベトナム社会主義共和国クアンナム省")] == ["Q3202"]


def test_a_district_is_looked_for_in_its_city(lookup: Callable[[str], list[LinkRow]]) -> None:
    assert lookup("大韓民国釜山広域市中区")[0].item == "Q3302"


def test_the_register_knows_names_and_which_are_shared() -> None:
    expected: Mapping[str, tuple[str | None, bool]] = {
        "TH-50": ("Chiang Mai", True),
        "LA-VI": ("Vientiane Province", False),
        "LT-KU": ("Kaunas County", False),
        "XX-01": (None, False),
    }
    for code, answer in expected.items():
        assert (find_subdivision_name(code), is_only_of_its_name(code)) == answer
