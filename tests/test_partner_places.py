"""Partner places: every place of the survey, in every way it is written, is one place."""

from __future__ import annotations

import pytest

from koryu_rdf import partner_places
from koryu_rdf.countries import get_country
from koryu_rdf.partner_places import PartnerPlace, canonicalise, find_partner_place, fold_name
from koryu_rdf.tables import read_rows, split_aliases

ROWS = read_rows("partner-places")

# The 33 places of the survey as it writes them: country, region, locality, and the English name of the place meant.
SURVEY = [
    ("CN", "江蘇省", "呉江市", "Wujiang"),
    ("CN", "江蘇省", "塩城市", "Yancheng"),
    ("CN", "遼寧省", "瀋陽市", "Shenyang"),
    ("CN", None, "大連市", "Dalian"),
    ("CN", None, "天津市", "Tianjin"),
    ("CN", "福建省", None, "Fujian"),
    ("CN", None, "景德鎮市", "Jingdezhen"),
    ("US", "テキサス州", "ヒューストン市", "Houston"),
    ("US", "ハワイ州", None, "Hawaii"),
    ("VN", None, "ダナン市", "Da Nang"),
    ("VN", None, "ハイフォン市", "Haiphong"),
    ("IT", "トスカーナ州", None, "Tuscany"),
    ("IT", None, "ファエンツァ市", "Faenza"),
    ("IN", "タミル・ナドゥ州", None, "Tamil Nadu"),
    ("AU", "クィーンズランド州", None, "Queensland"),
    ("CA", "ケベック州", None, "Quebec"),
    ("FR", None, "パリ市", "Paris"),
    ("FR", None, "アヌシー広域行政体", "Agglomeration community of Annecy"),
    ("FR", None, "リモージュ市", "Limoges"),
    ("FR", None, "オーバーニュ市", "Aubagne"),
    ("RU", "チェリヤビンスク州", "チェリヤビンスク市", "Chelyabinsk"),
    ("GB", None, "ストーン・オン・トレント市", "Stoke-on-Trent"),
    ("NL", None, "デルフト市", "Delft"),
    ("ES", None, "カステリョン市", "Castellón de la Plana"),
    ("ES", None, "セビリア市", "Seville"),
    ("KR", None, "利川市", "Icheon"),
    ("KR", None, "康津郡", "Gangjin County"),
    ("DE", None, "ゼルプ市", "Selb"),
    ("HU", None, "ペーチ市", "Pécs"),
    ("PT", None, "アヴェイロ市", "Aveiro"),
    ("RO", None, "クルージュ・ナポカ市", "Cluj-Napoca"),
    ("NG", None, "マクルディ市", "Makurdi"),
    ("BE", None, "ラ・ルビエール市", "La Louvière"),
]
HOLDING_REGIONS = {"Jiangsu", "Jiangxi", "Liaoning", "Texas", "Chelyabinsk Oblast"}


@pytest.mark.parametrize(("country", "region", "locality", "name_en"), SURVEY)
def test_every_place_of_the_survey_is_known(
    country: str, region: str | None, locality: str | None, name_en: str
) -> None:
    place = find_partner_place(country, region, locality)

    assert place is not None
    assert place.name_en == name_en


def test_the_table_holds_the_survey_and_the_regions_around_it() -> None:
    assert len(SURVEY) == 33
    assert {row["name_en"] for row in ROWS} == {name for *_, name in SURVEY} | HOLDING_REGIONS
    assert len(ROWS) == len(SURVEY) + len(HOLDING_REGIONS)


def test_every_row_is_found_by_each_of_its_names() -> None:
    missed = [
        name
        for row in ROWS
        for name in (row["locality"] or row["region"], *split_aliases(row["aliases"]))
        if find_row(row, name) != row["name_en"]
    ]

    assert missed == []


def find_row(row: dict[str, str], name: str) -> str | None:
    region, locality = (row["region"], name) if row["locality"] else (name, None)
    place = find_partner_place(row["country"], region, locality)
    return place.name_en if place else None


