"""What the data say, as tokens: each node with its values, and who refers to whom.

In: lines of N-Triples as pyoxigraph spells them. Out: :class:`Facts`, which answer what a shape asks. A part of the data is looked
at together with the nodes that it shares with other parts.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

from koryu_rdf.errors import CheckError
from koryu_rdf.namespaces import PREFIXES, RDF
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Values = dict[str, None]
Described = dict[str, dict[str, Values]]
"""Each subject with its predicates, and those with their values, each once and in the order of the data."""

TYPE, SUBCLASS_OF = f"<{RDF}type>", f"<{PREFIXES['rdfs']}subClassOf>"
NOTHING: Values = {}
_UNKNOWN: dict[str, Values] = {}


def spell_lines(data: bytes) -> bytes:
    """Spell N-Triples so that one term has one spelling; pyoxigraph is strict and names the faulty line."""
    try:
        return serialize(parse(data, RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError) as cause:
        message = get_text("errors", "check-data", reason=cause)
        raise CheckError(message, hint=get_text("errors", "check-data-hint")) from cause


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


class Facts:
    """The nodes of one part of the data, and those shared with other parts."""

    def __init__(self, own: Described, inverse: Iterable[str] = (), shared: Facts | None = None) -> None:
        self.own = own
        self._shared: Mapping[str, dict[str, Values]] = shared.own if shared else {}
        self._referrers = _list_referrers(own, inverse)
        self._shared_referrers = shared._referrers if shared else {}
        self._superclasses: dict[str, set[str]] = {} if shared is None else shared._superclasses
        self._superclasses = self._superclasses or _find_superclasses(own)

    def describe(self, node: str) -> Mapping[str, Values]:
        """Give the predicates of a node with their values."""
        return self._shared.get(node) or self.own.get(node, _UNKNOWN)

    def get_objects(self, node: str, predicate: str) -> Collection[str]:
        """Give the values of a predicate, each once."""
        return self.describe(node).get(predicate, NOTHING)

    def get_subjects(self, node: str, predicate: str) -> Collection[str]:
        """Give the nodes that refer to this one; only for predicates that were announced as read backwards."""
        own = self._referrers.get((predicate, node), NOTHING)
        shared = self._shared_referrers.get((predicate, node), NOTHING)
        return {**own, **shared} if shared else own

    def get_classes(self, node: str) -> Iterator[str]:
        """Give the classes of a node, and what those are subclasses of."""
        for name in self.get_objects(node, TYPE):
            yield name
            if self._superclasses:
                yield from self._superclasses.get(name, ())

    def list_objects(self, predicate: str) -> Collection[str]:
        """List what a predicate leads to in this part; only for predicates that were announced as read backwards."""
        return [node for name, node in self._referrers if name == predicate]


def _list_referrers(own: Described, inverse: Iterable[str]) -> dict[tuple[str, str], Values]:
    referrers: dict[tuple[str, str], Values] = defaultdict(dict)
    wanted = list(inverse)
    for subject, statements in own.items():
        for predicate in wanted:
            for value in statements.get(predicate, NOTHING):
                referrers[predicate, value][subject] = None
    return dict(referrers)


def _find_superclasses(own: Described) -> dict[str, set[str]]:
    direct = {subject: set(statements[SUBCLASS_OF]) for subject, statements in own.items() if SUBCLASS_OF in statements}
    return {name: _follow(direct, name) for name in direct}


def _follow(direct: Mapping[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = direct.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
