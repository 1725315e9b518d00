"""Tables as offices make them: what is read of them, and what is said to be wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.read.table.conftest import Table, read_file

from koryu_rdf.model import Contact, JapaneseParty, OverseasParty, Source, WebPage
from koryu_rdf.read.journal import Journal

ReadCsv = Callable[..., Table]

HEAD = "番号,協定名,締結日,自治体名,相手国,相手都市"


def list_localities(table: Table) -> list[list[str | None]]:
    return [[party.locality for party in record.overseas_parties] for record in table.records]


def test_a_whole_table(read_csv: ReadCsv) -> None:
    table = read_csv(
        "津市の国際協定一覧\n,,（令和2年4月1日現在）\n"
        "No.,協定の名称,種別,締結年月日（和暦）,更新日,都道府県名,市区町村名,団体コード,相手国,州・省,相手都市,分野,"
        "担当課,電話番号,メールアドレス,ホームページ,提携に至った経緯,取組内容,成果・課題\n"
        "1,友好協力に関する覚書,覚書,平成18年11月2日,平成28年11月2日,三重県,津市,242012,中国,江蘇省,江蘇省鎮江市,経済・環境,"
        'みなと課,059-229-3105,minato@city.example.lg.jp,https://www.city.example.jp/a,見本市で知り合った。,"毎年行き来する。\n研修も行う。",なし\n'
    )
    [record] = table.records
    assert (record.id, record.title, record.kind) == ("list/1", "友好協力に関する覚書", "memorandum")
    assert [(date.value, date.role) for date in record.dates] == [("2006-11-02", "signed"), ("2016-11-02", "renewed")]
    assert record.japanese_parties == (JapaneseParty("三重県津市", "municipality", "三重県", "津市", "242012"),)
    assert record.overseas_parties == (OverseasParty("中国 江蘇省鎮江市", "municipality", "CN", "江蘇省", "鎮江市"),)
    assert record.fields == ("economy", "environment")
    assert record.contact == Contact("みなと課", "059-229-3105", "minato@city.example.lg.jp")
    assert record.web_pages == (WebPage("https://www.city.example.jp/a"),)
    assert (record.background, record.activities) == ("見本市で知り合った。", "毎年行き来する。\n研修も行う。")
    assert record.outcomes is None
    assert record.source == Source("list.csv", 4, 4)
    assert table.problems == []
    assert table.list_passed_over("above-header") == ["津市の国際協定一覧", "（令和2年4月1日現在）"]
    assert table.list_passed_over("nothing-said") == ["なし"]


def test_a_header_in_english(read_csv: ReadCsv) -> None:
    table = read_csv(
        "No,Agreement,Date signed,Local government,Country,City\n1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n"
    )
    assert table.grave == []
    assert table.records[0].overseas_parties[0].country == "CN"


def test_a_header_of_two_rows(read_csv: ReadCsv) -> None:
    table = read_csv(
        "番号,協定,,日本側,海外側,\n,名称,締結日,名称,国名,名称\n1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n"
    )
    assert table.grave == []
    assert [column.role for column in table.reading.tables[0].columns] == [
        *("number", "title", "signed", "japanese_parties", "country", "overseas_parties")
    ]
    assert table.reading.tables[0].header == "1-2"
    assert list_localities(table) == [["鎮江市"]]


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in (
        ["国際協定一覧"],
        ["番号", "協定名", "締結日", "自治体名", "相手国", "相手都市"],
        [1, "友好協定", datetime.date(2006, 11, 2), "三重県津市", "中国", "江蘇省鎮江市"],
        [None, None, None, None, None, "江蘇省蘇州市"],
        [2, "観光協定", datetime.date(2010, 4, 1), None, "韓国", "釜山市"],
    ):
        sheet.append(row)
    for area in ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:D5", "E3:E4"):
        sheet.merge_cells(area)
    sheet["C3"].number_format = '[$-411]ggge"年"m"月"d"日"'
    book.save(tmp_path / "list.xlsx")
    table = read_file(tmp_path / "list.xlsx")
    assert table.problems == []
    assert list_localities(table) == [["鎮江市", "蘇州市"], ["釜山市"]]
    assert [record.japanese_parties[0].municipality for record in table.records] == ["津市", "津市"]
    assert table.records[0].dates[0].as_written == "平成18年11月2日"
    assert table.records[0].source == Source("list.xlsx", 3, 4, "Sheet")
    assert table.reading.origins["list/2"].cell == "A5"


def test_one_party_a_row_with_the_number_repeated(read_csv: ReadCsv) -> None:
    table = read_csv(
        f"{HEAD}\n1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n1,友好協定,2006-11-02,三重県津市,韓国,釜山市\n2,友好協定,2007-11-02,三重県津市,台湾,高雄市\n"
    )
    assert table.problems == []
    assert list_localities(table) == [["鎮江市", "釜山市"], ["高雄市"]]
    assert len(table.records[0].japanese_parties) == 1


def test_merged_cells_saved_as_text(read_csv: ReadCsv) -> None:
    table = read_csv(
        "自治体名,番号,協定名,締結日,相手国,相手都市\n三重県津市,1,友好協定,2006-11-02,中国,江蘇省鎮江市\n,,,,,江蘇省蘇州市\n,2,観光協定,2007-11-02,韓国,釜山市\n"
    )
    assert list_localities(table) == [["鎮江市", "蘇州市"], ["釜山市"]]
    assert table.records[1].japanese_parties[0].municipality == "津市"
    assert table.problems == ["A4 filled-from-above"]


def test_several_parties_in_one_cell(read_csv: ReadCsv) -> None:
    table = read_csv(
        f"{HEAD}\n1,友好協定,2006-11-02,三重県津市、愛知県瀬戸市,中国,江蘇省鎮江市、江蘇省蘇州市\n2,友好協定,2006-11-02,三重県津市,中国、韓国,江蘇省鎮江市、釜山市\n"
        "3,友好協定,2006-11-02,三重県津市,中国、韓国,江蘇省鎮江市、釜山市、江蘇省蘇州市\n"
    )
    assert [party.code for party in table.records[0].japanese_parties] == ["242012", "232041"]
    assert [[party.country for party in record.overseas_parties] for record in table.records[:2]] == [
        ["CN", "CN"],
        ["CN", "KR"],
    ]
    assert "E4 party-columns-uneven" in table.problems


def test_columns_that_are_repeated(read_csv: ReadCsv) -> None:
    table = read_csv(
        "番号,協定名,締結日,自治体名,相手国1,相手都市1,相手国2,相手都市2\n1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市,韓国,釜山市\n"
    )
    assert table.grave == []
    assert [(party.country, party.locality) for party in table.records[0].overseas_parties] == [
        ("CN", "鎮江市"),
        ("KR", "釜山市"),
    ]


def test_ditto_marks_totals_footnotes_and_repeated_headers(read_csv: ReadCsv) -> None:
    table = read_csv(
        f"{HEAD}\n1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n2,観光協定,2007-11-02,〃,同上,江蘇省蘇州市\n{HEAD}\n3,経済協定,2008-11-04,三重県津市,韓国,釜山市\n"
        "合計,3件,,,,\n※ 締結順,,,,,\n"
    )
    assert table.problems == []
    assert [record.japanese_parties[0].municipality for record in table.records] == ["津市"] * 3
    assert [record.overseas_parties[0].country for record in table.records] == ["CN", "CN", "KR"]
    assert table.list_passed_over("ditto") == ["〃", "同上"]
    assert table.list_passed_over("total") == ["合計", "3件"]
    assert table.list_passed_over("footnote") == ["※ 締結順"]
    assert table.list_passed_over("header-repeated") == HEAD.split(",")


def test_headings_between_rows_hold_for_what_stands_below(read_csv: ReadCsv) -> None:
    table = read_csv(
        "番号,協定名,締結日,自治体名,相手都市\n＜中国＞,,,,\n1,友好協定,2006-11-02,三重県津市,江蘇省鎮江市\n【韓国】,,,,\n2,友好協定,2007-11-02,三重県津市,釜山市\n"
    )
    assert [record.overseas_parties[0].country for record in table.records] == ["CN", "KR"]
    assert table.problems == ["A2 heading-applied", "A4 heading-applied"]


def test_a_sheet_for_each_country(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, city in (("中国", "江蘇省鎮江市"), ("大韓民国", "釜山市")):
        sheet = book.create_sheet(name)
        sheet.append(["番号", "協定名", "締結日", "自治体名", "相手都市"])
        sheet.append([1, "友好協定", "2006年11月2日", "三重県津市", city])
    del book["Sheet"]
    book.save(tmp_path / "list.xlsx")
    table = read_file(tmp_path / "list.xlsx")
    assert [(record.number, record.overseas_parties[0].country) for record in table.records] == [(1, "CN"), (2, "KR")]
    assert table.problems == ["A1 heading-applied", "A1 heading-applied", "A2 numbers-restart"]
    assert [record.source.sheet for record in table.records] == ["中国", "大韓民国"]


def test_hidden_sheets_rows_and_columns_are_spoken_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEAD.split(","))
    sheet.append([1, "友好協定", "2006年11月2日", "三重県津市", "中国", "江蘇省鎮江市"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("下書き").append(HEAD.split(","))
    book["下書き"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    table = read_file(tmp_path / "list.xlsx")
    assert len(table.records) == 1
    assert sorted(table.problems) == ["A1 sheet-hidden", "A2 rows-hidden", "E1 column-hidden"]
    assert table.list_passed_over("sheet-hidden") == HEAD.split(",")


def test_a_list_of_problems_from_an_earlier_run_is_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEAD.split(","))
    sheet.append([1, "友好協定", "2006年11月2日", "三重県津市", "中国", "江蘇省鎮江市"])
    book.create_sheet("koryu-問題一覧").append(HEAD.split(","))
    book.save(tmp_path / "list.xlsx")
    table = read_file(tmp_path / "list.xlsx")
    assert table.problems == []
    assert table.list_passed_over("problem-list") == HEAD.split(",")


def test_faulty_cells_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append([*HEAD.split(","), "担当課", "電話番号"])
    sheet.append([1, "友好協定", "2006年11月2日", "三重県津市", "中国", "江蘇省鎮江市", "=A2&B2", "#N/A"])
    sheet["H2"].data_type = "e"
    book.save(tmp_path / "list.xlsx")
    table = read_file(tmp_path / "list.xlsx")
    assert "G2 formula-without-value" in table.grave
    assert "H2 cell-error" in table.grave
    assert table.records[0].contact == Contact()


@pytest.mark.parametrize(
    ("code", "name", "found", "problems"),
    [
        ("242012", "三重県津市", "242012", []),
        ("242012.0", "三重県津市", "242012", []),
        ("11002", "北海道札幌市", "011002", ["D2 code-zero-restored"]),
        ("24201", "三重県津市", "242012", ["D2 code-check-digit-added"]),
        ("242013", "三重県津市", "242012", ["D2 code-invalid"]),
        ("232041", "三重県津市", None, ["D2 code-disagrees"]),
        ("132063", "府中市", "132063", []),
        ("132063、242012", "府中市", None, ["D2 code-disagrees", "E2 local-government-ambiguous"]),
    ],
)
def test_codes_are_compared_with_names(
    read_csv: ReadCsv, code: str, name: str, found: str | None, problems: list[str]
) -> None:
    table = read_csv(f"番号,協定名,締結日,団体コード,自治体名,相手国\n1,友好協定,2006-11-02,{code},{name},中国\n")
    assert table.records[0].japanese_parties[0].code == found
    assert table.problems == problems


def test_a_code_alone_names_the_local_government(read_csv: ReadCsv) -> None:
    table = read_csv("番号,協定名,締結日,団体コード,相手国\n1,友好協定,2006-11-02,242012,中国\n")
    assert table.records[0].japanese_parties == (
        JapaneseParty("三重県津市", "municipality", "三重県", "津市", "242012"),
    )


def test_the_settings_say_what_a_column_means(read_csv: ReadCsv) -> None:
    text = "協定の通称,締結日,相手国,決裁\n友好協定,2006-11-02,中国,第3号\n"
    table = read_csv(
        text, columns={"協定の通称": "title", "決裁": "ignore"}, constants={"japanese_parties": "三重県津市"}
    )
    assert table.problems == []
    assert table.records[0].title == "友好協定"
    assert table.records[0].japanese_parties[0].code == "242012"
    assert table.list_passed_over("column-ignored") == ["第3号"]
    assert [column.ground for column in table.reading.tables[0].columns] == ["settings", "words", "words", "settings"]


def test_what_is_missing_is_said_once_for_the_table(read_csv: ReadCsv) -> None:
    table = read_csv("番号,締結日,相手国,決裁\n" + "1,2006-11-02,中国,第3号\n2,2006-11-03,中国,第4号\n")
    values = {problem.value for problem in table.reading.problems if problem.code == "column-missing"}
    assert values == {"協定の名称 (title)", "日本側の相手方 (japanese_parties)"}
    assert table.grave == ["A1 column-missing", "A1 column-missing", "D1 column-unknown"]
    assert table.list_passed_over("column-unknown") == ["第3号", "第4号"]


def test_a_column_may_be_known_by_its_content(read_csv: ReadCsv) -> None:
    table = read_csv(
        "番号,協定名,いつ,どこ,相手国\n1,友好協定,平成18年11月2日,三重県津市,中国\n2,友好協定,平成19年11月2日,愛知県瀬戸市,中国\n"
    )
    assert table.problems == ["C1 column-by-content", "D1 column-by-content"]
    assert table.records[1].dates[0].value == "2007-11-02"
    assert table.records[1].japanese_parties[0].code == "232041"


def test_two_columns_of_one_kind(read_csv: ReadCsv) -> None:
    table = read_csv("番号,協定名,件名,締結日,自治体名,相手国\n1,友好協定,別の件名,2006-11-02,三重県津市,中国\n")
    assert table.records[0].title == "友好協定"
    assert table.grave == ["C1 column-repeated"]
    assert table.list_passed_over("column-unknown") == ["別の件名"]


def test_numbers(read_csv: ReadCsv) -> None:
    numbers = ["第3号", "1-2", "３", "10.0"]
    rows = "".join(
        f"{number},友好協定{index},2006-11-02,三重県津市,中国,江蘇省鎮江市\n" for index, number in enumerate(numbers)
    )
    table = read_csv(f"{HEAD}\n{rows}")
    assert [record.number for record in table.records] == [3, 4, 5, 10]
    assert table.problems == ["A3 number-invalid", "A4 number-repeated"]


def test_without_numbers_the_running_order_counts(read_csv: ReadCsv) -> None:
    table = read_csv(
        "協定名,締結日,自治体名,相手国\n友好協定,2006-11-02,三重県津市,中国\n友好協定,2007-11-02,三重県津市,中国\n"
    )
    assert [record.number for record in table.records] == [1, 2]
    assert table.problems == []


def test_a_record_of_several_rows_that_contradicts_itself(read_csv: ReadCsv) -> None:
    table = read_csv(
        "番号,協定名,締結日,自治体名,相手国,担当課\n1,友好協定,2006-11-02,三重県津市,中国,国際課\n,,,,韓国,観光課\n"
    )
    assert table.problems == ["F3 value-repeated"]
    assert table.records[0].contact.department == "国際課"


def test_kinds_and_fields_by_code_and_label(read_csv: ReadCsv) -> None:
    table = read_csv(
        "番号,協定名,種別,締結日,自治体名,相手国,分野\n1,水素の約束,memorandum,2006-11-02,三重県津市,中国,energy\n"
        "2,水素の約束,Memorandum,2007-11-02,三重県津市,中国,Energy\n3,水素の約束,謎,2006-11-02,三重県津市,中国,謎\n"
    )
    assert [(record.kind, record.fields) for record in table.records[:2]] == [("memorandum", ("energy",))] * 2
    assert table.grave == ["C4 kind-unknown", "G4 field-unknown"]


def test_a_contact_in_one_cell(read_csv: ReadCsv) -> None:
    table = read_csv(
        '番号,協定名,締結日,自治体名,相手国,問い合わせ先\n1,友好協定,2006-11-02,三重県津市,中国,"国際課\n電話：059-229-3105\nkokusai@city.example.lg.jp"\n'
    )
    assert table.problems == []
    assert table.records[0].contact == Contact("国際課", "059-229-3105", "kokusai@city.example.lg.jp")


def test_a_person_has_no_place_in_a_record(read_csv: ReadCsv) -> None:
    table = read_csv("番号,協定名,締結日,自治体名,相手国,担当者\n1,友好協定,2006-11-02,三重県津市,中国,津野 花江\n")
    assert "F2 person-withheld" in table.problems
    written = str(table.records) + str(table.reading.problems) + str(table.reading.passed_over)
    assert "花江" not in written


def test_dates_that_nothing_labels_are_no_signing(read_csv: ReadCsv) -> None:
    table = read_csv("番号,協定名,年月日,自治体名,相手国\n1,友好協定,2006-11-02,三重県津市,中国\n")
    assert [date.role for date in table.records[0].dates] == ["unlabelled"]
    assert table.grave == ["C2 date-unlabelled"]


def test_what_is_empty_is_reported_at_its_cell(read_csv: ReadCsv) -> None:
    table = read_csv(f"{HEAD},担当課\n1,,,,,,\n2,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市,国際課\n")
    assert table.problems == [
        *("B2 title-missing", "C2 date-missing", "D2 parties-missing", "E2 parties-missing", "G2 department-missing")
    ]


def test_a_sheet_that_is_no_table(read_csv: ReadCsv) -> None:
    table = read_csv("電話帳\n氏名,電話\nみなと課,059-229-3105\n")
    assert table.problems == ["A1 header-missing"]
    assert table.records == []
    assert len(table.list_passed_over("sheet-without-header")) == 5


def test_an_open_quote(read_csv: ReadCsv) -> None:
    table = read_csv(
        f'{HEAD}\n1,"友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n2,観光協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n'
    )
    assert [record.title for record in table.records] == ['"友好協定', "観光協定"]
    assert table.grave == ["A2 quote-unclosed"]


def test_a_journal_carries_the_layout_to_another() -> None:
    one, other = Journal(), Journal()
    other.add(one.take())
    assert other.tables == []


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-8"])
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_text_tables_in_every_encoding(tmp_path: Path, encoding: str, suffix: str) -> None:
    text = f"{HEAD}\n1,友好協定,2006-11-02,三重県津市,中国,江蘇省鎮江市\n"
    path = tmp_path / f"list.{suffix}"
    path.write_bytes((text if suffix == "csv" else text.replace(",", "\t")).encode(encoding))
    table = read_file(path)
    assert list_localities(table) == [["鎮江市"]]
    assert table.problems == ([] if encoding in ("utf-8", "utf-16") else ["- encoding-guessed"])
