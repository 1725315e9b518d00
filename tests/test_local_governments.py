"""Local governments: every row keeps its promises, and names are resolved without a guess."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import Counter

import pytest

from koryu_rdf.folding import fold_characters
from koryu_rdf.local_governments import (
    LocalGovernment,
    check_digit,
    find_former_local_governments,
    find_local_governments,
    find_present,
    get_local_government,
    parse_name,
    split_prefecture,
)
from koryu_rdf.tables import read_rows

FORMER = "former-local-governments"
CODES = [row["code"] for row in read_rows("local-governments")]
PLACES = [get_local_government(code) for code in CODES]


def test_the_table_holds_every_local_government() -> None:
    kinds = Counter(place.municipality[-1] if place.municipality else "prefecture" for place in PLACES)

    assert kinds == {"prefecture": 47, "市": 792, "町": 743, "村": 183, "区": 23}
    assert sorted(set(CODES)) == CODES
    assert {code[:2] for code in CODES} == {f"{number:02}" for number in range(1, 48)}


def test_every_code_ends_in_its_check_digit() -> None:
    assert [code for code in CODES if check_digit(code[:5]) != code[5:]] == []


@pytest.mark.parametrize(
    ("code5", "digit"),
    [("12100", "2"), ("24201", "2"), ("41401", "8"), ("01000", "6"), ("13206", "3"), ("34208", "4"), ("01101", "1")],
)
def test_check_digit(code5: str, digit: str) -> None:
    assert check_digit(code5) == digit


@pytest.mark.parametrize("code5", ["1210", "121002", "1210x", "１２１００", ""])
def test_check_digit_wants_five_digits(code5: str) -> None:
    with pytest.raises(ValueError, match="five digits"):
        check_digit(code5)


def test_every_place_is_found_by_its_full_name() -> None:
    assert [place for place in PLACES if parse_name(place.full_name).local_government != place] == []


def test_every_place_is_found_with_its_district() -> None:
    in_district = [place for place in PLACES if place.district]
    missed = [p for p in in_district if parse_name(f"{p.prefecture}{p.district}{p.municipality}").local_government != p]

    assert missed == []
    assert len(in_district) == 743 + 183 - 9  # every town and village but nine on Tokyo's islands


def test_every_place_is_found_by_its_name_alone_at_least_among_others() -> None:
    assert [place for place in PLACES if place not in find_local_governments(place.name)] == []


def test_every_place_lies_in_a_prefecture_of_the_table() -> None:
    assert [p for p in PLACES if get_local_government(p.prefecture_code).municipality is not None] == []
    assert [p for p in PLACES if get_local_government(p.prefecture_code).prefecture != p.prefecture] == []


def test_no_name_of_a_municipality_begins_with_a_prefecture() -> None:
    names = [place.municipality for place in PLACES if place.municipality]

    assert [name for name in names if split_prefecture(name) != (None, name)] == []


def test_looking_up_merges_no_two_names() -> None:
    """鹿嶋市 and 鹿島市 are two cities: variants may only be folded where that makes no two names one."""
    mixed = [
        place.name for place in PLACES if {other.name for other in find_local_governments(place.name)} != {place.name}
    ]

    assert mixed == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("佐賀県有田町", "414018"),
        ("有田町", "414018"),
        ("佐賀県西松浦郡有田町", "414018"),
        ("西松浦郡有田町", "414018"),
        ("佐賀県有田 町", "414018"),
        ("大阪府大阪市", "271004"),
        ("大阪府", "270008"),
        ("京都府", "260002"),
        ("京都市", "261009"),
        ("津市", "242012"),
        ("三重県津市", "242012"),
        ("三重県四日市市", "242021"),
        ("四日市市", "242021"),
        ("市川市", "122033"),
        ("都城市", "452025"),
        ("東京都府中市", "132063"),
        ("広島県府中市", "342084"),
        ("広島県 府中市", "342084"),
        ("府中町", "343021"),
        ("東京都千代田区", "131016"),
        ("北海道", "010006"),
        ("北海道伊達市", "012335"),
        ("福岡県北九州市", "401005"),
        ("千葉県", "120006"),
        ("神奈川県川崎市", "141305"),
        ("愛知県瀬戸市", "232041"),
        ("石川県加賀市", "172065"),
        ("高知県檮原町", "394050"),
        ("福岡県須惠町", "403440"),
        ("龍ヶ崎市", "082082"),
        ("竜ケ崎市", "082082"),
        ("袖が浦市", "122297"),
        ("茅ケ崎市", "142077"),
        ("四条畷市", "272299"),
        ("塩釜市", "042030"),
        ("髙松市", "372013"),
        ("𠮷野ヶ里町", "413275"),
        ("山の内町", "205613"),
        ("鹿島市", "412074"),
        ("鹿嶋市", "082228"),
        (" 津市\u3000", "242012"),
    ],
)
def test_a_name_that_one_place_has(text: str, code: str) -> None:
    place = parse_name(text).local_government

    assert place is not None
    assert place.code == code


@pytest.mark.parametrize(
    ("text", "prefectures"),
    [("府中市", ["東京都", "広島県"]), ("伊達市", ["北海道", "福島県"]), ("美郷町", ["秋田県", "島根県", "宮崎県"])],
)
def test_a_name_that_several_places_have(text: str, prefectures: list[str]) -> None:
    parsed = parse_name(text)

    assert [place.prefecture for place in parsed.candidates] == prefectures
    assert parsed.is_ambiguous
    assert parsed.local_government is None


@pytest.mark.parametrize(
    "text",
    ["千葉県府中市", "東松浦郡有田町", "千葉", "有田", "千葉市中央区", "呉江市", "財団法人三重県産業支援センター", ""],
)
def test_a_name_that_no_place_has(text: str) -> None:
    parsed = parse_name(text)

    assert parsed.candidates == ()
    assert not parsed.is_ambiguous


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("千葉県千葉市", ("千葉県", "千葉市")),
        ("京都府", ("京都府", "")),
        ("京都市", (None, "京都市")),
        ("府中市", (None, "府中市")),
        ("東京都府中市", ("東京都", "府中市")),
        ("四日市市", (None, "四日市市")),
        ("市川市", (None, "市川市")),
        ("都城市", (None, "都城市")),
        ("佐賀県西松浦郡有田町", ("佐賀県", "西松浦郡有田町")),
        ("和歌山県和歌山市", ("和歌山県", "和歌山市")),
        ("鹿児島県\u3000鹿児島市", ("鹿児島県", "鹿児島市")),
        ("佐賀 県有田 町", ("佐賀県", "有田 町")),
        ("三重県産業支援センター", ("三重県", "産業支援センター")),
        ("北海道", ("北海道", "")),
        ("", (None, "")),
    ],
)
def test_split_prefecture(text: str, expected: tuple[str | None, str]) -> None:
    assert split_prefecture(text) == expected


def test_the_prefecture_narrows_the_search() -> None:
    assert [place.code for place in find_local_governments("府中市", "広島県")] == ["342084"]
    assert find_local_governments("府中市", "千葉県") == ()


def test_a_place_knows_its_names_and_its_prefecture() -> None:
    arita = get_local_government("414018")

    assert arita == LocalGovernment("414018", "佐賀県", "有田町", "西松浦郡", "アリタチョウ", "Arita")
    assert (arita.name, arita.full_name, arita.prefecture_code) == ("有田町", "佐賀県有田町", "410004")


def test_a_prefecture_is_its_own_prefecture() -> None:
    chiba = get_local_government("120006")

    assert chiba.municipality is None
    assert (chiba.name, chiba.full_name, chiba.prefecture_code) == ("千葉県", "千葉県", "120006")


@pytest.mark.parametrize("code", ["121001", "12100", "999999", ""])
def test_an_unknown_code_is_an_error(code: str) -> None:
    with pytest.raises(KeyError):
        get_local_government(code)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("髙", "高"),
        ("𠮷", "吉"),
        ("景德鎮", "景徳鎮"),
        ("葛\U000e0100城", "葛城"),
        ("有田 町", "有田町"),
        ("ﾅｶﾞ", "ナガ"),
    ],
)
def test_fold_characters(written: str, other: str) -> None:
    assert fold_characters(written) == other


# What the ministry's own counts of cities, towns and villages say, wards and the Northern Territories left out.
@pytest.mark.parametrize(
    ("on", "cities", "towns", "villages"),
    [
        ("1999-03-31", 670, 1994, 568),
        ("2004-03-31", 689, 1903, 540),
        ("2005-03-31", 732, 1423, 366),
        ("2006-03-31", 777, 846, 198),
        ("2010-03-31", 786, 757, 184),
        ("2014-04-05", 790, 745, 183),
    ],
)
def test_as_many_municipalities_as_the_ministry_counted(on: str, cities: int, towns: int, villages: int) -> None:
    former = [find_former_local_governments(name) for name in {row["name"] for row in read_rows(FORMER)}]
    places = [*PLACES, *dict.fromkeys(place for found in former for place in found)]
    there = [place.name[-1] for place in places if place.municipality and place.code and place.exists_on(on)]
    assert [there.count(kind) for kind in "市町村"] == [cities, towns, villages]


@pytest.mark.parametrize("row", [row for row in read_rows(FORMER) if row["code"]][::97], ids=lambda row: row["code"])
def test_a_former_place_is_found_by_its_code_its_name_and_its_time(row: dict[str, str]) -> None:
    last_day = datetime.date.fromisoformat(row["valid_to"].split("/")[0]) - datetime.timedelta(days=1)
    found = find_local_governments(row["name"], row["prefecture"], on=last_day.isoformat())
    is_recoded = row["change"] == "recoded"  # by name it is the one of today
    assert (row["code"] in [place.code for place in found]) is not is_recoded
    assert get_local_government(row["code"]).prefecture == row["prefecture"]


def test_former_codes_have_their_check_digit_and_successors_exist() -> None:
    rows = read_rows(FORMER)
    codes = {code for row in rows for code in (row["code"], row["successor"]) if code}
    assert len(rows) > 4000
    assert [code for code in codes if check_digit(code[:5]) != code[5]] == []
    assert [code for code in codes if get_local_government(code) is None] == []


def test_what_a_place_became_leads_to_one_of_today() -> None:
    """But for the few of which the sources do not say what they became."""
    coded = [row["code"] for row in read_rows(FORMER) if row["code"]]
    lost = {code for code in coded if not find_present(get_local_government(code))}
    assert "153630" in lost  # 栄町 in 新潟県: the README says how many there are
    assert len(lost) == 22


@pytest.mark.parametrize(
    ("name", "on", "codes"),
    [
        ("浦和市", "2001-04-30", ["112046"]),
        ("浦和市", "2001-05-01", []),
        ("浦和市", "2001", ["112046"]),
        ("浦和市", "2002", []),
        ("さいたま市", "2001", ["111007"]),
        ("さいたま市", "2000", []),
        ("さいたま市", "2001-05", ["111007"]),
        ("さいたま市", "2001-04", []),
        ("札幌市", "1971", ["011002"]),  # designated in 1972: only its code changed
        ("小倉市", "1959", [""]),  # gone before there were codes
        ("小倉市", "1966", []),
    ],
)
def test_a_name_on_a_date_to_its_precision(name: str, on: str, codes: list[str]) -> None:
    assert [place.code for place in find_local_governments(name, on=on)] == codes


def test_variants_of_characters_are_one_name_in_the_past_too() -> None:
    assert find_former_local_governments("鳩ケ谷市") == find_former_local_governments("鳩ヶ谷市") != ()


def test_the_past_is_read_only_when_asked_for() -> None:
    program = (
        "from koryu_rdf import local_governments as l; l.find_local_governments('千葉市', '千葉県', on='1995');"
        "print(l._read.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "1"


def test_no_former_place_shared_a_name_and_a_time_with_one_of_today_in_its_prefecture() -> None:
    """What lets the table of the past stay unread, since there are codes, where the prefecture is known."""
    coded = [row for row in read_rows(FORMER) if row["code"] and row["change"] != "recoded"]
    today = {(place.prefecture, place.name): place for place in PLACES}
    pairs = [(row, today.get((row["prefecture"], row["name"]))) for row in coded]
    assert [row["code"] for row, place in pairs if place and place.valid_from < row["valid_to"][:10]] == []
