"""An invented survey to put into documents, and what is read of one without a worker."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

from koryu_rdf.model import Agreement
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.settings import Limits, Settings

SURVEY = """1. 高山市とフィレンツェ市との経済交流に関する覚書
(1) 自治体名
日本の自治体：岐阜県高山市
海外の自治体：イタリア共和国トスカーナ州フィレンツェ市
(2) 提携年月日
平成18（2006）年5月26日
(3) 提携に至った経緯
木工品の見本市で知り合い、覚書を結んだ。
(4) 提携後の取組内容
職人が行き来している。
(5) 取組による成果・課題等
共同で椅子を作った。
(6) 取組を紹介しているホームページのURL
https://www.city.example.jp/firenze.html
(7) 問い合わせ先（担当課）
担当部署名：商工部 国際課
電話番号：0577-32-3333
電子メール：kokusai@city.example.jp"""


class Reading(NamedTuple):
    """What was read of a document."""

    records: list[Agreement]
    journal: Journal

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.journal.problems]


def read_bytes(
    reader: Callable[[Source, Journal, Settings], Iterator[Agreement]], suffix: str, data: bytes, limits: Limits | None
) -> Reading:
    """Read the bytes of a document of one kind."""
    journal = Journal()
    source = Source(f"a{suffix}", suffix, lambda: io.BytesIO(data))
    return Reading(list(reader(source, journal, Settings(limits=limits or Limits()))), journal)
