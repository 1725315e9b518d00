"""Word documents made by hand, as Word writes them, and an invented survey to put in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from koryu_rdf.model import Agreement
from koryu_rdf.read import read
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source
from koryu_rdf.read.word import read_docx
from koryu_rdf.settings import Limits, Settings

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"'

NONE: Mapping[str, str] = {}
NO_BYTES: Mapping[str, bytes] = {}
SURVEY = """1. 高山市とフィレンツェ市との経済交流に関する覚書
(1) 自治体名
日本の自治体\t岐阜県高山市
海外の自治体\tイタリア共和国トスカーナ州フィレンツェ市
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
担当部署名\t商工部 国際課
電話番号\t0577-32-3333\t電子メール\tkokusai@city.example.jp"""


class Reading(NamedTuple):
    """What was read of a document."""

    records: list[Agreement]
    journal: Journal

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.journal.problems]


def wrap(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def relate(entries: Sequence[tuple[str, str, str]], mode: str = "") -> str:
    return "".join(f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{to}"{mode}/>' for key, kind, to in entries)


class Word:
    """Writes and reads Word documents."""

    survey = SURVEY

    def paragraph(self, text: str, properties: str = "") -> str:
        pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in text.split("\t"))
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{pieces}</w:r></w:p>"

    def paragraphs(self, *texts: str) -> str:
        return "".join(map(self.paragraph, texts))

    def table(self, *rows: Sequence[str]) -> str:
        """Write a table; a cell that begins with ``<`` is taken as it is."""
        cells = [[cell if cell.startswith("<") else self.paragraph(cell) for cell in row] for row in rows]
        written = (f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
        return f"<w:tbl>{''.join(written)}</w:tbl>"

    def replace(self, line: str, put: str) -> str:
        """Write the survey as paragraphs, but for one line."""
        assert line in SURVEY.split("\n")
        return "".join(put if text == line else self.paragraph(text) for text in SURVEY.split("\n"))

    def make(
        self, body: str, *, links: Mapping[str, str] = NONE, extra: Mapping[str, bytes] = NO_BYTES, **parts: str
    ) -> bytes:
        """Write a document: its body, what it links to, other members of the package, and its parts by their kind."""
        outside = relate([(key, "hyperlink", url) for key, url in links.items()], ' TargetMode="External"')
        inside = relate([(name, name, f"{name}.xml") for name in parts])
        members = {
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{relate([("a", "officeDocument", "word/document.xml")])}</Relationships>',
            "word/document.xml": wrap("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{outside}{inside}</Relationships>',
            **{f"word/{name}.xml": wrap(name, content) for name, content in parts.items()},
        }
        return self.pack({name: text.encode() for name, text in members.items()} | dict(extra))

    def pack(self, members: Mapping[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return stream.getvalue()

    def read(self, data: bytes, limits: Limits | None = None) -> Reading:
        """Read the bytes of a document, without the worker."""
        journal = Journal()
        source = Source("a.docx", ".docx", lambda: io.BytesIO(data))
        return Reading(list(read_docx(source, journal, Settings(limits=limits or Limits()))), journal)


@pytest.fixture
def word() -> Word:
    """Write and read Word documents."""
    return Word()


@pytest.fixture
def expected(tmp_path: Path) -> list[Agreement]:
    """The invented survey as it is read from a text file."""
    path = tmp_path / "a.txt"
    path.write_text(SURVEY, "utf-8")
    return list(read(path))
