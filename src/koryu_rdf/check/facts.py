"""What the data say, as tokens: each node with its values, and who refers to whom.

In: lines of N-Triples as pyoxigraph spells them. Out: :class:`Facts`, which answer what a shape asks. A part of the data is looked
at together with the nodes that it shares with other parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from koryu_rdf.namespaces import PREFIXES, RDF

Values = dict[str, None]
Described = dict[str, dict[str, Values]]
"""Each subject with its predicates, and those with their values, each once and in the order of the data."""
Referrers = dict[tuple[str, str], Values]
"""Who refers to a node: subjects by predicate and node."""

TYPE, SUBCLASS_OF = f"<{RDF}type>", f"<{PREFIXES['rdfs']}subClassOf>"
NOTHING: Values = {}
_UNKNOWN: dict[str, Values] = {}


def parse_lines(lines: str) -> Described:
    """Read canonical N-Triples; nothing is checked."""
    described: Described = {}
    last, statements = "", _UNKNOWN
    for line in lines.split("\n"):  # never splitlines: texts hold other line ends
        if line:
            subject, predicate, value = line.split(" ", 2)
            if subject != last:
                statements = described.setdefault(subject, {})
                last = subject
            if predicate in statements:
                statements[predicate][value[:-2]] = None
            else:
                statements[predicate] = {value[:-2]: None}
    return described


class Shared:
    """What parts of the data share: nodes that others refer to, referrers from other parts, and classes with their superclasses."""

    def __init__(self, described: Described, referrers: Referrers, superclasses: Mapping[str, set[str]]) -> None:
        self.described, self.referrers = described, referrers
        self.superclasses = {name: _follow(superclasses, name) for name in superclasses}


class Facts:
    """The nodes of one part of the data, ``own``, and those shared with other parts."""

    def __init__(self, own: Described, inverse: Iterable[str] = (), shared: Shared | None = None) -> None:
        self.own = own
        self._shared = shared or Shared({}, {}, find_superclasses(own))
        self._referrers = list_referrers(own, inverse)

    def describe(self, node: str) -> Mapping[str, Values]:
        """Give the predicates of a node with their values."""
        return self.own.get(node) or self._shared.described.get(node, _UNKNOWN)

    def get_objects(self, node: str, predicate: str) -> Collection[str]:
        """Give the values of a predicate, each once."""
        return self.describe(node).get(predicate, NOTHING)

    def get_subjects(self, node: str, predicate: str) -> Collection[str]:
        """Give the nodes that refer to this one; only for predicates that were announced as read backwards."""
        own = self._referrers.get((predicate, node), NOTHING)
        shared = self._shared.referrers.get((predicate, node))
        return {**own, **shared} if shared else own

    def get_classes(self, node: str) -> Iterator[str]:
        """Give the classes of a node, and what those are subclasses of."""
        for name in self.get_objects(node, TYPE):
            yield name
            yield from self._shared.superclasses.get(name, ())

    def reach(self, nodes: Iterable[str], followed: Collection[str]) -> Values:
        """Give nodes and all that they lead to by some predicates."""
        reached: Values = dict.fromkeys(nodes)
        waiting = list(reached)
        for node in waiting:  # grows as it goes
            for value in list_references(self.describe(node), followed):
                if value not in reached:
                    reached[value] = None
                    waiting.append(value)
        return reached


def list_references(statements: Mapping[str, Values], followed: Collection[str]) -> Iterator[str]:
    """List the nodes that are referred to by some predicates."""
    for predicate, values in statements.items():
        if predicate in followed:
            yield from (value for value in values if value[0] != '"')


def list_referrers(own: Described, inverse: Iterable[str]) -> Referrers:
    """Turn some predicates round."""
    referrers: Referrers = defaultdict(dict)
    wanted = list(inverse)
    for subject, statements in own.items():
        for predicate in wanted:
            for value in statements.get(predicate, NOTHING):
                referrers[predicate, value][subject] = None
    return dict(referrers)


def find_superclasses(own: Described) -> dict[str, set[str]]:
    """Find what is said to be a subclass, and of what directly."""
    return {subject: set(statements[SUBCLASS_OF]) for subject, statements in own.items() if SUBCLASS_OF in statements}


def _follow(direct: Mapping[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = direct.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
