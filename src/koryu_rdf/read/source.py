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
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STRAY = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f]")
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
    try:
        return _list_path(Path(named), suffixes, form)
    except OSError as error:
        raise ReadError(get_text("errors", "source-unreadable", path=named, reason=error.strerror)) from error


def _list_path(path: Path, suffixes: Collection[str], form: str | None) -> list[Source]:
    if path.is_dir():
        return _list_folder(path, suffixes)
    if not path.exists():
        raise ReadError(get_text("errors", "source-missing", path=path), hint=get_text("errors", "source-missing-hint"))
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
    """Read a text document as lines, without their ends; one of blanks only has none.

    Stray bytes become U+FFFD and control characters go, each line of them with a problem; a document in cp932 is read
    as such, with a problem that says so. Raises :class:`ReadError` for what is no text at all.
    """
    with source.open() as stream:
        lines = re.split(r"\r\n|\n|\r", _decode(stream.read(), source.name, journal))
    if not lines[-1]:
        lines.pop()  # the last line's end begins no other
    if any(map(str.strip, lines)):
        return [_clean(line, Where(file=source.name, line=number), journal) for number, line in enumerate(lines, 1)]
    journal.at(Where(file=source.name))("file-empty")
    for number, line in enumerate(lines, 1):
        journal.pass_over(source.name, number, "blank", line)
    return []


def _decode(data: bytes, name: str, journal: Journal) -> str:
    """Decode UTF-8, UTF-16 with its mark, or what can only be cp932; a few strays do not make it another encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    text = data.decode("utf-8-sig", errors="replace")
    if _is_text(text):
        return text
    text = data.decode("cp932", errors="replace")
    if not _is_text(text):
        raise ReadError(get_text("errors", "source-binary", path=name), hint=get_text("errors", "source-binary-hint"))
    journal.at(Where(file=name))("encoding-guessed", value="cp932")
    return text


def _is_text(text: str) -> bool:
    return len(_STRAY.findall(text)) <= _STRAY_SHARE * len(text)


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
