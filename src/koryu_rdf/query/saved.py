"""Saved queries: one question per ``.rq`` file, with a header in grlc's words.

In: a bundled query's name, or the path of any ``.rq`` file. Out: a :class:`SavedQuery`. It does not run the query, and
it does not look at the query itself, save that a parameter must be one of its variables.

    #+ summary: Agreements with partners of a country
    #+ summary-ja: 相手国ごとの提携
    #+ tags: partners, countries
    #+ param: country xsd:string =
    #+ returns: country, agreement, title
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from koryu_rdf.assets import list_files
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.query.parameters import DATATYPES, Parameter, to_token
from koryu_rdf.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["WORDS", "Parameter", "SavedQuery", "get_query", "list_queries", "parse_query", "read_query"]

WORDS = ("summary", "summary-ja", "tags", "param", "returns")

_MARK = "#+"
_ENTRY = re.compile(r"#\+\s*(?P<word>[\w-]+)\s*:(?P<value>.*)")
_PARAM = re.compile(r"(?P<name>[A-Za-z_]\w*)\s+(?P<datatype>[^\s=]+)\s*(?:=\s*(?P<default>.*))?", re.ASCII)


class SavedQuery(msgspec.Struct, frozen=True):
    """A question as its file holds it: ``text`` is the whole file, ``where`` its path for messages."""

    name: str
    summary: Text
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    text: str
    where: str | None = None


class _Entry(NamedTuple):
    word: str
    value: str
    where: str


def list_queries() -> list[SavedQuery]:
    """Read the bundled queries, sorted by name."""
    return [read_query(path) for path in sorted(list_files("queries", ".rq"), key=lambda path: path.stem)]


def get_query(name: str) -> SavedQuery:
    """Read the bundled query of this name; raises ``QueryError`` that names those with a name like it."""
    paths = {path.stem: path for path in list_files("queries", ".rq")}
    if name not in paths:
        near = get_close_matches(name, paths, cutoff=0.5) or sorted(paths)
        raise make_query_error("query-unknown", None, name=name, known=", ".join(near))
    return read_query(paths[name])


def read_query(path: Path) -> SavedQuery:
    """Read a ``.rq`` file; a header is not needed, but what there is must be right.

    Raises ``QueryError`` with file and line.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise make_query_error("query-unreadable", str(path), reason=reason) from error
    return parse_query(path.stem, text, str(path))


def parse_query(name: str, text: str, where: str) -> SavedQuery:
    """Read a query's header out of its text."""
    entries = list(_parse_entries(text, where))
    summary = _find(entries, "summary", name)
    returns = _split(_find(entries, "returns"))
    params = [entry for entry in entries if entry.word == "param"]
    parameters = tuple(_parse_parameter(entry, text, returns) for entry in params)
    _refuse_twins([(param.name, entry.where) for param, entry in zip(parameters, params, strict=True)])
    _refuse_twins([(entry.word, entry.where) for entry in entries if entry.word != "param"])
    tags = _split(_find(entries, "tags"))
    return SavedQuery(
        name, Text(_find(entries, "summary-ja", summary), summary), tags, parameters, returns, text, where
    )


def _parse_entries(text: str, where: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_MARK):
            place = f"{where}:{number}"
            match = _ENTRY.fullmatch(line)
            if match is None or match["word"] not in WORDS:
                raise make_query_error("query-header-word", place, line=line, known=", ".join(WORDS))
            yield _Entry(match["word"], match["value"].strip(), place)


def _parse_parameter(entry: _Entry, text: str, returns: Sequence[str]) -> Parameter:
    match = _PARAM.fullmatch(entry.value)
    if match is None or match["datatype"] not in DATATYPES:
        raise make_query_error("query-header-param", entry.where, value=entry.value, known=", ".join(DATATYPES))
    parameter = Parameter(match["name"], match["datatype"], match["default"] or None)
    if not re.search(rf"^[^#\n]*[?$]{parameter.name}\b", text, re.MULTILINE):
        raise make_query_error("query-header-no-variable", entry.where, name=parameter.name)
    if returns and parameter.name not in returns:
        raise make_query_error("query-header-not-returned", entry.where, name=parameter.name)
    if parameter.default is not None:
        to_token(parameter, parameter.default, entry.where)
    return parameter


def _refuse_twins(names: Sequence[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for name, where in names:
        if name in seen:
            raise make_query_error("query-header-twice", where, name=name)
        seen.add(name)


def _find(entries: Sequence[_Entry], word: str, otherwise: str = "") -> str:
    return next((entry.value for entry in entries if entry.word == word), otherwise)


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
