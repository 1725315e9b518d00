"""The JSON Lines reader: one agreement a line, as ``koryu read`` writes them.

In: a file of any length, read as a stream. Out: agreements; a line that is not one is reported with its number.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from koryu_rdf.model import Agreement, parse_json
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source, read_byte_lines
from koryu_rdf.read.values import check_values


def read_json_lines(source: Source, journal: Journal, survey: str | None) -> Iterator[Agreement]:  # noqa: ARG001
    """Read records as they stream past; ``survey`` is ignored, for each record names its own."""
    number = 0
    for number, line in read_byte_lines(source):
        if not line.strip():
            journal.pass_over(source.name, number, "blank", "")
            continue
        try:
            agreement = parse_json(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            journal.at(Where(file=source.name, line=number))("record-invalid", value=str(error))
            continue
        yield check_values(agreement, journal.at(Where(file=source.name, line=number, record=agreement.id)))
    if number == 0:
        journal.at(Where(file=source.name))("file-empty")
