"""The table of contents, compared with the records it lists.

In: its lines, and the records. Out: nothing but problems. Entries may take one line or two, with words broken by spaces:
``number. overseas parties－Japanese parties「title」page``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.local_governments import split_prefecture
from koryu_rdf.model import OverseasParty
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.problems import Report, Where
from koryu_rdf.read.consistency import Placed
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import Journal

_STARTS_ENTRY = re.compile(r"\s*(\d[\d ]*)[.．、]")
_DASH = re.compile(r"[－ー―‐—–-]")
_LONGEST_NUMBER = 20  # characters in which an entry's number ends
_LONGEST_PREFECTURE = 12  # characters in which a prefecture's name ends, with 日本国 and blanks in it


class Entry(NamedTuple):
    """One entry of the table of contents."""

    line: int
    number: int
    overseas: str
    title: str


def compare_contents(lines: Sequence[Line], listed: Iterable[tuple[int, Placed]], file: str, journal: Journal) -> None:
    """Report where a table of contents and the records under their written numbers differ; without one nothing is."""
    entries = {entry.number: entry for entry in parse_contents(lines)}
    if not entries:
        return
    for number, placed in listed:
        entry = entries.pop(number, None)
        line = entry.line if entry else lines[0].number
        report = journal.at(Where(file=file, line=line, record=placed.agreement.id))
        if entry:
            _compare(entry, placed, report)
        else:
            report("contents-entry-missing", number=number)
    for entry in entries.values():
        report = journal.at(Where(file=file, line=entry.line))
        report("contents-entry-extra", value=entry.title, number=entry.number)


def parse_contents(lines: Sequence[Line]) -> Iterator[Entry]:
    """Read the entries of a table of contents.

    >>> list(parse_contents([Line(7, "1. フランス共和国リヨン市－三重県津 市\\t1"), Line(8, "「 協力に関する協定 」")]))
    [Entry(line=7, number=1, overseas='フランス共和国リヨン市', title='協力に関する協定')]
    """
    for group in _group(lines):
        text = " ".join(" ".join(line.text for line in group).split())
        number = _parse_number(text)
        parties, _, rest = text.partition("「")
        title = rest.rpartition("」")[0].strip()
        if number is not None and title:
            yield Entry(group[0].number, number, _take_overseas_side(_STARTS_ENTRY.sub("", parties, count=1)), title)


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
    match = _STARTS_ENTRY.match(unicodedata.normalize("NFKC", text[:_LONGEST_NUMBER]))
    return int(match[1].replace(" ", "")) if match else None


def _take_overseas_side(parties: str) -> str:
    """Take what stands before the dash that a prefecture follows: in ``オーバーニュ市－愛知県`` the third, not the first."""
    for dash in _DASH.finditer(parties):
        following = parties[dash.end() : dash.end() + _LONGEST_PREFECTURE].strip().removeprefix("日本国")
        if split_prefecture(following)[0]:
            return parties[: dash.start()].strip()
    return re.split("[－―—–]", parties, maxsplit=1)[0].strip()


def _compare(entry: Entry, placed: Placed, report: Report) -> None:
    agreement = placed.agreement
    if not fold(agreement.title).endswith(fold(entry.title)):
        report("contents-title-differs", field="title", value=agreement.title, contents=entry.title)
    listed = parse_overseas_parties(entry.overseas, lambda *_, **__: None)
    for one, other in zip_longest(listed, agreement.overseas_parties):
        if _key(one) != _key(other):
            value, contents = (party.name if party else "－" for party in (other, one))
            report("contents-parties-differ", field="overseas_parties", value=value, contents=contents)


def _key(party: OverseasParty | None) -> tuple[str, ...]:
    """Give what makes two parties the same; a mission is spelled in too many ways for its name to count."""
    if party is None:
        return ()
    name = party.name if party.kind == "organization" else None
    return tuple(fold(part or "") for part in (name, party.country, party.region, party.locality, party.seat))
