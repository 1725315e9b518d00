"""PDFs made to do harm, or damaged: each is one clear problem, and costs neither time nor memory."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koryu_rdf.problems import Where
from koryu_rdf.read import read
from koryu_rdf.read.form import Line
from koryu_rdf.read.pdf.flow import PageSize, make_flow
from koryu_rdf.read.pdf.layout import lay_out_page
from koryu_rdf.read.pdf.pages import Glyph, Page, Rule
from koryu_rdf.settings import Limits, Settings

if TYPE_CHECKING:
    from tests.read.pdf.conftest import Pdf


def get_codes(path: Path, **limits: int) -> list[str]:
    """Read a file with the worker."""
    reading = read(path, settings=Settings(limits=Limits(**limits)))
    assert list(reading) == []
    assert {problem.where for problem in reading.problems} == {Where(file=path.name)}
    return [problem.code for problem in reading.problems]


def test_a_million_objects(pdf: Pdf) -> None:
    """They are there, but nothing of them is shown."""
    data = pdf.make(pdf.lines(pdf.survey.split("\n")), extra=[b"null"] * 1_000_000)
    assert len(pdf.read(data).records) == 1


def test_a_drawing_of_many_lines(pdf: Pdf) -> None:
    drawing = "".join(pdf.rule(60, y % 800, 500, y % 800 + 20) for y in range(30_000))
    assert len(pdf.read(pdf.make(pdf.lines(pdf.survey.split("\n")) + drawing)).records) == 1


def test_a_stream_that_unfolds_without_end(pdf: Pdf, tmp_path: Path) -> None:
    """Some hundred kilobytes that become a hundred megabytes of text."""
    packed = zlib.compress(b"BT /F1 9 Tf (aaaa) Tj ET " * 4_000_000)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 4 0 R >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.pack(objects))
    [code] = get_codes(path, memory_mb=300, seconds=3)
    assert code in ("memory-limit", "time-limit", "reader-failed", "pdf-without-text")


@pytest.mark.parametrize("kids", ["[2 0 R]", "[2 0 R 2 0 R]", "[9 0 R]", "2 0 R"])
def test_pages_that_lead_to_themselves(pdf: Pdf, kids: str) -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids {kids} /Count 99999999 >>".encode()]
    assert pdf.read(pdf.pack(objects)).records == []


def test_what_is_no_pdf(pdf: Pdf) -> None:
    assert pdf.read(b"").codes == ["pdf-damaged"]
    assert pdf.read(b"%PDF-1.7\n").codes == ["pdf-damaged"]
    assert pdf.read(b"<html>" * 1000).codes == ["pdf-damaged"]


def test_a_password(pdf: Pdf) -> None:
    """Neither key opens it."""
    entry = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >>"
    assert pdf.read(pdf.make(pdf.lines(["a"]), trailer=f"/Encrypt {entry} /ID [<00> <00>]")).codes == ["file-encrypted"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(start=st.floats(0, 1), put=st.binary(max_size=20), length=st.integers(0, 40))
def test_a_damaged_document(pdf: Pdf, start: float, put: bytes, length: int) -> None:
    data = pdf.make(pdf.lines(pdf.survey.split("\n")))
    place = int(start * len(data))
    assert len(pdf.read(data[:place] + put + data[place + length :]).records) <= 1


PLACES = st.integers(-50, 900).map(float) | st.sampled_from([0.0, 1e-9, 1e9, 0.5])
SIGNS = st.sampled_from([*"あ漢1a 　\t.（(・", "\n", "1.", "(1) 自治体名", "\ufffd"])
GLYPHS = st.lists(st.builds(Glyph, SIGNS, PLACES, PLACES, PLACES, PLACES), max_size=30)
RULES = st.lists(st.builds(Rule, PLACES, PLACES, PLACES, PLACES), max_size=12)


@given(st.lists(st.tuples(GLYPHS, RULES), max_size=4))
def test_any_characters_at_any_place(pages: list[tuple[list[Glyph], list[Rule]]]) -> None:
    """Every character is in a line or among what was left out, and lines are numbered one after the other."""
    made = [
        Page(number, 600, 840, glyphs, rules, has_pictures=False, unknown=0)
        for number, (glyphs, rules) in enumerate(pages, 1)
    ]
    rows = [row for page in made for row in lay_out_page(page)]
    flow = make_flow(rows, [PageSize(page.number, page.height) for page in made])
    shown = "".join(strip.text for row in rows for cell in row.cells for strip in cell)
    kept = "".join(line.text for line in flow.lines) + "".join(text for _, _, text in flow.left_out)
    assert sorted("".join(shown.split())) == sorted("".join(kept.split()))
    assert all(isinstance(line, Line) and line.number in flow.pages for line in flow.lines)
