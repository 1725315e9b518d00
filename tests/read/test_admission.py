"""Admission: what is too large, or not what its name says, is one clear problem; whatever is let through can be read again."""

from __future__ import annotations

import io
import os
import tempfile
import threading
import zipfile
from pathlib import Path

import pytest

from koryu_rdf.errors import ReadError
from koryu_rdf.model import to_json
from koryu_rdf.read import READERS, read
from koryu_rdf.read.admission import admit
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.kinds import FITTING
from koryu_rdf.read.source import Source
from koryu_rdf.settings import Limits, Settings

DOCUMENT = (Path(__file__).parent / "data" / "clean-form" / "document.txt").read_bytes()
SMALL = Settings(limits=Limits(file_mb=1, line_characters=1000))


def make_zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return stream.getvalue()


def make_compound(stream: str) -> bytes:
    """Write the head of an old Office file and, in its first sector, the name of a stream."""
    head = bytearray(512)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    head[30:32] = (9).to_bytes(2, "little")
    return bytes(head) + stream.encode("utf-16-le").ljust(512, b"\0")


def get_codes(path: Path, settings: Settings = SMALL) -> list[str]:
    reading = read(path, settings=settings)
    assert list(reading) == []
    assert {problem.where.file for problem in reading.problems} == {path.name}
    return [problem.code for problem in reading.problems]


KINDS = {
    "Word (.docx)": make_zip("[Content_Types].xml", "word/document.xml"),
    "Excel (.xlsx)": make_zip("[Content_Types].xml", "xl/workbook.xml"),
    "ZIP (.zip)": make_zip("a.csv"),
    "PDF (.pdf)": b"\n%PDF-1.7\n",
    "Excel 97-2003 (.xls)": make_compound("Workbook"),
    "Word 97-2003 (.doc)": make_compound("WordDocument"),
    "Office 97-2003": make_compound("Other"),
    "RTF (.rtf)": b"{\\rtf1 a}",
    "HTML (.html)": b"\xef\xbb\xbf<HTML><table><tr><td>a</td></tr></table>",
    "XML Spreadsheet 2003 (.xml)": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "JPEG": b"\xff\xd8\xff\xe0",
    "gzip (.gz)": b"\x1f\x8b\x08",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", READERS)
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(KINDS[kind])
    with admit(Source("a", suffix, lambda: path.open("rb")), journal := Journal(), Limits()) as admitted:
        assert (admitted is not None) == (kind in FITTING.get(suffix, ()))
    if admitted is None:
        [problem] = journal.problems
        assert (problem.code, problem.value) == ("file-kind-differs", kind)
        assert suffix in problem.message.ja


def test_a_password_is_named(tmp_path: Path) -> None:
    """A new Office file with a password is wrapped in an old one."""
    path = tmp_path / "a.docx"
    path.write_bytes(make_compound("EncryptedPackage"))
    assert get_codes(path) == ["file-encrypted"]


def test_a_head_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make_compound("WordDocument")[:20])
    assert get_codes(path) == ["file-kind-differs"]


@pytest.mark.parametrize("suffix", [suffix for suffix in READERS if suffix != ".jsonl"])
def test_a_file_too_large(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        file.truncate(2**20 + 1)
    assert get_codes(path) == ["file-too-large"]


def test_a_stream_without_end() -> None:
    reading = read("-", form="docx", stdin=io.BufferedReader(io.FileIO("/dev/zero")), settings=SMALL)
    assert list(reading) == []
    assert [problem.code for problem in reading.problems] == ["file-too-large"]


def test_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be read once only is copied, and the copy is gone afterwards."""
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))
    path = tmp_path / "a-2011.txt"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(DOCUMENT,))
    writer.start()
    assert len(list(read(path))) == 2
    writer.join()
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_is_admitted_can_be_opened_again() -> None:
    source = Source("a", ".txt", lambda: io.BytesIO(DOCUMENT))
    with admit(source, Journal(), Limits()) as admitted:
        assert admitted
        assert [admitted.open().read() for _ in range(2)] == [DOCUMENT] * 2


@pytest.mark.parametrize("size", [3_000, 900_000])
def test_one_long_line_of_text(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a-2011.txt"
    path.write_bytes(DOCUMENT + "職".encode() * (size // 3) + b"\n")
    reading = read(path, settings=SMALL)
    assert len(list(reading)) == 2
    assert ("line-too-long" in [problem.code for problem in reading.problems]) == (size // 3 > 1000)


def test_one_long_line_of_records(tmp_path: Path) -> None:
    """It may be larger than a file may be otherwise: the others are read."""
    path = tmp_path / "a-2011.txt"
    path.write_bytes(DOCUMENT)
    records = list(read(path))
    lines = tmp_path / "a.jsonl"
    with lines.open("wb") as file:
        file.writelines(to_json(record) + b"\n" for record in records[:1])
        file.write(b'{"title": "' + b"a" * 3_000_000 + b'"}\n')
        file.writelines(to_json(record) + b"\n" for record in records[1:])
    reading = read(lines, settings=Settings(limits=Limits(file_mb=1, line_characters=10_000)))
    assert list(reading) == records
    assert [(problem.code, problem.where.line) for problem in reading.problems] == [("line-too-long", 2)]


@pytest.mark.parametrize(
    "name", ["a\nerror b.txt line 1: c-2011.txt", "a\x1b[31mred-2011.txt", "\udcff-2011.txt", "\u202etxt.exe-2011.txt"]
)
def test_a_file_name_that_would_fool_the_terminal(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(DOCUMENT.replace("平成23".encode(), "平成22".encode()))
    reading = read(path)
    records = list(reading)
    assert [record.survey.isascii() for record in records] == [True, True]
    [shown] = {record.source.file for record in records} | {str(problem.where.file) for problem in reading.problems}
    assert shown.isprintable()


def test_links_that_run_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "folder").symlink_to(tmp_path, target_is_directory=True)
    for named in (tmp_path / "a.txt", tmp_path):
        with pytest.raises(ReadError):
            read(named)


@pytest.mark.parametrize("name", ["a.doc", "a.docm", "a.rtf", "a.jtd", "a.odt"])
def test_documents_of_other_forms(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.hint
    assert ".docx" in caught.value.hint.ja
