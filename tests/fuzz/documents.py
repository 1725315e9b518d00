"""The words that fuzzed documents are made of, and a Word document around any body."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = f'<w:document xmlns:w="{_W}" xmlns:r="r" xmlns:mc="mc"><w:body>'.encode()
_TAIL = b"</w:body></w:document>"


def list_words(target: str) -> list[str]:
    """List the pieces that a target's inputs are made of."""
    words: list[str] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))[target]
    return words


def make_docx(body: bytes) -> bytes:
    """Write a Word document with nothing but a body."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", _HEAD + body + _TAIL)
    return stream.getvalue()
