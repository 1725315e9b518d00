"""Word documents made by hand, as Word writes them, and an invented survey to put in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.read.documents import SURVEY, Reading, read_bytes

from koryu_rdf.model import Agreement
from koryu_rdf.read import read
from koryu_rdf.read.word import read_docx
from koryu_rdf.settings import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"'

NONE: Mapping[str, str] = {}
NO_BYTES: Mapping[str, bytes] = {}
_SURVEY = SURVEY.replace("\n電子メール", "\t電子メール").replace("：", "\t")


def wrap(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def relate(entries: Sequence[tuple[str, str, str]], mode: str = "") -> str:
    return "".join(f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{to}"{mode}/>' for key, kind, to in entries)


class Word:
    """Writes and reads Word documents."""

    survey = _SURVEY

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
        assert line in _SURVEY.split("\n")
        return "".join(put if text == line else self.paragraph(text) for text in _SURVEY.split("\n"))

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
        return read_bytes(read_docx, ".docx", data, limits)


@pytest.fixture
def word() -> Word:
    """Write and read Word documents."""
    return Word()


@pytest.fixture
def expected(tmp_path: Path) -> list[Agreement]:
    """The invented survey as it is read from a text file."""
    path = tmp_path / "a.txt"
    path.write_text(_SURVEY, "utf-8")
    return list(read(path))
