"""Conversion: records become RDF in one file, in as many processes as it pays for.

In: a reading. Out: one file, whole or not at all, and the number of triples; every record is checked and passes the gate. Records as
JSON Lines that come in order, as ``koryu read`` writes them, are lifted as they stream past: a large file is cut into parts at the ends
of lines, each process lifts one, and what the parts share is written once, at the end. Anything else is sorted first. The bytes are the
same either way.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift import SharedThings, lift_agreements, lift_blocks
from koryu_rdf.model import Agreement, to_json
from koryu_rdf.outputs import get_format_suffix, is_file_target, open_output
from koryu_rdf.processes import Child
from koryu_rdf.progress import Progress
from koryu_rdf.read import Notes, Reading, SortedRecords
from koryu_rdf.settings import Settings
from koryu_rdf.workers import count_processes
from koryu_rdf.write import CONTINUABLE, write

NO_PROGRESS = Progress()
BYTES_A_PROCESS = 8_000_000  # less is lifted sooner than another process is there


def write_records(records: SortedRecords, target: Path | BinaryIO) -> None:
    """Write records as JSON Lines."""
    with open_output(target) as stream:
        stream.writelines(to_json(record) + b"\n" for record in records)


class Part(NamedTuple):
    """What lifting a part of the records gave, besides the triples written."""

    triples: int
    first: tuple[str, int] | None
    last: tuple[str, int] | None
    shared: SharedThings
    notes: Notes


class OutOfOrderError(Exception):
    """The records do not come in order."""


def convert(
    reading: Reading,
    target: Path | BinaryIO,
    settings: Settings,
    *,
    suffix: str | None = None,
    progress: Progress = NO_PROGRESS,
    processes: int | None = None,
) -> int:
    """Read, lift and write in one format; gives the number of triples.

    ``processes`` are as many as there are processors, where nothing is said.
    A strict reading refuses to be written while it is undecided whether something is personal data.
    """
    suffix = suffix or (get_format_suffix(target) if isinstance(target, Path) else "")
    if reading.is_streamed and suffix in CONTINUABLE and isinstance(target, Path) and is_file_target(target):
        parts = reading.split(processes or count_processes(), BYTES_A_PROCESS)
        try:
            return _convert_parts(parts, reading, target, settings, suffix, progress)
        except OutOfOrderError:
            pass
    with SortedRecords(progress.follow("read", reading), reading.journal) as records:
        reading.refuse_undecided()
        followed = progress.follow("lift", records, records.count)
        blocks = lift_blocks(followed, base=settings.base, surveys=reading.surveys)
        return write(blocks, target, suffix=suffix, prefixes=Identifiers(settings.base).prefixes)


def _convert_parts(
    parts: Sequence[Reading], reading: Reading, target: Path, settings: Settings, suffix: str, progress: Progress
) -> int:
    """Lift the first part here and the others in processes of their own, then put them together."""
    first, *others = parts
    with open_output(target) as stream, ExitStack() as stack:
        drafts = [stack.enter_context(tempfile.TemporaryFile()) for _ in others]
        children = [
            stack.enter_context(Child(lift_part, part, draft, settings, suffix, continued=True))
            for part, draft in zip(others, drafts, strict=True)
        ]
        lifted = [lift_part(first, stream, settings, suffix, progress=progress)]
        for child, draft in zip(children, drafts, strict=True):
            lifted.append(child.wait())
            draft.seek(0)
            shutil.copyfileobj(draft, stream, 1 << 20)
        shared = _gather(lifted, reading)
        reading.refuse_undecided()
        return sum(part.triples for part in lifted) + _write_shared(shared, reading, stream, settings, suffix)


def lift_part(
    reading: Reading,
    stream: BinaryIO,
    settings: Settings,
    suffix: str,
    *,
    continued: bool = False,
    in_order: bool = True,
    progress: Progress = NO_PROGRESS,
) -> Part:
    """Read and lift a part of the records; what they share is noted and not yet written."""
    watched = _Watched(progress.follow("read", reading, reading.count_lines()), in_order=in_order)
    shared = SharedThings(Identifiers(settings.base), {})
    blocks = lift_agreements(watched, shared, base=settings.base)
    prefixes = Identifiers(settings.base).prefixes
    triples = write(blocks, stream, suffix=suffix, prefixes=prefixes, continued=continued)
    return Part(triples, watched.first, watched.last, shared, reading.journal.take())


def _gather(parts: Sequence[Part], reading: Reading) -> SharedThings:
    """Put together what the parts noted, into the journal of the whole reading; raises for parts that are not in order."""
    shared = parts[0].shared
    last = parts[0].last
    reading.journal.add(parts[0].notes)
    for part in parts[1:]:
        if last and part.first and part.first <= last:
            raise OutOfOrderError
        last = part.last or last
        shared.add(part.shared)
        reading.journal.add(part.notes)
    return shared


def _write_shared(shared: SharedThings, reading: Reading, stream: BinaryIO, settings: Settings, suffix: str) -> int:
    prefixes = Identifiers(settings.base).prefixes
    return write(shared.describe(reading.surveys), stream, suffix=suffix, prefixes=prefixes, continued=True)


class _Watched:
    """Agreements as they pass; where they must come ``in_order``, each identifier comes once."""

    def __init__(self, agreements: Iterator[Agreement], *, in_order: bool) -> None:
        self._agreements, self._in_order = agreements, in_order
        self.first: tuple[str, int] | None = None
        self.last: tuple[str, int] | None = None

    def __iter__(self) -> Iterator[Agreement]:
        for agreement in self._agreements:
            order = agreement.order
            if self.last is None:
                self.first = order
            elif self._in_order and order <= self.last:
                raise OutOfOrderError
            self.last = order
            yield agreement
