"""Sources: a file, a folder or standard input, and the text in it.

In: what the user named. Out: :class:`Source` values, each a bare name, a suffix and a way to open it; and decoded lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple

from koryu_rdf.encodings import decode
from koryu_rdf.errors import ReadError
from koryu_rdf.problems import Report, Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.settings import Limits
from koryu_rdf.texts import get_text

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "stdin"
_LINE = re.compile(r"[^\r\n]+")
_LINE_END = re.compile(r"(\r\n|\n|\r)")
_MOST_BYTES = 4  # of a character in UTF-8
_PIECE = 1 << 20
_OLD_FORMS = frozenset(".doc .docm .dot .dotx .rtf .odt .jtd .jtdc .wps .pages .html .htm .mht .ppt .pptx".split())
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Source(NamedTuple):
    """One thing to read: ``name`` is what problems and records call it (no folder), ``suffix`` picks its reader.

    ``first_line`` is the number of its first line where it is a part of a larger thing.
    """

    name: str
    suffix: str
    open: Callable[[], BinaryIO]
    limits: Limits = Limits()
    first_line: int = 1


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
    return Source(STANDARD_INPUT_NAME, _check_suffix(form, "-", suffixes), lambda: stdin)


def _list_folder(path: Path, suffixes: Collection[str]) -> list[Source]:
    files = sorted(file for file in path.iterdir() if file.is_file() and file.suffix.lower() in suffixes)
    if not files:
        raise ReadError(get_text("errors", "folder-without-sources", path=path, known=" ".join(sorted(suffixes))))
    return [_from_file(file, suffixes, None) for file in files]


def _from_file(path: Path, suffixes: Collection[str], form: str | None) -> Source:
    return Source(_show_name(path), _check_suffix(form or path.suffix, str(path), suffixes), lambda: _open(path))


def _show_name(path: Path) -> str:
    """Give a file's name as it can be shown and written; what is none of Unicode or controls a terminal becomes U+FFFD."""
    name = path.name.encode("utf-8", "replace").decode()
    return _CONTROL.sub("\ufffd", re.sub(r"[\t\n\r]", "\ufffd", name))


def _check_suffix(form: str, name: str, suffixes: Collection[str]) -> str:
    suffix = "." + form.lower().removeprefix(".")
    if suffix not in suffixes:
        message = get_text("errors", "source-form-unknown", path=name, form=form, known=" ".join(sorted(suffixes)))
        hint = "source-form-old-hint" if suffix in _OLD_FORMS else "source-form-unknown-hint"
        raise ReadError(message, hint=get_text("errors", hint))
    return suffix


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ReadError(get_text("errors", "source-unreadable", path=path, reason=error.strerror)) from error


def read_text(source: Source, journal: Journal) -> str:
    """Read a whole text in whatever encoding it is; a guess is a problem, and so is a line that is too long, which is cut.

    Raises :class:`ReadError` for what is no text at all.
    """
    with source.open() as stream:
        found = decode(stream.read())
    if found is None:
        message = get_text("errors", "source-binary", path=source.name)
        raise ReadError(message, hint=get_text("errors", "source-binary-hint"))
    if found.is_guess:
        journal.at(Where(file=source.name))("encoding-guessed", value=found.encoding)
    return _cut_lines(found.text, source, journal)


def _cut_lines(text: str, source: Source, journal: Journal) -> str:
    """Cut lines that are too long; in JSON a whole document may be one line."""
    most = source.limits.line_characters
    if source.suffix == ".json" or all(line.end() - line.start() <= most for line in _LINE.finditer(text)):
        return text
    lines = re.split(_LINE_END, text)
    for number, line in enumerate(lines[::2], 1):
        if len(line) > most:
            journal.at(Where(file=source.name, line=number))("line-too-long", limit=most)
    return "".join(piece[:most] for piece in lines)


def read_lines(source: Source, journal: Journal) -> list[str]:
    """Read a text document as lines, without their ends; one of blanks only has none.

    Stray bytes become U+FFFD and control characters go, each line of them with a problem. Raises as :func:`read_text` does.
    """
    lines = re.split(r"\r\n|\n|\r", read_text(source, journal))
    if not lines[-1]:
        lines.pop()  # the last line's end begins no other
    if any(map(str.strip, lines)):
        return [
            clean_text(line, journal.at(Where(file=source.name, line=number))) for number, line in enumerate(lines, 1)
        ]
    journal.at(Where(file=source.name))("file-empty")
    for number, line in enumerate(lines, 1):
        journal.pass_over(source.name, number, "blank", line)
    return []


def clean_text(text: str, report: Report) -> str:
    """Take control characters out of a line or cell, and report them and stray bytes."""
    if "\ufffd" in text:
        report("not-utf8", value=text)
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
        report("control-character", value=text)
    return text


def read_byte_lines(source: Source, journal: Journal) -> Iterator[tuple[int, bytes]]:
    """Stream a text as numbered lines of bytes, in bounded memory; one that is too long is reported and left out."""
    most = source.limits.line_characters * _MOST_BYTES
    with source.open() as stream:
        for number in count(source.first_line):
            line = stream.readline(most)
            if not line:
                return
            if len(line) < most or line.endswith(b"\n"):
                yield number, line
            else:
                _skip_line(stream)
                report = journal.at(Where(file=source.name, line=number))
                report("line-too-long", limit=source.limits.line_characters)


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass
