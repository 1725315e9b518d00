"""The comparison of two states, bucket by bucket: which statements went and which came, thing by thing.

In: two :class:`Buckets`. Out: a :class:`Delta` for each thing that is not the same. A thing's parts, such as ``…/16#contact``, belong
to it, wherever the thing itself is a subject.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from koryu_rdf.diff.buckets import BUCKETS, Buckets, get_whole

_TAIL = re.compile(
    r'<(?P<predicate>[^>]*)> (?P<object><[^>]*>|"(?:[^"\\]|\\.)*"[^ ]*)(?: (?P<graph><[^>]*>))?', re.DOTALL
)


class Statement(NamedTuple):
    """A statement: IRIs without brackets, but for ``object`` and ``graph``, which are tokens; ``line`` is as it stands in a bucket."""

    line: bytes
    subject: str
    predicate: str
    object: str
    graph: str | None


class Delta(NamedTuple):
    """One thing that is not the same: all its statements before and now, and those that went and came, sorted."""

    iri: str
    before: list[Statement]
    after: list[Statement]
    removed: list[Statement]
    added: list[Statement]


def compare(old: Buckets, new: Buckets) -> Iterator[Delta]:
    """Compare two states; the things of a bucket come in the order of their IRIs."""
    for number in range(BUCKETS):
        yield from _compare_bucket(set(old.list_lines(number)), set(new.list_lines(number)))


def _compare_bucket(old: set[bytes], new: set[bytes]) -> Iterator[Delta]:
    removed, added = old - new, new - old
    touched = {_get_whole_of(line) for line in removed | added}
    sides = [_group(lines, touched) for lines in (old, new, removed, added)]
    for whole in sorted(touched):
        yield from _part(whole.decode(), *(side[whole] for side in sides))


def _group(lines: Iterable[bytes], touched: set[bytes]) -> defaultdict[bytes, list[Statement]]:
    groups: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for line in lines:
        whole = _get_whole_of(line)
        if whole in touched:
            groups[whole].append(line)
    made = {whole: [parse_line(line) for line in sorted(found)] for whole, found in groups.items()}
    return defaultdict(list, made)


def _part(
    whole: str, before: list[Statement], after: list[Statement], removed: list[Statement], added: list[Statement]
) -> Iterator[Delta]:
    """Give one delta for the whole, or one for each fragment where there is no whole."""
    if any(statement.subject == whole for statement in (*before, *after)):
        yield Delta(whole, before, after, removed, added)
        return
    for iri in sorted({statement.subject for statement in (*removed, *added)}):
        sides = ([one for one in side if one.subject == iri] for side in (before, after, removed, added))
        yield Delta(iri, *sides)


def _get_whole_of(line: bytes) -> bytes:
    subject = line.partition(b"\t")[0]
    return subject.rpartition(b"#")[0] or subject


def parse_line(line: bytes) -> Statement:
    """Take a line of a bucket apart."""
    subject, _, tail = line.decode().partition("\t")
    match = _TAIL.fullmatch(tail)
    if match is None:
        raise ValueError(f"not a statement of a bucket: {tail!r}")
    return Statement(line, subject, *match.groups())


__all__ = ["Delta", "Statement", "compare", "get_whole", "parse_line"]
