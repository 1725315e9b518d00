"""Documents as an office program makes them: LibreOffice writes Word and PDF files, and the records are those of the text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
import pytest

from koryu_rdf.model import Agreement, Source
from koryu_rdf.read import read

PLAIN = Path(__file__).parent / "data" / "clean-form" / "document.txt"
Convert = Callable[[Path, str], Path]


def to_html(lines: Sequence[str]) -> str:
    """Lay a text out as an office would: what is parted by tabs becomes a table."""
    pieces: list[str] = []
    for is_table, group in groupby(lines, key=lambda line: "\t" in line.rstrip() and not line[:1].isdigit()):
        write = _write_table if is_table else _write_paragraphs
        pieces.append(write(list(group)))
    style = "body { font-family: 'IPAGothic', 'Noto Sans CJK JP'; font-size: 10pt }"
    return f'<html><head><meta charset="utf-8"><style>{style}</style></head><body>{"".join(pieces)}</body></html>'


def _write_paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in lines)


def _write_table(lines: list[str]) -> str:
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line.rstrip().split("\t")) for line in lines)
    return '<table border="1" cellspacing="0" width="100%">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def read_bare(path: Path) -> list[Agreement]:
    """Read records, but for where they stand and what of the survey's name the file's name makes."""
    records = read(path, survey="survey-2012")
    return [msgspec.structs.replace(record, source=Source("")) for record in records]


def make_document(text: Path, folder: Path, convert: Convert) -> Path:
    page = folder / "document.html"
    page.write_text(to_html(text.read_text("utf-8").splitlines()), "utf-8")
    return convert(page, "docx:MS Word 2007 XML")


@pytest.fixture(scope="module")
def document(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented form as a Word document that LibreOffice wrote."""
    return make_document(PLAIN, tmp_path_factory.mktemp("plain"), convert)


def drop_blanks(record: Agreement) -> str:
    return re.sub(r"\s|\\n", "", msgspec.json.encode(record).decode())


def list_differences(one: Agreement, other: Agreement) -> list[str]:
    return [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]


def test_a_word_document(document: Path) -> None:
    assert read_bare(document) == read_bare(PLAIN)


def test_a_pdf(document: Path, convert: Convert) -> None:
    assert read_bare(convert(document, "pdf")) == read_bare(PLAIN)


def test_a_pdf_with_a_password(document: Path, convert: Convert) -> None:
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"a"}}'
    reading = read(convert(document, f"pdf:writer_pdf_Export:{options}"))
    assert list(reading) == []
    assert [problem.code for problem in reading.problems] == ["file-encrypted"]


def test_the_real_survey(real_survey: Path, convert: Convert, tmp_path: Path) -> None:
    """Word: the same records. PDF: the same, but for a blank at which a line was broken, which a PDF does not keep."""
    expected = read_bare(real_survey)
    document = make_document(real_survey, tmp_path, convert)
    assert len(expected) == 24
    assert read_bare(document) == expected
    found = read_bare(convert(document, "pdf"))
    assert [record.id for record in found] == [record.id for record in expected]
    assert list(map(drop_blanks, found)) == list(map(drop_blanks, expected))
    differing = [name for pair in zip(expected, found, strict=True) for name in list_differences(*pair)]
    assert set(differing) <= {"contact", "activities"}
    assert len(differing) < 12
