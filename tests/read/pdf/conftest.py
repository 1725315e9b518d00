"""PDFs made by hand: text at places, lines between, in a Japanese font that every reader of PDF knows by name."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from tests.read.documents import SURVEY, Reading, read_bytes

from koryu_rdf.read.pdf import read_pdf
from koryu_rdf.settings import Limits

WIDTH, HEIGHT = 600, 840
LEFT, FIRST, STEP, SIZE = 60, 760, 20, 10
_FONT = "<< /Type /Font /Subtype /Type0 /BaseFont /Gothic /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] >>"
_DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Gothic /DW 1000 /W [1 [500] 2 94 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor 5 0 R >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /Gothic /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 "
    "/Descent -120 /CapHeight 700 /StemV 80 >>"
)


class Pdf:
    """Writes and reads PDFs."""

    survey = SURVEY

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> str:
        """Write text at a place, counted from the lower left."""
        return f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"

    def lines(self, texts: Sequence[str], top: float = FIRST) -> str:
        return "".join(self.text(LEFT, top - STEP * index, text) for index, text in enumerate(texts))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> str:
        return f"{x0} {y0} m {x1} {y1} l S\n"

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> str:
        """Draw a table's rules."""
        across = (self.rule(columns[0], y, columns[-1], y) for y in rows)
        return "".join(across) + "".join(self.rule(x, rows[0], x, rows[-1]) for x in columns)

    def make(self, *pages: str, page_entries: str = "", extra: Sequence[bytes] = (), trailer: str = "") -> bytes:
        """Write a document of pages, each given by what is drawn on it."""
        first = 6 + len(extra)
        kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        ]
        objects += [text.encode() for text in (_FONT, _DESCENDANT, _DESCRIPTOR)]
        objects += extra
        for index, content in enumerate(pages):
            resources = "/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >>"
            place = f"/Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {first + 2 * index + 1} 0 R"
            objects.append(f"<< /Type /Page {place} {resources} {page_entries} >>".encode())
            data = content.encode()
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
        return self.pack(objects, trailer)

    def pack(self, objects: Sequence[bytes], trailer: str = "") -> bytes:
        stream = io.BytesIO(b"%PDF-1.7\n")
        stream.seek(0, io.SEEK_END)
        places = []
        for number, data in enumerate(objects, 1):
            places.append(stream.tell())
            stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, data))
        start = stream.tell()
        stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        stream.writelines(b"%010d 00000 n \n" % place for place in places)
        stream.write(
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        )
        return stream.getvalue()

    def read(self, data: bytes, limits: Limits | None = None) -> Reading:
        """Read the bytes of a document, without the worker."""
        return read_bytes(read_pdf, ".pdf", data, limits)


@pytest.fixture
def pdf() -> Pdf:
    """Write and read PDFs."""
    return Pdf()
