"""``diff``: what is different between two states of the data, by the IRIs of things.

In: RDF files of either state. Out: a :class:`Difference`: changes in order, the names of everything they mention, and the patch. Memory
grows with what is different, not with the data.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from koryu_rdf.changes import GROUPS, KINDS, Change
from koryu_rdf.diff.buckets import Buckets
from koryu_rdf.diff.classify import classify, find_name
from koryu_rdf.diff.comparison import Delta, compare, parse_line
from koryu_rdf.diff.patch import digest_rows, make_row, write_patch
from koryu_rdf.diff.successors import Traces
from koryu_rdf.outputs import open_output
from koryu_rdf.progress import Progress
from koryu_rdf.texts import Text

_NO_PROGRESS = Progress()
_IN_MEMORY = 8 << 20


class Difference(NamedTuple):
    """What is different; ``names`` are of the things that changes mention, by IRI; ``rows`` are those of the patch."""

    changes: Sequence[Change]
    names: Mapping[str, Text]
    removed: int
    added: int
    rows: IO[bytes]

    def write_patch(self, target: Path | BinaryIO) -> None:
        """Write the difference as an RDF Patch."""
        self.rows.seek(0)
        digest = digest_rows(iter(self.rows))
        self.rows.seek(0)
        with open_output(target) as stream:
            write_patch(self.rows, digest, stream)


@contextmanager
def diff(old: Iterable[Path], new: Iterable[Path], progress: Progress = _NO_PROGRESS) -> Iterator[Difference]:
    """Compare two states; what is given holds until the block ends.

    Raises ``DataError`` for a file that cannot be read or that has blank nodes.
    """
    with Buckets() as before, Buckets() as after, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as rows:
        progress.begin("spool")
        before.read(old, progress.advance)
        after.read(new, progress.advance)
        progress.begin("compare")
        changes, counts = _collect(compare(before, after), rows)
        names = _find_names(changes, before, after)
        yield Difference(changes, names, *counts, rows)


def _collect(deltas: Iterable[Delta], rows: IO[bytes]) -> tuple[list[Change], tuple[int, int]]:
    changes, traces, lines = [], Traces(), list[tuple[bytes, bytes]]()
    removed = added = 0
    for delta in deltas:
        change = classify(delta)
        traces.follow(delta, change)
        changes.append(change)
        lines += [(one.line, b"D") for one in delta.removed] + [(one.line, b"A") for one in delta.added]
        removed, added = removed + len(delta.removed), added + len(delta.added)
    rows.writelines(make_row(mark, line) for line, mark in sorted(lines))
    return _join_successors(changes, traces.find_successors(changes)), (removed, added)


def _join_successors(changes: Iterable[Change], successors: Mapping[str, str]) -> list[Change]:
    """Make one change of a thing that went and the one that came in its place, and put all in order."""
    by_iri = {change.iri: change for change in changes}
    new = set(successors.values())
    joined = [
        _rename(change, by_iri[successors[change.iri]]) if change.iri in successors else change
        for change in by_iri.values()
        if change.iri not in new
    ]
    return sorted(joined, key=lambda one: (GROUPS.index(one.group), KINDS.index(one.kind), one.iri))


def _rename(old: Change, new: Change) -> Change:
    return old._replace(kind="renamed", name=new.name, former=old.name, successor=new.iri)


def _find_names(changes: Iterable[Change], before: Buckets, after: Buckets) -> dict[str, Text]:
    """Find the names of what the changes mention; as they are now, else as they were."""
    mentioned = {
        value[1:-1] for one in changes for edit in one.edits for value in (*edit.before, *edit.after) if value[0] == "<"
    }
    names: dict[str, Text] = {}
    for state in (before, after):
        found = (one for line in state.list_names() if (one := parse_line(line)).subject in mentioned)
        for iri, statements in groupby(sorted(set(found)), key=lambda one: one.subject):
            names[iri] = find_name(iri, statements)
    return names
