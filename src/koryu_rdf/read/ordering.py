"""Order: records sorted by survey and number, each identifier once, in bounded memory.

In: a reading in any order. Out: :class:`SortedRecords`, which can be gone through again and again. Up to ``CHUNK`` records stay in
memory; more are sorted piece by piece into temporary files and merged.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, groupby, islice
from operator import attrgetter
from types import TracebackType
from typing import BinaryIO

from koryu_rdf.model import Agreement, parse_json, to_json
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal

CHUNK = 2_000
_get_order = attrgetter("order")
_get_id = attrgetter("id")


class SortedRecords:
    """Records in order; a second one with the same identifier is reported and left out. Close it to free the disk."""

    def __init__(self, agreements: Iterable[Agreement], journal: Journal, chunk: int = CHUNK) -> None:
        self._files = ExitStack()
        self._runs: list[list[Agreement] | BinaryIO] = []
        self.count = 0
        self._last: tuple[str, int] | None = None
        self._is_in_order = True
        stream = iter(agreements)
        while run := sorted(self._watch(islice(stream, chunk)), key=_get_order):
            self._runs.append(run)
            if len(self._runs) > 1:
                self._runs = [self._put_away(one) for one in self._runs]
        if not self._is_in_order:
            self._report_repeated(journal)

    def __iter__(self) -> Iterator[Agreement]:
        """Go through the records from the first."""
        yield from chain.from_iterable(self._open_runs()) if self._is_in_order else (one for one, _ in self._group())

    def __enter__(self) -> SortedRecords:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def _watch(self, agreements: Iterable[Agreement]) -> Iterator[Agreement]:
        """Count agreements as they come; where each comes after the last, nothing is left to do: none can come again."""
        for agreement in agreements:
            order = agreement.order
            self._is_in_order = self._is_in_order and (self._last is None or self._last < order)
            self._last = order
            self.count += 1
            yield agreement

    def _open_runs(self) -> list[Iterable[Agreement]]:
        return [run if isinstance(run, list) else _read_back(run) for run in self._runs]

    def _group(self) -> Iterator[tuple[Agreement, list[Agreement]]]:
        """Give each identifier's record and those that repeat it; which one stays depends on what they hold alone."""
        for _, same in groupby(heapq.merge(*self._open_runs(), key=_get_order), key=_get_id):
            first, *others = same
            if others:
                first, *others = sorted([first, *others], key=to_json)
            yield first, others

    def _put_away(self, run: list[Agreement] | BinaryIO) -> BinaryIO:
        if not isinstance(run, list):
            return run
        file = self._files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  (the stack closes it)
        file.writelines(to_json(agreement) + b"\n" for agreement in run)
        return file

    def _report_repeated(self, journal: Journal) -> None:
        """Report the records that do not stay."""
        for _, others in self._group():
            self.count -= len(others)
            for agreement in others:
                source = agreement.source
                written = Where(file=source.file, line=source.first_line, record=agreement.id)
                where = journal.origins.get(agreement.id, written)
                journal.at(where)("record-repeated", field="id", value=agreement.id)


def _read_back(file: BinaryIO) -> Iterator[Agreement]:
    file.seek(0)
    for line in file:
        yield parse_json(line)
