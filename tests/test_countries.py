"""Countries: the table against CLDR, and names taken off texts without a guess."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.core import get_global

from koryu_rdf.countries import Country, find_country, get_country, split_country
from koryu_rdf.tables import read_rows, split_aliases

ROWS = read_rows("countries")
CODES = [row["code"] for row in ROWS]

# Codes that CLDR has beside ISO 3166-1: exceptional reservations, groups of countries, and test codes.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

DIFFERENT_JAPANESE = {
    "BL": "the short name is that of many other places too",
    "CC": "no second name in brackets",
    "CD": "no capital in brackets",
    "CG": "no capital in brackets",
    "GB": "the government writes 英国",
    "HK": "the short name; the long one is in official_ja",
    "KN": "the government has written ネービス since 2019",
    "MF": "the short name is that of many other places too",
    "MM": "no former name in brackets",
    "MO": "the short name; the long one is in official_ja",
    "PS": "the government writes パレスチナ",
    "US": "the government writes 米国; the long name is in official_ja",
}
DIFFERENT_ENGLISH = {
    "CD": "the country's name, not its capital",
    "CG": "the country's name, not its capital",
    "CV": "ISO 3166-1 has Cabo Verde",
    "HK": "the short name",
    "MM": "no former name in brackets",
    "MO": "the short name",
    "PS": "the short name of ISO 3166-1",
}


def get_cldr_names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code not in NOT_COUNTRIES}


def test_the_table_has_every_code_once() -> None:
    assert sorted(get_cldr_names("en")) == CODES
    assert len(CODES) == 249 + len({"XK"})


def test_japanese_names_are_those_of_cldr() -> None:
    cldr = get_cldr_names("ja")

    assert {row["code"] for row in ROWS if row["ja"] != cldr[row["code"]]} <= DIFFERENT_JAPANESE.keys()


def test_english_names_are_those_of_cldr_written_out() -> None:
    cldr = {code: name.replace("&", "and").replace("St.", "Saint") for code, name in get_cldr_names("en").items()}

    assert {row["code"] for row in ROWS if row["en"] != cldr[row["code"]]} <= DIFFERENT_ENGLISH.keys()


def test_every_name_in_the_table_leads_to_its_country() -> None:
    names = [
        (name, row["code"])
        for row in ROWS
        for name in (row["ja"], row["official_ja"], *split_aliases(row["aliases"]))
        if name
    ]

    assert [(name, code) for name, code in names if find_country(name) != get_country(code)] == []
    assert [(name, code) for name, code in names if split_country(name) != (get_country(code), "")] == []
    assert [(name, code) for name, code in names if split_country(f"{name} 東市") != (get_country(code), "東市")] == []


def test_three_letter_codes_are_those_of_cldr() -> None:
    aliases = get_global("territory_aliases")

    assert [row["alpha3"] for row in ROWS if aliases[row["alpha3"]] != [row["code"]]] == []
    assert len({row["alpha3"] for row in ROWS}) == len(ROWS)


def test_taiwan_hong_kong_and_macao_are_called_by_their_own_names() -> None:
    """A government's site says 台湾, never whose it is; so does the label that is shown for the code."""
    names = {row["code"]: (row["ja"], row["en"]) for row in ROWS}

    assert [names[code] for code in ("TW", "HK", "MO")] == [
        ("台湾", "Taiwan"),
        ("香港", "Hong Kong"),
        ("マカオ", "Macao"),
    ]
    assert [row["code"] for row in ROWS if re.search("領.*台湾|台湾.*[省領]", "".join(row.values()))] == []


def test_no_name_is_written_twice() -> None:
    names = [name for row in ROWS for name in (row["ja"], row["official_ja"], *split_aliases(row["aliases"])) if name]

    assert sorted(names) == sorted(set(names))


def test_a_country_has_short_and_long_names() -> None:
    assert get_country("CN") == Country("CN", "中国", "China", "中華人民共和国")
    assert get_country("CA") == Country("CA", "カナダ", "Canada", "カナダ")
    assert get_country("TW") == Country("TW", "台湾", "Taiwan", "台湾")


