"""The table of contents, compared with the records it lists.

In: its lines, and the records. Out: nothing but problems. Entries may take one line or two, with words broken by spaces:
``number. overseas parties－Japanese parties「title」page``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.model import OverseasParty
from koryu_rdf.parties import parse_overseas_parties
from koryu_rdf.problems import Where
from koryu_rdf.read.consistency import Placed
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import Journal

_STARTS_ENTRY = re.compile(r"\s*(\d[\d ]*)\s*[.．、]")
_ENTRY = re.compile(r"\s*\d[\d ]*\s*[.．、]\s*(?P<parties>.+?)\s*\d*\s*「\s*(?P<title>.+?)\s*」\s*\d*\s*", re.DOTALL)
_SIDES = re.compile(r"[－ー―‐—–-](?=[^－―‐—–-]*$)")


class Entry(NamedTuple):
    """One entry of the table of contents."""

    line: int
    number: int
    overseas: str
    title: str


def compare_contents(lines: Sequence[Line], placed: Sequence[Placed], file: str, journal: Journal) -> None:
    """Report where the table of contents and the records differ; a document without one is not compared."""
    entries = {entry.number: entry for entry in parse_contents(lines)}
    if not entries:
        return
    for one in placed:
        entry = entries.pop(one.agreement.number, None)
        if entry is None:
            where = Where(file=file, line=lines[0].number, record=one.agreement.id)
            journal.at(where)("contents-entry-missing", number=one.agreement.number)
        else:
            _compare(entry, one, file, journal)
    for entry in entries.values():
        where = Where(file=file, line=entry.line)
        journal.at(where)("contents-entry-extra", value=entry.title, number=entry.number)


def parse_contents(lines: Sequence[Line]) -> Iterator[Entry]:
    """Read the entries of a table of contents.

    >>> list(parse_contents([Line(7, "1. フランス共和国リヨン市－三重県津 市\\t1"), Line(8, "「 協力に関する協定 」")]))
    [Entry(line=7, number=1, overseas='フランス共和国リヨン市', title='協力に関する協定')]
    """
    for group in _group(lines):
        match = _ENTRY.fullmatch(" ".join(line.text.replace("\t", " ") for line in group))
        number = _parse_number(group[0].text)
        if match and number:
            yield Entry(group[0].number, number, _SIDES.split(match["parties"])[0], match["title"])


def _group(lines: Sequence[Line]) -> list[list[Line]]:
    """Part the lines into entries: each begins with a number."""
    groups: list[list[Line]] = []
    for line in lines:
        if _parse_number(line.text) is not None:
            groups.append([])
        if groups:
            groups[-1].append(line)
    return groups


def _parse_number(text: str) -> int | None:
    match = _STARTS_ENTRY.match(unicodedata.normalize("NFKC", text))
    return int(match[1].replace(" ", "")) if match else None


def _compare(entry: Entry, one: Placed, file: str, journal: Journal) -> None:
    report = journal.at(Where(file=file, line=entry.line, record=one.agreement.id))
    if not fold(one.agreement.title).endswith(fold(entry.title)):
        report("contents-title-differs", field="title", value=one.agreement.title, contents=entry.title)
    listed = parse_overseas_parties(entry.overseas, lambda *_, **__: None)
    for one_party, other in zip(listed, one.agreement.overseas_parties, strict=False):
        if not _is_written_alike(one_party, other):
            report("contents-parties-differ", field="overseas_parties", value=other.name, contents=one_party.name)


def _is_written_alike(one: OverseasParty, other: OverseasParty) -> bool:
    return _key(one) == _key(other)


def _key(party: OverseasParty) -> tuple[str, ...]:
    return tuple(fold(part or "") for part in (party.country, party.region, party.locality, party.seat))
