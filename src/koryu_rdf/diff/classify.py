"""What became of a thing, told from the statements that went and came.

In: a :class:`Delta`. Out: a :class:`Change`; that a thing has another IRI now, ``successors`` finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from koryu_rdf.changes import Change, Edit, Group, Kind, name_term
from koryu_rdf.diff.comparison import Delta, Statement
from koryu_rdf.namespaces import ONTOLOGY, RDF, expand
from koryu_rdf.terms import parse_token
from koryu_rdf.texts import Text

_GROUPS: Mapping[str, Group] = {
    f"<{ONTOLOGY}Agreement>": "agreement",
    f"<{ONTOLOGY}Municipality>": "partner",
    f"<{ONTOLOGY}DiplomaticMission>": "partner",
    f"<{ONTOLOGY}Organization>": "partner",
}
_PLACE_IN_SOURCE = frozenset(ONTOLOGY + name for name in ("sourceFile", "firstLine", "lastLine", "section"))
_NAMES = tuple(map(expand, ("skos:prefLabel", "dcterms:title", "rdfs:label", "foaf:name", "vcard:fn")))


def classify(delta: Delta) -> Change:
    """Say what became of a thing, as far as its own IRI tells."""
    name, former = find_name(delta.iri, delta.after), find_name(delta.iri, delta.before)
    group = find_group(delta.after or delta.before)
    if not delta.before:
        return Change("new", group, delta.iri, name)
    if not delta.after:
        return Change("ended", group, delta.iri, former)
    edits = tuple(_list_edits(delta))
    return Change(_find_kind(edits, is_renamed=name.ja != former.ja), group, delta.iri, name, former, None, edits)


def find_group(statements: Iterable[Statement]) -> Group:
    """Find what a thing is counted with, by its class."""
    found = {_GROUPS.get(one.object, "other") for one in statements if one.predicate == f"{RDF}type"}
    return "agreement" if "agreement" in found else "partner" if "partner" in found else "other"


def find_name(iri: str, statements: Iterable[Statement]) -> Text:
    """Find the name of a thing in both languages; one without any is called by its class and the end of its IRI."""
    statements = list(statements)
    tokens = {
        (_NAMES.index(one.predicate), parse_token(one.object))
        for one in statements
        if one.predicate in _NAMES and one.subject == iri
    }
    named = {(term.language or "")[:2]: term.text for _, term in sorted(tokens, key=str, reverse=True)}
    japanese = named.get("ja") or named.get("") or named.get("en")
    return Text(japanese, named.get("en") or japanese) if japanese else _name_by_class(iri, statements)


def _name_by_class(iri: str, statements: Iterable[Statement]) -> Text:
    classes = (one.object[1:-1] for one in statements if one.predicate == f"{RDF}type" and one.subject == iri)
    label = name_term(next((name for name in classes if name.startswith(ONTOLOGY)), ""))
    return (
        Text(f"{label.ja}（{shorten(iri)}）", f"{label.en} ({shorten(iri)})") if label.ja else Text(*[shorten(iri)] * 2)
    )


def shorten(iri: str) -> str:
    """Cut an IRI to what tells it from its neighbours.

    >>> shorten("https://example.jp/id/place/jp-242012"), shorten("https://example.jp/id/agreement/list-2026/3")
    ('place/jp-242012', 'agreement/list-2026/3')
    """
    _, _, path = iri.partition("://")
    parts = path.rstrip("/").split("/")
    kept = 3 if len(parts) > 3 and parts[-3] == "agreement" else 2  # noqa: PLR2004
    return "/".join(parts[-kept:])


def _find_kind(edits: Iterable[Edit], *, is_renamed: bool) -> Kind:
    if is_renamed:
        return "renamed"
    return "moved" if all(edit.predicate in _PLACE_IN_SOURCE for edit in edits) else "changed"


def _list_edits(delta: Delta) -> Iterable[Edit]:
    """List what is different by part and property."""
    sides = [(0, one) for one in delta.removed] + [(1, one) for one in delta.added]
    sides.sort(key=lambda pair: (pair[1].subject, pair[1].predicate))
    for (subject, predicate), found in groupby(sides, key=lambda pair: (pair[1].subject, pair[1].predicate)):
        both: tuple[list[str], list[str]] = ([], [])
        for side, statement in found:
            both[side].append(statement.object)
        yield Edit(subject[len(delta.iri) + 1 :], predicate, tuple(both[0]), tuple(both[1]))
