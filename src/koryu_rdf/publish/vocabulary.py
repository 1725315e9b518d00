"""Vocabularies as people read them: the ontology, the code lists, and what the shapes ask of each term.

In: the Turtle files of ``ontology/`` and ``shapes/``. Out: :class:`Vocabulary` values, one a namespace, each term with its local name,
which is the fragment of its IRI. Nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koryu_rdf.namespaces import PREFIXES, SHAPES, expand
from koryu_rdf.texts import Text

if TYPE_CHECKING:
    from pyoxigraph import Store

CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY = "Class", "ObjectProperty", "DatatypeProperty"
_OWL = "http://www.w3.org/2002/07/owl#"
_SECTIONS = (
    ("classes", _OWL + CLASS),
    ("object-properties", _OWL + OBJECT_PROPERTY),
    ("datatype-properties", _OWL + DATATYPE_PROPERTY),
    ("concepts", expand("skos:Concept")),
)
_RELATIONS = ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "skos:broader")
_MAPPINGS = ("rdfs:seeAlso", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch")


class Rule(NamedTuple):
    """What a shape asks of a term; ``code`` is the shape's local name and a problem's code."""

    code: str
    severity: str
    message: Text


class Entry(NamedTuple):
    """A term: its local name, words about it, how it relates to other terms, and the rules of the shapes."""

    name: str
    iri: str
    label: Text
    description: Text
    note: Text | None
    example: Text | None
    relations: dict[str, list[str]]
    mappings: dict[str, list[str]]
    rules: list[Rule]


class Vocabulary(NamedTuple):
    """A namespace: ``name`` is its file's, ``sections`` hold its terms by kind, each sorted as in the file's order of names."""

    name: str
    namespace: str
    title: Text
    description: Text
    sections: dict[str, list[Entry]]


def read_vocabularies(ontology: Sequence[Path], shapes: Sequence[Path]) -> list[Vocabulary]:
    """Read each file of ``ontology`` that defines terms, with the rules that ``shapes`` hold for them; the ontology comes first."""
    graph = _Graph([*ontology, *shapes])
    found = (vocabulary for path in ontology if (vocabulary := graph.read_vocabulary(path.stem)))
    return sorted(found, key=lambda vocabulary: (vocabulary.name != "koryu", vocabulary.name))


class _Graph:
    """All files in one store, asked for values by subject and predicate."""

    def __init__(self, paths: Iterable[Path]) -> None:
        from pyoxigraph import RdfFormat, Store  # noqa: PLC0415  (loading it takes longer than most commands need)

        self._store: Store = Store()
        for path in paths:
            self._store.load(path=str(path), format=RdfFormat.TURTLE)

    def read_vocabulary(self, name: str) -> Vocabulary | None:
        """Read one namespace; ``None`` for a file that defines no terms, such as the alignments."""
        head = expand("koryu:")[: -len("ontology#")] + ("ontology" if name == "koryu" else name)
        sections = {section: list(self._read_entries(f"{head}#", kind)) for section, kind in _SECTIONS}
        if not any(sections.values()):
            return None
        found = {section: entries for section, entries in sections.items() if entries}
        title, description = self._find_text(head, "dcterms:title"), self._find_text(head, "dcterms:description")
        return Vocabulary(name, f"{head}#", title or Text(name, name), description or Text("", ""), found)

    def _read_entries(self, namespace: str, kind: str) -> Iterator[Entry]:
        subjects = self._find_subjects(expand("rdf:type"), kind)
        for iri in sorted(iri for iri in subjects if iri.startswith(namespace)):
            yield self._read_entry(iri, iri.removeprefix(namespace))

    def _read_entry(self, iri: str, name: str) -> Entry:
        label = self._find_text(iri, "rdfs:label") or self._find_text(iri, "skos:prefLabel")
        description = self._find_text(iri, "rdfs:comment") or self._find_text(iri, "skos:definition")
        return Entry(
            name,
            iri,
            label or Text(name, name),
            description or Text("", ""),
            self._find_text(iri, "skos:scopeNote"),
            self._find_text(iri, "skos:example"),
            {relation: values for relation in _RELATIONS if (values := self._find_iris(iri, relation))},
            {mapping: values for mapping in _MAPPINGS if (values := self._find_iris(iri, mapping))},
            list(self._find_rules(iri)),
        )

    def _find_rules(self, iri: str) -> Iterator[Rule]:
        """Give the property shapes on a property, or those of the node shapes that target a class."""
        shapes = set(self._find_subjects(expand("sh:path"), iri))
        for node_shape in self._find_subjects(expand("sh:targetClass"), iri):
            shapes.update(self._find_iris(node_shape, "sh:property"))
        for shape in sorted(shapes):
            message = self._find_text(shape, "sh:message")
            if message:
                severity = "".join(self._find_iris(shape, "sh:severity")).rpartition("#")[2]
                yield Rule(shape.removeprefix(SHAPES), severity or "Violation", message)

    def _find_subjects(self, predicate: str, value: str) -> list[str]:
        from pyoxigraph import NamedNode  # noqa: PLC0415

        quads = self._store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value))
        return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))

    def _find_iris(self, subject: str, predicate: str) -> list[str]:
        from pyoxigraph import NamedNode  # noqa: PLC0415

        quads = self._store.quads_for_pattern(NamedNode(subject), NamedNode(expand(predicate)), None)
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))

    def _find_text(self, subject: str, predicate: str) -> Text | None:
        """Give a text in both languages; one that is there in one language only stands for the other too."""
        from pyoxigraph import Literal, NamedNode  # noqa: PLC0415

        quads = self._store.quads_for_pattern(NamedNode(subject), NamedNode(expand(predicate)), None)
        said = {quad.object.language: quad.object.value for quad in quads if isinstance(quad.object, Literal)}
        if not said:
            return None
        other = next(iter(said.values()))
        return Text(said.get("ja", other), said.get("en", other))


@lru_cache(4096)
def shorten(iri: str) -> str:
    """Shorten an IRI to a prefixed name, where there is a prefix for it.

    >>> shorten("http://www.w3.org/2004/02/skos/core#Concept"), shorten("https://example.org/")
    ('skos:Concept', 'https://example.org/')
    """
    namespaces = {**PREFIXES, "shapes": SHAPES}
    found = ((prefix, namespace) for prefix, namespace in namespaces.items() if iri.startswith(namespace))
    prefix, namespace = max(found, key=lambda one: len(one[1]), default=("", ""))
    return f"{prefix}:{iri.removeprefix(namespace)}" if prefix else iri
