"""The generated records as an office would keep them: the survey form as text, and a table as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from koryu_rdf.model import Agreement


def write_form(records: Iterable[Agreement], file: Path) -> None:
    """Write the form, one agreement after the other."""
    with file.open("w", encoding="utf-8") as stream:
        for record in records:
            stream.write(_fill_form(record))


def _fill_form(record: Agreement) -> str:
    year, month, day = map(int, record.dates[0].value.split("-"))
    return f"""{record.number}. {record.title}
(1) 自治体名
日本の自治体：{"、".join(party.name for party in record.japanese_parties)}
海外の自治体：{"、".join(party.name for party in record.overseas_parties)}
(2) 提携年月日
{year}年{month}月{day}日
(3) 提携に至った経緯
{record.background}
(4) 提携後の取組内容
{record.activities}
(5) 取組による成果・課題等
{record.outcomes or "なし"}
(6) 取組を紹介しているホームページのURL
{record.web_pages[0].url if record.web_pages else "なし"}
(7) 問い合わせ先（担当課）
担当部署名：{record.contact.department}
電話番号：{record.contact.phone}
電子メール：{record.contact.email}
"""


def write_csv(records: Iterable[Agreement], file: Path) -> None:
    """Write a table, one agreement a row."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow("番号 名称 締結日 日本側 相手国・都市 経緯 取組内容 担当課 電話番号 電子メール".split())
        writer.writerows(map(_make_row, records))


def _make_row(record: Agreement) -> list[object]:
    japanese = "、".join(party.name for party in record.japanese_parties)
    overseas = "、".join(party.name for party in record.overseas_parties)
    contact = record.contact
    texts = record.background, record.activities
    return [
        record.number,
        record.title,
        record.dates[0].value,
        japanese,
        overseas,
        *texts,
        contact.department,
        contact.phone,
        contact.email,
    ]