def test_every_country_exists_and_every_region_has_a_row() -> None:
    regions = {(row["country"], row["region"]) for row in ROWS if not row["locality"]}

    assert {get_country(row["country"]).code for row in ROWS} == {row["country"] for row in ROWS}
    assert [row for row in ROWS if row["region"] and (row["country"], row["region"]) not in regions] == []


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (("CN", None, "瀋陽市"), ("CN", "遼寧省", "瀋陽市")),
        (("CN", "遼寧省", "瀋陽市"), ("CN", "遼寧省", "瀋陽市")),
        (("CN", "遼寧省", "瀋陽"), ("CN", "遼寧省", "瀋陽市")),
        (("CN", None, "沈陽市"), ("CN", "遼寧省", "瀋陽市")),
        (("CN", None, "大連市"), ("CN", "遼寧省", "大連市")),
        (("CN", None, "景德鎮市"), ("CN", "江西省", "景徳鎮市")),
        (("CN", None, "景徳鎮 市"), ("CN", "江西省", "景徳鎮市")),
        (("AU", "クイーンズランド州", None), ("AU", "クイーンズランド州", None)),
        (("AU", "クィーンズランド州", None), ("AU", "クイーンズランド州", None)),
        (("RU", "チェリャビンスク州", "チェリャビンスク市"), ("RU", "チェリャビンスク州", "チェリャビンスク市")),
        (("RU", "チェリヤビンスク州", "チェリヤビンスク市"), ("RU", "チェリャビンスク州", "チェリャビンスク市")),
        (("RU", None, "チェリャビンスク市"), ("RU", "チェリャビンスク州", "チェリャビンスク市")),
        (("RU", "チェリヤビンスク州", "マグニトゴルスク市"), ("RU", "チェリャビンスク州", "マグニトゴルスク市")),
        (("ES", None, "カステジョン市"), ("ES", None, "カステリョン市")),
        (("ES", "バレンシア州", "カステリョン市"), ("ES", None, "カステリョン市")),
        (("KR", None, "カンジン"), ("KR", None, "康津郡")),
        (("KR", "全羅南道", "康津郡"), ("KR", None, "康津郡")),
        (("PT", None, "アベイロ市"), ("PT", None, "アヴェイロ市")),
        (("RO", None, "クルージュナポカ市"), ("RO", None, "クルージュ・ナポカ市")),
        (("BE", None, "ラ・ルヴィエール市"), ("BE", None, "ラ・ルビエール市")),
        (("GB", None, "ストーク・オン・トレント市"), ("GB", None, "ストーク・オン・トレント市")),
        (("GB", None, "ストーン・オン・トレント市"), ("GB", None, "ストーク・オン・トレント市")),
        (("IN", "タミルナドゥ州", None), ("IN", "タミル・ナドゥ州", None)),
        (("CN", "山東省", "青島市"), ("CN", "山東省", "青島市")),
        (("CN", None, None), ("CN", None, None)),
    ],
)
def test_canonicalise(
    written: tuple[str, str | None, str | None], canonical: tuple[str, str | None, str | None]
) -> None:
    assert canonicalise(*written) == canonical


@pytest.mark.parametrize(
    ("country", "region", "locality"),
    [
        ("FR", None, "アヌシー市"),
        ("FR", None, "アヌシー"),
        ("CN", "江西省", "瀋陽市"),
        ("CN", "江蘇省", "呉江区"),
        ("TW", None, "瀋陽市"),
        ("RU", "チェリャビンスク市", None),
        ("RU", None, "チェリャビンスク州"),
        ("US", "ミシシッピ州", "ヒューストン市"),
        ("NL", "ヘルダーラント州", "デルフト市"),
        ("CN", None, None),
        ("CN", "", ""),
    ],
)
def test_another_place_is_not_mistaken_for_one_of_the_table(
    country: str, region: str | None, locality: str | None
) -> None:
    assert find_partner_place(country, region, locality) is None


def test_two_places_of_one_name_are_told_apart_by_their_region_only(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = dict.fromkeys(ROWS[0], "")
    rows = [
        empty | {"country": "US", "region": region, "locality": "ポートランド市"}
        for region in ("メーン州", "オレゴン州")
    ]
    regions = [row | {"locality": ""} for row in rows]
    monkeypatch.setattr(partner_places, "read_rows", lambda _: rows + regions)
    monkeypatch.setattr(partner_places, "_index", partner_places._index.__wrapped__)

    assert find_partner_place("US", None, "ポートランド市") is None
    assert canonicalise("US", "オレゴン州", "ポートランド市") == ("US", "オレゴン州", "ポートランド市")
    assert find_partner_place("US", "オレゴン州", "ポートランド市") == PartnerPlace(
        "US", "オレゴン州", "ポートランド市", ""
    )


def test_a_place_has_the_names_of_the_table() -> None:
    assert find_partner_place("CN", None, "瀋陽市") == PartnerPlace("CN", "遼寧省", "瀋陽市", "Shenyang", ("沈陽市",))
    assert find_partner_place("CA", "ケベック州", None) == PartnerPlace("CA", "ケベック州", None, "Quebec")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("クィーンズランド", "クイーンズランド"),
        ("チェリャビンスク", "チェリヤビンスク"),
        ("クルージュ・ナポカ", "クルージュ＝ナポカ"),
        ("クルージュ・ナポカ", "ｸﾙｰｼﾞｭ･ﾅﾎﾟｶ"),
        ("ヴェネツィア", "ベネツィア"),
        ("ヴュルツブルク", "ビュルツブルク"),
        ("サンクトペテルブルグ ", "サンクト・ペテルブルグ"),
        ("景德鎮", "景徳鎮"),
    ],
)
def test_one_name_in_two_transcriptions_has_one_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("呉江", "武江"), ("パリ", "バリ"), ("ダナン市", "ダナン"), ("ペーチ", "ペチ")]
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)
