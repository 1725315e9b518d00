"""Packages made to do harm, or damaged: each is one clear problem, and costs neither time nor memory."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koryu_rdf.settings import Limits

if TYPE_CHECKING:
    from tests.read.word.conftest import Word

BOMB = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ELEMENTS = """p tbl tr tc r t br tab ins del sdt sdtContent sdtPr hyperlink ruby rt rubyBase fldSimple txbxContent
fldChar instrText AlternateContent pPr numPr numId ilvl footnoteReference sym""".split()
MAIN = "word/document.xml"


def make_sound(word: Word) -> bytes:
    return word.make(word.paragraphs(*word.survey.split("\n")))


def repack(data: bytes, **changes: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()} | changes


@pytest.mark.parametrize("doctype", [BOMB, EXTERNAL, "<!DOCTYPE w>"])
@pytest.mark.parametrize("part", [MAIN, "word/styles.xml", "_rels/.rels"])
def test_entities(word: Word, doctype: str, part: str) -> None:
    members = repack(word.make(word.paragraphs("(1) 自治体名"), styles=""))
    text = members[part].decode()
    start = text.index("<", 1) if text.startswith("<?") else 0
    members[part] = (text[:start] + doctype + text[start:]).encode()
    assert word.read(word.pack(members)).codes == ["xml-unsafe"]


def test_a_doctype_in_another_encoding(word: Word) -> None:
    members = repack(make_sound(word))
    text = f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}<w>&b;</w>'
    assert word.read(word.pack({**members, MAIN: text.encode("utf-16")})).codes == ["xml-unsafe"]


def test_a_zip_bomb(word: Word) -> None:
    members = repack(make_sound(word))
    assert word.read(word.pack({**members, "word/media/a.bin": bytes(11 * 2**20)})).codes == ["package-compressed"]


def test_too_much_in_all(word: Word) -> None:
    members = repack(make_sound(word)) | {f"word/media/{number}.bin": bytes(2**20) for number in range(3)}
    assert word.read(word.pack(members), Limits(unpacked_mb=2)).codes == ["package-too-large"]
    assert word.read(word.pack(members), Limits(unpacked_mb=4)).codes == []


def test_members_over_one_another(word: Word) -> None:
    """Both entries of the directory lead to the same packed bytes."""
    data = bytearray(word.pack({"a": b"x" * 100, "b": b"y" * 100}))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)
    assert word.read(bytes(data)).codes == ["package-damaged"]


def test_a_size_that_is_a_lie(word: Word) -> None:
    """The directory says that the text has ten bytes: it is not read past them."""
    data = bytearray(make_sound(word))
    place = data.rindex(MAIN.encode()) - 46
    struct.pack_into("<I", data, place + 24, 10)
    assert word.read(bytes(data)).codes == ["package-damaged"]


def test_a_name_given_twice(word: Word) -> None:
    stream = io.BytesIO(make_sound(word))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(MAIN, b"<w/>")
    assert word.read(stream.getvalue()).codes == ["package-damaged"]


def test_names_that_look_like_paths_lead_nowhere(word: Word) -> None:
    names = ("../../../tmp/koryu", "/etc/passwd", "word/../../a", "a\nb", "C:\\a")
    found = word.read(word.pack({**repack(make_sound(word)), **dict.fromkeys(names, b"x")}))
    assert len(found.records) == 1
    assert found.codes == []


def test_a_password(word: Word) -> None:
    data = bytearray(make_sound(word))
    place = data.rindex(MAIN.encode()) - 46
    data[place + 8] |= 1
    assert word.read(bytes(data)).codes == ["file-encrypted"]


@pytest.mark.parametrize("depth", [50, 200_000])
def test_tables_in_tables(word: Word, depth: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + word.paragraph("(1) 自治体名") + "</w:tc></w:tr></w:tbl>" * depth
    found = word.read(word.make(body))
    assert len(found.records) == (depth == 50)
    assert ("nested-too-deeply" in found.codes) == (depth != 50)


def test_numbers_that_are_none(word: Word) -> None:
    level = '<w:lvl w:ilvl="99999999999"/><w:lvl w:ilvl="-1"/><w:lvl w:ilvl="x"><w:start w:val="9e9"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    odd = ('<w:ilvl w:val="٣"/><w:numId w:val="1"/>', '<w:ilvl w:val="8"/><w:numId w:val="²"/>', '<w:numId w:val=""/>')
    body = word.paragraphs(*word.survey.split("\n"))
    body += "".join(word.paragraph("x", f"<w:numPr>{one}</w:numPr>") for one in odd)
    assert len(word.read(word.make(body, numbering=lists)).records) == 1


def test_styles_that_run_in_a_circle(word: Word) -> None:
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = word.replace("(1) 自治体名", word.paragraph("(1) 自治体名", '<w:pStyle w:val="a"/>'))
    assert len(word.read(word.make(body, styles=styles)).records) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(start=st.floats(0, 1), put=st.binary(max_size=20), length=st.integers(0, 40))
def test_a_damaged_document(word: Word, start: float, put: bytes, length: int) -> None:
    data = make_sound(word)
    place = int(start * len(data))
    assert len(word.read(data[:place] + put + data[place + length :]).records) <= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.sampled_from(ELEMENTS), max_size=30))
def test_any_elements_in_any_order(word: Word, names: list[str]) -> None:
    """Each is inside the one before, or beside it."""
    body = ""
    for index, name in enumerate(reversed(names)):
        attributes = 'w:fldCharType="end" w:instr="HYPERLINK &quot;https://a.example&quot;" w:val="1"'
        body = f"<w:{name} {attributes}>x{body}</w:{name}>" if index % 3 else f"<w:{name} {attributes}/>{body}"
    assert word.read(word.make(body)).records == []
