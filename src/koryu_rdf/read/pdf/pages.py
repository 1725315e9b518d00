"""The pages of a PDF: its characters with their places, and the rules drawn between them.

In: a PDF file, through PDFium. Out: :class:`Page` values, one at a time; lengths are in points, counted from the upper left. Nothing in
the file is run: no script, no link, no attachment.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from koryu_rdf.errors import ReadError
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MOST_OBJECTS = 20_000  # drawn on one page: more are a map or a picture, no table
_NO_CHARACTER = "〓"  # what Japanese printers put for a sign they lack
_SHORTEST_RULE = 8.0
_STRAIGHT = 1.5
_NO_DATA, _PATH, _IMAGE = 0, 2, 3
_HYPHEN = 2  # what PDFium makes of a hyphen at the end of a line
_PRIVATE = range(0xE000, 0xF900)


class Glyph(NamedTuple):
    """A character and the box it fills."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A straight line, drawn from left to right or from the top down."""

    x0: float
    top: float
    x1: float
    bottom: float


class Page(NamedTuple):
    """A page; ``unknown`` counts its characters that the file does not name."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    has_pictures: bool
    unknown: int


class Encrypted(Exception):  # noqa: N818  (it is no fault of ours)
    """The document asks for a password."""


class Damaged(Exception):  # noqa: N818
    """The document is no PDF, or is damaged."""


def open_pdf(stream: BinaryIO) -> PdfDocument:
    """Open a PDF; raises :class:`Encrypted`, :class:`Damaged`, or :class:`ReadError` where PDFium is not installed."""
    try:
        import pypdfium2  # noqa: PLC0415  (an extra)
        from pypdfium2 import raw  # noqa: PLC0415
    except ImportError as error:
        raise ReadError(get_text("errors", "pdf-extra"), hint=get_text("errors", "pdf-extra-hint")) from error
    try:
        return pypdfium2.PdfDocument(stream.read())
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Encrypted from error
        raise Damaged(str(error)) from error


def read_pages(document: PdfDocument, most: int) -> Iterator[Page]:
    """Read up to ``most`` pages, one at a time; one that cannot be loaded is empty."""
    import pypdfium2  # noqa: PLC0415

    for index in range(min(len(document), most)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield Page(index + 1, 1, 1, [], [], has_pictures=True, unknown=0)
            continue
        yield _read_page(page, index + 1)
        page.close()


def _read_page(page: PdfPage, number: int) -> Page:
    turn = _Turn(page)
    text = page.get_textpage()
    signs = [(sign, box) for sign, box in _list_signs(text.raw) if box is not None]
    glyphs = [Glyph(_NO_CHARACTER if sign is None else sign, *turn(*box)) for sign, box in signs]
    text.close()
    kinds, rules = _read_objects(page, turn)
    inside = [one for one in glyphs if -1 <= one.x0 <= turn.width + 1 and -1 <= one.top <= turn.height + 1]
    unknown = sum(sign is None for sign, _ in signs)
    return Page(number, turn.width, turn.height, inside, rules, has_pictures=_IMAGE in kinds, unknown=unknown)


class _Turn:
    """Turns what a page holds the way the page is shown."""

    def __init__(self, page: PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._origin = (left, bottom)
        self._extent = (right - left, top - bottom)
        self._rotation = page.get_rotation() % 360
        lies = self._rotation in (90, 270)
        self.width, self.height = self._extent[::-1] if lies else self._extent

    def __call__(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        one, other = self._turn(x0, y0), self._turn(x1, y1)
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return left, top, right, bottom

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._origin[0], y - self._origin[1]
        width, height = self._extent
        turned = {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}
        return turned[self._rotation]


Box = tuple[float, float, float, float]


def _list_signs(text: Any) -> Iterator[tuple[str | None, Box | None]]:
    """List a page's characters, ``None`` for one without a name, and their boxes; what PDFium adds by itself is left out."""
    from pypdfium2 import raw  # noqa: PLC0415

    box = raw.FS_RECTF()
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0x0D, 0x0A, 0xFFFE):
            continue
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004  (the first half of a rare character)
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:  # noqa: PLR2004
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        known = bool(raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)))
        yield _name_sign(code), (box.left, box.bottom, box.right, box.top) if known else None


def _name_sign(code: int) -> str | None:
    if code == _HYPHEN:
        return "-"
    is_known = code not in (_NO_DATA, 0xFFFD) and code not in _PRIVATE and not 0xD800 <= code < 0xE000  # noqa: PLR2004
    return chr(code) if is_known else None


def _read_objects(page: PdfPage, turn: _Turn) -> tuple[set[int], list[Rule]]:
    """Read what is drawn: the kinds of things, and the straight lines; too many are no table."""
    from pypdfium2 import raw  # noqa: PLC0415

    count = raw.FPDFPage_CountObjects(page.raw)
    kinds: set[int] = set()
    rules: list[Rule] = []
    for index in range(min(count, _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(thing)
        kinds.add(kind)
        if kind == _PATH:
            rules += _list_rules(thing, turn)
    return kinds, rules if count <= _MOST_OBJECTS else []


def _list_rules(path: Any, turn: _Turn) -> Iterator[Rule]:
    """List the straight edges of a path."""
    points = list(_list_points(path))
    for one, other in pairwise(points):
        if other[2]:
            rule = Rule(*turn(one[0], one[1], other[0], other[1]))
            width, height = rule.x1 - rule.x0, rule.bottom - rule.top
            if min(width, height) <= _STRAIGHT and max(width, height) >= _SHORTEST_RULE:
                yield rule


def _list_points(path: Any) -> Iterator[tuple[float, float, bool]]:
    """List a path's points in the page's lengths, each with whether a line leads to it."""
    from pypdfium2 import raw  # noqa: PLC0415

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        is_line = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
        yield (*place, is_line)
        first = place if first is None or not is_line else first
        if raw.FPDFPathSegment_GetClose(segment):
            yield (*first, True)
