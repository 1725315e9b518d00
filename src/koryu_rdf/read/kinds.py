"""Kinds of files: what a file is by its first bytes, whatever its name says.

In: the head of a file. Out: the kind's name, as it is shown. A kind that only its whole content could tell is not known here.
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

HEAD = 1 << 16  # bytes that are looked at
WORD, EXCEL, CALC, PDF = "Word (.docx)", "Excel (.xlsx)", "OpenDocument (.ods)", "PDF (.pdf)"
OLD_WORD, OLD_EXCEL, OLD_OFFICE, LOCKED = "Word 97-2003 (.doc)", "Excel 97-2003 (.xls)", "Office 97-2003", "locked"
HTML, RTF, ZIP, XML_SHEET = "HTML (.html)", "RTF (.rtf)", "ZIP (.zip)", "XML Spreadsheet 2003 (.xml)"

FITTING = {
    ".docx": {WORD},
    ".pdf": {PDF},
    ".xlsx": {EXCEL},
    ".xlsm": {EXCEL},
    ".ods": {CALC},
    ".xls": {OLD_EXCEL, OLD_OFFICE},
    ".txt": {HTML},
}
"""The kinds that a suffix may have; the others are to be texts without a mark of their own."""

_SIGNATURES = (
    (b"{\\rtf", RTF),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\x1f\x8b", "gzip (.gz)"),
    (b"\x28\xb5\x2f\xfd", "Zstandard (.zst)"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip (.7z)"),
    (b"Rar!", "RAR (.rar)"),
    (b"SQLite format 3", "SQLite"),
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|table|body)\b", re.IGNORECASE)
_SHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_IN_ZIP = ((b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", CALC), (b"word/", WORD), (b"xl/", EXCEL))
_PDF_WITHIN = 1024
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_COMPOUND = (("EncryptedPackage", LOCKED), ("WordDocument", OLD_WORD), ("Workbook", OLD_EXCEL), ("Book", OLD_EXCEL))
_SECTOR_SIZE_AT, _DIRECTORY_AT = 30, 48
_DIRECTORY_SIZE = 8192
_LARGEST_SECTOR = 12  # as a power of two


def find_kind(stream: BinaryIO) -> str | None:
    """Find the kind of a file; ``None`` for one without a mark, as a text is. The stream is left where it ends up.

    >>> import io
    >>> find_kind(io.BytesIO(b"%PDF-1.7")), find_kind(io.BytesIO("日本".encode()))
    ('PDF (.pdf)', None)
    """
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _IN_ZIP if mark in head), ZIP)
    if head.startswith(_COMPOUND):
        return _find_in_compound(stream, head)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return PDF
    if _SHEET_XML in head:
        return XML_SHEET
    if _HTML.match(head):
        return HTML
    return next((kind for mark, kind in _SIGNATURES if head.startswith(mark)), None)


def _find_in_compound(stream: BinaryIO, head: bytes) -> str:
    """Look into the directory of an old Office file, where a new one with a password is wrapped too."""
    [power] = struct.unpack_from("<H", head.ljust(_DIRECTORY_AT + 4, b"\0"), _SECTOR_SIZE_AT)
    [sector] = struct.unpack_from("<I", head.ljust(_DIRECTORY_AT + 4, b"\0"), _DIRECTORY_AT)
    stream.seek((sector + 1) << min(power, _LARGEST_SECTOR))
    directory = stream.read(_DIRECTORY_SIZE)
    return next((kind for name, kind in _IN_COMPOUND if name.encode("utf-16-le") in directory), OLD_OFFICE)
