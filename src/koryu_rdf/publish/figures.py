"""Figures of the dataset in VoID, and the time it covers.

In: :class:`Statistics`. Out: statements about the dataset, and descriptions of its parts by class and by property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.publish.statistics import Statistics
from koryu_rdf.terms import TYPE, Description, Statements, curie, to_iri, to_typed


def say_figures(statistics: Statistics, dataset: str, base: str) -> Statements:
    """State how many statements, things, classes and properties there are, and name the parts."""
    counts = {
        "void:triples": statistics.triples,
        "void:entities": statistics.entities,
        "void:distinctSubjects": statistics.entities,
        "void:classes": len(statistics.classes),
        "void:properties": len(statistics.properties),
    }
    return [
        (curie("void:uriSpace"), f'"{base}"'),
        *((curie(name), _to_count(count)) for name, count in counts.items()),
        *((curie("void:classPartition"), part) for part in _name_parts(statistics.classes, dataset, "class")),
        *((curie("void:propertyPartition"), part) for part in _name_parts(statistics.properties, dataset, "property")),
    ]


def describe_figures(statistics: Statistics, dataset: str) -> Iterator[Description]:
    """Describe the parts of the dataset: the things of each class, the statements of each property."""
    for kind, counted, counts in (
        ("class", "void:entities", statistics.classes),
        ("property", "void:triples", statistics.properties),
    ):
        for (iri, count), part in zip(counts.items(), _name_parts(counts, dataset, kind), strict=True):
            yield Description(
                part,
                [
                    (TYPE, curie("void:Dataset")),
                    (curie(f"void:{kind}"), to_iri(iri)),
                    (curie(counted), _to_count(count)),
                ],
            )


def describe_period(statistics: Statistics, subject: str) -> Iterator[Description]:
    """Describe the time from the first to the last date of an agreement, as far as the dates are known."""
    if statistics.first and statistics.last:
        dates = [(curie("dcat:startDate"), statistics.first), (curie("dcat:endDate"), statistics.last)]
        yield Description(subject, [(TYPE, curie("dcterms:PeriodOfTime")), *dates])


def _name_parts(counts: Mapping[str, int], dataset: str, kind: str) -> list[str]:
    return [f"{dataset[:-1]}#{kind}-{_shorten(iri)}>" for iri in counts]


def _shorten(iri: str) -> str:
    """Name a term in a fragment: ``koryu.Agreement``; one of an unknown vocabulary by its last part."""
    known = ((prefix, iri[len(namespace) :]) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace))
    return ".".join(next(known, ("other", iri.replace("#", "/").rstrip("/").rpartition("/")[2])))


def _to_count(count: int) -> str:
    return to_typed(str(count), "xsd:integer")
