"""Headings as offices write them, and what the settings may say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from koryu_rdf.errors import SettingsError
from koryu_rdf.read.table.cells import Cell, SheetRow
from koryu_rdf.read.table.content import guess_role
from koryu_rdf.read.table.header import find_header
from koryu_rdf.read.table.merges import Area, Merges, parse_area
from koryu_rdf.read.table.vocabulary import find_meaning, fold_heading, list_roles
from koryu_rdf.settings import read_settings
from koryu_rdf.texts import get_topic

ROOT = Path(__file__).parents[3]


def make_row(number: int, *texts: str) -> SheetRow:
    return SheetRow(number, {column: Cell(number, column, text) for column, text in enumerate(texts, 1) if text})


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("締 結 日", "signed"),
        ("締結日\n（和暦）", "signed"),
        ("①協定締結年月日", "signed"),
        ("調印日※", "signed"),
        ("Date signed", "signed"),
        ("No.", "number"),
        ("Ｎｏ", "number"),
        ("相手国・地域", None),
        ("国・地域名", "country"),
        ("相手国２", "country"),
        ("州／省", "region"),
        ("都道府県・市区町村名", "japanese_parties"),
        ("担当課（室）", "department"),
        ("E-MAIL", "email"),
        ("ﾎｰﾑﾍﾟｰｼﾞ", "web_pages"),
        ("取り組み内容等", "activities"),
        ("【必須】協定名", "title"),
        ("備考欄", "other"),
        ("平成18年", None),
        ("", None),
    ],
)
def test_headings_are_known_in_every_spelling(heading: str, role: str | None) -> None:
    meaning = find_meaning([heading], {})
    assert (meaning.role if meaning else None) == role


def test_a_word_means_one_thing() -> None:
    """No word is listed for two roles, but below headings of different groups."""
    seen: dict[tuple[str | None, str], str] = {}
    for role, entry in get_topic("columns").items():
        groups = {} if role == "groups" else {None: entry["words"], **entry.get("under", {})}
        for group, words in groups.items():
            for word in words:
                assert seen.setdefault((group, fold_heading(word).key), role) == role, word
    assert len(seen) > 500


def test_groups_above_decide() -> None:
    assert [
        found.role for top in ("日本側", "相手先", "問い合わせ先") if (found := find_meaning([top, "名称"], {}))
    ] == [*("japanese_parties", "overseas_parties", "department")]


def test_a_number_above_counts_for_what_is_below() -> None:
    assert [find_meaning([f"相手先{number}", "国"], {}) for number in (1, 2)] == [
        ("country", 1, "words"),
        ("country", 2, "words"),
    ]


def test_a_row_of_data_is_no_header() -> None:
    assert find_header([make_row(1, "1", "平成18年11月2日", "三重県津市")], {}) is None
    assert find_header([make_row(1, "課名", "電話")], {}) is None  # known headings, but not of agreements


def test_the_row_that_names_most_columns_is_the_header() -> None:
    rows = [
        make_row(1, "番号", "一覧"),
        make_row(3, "番号", "協定名", "締結日"),
        make_row(4, "1", "協定", "2006-11-02"),
    ]
    header = find_header(rows, {})
    assert header
    assert (header.start, header.end) == (1, 2)


def test_roles_are_listed_in_the_documentation() -> None:
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    assert [role for role in list_roles() if f"| `{role}` |" not in page] == []


@pytest.mark.parametrize(
    "text", ['[columns]\n"名前" = "titel"', '[constants]\nother = "x"', '[constants]\nignore = "x"']
)
def test_settings_of_a_role_that_there_is_not(tmp_path: Path, text: str) -> None:
    (tmp_path / "koryu.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "koryu.toml")
    assert caught.value.hint
    assert "japanese_parties" in caught.value.hint.ja


def test_settings_of_columns(tmp_path: Path) -> None:
    (tmp_path / "koryu.toml").write_text('[columns]\n"名前" = "title"\n"決裁" = "ignore"', "utf-8")
    assert read_settings(tmp_path / "koryu.toml").columns == {"名前": "title", "決裁": "ignore"}


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        (["https://a.example.jp/", "https://b.example.jp/"], "web_pages"),
        (["059-229-3105", "043-245-5292"], "phone"),
        (["a@city.example.jp", "b@city.example.jp"], "email"),
        (["中国", "大韓民国"], "country"),
        (["中国江蘇省鎮江市", "韓国釜山市"], "overseas_parties"),
        (["観光交流に関する覚書", "経済協力協定"], "title"),
        (["平成18年", "平成19年", "平成20年", "平成21年", "未定"], "signed"),
        (["平成18年", "未定"], None),
        (["1", "2"], None),
        (["平成18年"], None),
        ([], None),
    ],
)
def test_content_tells_only_what_is_plain(texts: list[str], role: str | None) -> None:
    assert guess_role(texts) == role


def test_merged_areas_reach_no_further_than_their_ends() -> None:
    merges = Merges([Area(2, 1, 3, 2), Area(2, 4, 2, 4)])
    found = {}
    for number in range(1, 5):
        cells = {1: Cell(number, 1, "甲")} if number == 2 else {}
        merges.fill(number, cells)
        found[number] = {column: cell.is_copy for column, cell in cells.items()}
    assert found == {1: {}, 2: {1: False, 2: True}, 3: {1: True, 2: True}, 4: {}}


def test_an_area_as_wide_as_a_sheet_stays_small() -> None:
    area = parse_area("A1:XFD1048576")
    assert area == Area(1, 1, 1048576, 16384)
    cells = {1: Cell(1, 1, "甲")}
    Merges([area]).fill(1, cells)
    assert len(cells) < 1000