@pytest.mark.parametrize("code", ["XX", "cn", "CHN", ""])
def test_an_unknown_code_is_an_error(code: str) -> None:
    with pytest.raises(KeyError):
        get_country(code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("カナダ国", "CA"),
        ("カナダ", "CA"),
        ("英国", "GB"),
        ("イギリス", "GB"),
        ("連合王国", "GB"),
        ("米国", "US"),
        ("アメリカ", "US"),
        ("ドイツ連邦共和国", "DE"),
        ("インド共和国", "IN"),
        ("インドネシア共和国", "ID"),
        ("ポルトガル共和国", "PT"),
        ("ハンガリー共和国", "HU"),
        ("フィリピン共和国", "PH"),
        ("ドミニカ国", "DM"),
        ("ドミニカ共和国", "DO"),
        ("コンゴ共和国", "CG"),
        ("コンゴ民主共和国", "CD"),
        ("ギニア・ビサウ", "GW"),
        ("マケドニア共和国", "MK"),
        ("グルジア", "GE"),
        ("ヴェトナム", "VN"),
        ("台湾", "TW"),
        ("臺灣", "TW"),
        ("大韓民國", "KR"),
        ("香港特別行政区", "HK"),
        ("マカオ", "MO"),
        ("コソボ", "XK"),
        (" ルー マニア ", "RO"),
        ("ﾀｲ", "TH"),
        ("合衆国", "US"),
        ("亜米利加", "US"),
        ("中華民国", "TW"),
        ("チャイニーズ・タイペイ", "TW"),
        ("西独", "DE"),
        ("ドイツ民主共和国", "DE"),
        ("ビルマ", "MM"),
        ("セイロン", "LK"),
        ("加奈陀", "CA"),
        ("伊太利", "IT"),
        ("仏蘭西", "FR"),
        ("豪州", "AU"),
        ("ノルウェ", "NO"),
        ("クエト", "KW"),
        ("スエーデン", "SE"),
        ("独", "DE"),
        ("伊", "IT"),
        ("仏", "FR"),
        ("米", "US"),
        ("US", "US"),
        ("USA", "US"),
        ("ＵＳＡ", "US"),
        ("DEU", "DE"),
        ("United States of America", "US"),
        ("united kingdom", "GB"),
        ("Republic of Korea", "KR"),
        ("Viet Nam", "VN"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Taiwan", "TW"),
    ],
)
def test_find_country(name: str, code: str) -> None:
    assert find_country(name) == get_country(code)


