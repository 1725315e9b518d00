"""The data, part by part, with what the parts share.

In: lines, and the predicates that shapes follow or read backwards. Out: :class:`Dataset`, which has a task done on the facts of every
part. In memory are the parts in work, and what parts share: places and organizations, not agreements. Data whose subjects are scattered
are sorted first.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import TypeVar

from koryu_rdf.check.facts import (
    NOTHING,
    Described,
    Facts,
    Referrers,
    Shared,
    Values,
    find_superclasses,
    list_references,
    list_referrers,
    parse_lines,
)
from koryu_rdf.check.lines import Lines, Part, sort_lines
from koryu_rdf.workers import do_all

PART_SIZE = 1 << 20
_BUCKETS = 64
Done = TypeVar("Done")


@dataclass(slots=True)
class _Outline:
    """What a part tells the others of itself; subjects as hashes, eight bytes each."""

    subjects: array[int]
    joined: list[array[int]]
    missing: set[str]
    referrers: Referrers
    superclasses: dict[str, set[str]]


@dataclass
class Dataset:
    """All the data; ``processes`` work on them at once.

    ``named`` are nodes that every part must know.
    ``joins`` are groups of predicates; ``alike`` are, for each group, the hashes of values that more than one node has in common.
    """

    lines: Lines
    followed: Collection[str]
    inverse: Collection[str]
    named: Collection[str] = ()
    joins: Sequence[tuple[str, ...]] = ()
    processes: int = 1
    part_size: int = PART_SIZE
    alike: list[set[int]] = field(init=False)
    _parts: list[Part] = field(init=False)
    _shared: Shared | None = field(init=False, default=None)
    _kept: tuple[Part, Described] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        outlines = self._outline_all()
        if find_repeated(outline.subjects for outline in outlines):
            self.lines = sort_lines(self.lines, self.part_size)
            outlines = self._outline_all()
        self.alike = [find_repeated(group) for group in zip(*(outline.joined for outline in outlines), strict=True)]
        if len(outlines) > 1:
            self._shared = self._collect(outlines)

    def map(self, task: Callable[[Facts], Done]) -> Iterator[Done]:
        """Do a task on the facts of every part."""
        return do_all(lambda part: task(self._read(part)), self._parts, self.processes)

    def _read(self, part: Part) -> Facts:
        return Facts(self._parse(part), self.inverse, self._shared)

    def _parse(self, part: Part) -> Described:
        """Parse a part; where it is the only one, it is kept."""
        if self._kept and self._kept[0] == part:
            return self._kept[1]
        described = parse_lines(self.lines.read(part).decode())
        if len(self._parts) == 1:
            self._kept = part, described
        return described

    def _outline_all(self) -> list[_Outline]:
        self._parts = self.lines.cut(self.part_size)
        return list(do_all(self._outline, self._parts, self.processes))

    def _outline(self, part: Part) -> _Outline:
        own = self._parse(part)
        references = (value for said in own.values() for value in list_references(said, self.followed))
        missing = {value for value in (*references, *self.named) if value not in own}
        referrers = {key: who for key, who in list_referrers(own, self.inverse).items() if key[1] not in own}
        missing.update(who for group in referrers.values() for who in group)
        joined = [array("q", (key for said in own.values() for key in hash_values(said, join))) for join in self.joins]
        return _Outline(array("q", map(hash, own)), joined, missing, referrers, find_superclasses(own))

    def _collect(self, outlines: list[_Outline]) -> Shared:
        """Look up what one part refers to and another describes."""
        missing = set().union(*(outline.missing for outline in outlines))
        wanted = set(map(hash, missing))
        parts = [
            part for part, outline in zip(self._parts, outlines, strict=True) if not wanted.isdisjoint(outline.subjects)
        ]
        described: Described = {}
        for found in do_all(partial(self._look_up, missing), parts, self.processes):
            described.update(found)
        referrers: Referrers = defaultdict(dict)
        for outline in outlines:
            for key, who in outline.referrers.items():
                referrers[key].update(who)
        return Shared(described, referrers, _merge(outline.superclasses for outline in outlines))

    def _look_up(self, missing: set[str], part: Part) -> Described:
        """Find what a part says of some nodes, and of those that they lead to."""
        facts = Facts(self._parse(part))
        return {
            node: facts.own[node]
            for node in facts.reach(missing & facts.own.keys(), self.followed)
            if node in facts.own
        }


def hash_values(statements: Mapping[str, Values], predicates: Iterable[str]) -> Iterator[int]:
    """Give a hash for every way to choose one value of each predicate."""
    return map(hash, product(*(statements.get(predicate, NOTHING) for predicate in predicates)))


def find_repeated(groups: Iterable[Iterable[int]]) -> set[int]:
    """Find the hashes that stand there more than once; in buckets, so that few are ever a set."""
    buckets = [array("q") for _ in range(_BUCKETS)]
    for group in groups:
        for one in group:
            buckets[one % _BUCKETS].append(one)
    return {one for bucket in buckets for one in _list_repeated(bucket)}


def _list_repeated(bucket: array[int]) -> Iterator[int]:
    seen: set[int] = set()
    for one in bucket:
        if one in seen:
            yield one
        seen.add(one)


def _merge(groups: Iterable[dict[str, set[str]]]) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for name, others in group.items():
            merged[name] |= others
    return dict(merged)
