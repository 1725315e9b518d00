"""Parties: every way in which the form lists them, and nothing guessed. Whole documents stand in ``read/data``."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koryu_rdf.japanese_parties import parse_japanese_parties
from koryu_rdf.local_governments import LocalGovernment, find_local_governments
from koryu_rdf.model import JapaneseParty, OverseasParty
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.tables import read_rows

# Names that a list is made of, and what each is: kind, country, region, locality, seat.
OVERSEAS = {
    "フランス共和国ナント市": ("municipality", "FR", None, "ナント市", None),
    "スペイン セゴビア市": ("municipality", "ES", None, "セゴビア市", None),
    "英国 ストラトフォード・アポン・エイヴォン町": (
        "municipality",
        "GB",
        None,
        "ストラトフォード・アポン・エイヴォン町",
        None,
    ),
    "カナダ国ケベック州": ("region", "CA", "ケベック州", None, None),
    "アメリカ合衆国オレゴン州ポートランド市": ("municipality", "US", "オレゴン州", "ポートランド市", None),
    "大韓民国江原道春川市": ("municipality", "KR", "江原道", "春川市", None),
    "大韓民国ソウル特別市江南区": ("municipality", "KR", None, "ソウル特別市江南区", None),
    "中華人民共和国内モンゴル自治区フフホト市": ("municipality", "CN", "内モンゴル自治区", "フフホト市", None),
    "中華人民共和国浙江省長興県": ("municipality", "CN", "浙江省", "長興県", None),
    "中華人民共和国北京市": ("municipality", "CN", None, "北京市", None),
    "台湾台北市": ("municipality", "TW", None, "台北市", None),
    "フランス共和国イル・ド・フランス地域圏": ("region", "FR", "イル・ド・フランス地域圏", None, None),
    "フランス共和国ストラスブール都市共同体": ("municipality", "FR", None, "ストラスブール都市共同体", None),
    "アメリカ合衆国ヒューストン・テクノロジー・センター": ("organization", "US", None, None, None),
    "アメリカ合衆国カリフォルニア州サンフランシスコ郡市": (
        "municipality",
        "US",
        "カリフォルニア州",
        "サンフランシスコ郡市",
        None,
    ),
    "アメリカ合衆国ハワイ州ホノルル市・郡": ("municipality", "US", "ハワイ州", "ホノルル市・郡", None),
    "アメリカ合衆国コロンビア特別区": ("region", "US", "コロンビア特別区", None, None),
    "オーストラリア連邦ノーザンテリトリー準州ダーウィン市": (
        "municipality",
        "AU",
        "ノーザンテリトリー準州",
        "ダーウィン市",
        None,
    ),
    "英国スコットランド グラスゴー市": ("municipality", "GB", "スコットランド", "グラスゴー市", None),
    "英国ウェールズ": ("region", "GB", "ウェールズ", None, None),
    "ロシア連邦サハ共和国ヤクーツク市": ("municipality", "RU", "サハ共和国", "ヤクーツク市", None),
    "大韓民国光州広域市北区": ("municipality", "KR", None, "光州広域市北区", None),
    "大韓民国全州市": ("municipality", "KR", None, "全州市", None),
    "大韓民国済州特別自治道西帰浦市": ("municipality", "KR", "済州特別自治道", "西帰浦市", None),
    "大韓民国忠清南道洪城郡広川邑": ("municipality", "KR", "忠清南道", "洪城郡広川邑", None),
    "中華人民共和国雲南省大理ペー族自治州": ("municipality", "CN", "雲南省", "大理ペー族自治州", None),
    "台湾南投県埔里鎮": ("municipality", "TW", "南投県", "埔里鎮", None),
    "スイス連邦ヴォー州ローザンヌ市": ("municipality", "CH", "ヴォー州", "ローザンヌ市", None),
    "フランス共和国ローヌ県リヨン市": ("municipality", "FR", "ローヌ県", "リヨン市", None),
    "インド チャンディーガル連邦直轄領": ("region", "IN", "チャンディーガル連邦直轄領", None, None),
    "モンゴル国セレンゲ県": ("region", "MN", "セレンゲ県", None, None),
    "ベトナム社会主義共和国クアンナム省ホイアン市": ("municipality", "VN", "クアンナム省", "ホイアン市", None),
    "インドネシア共和国ジョグジャカルタ特別州": ("region", "ID", "ジョグジャカルタ特別州", None, None),
    "ブラジル連邦共和国パラナ州ロンドリーナ市": ("municipality", "BR", "パラナ州", "ロンドリーナ市", None),
    "ドイツ連邦共和国バイエルン自由州": ("region", "DE", "バイエルン自由州", None, None),
    "イタリア共和国サン・ジミニャーノ・コムーネ": (
        "municipality",
        "IT",
        None,
        "サン・ジミニャーノ・コムーネ",
        None,
    ),
    "ドイツ連邦共和国": ("country", "DE", None, None, None),
    "在日デンマーク王国大使館": ("embassy", "DK", None, None, "日本"),
    "シンガポール共和国駐アモイ シンガポール総領事館": ("consulate", "SG", None, None, "アモイ"),
    "大韓民国駐大阪総領事館": ("consulate", "KR", None, None, "大阪"),
    "デンマーク王国（在日本国デンマーク王国大使館）": ("embassy", "DK", None, None, "日本"),
}
ANY = [
    "津市",
    "三重県",
    "フランス",
    "共和国",
    "リヨン市",
    "州",
    "大使館",
    "在",
    "駐",
    "・",
    "、",
    " ",
    "　",
    "（",
    "）",
    "と",
    "及び",
    "財団法人",
    "\n",
    "ア",
]


def read_overseas(text: str) -> tuple[list[OverseasParty], list[tuple[str, str | None]]]:
    """Read a text; gives the parties, and the codes that were reported with their values."""
    found: list[tuple[str, str | None]] = []

    def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        assert field == "overseas_parties"
        found.append((code, value))

    return parse_overseas_parties(text, report), found


def read_japanese(text: str) -> tuple[list[JapaneseParty], list[tuple[str, str | None]]]:
    """Read a text; gives the parties, and the codes that were reported with their values."""
    found: list[tuple[str, str | None]] = []

    def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        assert field == "japanese_parties"
        found.append((code, value))

    return parse_japanese_parties(text, report), found


def describe(party: OverseasParty) -> tuple[str, str | None, str | None, str | None, str | None]:
    return party.kind, party.country, party.region, party.locality, party.seat


@given(
    st.lists(st.sampled_from(sorted(OVERSEAS)), min_size=1, max_size=6),
    st.sampled_from(["、", "\n", " ", "・", "；", " 、 "]),
)
@example(["大韓民国忠清南道洪城郡広川邑", "アメリカ合衆国コロンビア特別区"], "・")
@example(["大韓民国忠清南道洪城郡広川邑", "大韓民国全州市", "中華人民共和国北京市"], " ")
@example(["英国ウェールズ", "在日デンマーク王国大使館"], "・")
def test_a_list_is_its_members(names: list[str], separator: str) -> None:
    parties, reports = read_overseas(separator.join(names))
    assert [party.name for party in parties] == names
    assert [describe(party) for party in parties] == [OVERSEAS[name] for name in names]
    assert not reports


@pytest.mark.parametrize(
    ("text", "kinds", "codes"),
    [
        ("City of Portland, Oregon, USA", ["municipality US Oregon City of Portland"], []),
        (
            "Portland, Oregon, USA, Lyon City, France",
            ["municipality US Oregon Portland", "municipality FR None Lyon City"],
            [],
        ),
        ("Suzhou City, Jiangsu Province, China", ["municipality CN Jiangsu Province Suzhou City"], []),
        ("State of Oregon, United States", ["region US State of Oregon None"], []),
        (
            "Quebec Province, Canada; Hanoi City, Viet Nam",
            ["region CA Quebec Province None", "municipality VN None Hanoi City"],
            [],
        ),
        ("King County, Washington, US", ["municipality US Washington King County"], []),
        ("Toluca, Mexico, Mexico", ["municipality MX Mexico Toluca"], []),
        ("Republic of Korea", ["country KR None None"], []),
        ("University of Oslo, Norway", ["organization NO None None"], []),
        ("Lyon, France", ["municipality FR None Lyon"], ["party-level-unknown"]),
        ("City of Houston, USA", ["municipality US None City of Houston"], ["region-not-written"]),
        ("Atlanta, Georgia, USA", ["municipality US Georgia Atlanta"], []),
        ("Los Angeles, CA, USA", ["municipality US CA Los Angeles"], []),
    ],
)
def test_a_party_in_english(text: str, kinds: list[str], codes: list[str]) -> None:
    parties, reports = read_overseas(text)
    assert [f"{party.kind} {party.country} {party.region} {party.locality}" for party in parties] == kinds
    assert [code for code, _ in reports] == codes


@pytest.mark.parametrize("text", ["Atlanta, Georgia", "Los Angeles, CA", "Portland"])
def test_what_english_leaves_open_has_no_country(text: str) -> None:
    parties, reports = read_overseas(text)
    assert {party.country for party in parties} == {None}
    assert "country-unknown" in {code for code, _ in reports}


def test_a_city_takes_the_country_before_it() -> None:
    parties, reports = read_overseas("フランス共和国リモージュ市・オーバーニュ市 クレルモン市、アヌシー市")
    assert [party.country for party in parties] == ["FR"] * 4
    assert reports == [("country-inherited", "アヌシー市")]


def test_a_country_is_taken_from_no_further_than_the_party_before() -> None:
    parties, reports = read_overseas("フランス共和国リヨン市、アトランティス国ミノス市、クレタ市")
    assert [party.country for party in parties] == ["FR", None, None]
    assert reports == [("country-unknown", "アトランティス国ミノス市"), ("country-unknown", "クレタ市")]


def test_a_city_without_its_word_ends_where_a_country_begins() -> None:
    parties, reports = read_overseas("ドイツ フランクフルト イタリア ミラノ市")
    assert [(party.country, party.locality) for party in parties] == [("DE", "フランクフルト"), ("IT", "ミラノ市")]
    assert reports == [("party-level-unknown", "ドイツ フランクフルト")]


def test_a_city_of_a_large_country_should_come_with_its_region() -> None:
    assert read_overseas("中華人民共和国広州市")[1] == [("region-not-written", "中華人民共和国広州市")]
    assert read_overseas("中華人民共和国重慶市、フランス共和国リヨン市")[1] == []


@given(st.data())
def test_a_list_of_local_governments_is_its_members(data: st.DataObject) -> None:
    """Full names, whatever stands between them, are found one by one, each with its code."""
    rows = data.draw(st.lists(st.sampled_from(read_rows("local-governments")), min_size=1, max_size=5))
    places = [
        find_local_governments(row["district"] + (row["name"] or row["prefecture"]), row["prefecture"])[0]
        for row in rows
    ]
    names = [place.prefecture + (place.district or "") + (place.municipality or "") for place in places]
    separator = data.draw(st.sampled_from(["、", "・", "及び", "\n", " 、", *([] if "と" in "".join(names) else "と")]))
    parties, reports = read_japanese(separator.join(names))
    assert [(party.name, party.code) for party in parties] == list(zip(names, map(get_code, places), strict=True))
    assert not reports


def get_code(place: LocalGovernment) -> str:
    return place.code


def test_a_prefecture_before_it_tells_which_city_is_meant() -> None:
    assert [party.code for party in read_japanese("広島県、府中市")[0]] == ["340006", "342084"]
    assert [party.code for party in read_japanese("東京都、公益財団法人緑化協会、府中市")[0]] == [
        "130001",
        None,
        "132063",
    ]
    [party], reports = read_japanese("府中市")
    assert (party.kind, party.prefecture, party.code) == ("municipality", None, None)
    assert reports == [("local-government-ambiguous", "府中市")]


@pytest.mark.parametrize(
    ("text", "kind", "reports"),
    [
        ("静岡県静波市", "municipality", ["local-government-unknown"]),
        ("静岡県富士市北区", "municipality", ["local-government-unknown"]),
        ("八女西部広域事務組合", "organization", []),
        ("沖縄県介護保険広域連合", "organization", []),
        ("財団法人国際文化・スポーツ協会", "organization", []),
        ("瀬戸市・有田町・公益財団法人瀬戸国際センター", "organization", ["party-unknown"]),
        ("千葉市と市民の会", "organization", []),
        ("横浜港", "organization", ["party-unknown"]),
        ("及び", "organization", ["party-unknown"]),
        ("千葉県千葉市（代表）", "organization", ["party-unknown"]),
    ],
)
def test_a_name_that_the_table_lacks_stays_whole(text: str, kind: str, reports: list[str]) -> None:
    [party], found = read_japanese(text)
    assert (party.name, party.kind, party.code) == (text, kind, None)
    assert [code for code, _ in found] == reports


@pytest.mark.parametrize("text", ["", " ", "、", "・、・", "\n\t"])
def test_nothing_is_no_party(text: str) -> None:
    assert read_japanese(text) == ([], [])
    assert read_overseas(text) == ([], [])


@given(st.text() | st.lists(st.sampled_from(ANY), max_size=25).map("".join))
@example("0,A")
@example(" ,Lyon,,France ,")
def test_any_text_goes_through(text: str) -> None:
    """Nothing gets lost: the names together hold all letters of the text, but for the words between names."""
    for parties in (read_japanese(text)[0], read_overseas(text)[0]):
        assert all(party.name and party.name in text and party.name == party.name.strip() for party in parties)
        left = text
        for party in parties:
            left = left.replace(party.name, "、", 1)
        assert not any(map(str.isalnum, re.sub("及び|および|並びに|ならびに|と", "", left)))


LONG = [
    "ア ",
    "ア・",
    "（",
    "フランス ",
    "ア・フランス・",
    "州",
    "在",
    "、ア",
    "千葉市・",
    "と",
    "大使館）",
    " ",
    "フランス",
    "France,",
    "City of ",
    "a, ",
    "ソ連",
    "市・郡",
]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    for whole in (text, f"在{text}大使館"):
        read_japanese(whole)
        read_overseas(whole)
    assert time.process_time() - began < 20


def test_a_place_of_the_document_decides_between_namesakes_and_is_reported() -> None:
    reports: list[tuple[str, object]] = []

    def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        reports.append((code, slots.get("place")))

    parties = parse_japanese_parties("府中市", report, on="1990", near="広島県福山市")
    assert [party.code for party in parties] == ["342084"]
    assert reports == [("local-government-by-context", "広島県府中市")]


@pytest.mark.parametrize("near", ["千葉県", "府中市", "どこか", ""])
def test_a_place_elsewhere_decides_nothing(near: str) -> None:
    found: list[str] = []
    parties = parse_japanese_parties("府中市", lambda code, **_: found.append(code), near=near)
    assert [party.code for party in parties] == [None]
    assert found == ["local-government-ambiguous"]


@pytest.mark.parametrize(
    ("text", "on", "code", "reported"),
    [
        ("和歌山県串本町", "2005-03-31", "304077", ["local-government-by-date", "local-government-former"]),
        ("和歌山県串本町", "2005-04-01", "304280", []),  # the same name, made anew out of two towns
        ("和歌山県串本町", "2005", None, ["local-government-ambiguous"]),
        ("福岡県小倉市", "1959", None, ["local-government-former"]),
        ("鳩ヶ谷市", "2011-10-10", "112267", ["local-government-former"]),
        ("鳩ケ谷市", "2011-10-11", "112267", ["local-government-gone"]),
        ("札幌市", "1959-11-17", "011002", []),
        ("浦和市", None, "112046", ["local-government-former"]),
        ("東京都府中市", "1990", "132063", []),
        ("京都府京都市左京区", "1990", "261009", ["local-government-ward"]),
    ],
)
def test_a_name_means_what_was_there_on_the_date(
    text: str, on: str | None, code: str | None, reported: list[str]
) -> None:
    found: list[str] = []
    [party] = parse_japanese_parties(text, lambda code, **_: found.append(code), on=on)
    assert (party.name, party.kind, party.code, found) == (text, "municipality", code, reported)


def test_a_list_of_former_places_is_parted_too() -> None:
    parties = parse_japanese_parties("浦和市・大宮市と与野市", lambda *_, **__: None, on="1995")
    assert [party.code for party in parties] == ["112046", "112054", "112208"]
