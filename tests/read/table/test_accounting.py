"""Nothing is dropped in silence: every cell with something in it is in a record, in a problem, or among the cells passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koryu_rdf.a1 import name_cell
from koryu_rdf.model import Agreement, to_json
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.read.table import read_table
from koryu_rdf.settings import Settings

# What a cell of these columns says is in the record in other words: as a code, or as a number.
TURNED = {"kind": "kind", "fields": "fields", "number": "number", "code": "japanese_parties"}
CELLS: dict[str, list[str]] = {
    "番号": ["1", "2", "第3号", "1-2", "1"],
    "協定の名称": ["友好協定", "観光交流に関する覚書", "経済\n協力協定", "ＡＢＣ宣言"],
    "種別": ["覚書", "memorandum", "謎"],
    "締結日": ["平成18年11月2日", "S63.5.3", "2006/11/2", "未定", "平成32年5月", "38000", "平成18年頃"],
    "自治体名": ["三重県津市", "三重県津市、愛知県瀬戸市", "府中市", "ナゾ町", "例示財団"],
    "団体コード": ["242012", "11002", "999999", "24201", "x"],
    "相手国": ["中国", "大韓民国", "ナゾ国", "中国、韓国", "〃"],
    "相手都市": ["江蘇省鎮江市", "釜山市", "釜山市\n大邱市", "パリ", "同上"],
    "分野": ["経済", "環境・教育", "謎"],
    "担当課": ["国際課", "観光課（直通）"],
    "電話番号": ["059-229-3105", "00561-97-1336"],
    "URL": ["https://www.city.example.jp/a", "なし", "http://localhost/", "https://www.city.example.jp/a（紹介）"],
    "提携に至った経緯": ["見本市で知り合った。\n覚書を結んだ。", "なし", "－"],
    "備考": ["※ 更新予定", "別紙のとおり"],
    "決裁": ["第3号", "第4号"],
    "": ["欄外の書き込み"],
}
ROWS = st.lists(
    st.fixed_dictionaries({heading: st.sampled_from(["", *texts, "#N/A"]) for heading, texts in CELLS.items()}),
    min_size=1,
    max_size=6,
)
EXTRA = st.lists(
    st.sampled_from([["合計", "3件"], ["※ 注記", ""], ["＜中国＞", ""], ["", "欄外"], list(CELLS)]), max_size=2
)


def get_letters(text: str) -> str:
    return "".join(sign for sign in normalize("NFKC", text) if sign.isalnum())


def list_cells(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text.strip():
                yield number, column, text


class Account(NamedTuple):
    """What was read of a table."""

    records: list[Agreement]
    journal: Journal


def find_unaccounted(table: Account, rows: list[list[str]]) -> list[str]:
    """Name every cell that is nowhere."""
    roles = {column.letter: column.role for layout in table.journal.tables for column in layout.columns}
    noted = {entry.cell: entry.text for entry in table.journal.passed_over}
    reported = {problem.where.cell for problem in table.journal.problems if problem.value}
    lost = []
    for number, column, text in list_cells(rows):
        name = name_cell(number, column)
        record = find_record(table.records, number)
        role = roles.get(re.sub(r"\d", "", name))
        if name in noted or name in reported or (record and is_in_record(text, role, record)):
            continue
        if record and [text] in [
            rows[above - 1][column - 1 : column] for above in range(record.source.first_line or 1, number)
        ]:
            continue  # a further row of the record says the same again
        lost.append(f"{name} {text}")
    return lost


def find_record(records: list[Agreement], row: int) -> Agreement | None:
    spans = ((record, record.source.first_line or 0, record.source.last_line or 0) for record in records)
    return next((record for record, first, last in spans if first <= row <= last), None)


def is_in_record(text: str, role: str | None, record: Agreement) -> bool:
    if role in TURNED:
        return bool(getattr(record, TURNED[role]))
    whole = get_letters(to_json(record).decode().replace("\\n", "\n"))
    return all(get_letters(piece) in whole for piece in re.split(r"[、\n（）]", text))


def make_rows(dictionaries: list[dict[str, str]], extra: list[list[str]]) -> list[list[str]]:
    body = [[row[heading] for heading in CELLS] for row in dictionaries]
    return [["例示町の一覧"], list(CELLS), *body[:1], *extra, *body[1:]]


def write_workbook(rows: list[list[str]], path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for number, column, text in list_cells(rows):
        cell = sheet.cell(number, column, text)
        cell.data_type = "e" if text == "#N/A" else "s"
    book.save(path)


def read_here(path: Path) -> Account:
    """Read a table in this process, without the gate."""
    journal = Journal()
    source = Source(path.name, path.suffix, lambda: path.open("rb"))
    return Account(list(read_table(source, journal, Settings())), journal)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, EXTRA)
def test_every_cell_of_a_table_is_accounted_for(
    tmp_path: Path, dictionaries: list[dict[str, str]], extra: list[list[str]]
) -> None:
    rows = make_rows(dictionaries, extra)
    write_workbook(rows, tmp_path / "list.xlsx")
    assert find_unaccounted(read_here(tmp_path / "list.xlsx"), rows) == []


def test_a_missing_piece_is_seen(tmp_path: Path) -> None:
    """Without its records, its problems or its list of what was passed over, a table is not accounted for."""
    rows = make_rows([{heading: texts[0] for heading, texts in CELLS.items()}], [])
    write_workbook(rows, tmp_path / "list.xlsx")
    whole = read_here(tmp_path / "list.xlsx")
    assert find_unaccounted(whole, rows) == []
    assert len(find_unaccounted(Account([], whole.journal), rows)) > 8
    whole.journal.passed_over.clear()
    assert len(find_unaccounted(whole, rows)) > len(CELLS)
