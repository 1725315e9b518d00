"""What is served, as whoever knows the other stages hands it over.

In: paths, an address, questions. Out: values only; nothing is opened here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from koryu_rdf.protocol import Transport
from koryu_rdf.texts import Text

Log = Callable[[Mapping[str, Any]], None]


class Choice(NamedTuple):
    """A parameter of a saved question."""

    name: str
    datatype: str
    default: str | None


class Question(NamedTuple):
    """A saved question; It asks for rows; ``bind`` gives its text with values as data, or raises ``QueryError``."""

    name: str
    summary: Text
    tags: tuple[str, ...]
    choices: tuple[Choice, ...]
    text: str
    bind: Callable[[Mapping[str, str]], str]


class Source(NamedTuple):
    """Files of RDF, or the address of a store elsewhere; and a folder of pages, if there is one.

    ``merged`` puts what stands in named graphs into the default graph as well.
    """

    files: tuple[Path, ...] | None
    folder: Path | None = None
    endpoint: str | None = None
    graph: str | None = None
    transport: Transport | None = None
    merged: bool = True


class Site(NamedTuple):
    """What the data are called, their licence, and where they stand on the web: ``home`` is the address of our root there."""

    home: str
    title: Text
    licence: str
    prefixes: Mapping[str, str]
