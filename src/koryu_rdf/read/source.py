"""Sources: a file, a folder or standard input, and the text in it.

In: what the user named. Out: :class:`Source` values, each a bare name, a suffix and a way to open it; and decoded lines.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from koryu_rdf.errors import ReadError
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.texts import get_text

STANDARD_INPUT = "-"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STRAY_SHARE = 0.05


class Source(NamedTuple):
    """One thing to read: ``name`` is what problems and records call it (no folder), ``suffix`` picks its reader."""

    name: str
    suffix: str
    open: Callable[[], BinaryIO]


def list_sources(
    named: str | Path, suffixes: Collection[str], stdin: BinaryIO | None, form: str | None
) -> list[Source]:
    """Find what there is to read under a name; a folder gives its readable files in order of name.

    Raises :class:`ReadError` when there is nothing there or nothing that a reader knows.
    """
    if str(named) == STANDARD_INPUT:
        return [_from_stdin(stdin, suffixes, form)]
    path = Path(named)
    if path.is_dir():
        return _list_folder(path, suffixes)
    if not path.exists():
        raise ReadError(
            get_text("errors", "source-missing", path=named), hint=get_text("errors", "source-missing-hint")
        )
    return [_from_file(path, suffixes, form)]


def _from_stdin(stdin: BinaryIO | None, suffixes: Collection[str], form: str | None) -> Source:
    if form is None or stdin is None:
        raise ReadError(get_text("errors", "stdin-form-missing", known=" ".join(sorted(suffixes))))
    return Source("stdin", _check_suffix(form, "-", suffixes), lambda: stdin)


def _list_folder(path: Path, suffixes: Collection[str]) -> list[Source]:
    files = sorted(file for file in path.iterdir() if file.is_file() and file.suffix.lower() in suffixes)
    if not files:
        raise ReadError(get_text("errors", "folder-without-sources", path=path, known=" ".join(sorted(suffixes))))
    return [_from_file(file, suffixes, None) for file in files]


def _from_file(path: Path, suffixes: Collection[str], form: str | None) -> Source:
    return Source(path.name, _check_suffix(form or path.suffix, str(path), suffixes), lambda: _open(path))


def _check_suffix(form: str, name: str, suffixes: Collection[str]) -> str:
    suffix = "." + form.lower().removeprefix(".")
    if suffix not in suffixes:
        message = get_text("errors", "source-form-unknown", path=name, form=form, known=" ".join(sorted(suffixes)))
        raise ReadError(message, hint=get_text("errors", "source-form-unknown-hint"))
    return suffix


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ReadError(get_text("errors", "source-unreadable", path=path, reason=error.strerror)) from error


def read_lines(source: Source, journal: Journal) -> list[str]:
    """Read a text document as lines, without their ends.

    Stray bytes become U+FFFD and control characters go, each line of them with a problem; a document in cp932 is read as such,
    with a problem that says so. Raises :class:`ReadError` for what is no text at all.
    """
    with source.open() as stream:
        data = stream.read()
    if not data.strip():
        journal.at(Where(file=source.name))("file-empty")
        return []
    text = _decode(data, source.name, journal)
    lines = re.split(r"\r\n|\n|\r", text)
    return [_clean(line, Where(file=source.name, line=number), journal) for number, line in enumerate(lines, 1)]


def _decode(data: bytes, name: str, journal: Journal) -> str:
    """Decode UTF-8, UTF-16 with its mark, or what can only be cp932; a few stray bytes do not make it another encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    text = data.decode("utf-8-sig", errors="replace")
    if b"\0" not in data and text.count("\ufffd") <= _STRAY_SHARE * len(text):
        return text
    return _decode_cp932(data, name, journal)


def _decode_cp932(data: bytes, name: str, journal: Journal) -> str:
    try:
        text = data.decode("cp932")
        if "\0" in text:
            raise ValueError("NUL characters")
    except ValueError as error:
        message = get_text("errors", "source-binary", path=name)
        raise ReadError(message, hint=get_text("errors", "source-binary-hint")) from error
    journal.at(Where(file=name))("encoding-guessed", value="cp932")
    return text


def _clean(line: str, where: Where, journal: Journal) -> str:
    if "\ufffd" in line:
        journal.at(where)("not-utf8", value=line)
    if _CONTROL.search(line):
        line = _CONTROL.sub("", line)
        journal.at(where)("control-character", value=line)
    return line


def read_byte_lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Stream a text as numbered lines of bytes, in bounded memory."""
    with source.open() as stream:
        yield from enumerate(stream, 1)