@pytest.mark.parametrize(
    "name",
    [
        "ドミニカ",
        "コンゴ",
        "ソ連",
        "ユーゴスラビア",
        "中央市",
        "タイペイ",
        "中国上海市",
        "西",
        "大韓",
        "共和国",
        "国",
        "",
    ],
)
def test_find_country_finds_nothing(name: str) -> None:
    assert find_country(name) is None


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("オーストラリア連邦クィーンズランド州", "AU", "クィーンズランド州"),
        ("オーストリア共和国ウィーン市", "AT", "ウィーン市"),
        ("スペイン カステリョン市", "ES", "カステリョン市"),
        ("スペイン\u3000カステリョン市", "ES", "カステリョン市"),
        ("スペイン・カステリョン市", "ES", "カステリョン市"),
        ("カナダ ケベック州", "CA", "ケベック州"),
        ("カナダ国ケベック州", "CA", "ケベック州"),
        ("ロシア連邦チェリヤビンスク州チェリヤビンスク市", "RU", "チェリヤビンスク州チェリヤビンスク市"),
        ("インド共和国タミル・ナドゥ州", "IN", "タミル・ナドゥ州"),
        ("インド タミル・ナドゥ州", "IN", "タミル・ナドゥ州"),
        ("インドネシア共和国バリ州", "ID", "バリ州"),
        ("ドミニカ共和国サントドミンゴ市", "DO", "サントドミンゴ市"),
        ("ドミニカ国ロゾー市", "DM", "ロゾー市"),
        ("コンゴ民主共和国キンシャサ市", "CD", "キンシャサ市"),
        ("大韓民国利川市・康津郡", "KR", "利川市・康津郡"),
        ("韓国ソウル市", "KR", "ソウル市"),
        ("中国上海市", "CN", "上海市"),
        ("中国海南省", "CN", "海南省"),
        ("中国・瀋陽市", "CN", "瀋陽市"),
        ("中国香港", "CN", "香港"),
        ("中華人民共和国江蘇省呉江市", "CN", "江蘇省呉江市"),
        ("日本国千葉市", "JP", "千葉市"),
        ("日本国市川市", "JP", "市川市"),
        ("日本国島根県", "JP", "島根県"),
        ("日本国郡山市", "JP", "郡山市"),
        ("日本国有田町", "JP", "有田町"),
        ("日本国立川市", "JP", "立川市"),
        ("中国国際貿易促進委員会", "CN", "国際貿易促進委員会"),
        ("英国ストーン・オン・トレント市", "GB", "ストーン・オン・トレント市"),
        ("アメリカ合衆国ジョージア州", "US", "ジョージア州"),
        ("フランス 共和国リモージュ市", "FR", "リモージュ市"),
        ("ナイ ジェリア連邦共和国マクルディ市", "NG", "マクルディ市"),
        ("ハンガリー ペーチ市", "HU", "ペーチ市"),
        ("ルーマニア クルージュ・ナポカ市", "RO", "クルージュ・ナポカ市"),
        ("ベルギー王国 ラ・ルビエール市", "BE", "ラ・ルビエール市"),
        ("ベトナム海陽省", "VN", "海陽省"),
        ("タイ国チェンマイ県", "TH", "チェンマイ県"),
        ("マリ共和国バマコ", "ML", "バマコ"),
        ("トーゴ共和国ロメ市", "TG", "ロメ市"),
        ("台湾台北市", "TW", "台北市"),
        ("中華人民共和国香港特別行政区", "HK", ""),
        ("デンマーク王国大使館", "DK", "大使館"),
        ("デンマーク王国（在日本国デンマーク王国大使館）", "DK", "（在日本国デンマーク王国大使館）"),
        ("日本国際交流センター", "JP", "国際交流センター"),
        ("カナダ国立大学", "CA", "国立大学"),
        ("ﾄﾞｲﾂ連邦共和国ｾﾞﾙﾌﾟ市", "DE", "ゼルプ市"),
        ("チリ", "CL", ""),
        ("グアム", "GU", ""),
        ("オマーン", "OM", ""),
        ("イタリア共和国", "IT", ""),
        ("独・ベルリン市", "DE", "ベルリン市"),
        ("米 オレゴン州", "US", "オレゴン州"),
        ("USA オレゴン州", "US", "オレゴン州"),
        ("France リヨン市", "FR", "リヨン市"),
        ("韓国ソウル特別市", "KR", "ソウル特別市"),
    ],
)
def test_split_country(text: str, code: str, rest: str) -> None:
    assert split_country(text) == (get_country(code), rest)


@pytest.mark.parametrize(
    "text",
    [
        "中央市",
        "タイペイ市",
        "マリブ市",
        "マリ・エル共和国",
        "アルバ・ユリア市",
        "アンドラ・ラ・ベリャ市",
        "オマハ市",
        "イラクリオン市",
        "ペルージャ市",
        "コロンビアナ郡",
        "コロンビア特別区",
        "ジョージア州アトランタ市",
        "ジャージーシティ",
        "パナマ市",
        "パナマ 市",
        "パナマ・シティ",
        "メキシコ州トルーカ市",
        "ギニア・ビサウ市",
        "ヨルダン川西岸",
        "インド洋",
        "グアム準州",
        "香港島",
        "台湾省",
        "オーストラリアクィーンズランド州",
        "インドネシアバリ州",
        "ソ連ハバロフスク市",
        "北アイルランドベルファスト市",
        "遼寧省瀋陽市",
        "伊勢市",
        "独立記念市",
        "Malibu",
        "Chinatown",
        "ペル市",
        "国際交流協会",
        "",
    ],
)
def test_split_country_leaves_alone(text: str) -> None:
    assert split_country(text) == (None, text)


def test_every_local_government_is_split_from_japan() -> None:
    names = [row["name"] or row["prefecture"] for row in read_rows("local-governments")]

    assert [name for name in names if split_country(f"日本国{name}") != (get_country("JP"), name)] == []


def test_a_name_may_be_broken_by_a_blank_after_every_character() -> None:
    broken = " ".join("グレートブリテン及び北アイルランド連合王国")

    assert split_country(f"{broken} リーズ市") == (get_country("GB"), "リーズ市")


def test_the_rest_keeps_the_characters_of_the_source() -> None:
    assert split_country("中華人民共和国景德鎮市（⑥～）")[1] == "景德鎮市（⑥～）"
