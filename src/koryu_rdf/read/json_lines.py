"""The JSON Lines reader: one agreement a line, as ``koryu read`` writes them.

In: a file of any length, read as a stream. Out: agreements; a line that is not one is reported with its number.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import partial

from koryu_rdf.model import Agreement, parse_json
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.record_elements import Element, read_elements
from koryu_rdf.read.source import Source, read_byte_lines
from koryu_rdf.settings import Settings


def read_json_lines(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:  # noqa: ARG001
    """Read records as they stream past; the survey of the settings is ignored, for each record names its own."""
    return read_elements(_list_lines(source, journal), journal)


def _list_lines(source: Source, journal: Journal) -> Iterator[Element]:
    """List the lines that say something, as they stream past."""
    is_empty = True
    for number, line in read_byte_lines(source, journal):
        text = line.removeprefix(codecs.BOM_UTF8).strip()
        if text:
            is_empty = False
            yield Element(partial(parse_json, text), Where(file=source.name, line=number))
        else:
            journal.pass_over(source.name, number, "blank", "")
    if is_empty and source.first_line == 1:
        journal.at(Where(file=source.name))("file-empty")
