"""Releases: what a catalogue says of this one and of those before it, and which IRIs were withdrawn.

In: the catalogue and the list of withdrawn IRIs of an earlier release. Out: :class:`Version` and :class:`Withdrawn` values, and the
descriptions that carry them on to the next release. Names of releases become names of folders, so others than ours are refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from pyoxigraph import Literal, RdfFormat, parse

from koryu_rdf.changes import Change
from koryu_rdf.errors import DataError
from koryu_rdf.model import Phrase
from koryu_rdf.namespaces import expand
from koryu_rdf.problems import Problem
from koryu_rdf.rdf_files import read_rdf
from koryu_rdf.terms import TYPE, Description, Statements, curie, say, to_iri, to_literal, to_typed
from koryu_rdf.texts import Text, get_text

ADMS = "http://www.w3.org/ns/adms#"
NOTES = to_iri(f"{ADMS}versionNotes")
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)


class Version(NamedTuple):
    """A release: its name, the day it was issued, what was new in it, and the one before."""

    name: str
    issued: datetime.date
    notes: Text
    previous: str | None = None


class Withdrawn(NamedTuple):
    """An IRI that stands for nothing any more: what it stood for, what took its place, and since which release."""

    iri: str
    name: Text
    successor: str | None
    release: str


class News(NamedTuple):
    """This release: what changed since the one before, ``None`` where there is nothing to compare with; the releases before, newest first.

    ``names`` are of the things that the changes mention. ``files`` are those kept of each
    release, by its name; ``problems`` are of this one.
    """

    version: Version
    earlier: tuple[Version, ...] = ()
    changes: tuple[Change, ...] | None = None
    names: Mapping[str, Text] = MappingProxyType({})
    withdrawn: tuple[Withdrawn, ...] = ()
    files: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()


def is_release_name(name: str) -> bool:
    """Say whether a release may have this name.

    >>> is_release_name("2026-11"), is_release_name("v1.0"), is_release_name("../x")
    (True, True, False)
    """
    return _NAME.fullmatch(name) is not None


def name_version(base: str, name: str) -> str:
    """Name a release by an IRI, as a token."""
    return to_iri(f"{base}dataset/{name}")


def describe_versions(news: News, base: str, about: Statements) -> Iterator[Description]:
    """Describe every release; ``about`` is said of each."""
    for version in (news.version, *news.earlier):
        previous = name_version(base, version.previous) if version.previous else None
        revised = (
            [(curie("dcat:previousVersion"), previous), (curie("prov:wasRevisionOf"), previous)] if previous else []
        )
        yield Description(
            name_version(base, version.name),
            [
                (TYPE, curie("dcat:Dataset")),
                *about,
                (curie("dcterms:identifier"), to_literal(name_version(base, version.name)[1:-1])),
                *say_version(version),
                (curie("dcat:isVersionOf"), f"<{base}dataset>"),
                *revised,
            ],
        )


def say_version(version: Version) -> Statements:
    """State the name, the day and the notes of a release."""
    return [
        (curie("dcat:version"), to_literal(version.name)),
        (curie("dcterms:issued"), to_typed(version.issued.isoformat(), "xsd:date")),
        *say(NOTES, Phrase(version.notes.ja, version.notes.en)),
    ]


def read_versions(catalogue: Path) -> list[Version]:
    """Read the releases of a catalogue, the newest first; one that no release made has none.

    Raises ``DataError`` for what is no catalogue, and for a release whose name is not ours.
    """
    facts = _read(catalogue)
    found = {iri: version for iri in facts if (version := _read_version(facts[iri], catalogue))}
    by_name = {version.name: version for version in found.values()}
    newest = set(by_name) - {version.previous for version in found.values()}
    chain: list[Version] = []
    name = min(newest, default=None)
    while name and name in by_name:
        chain.append(by_name.pop(name))
        name = chain[-1].previous
    return chain


def read_modified(catalogue: Path) -> datetime.date | None:
    """Read the day that the data of a catalogue stand for."""
    datasets = (facts for facts in _read(catalogue).values() if facts.get_word("dcat:hasCurrentVersion"))
    day = next((facts.get_word("dcterms:modified") for facts in datasets), "")
    return datetime.date.fromisoformat(day) if day else None


def describe_withdrawn(withdrawn: Iterable[Withdrawn], base: str) -> Iterator[Description]:
    """Say of each withdrawn IRI that it is, and what took its place."""
    for one in withdrawn:
        successor = [(curie("dcterms:isReplacedBy"), to_iri(one.successor))] if one.successor else []
        yield Description(
            to_iri(one.iri),
            [
                (TYPE, curie("prov:Entity")),
                *say(curie("rdfs:label"), Phrase(one.name.ja, one.name.en)),
                (curie("owl:deprecated"), to_typed("true", "xsd:boolean")),
                *successor,
                (curie("prov:wasInvalidatedBy"), f"{name_version(base, one.release)[:-1]}#build>"),
            ],
        )


def read_withdrawn(path: Path) -> list[Withdrawn]:
    """Read the withdrawn IRIs of an earlier release."""
    found = []
    for iri, facts in _read(path).items():
        name = facts.get_word("prov:wasInvalidatedBy").rpartition("/")[2].removesuffix("#build")
        if name:
            found.append(
                Withdrawn(iri, facts.get_text("rdfs:label"), facts.get_word("dcterms:isReplacedBy") or None, name)
            )
    return found


class _Facts(dict[str, list[tuple[str, str]]]):
    """What is said of one subject: values with their language, by the IRI of the predicate."""

    def get_word(self, name: str) -> str:
        """Give the one value of a predicate, or nothing."""
        return self.get(expand(name) if ":" in name else f"{ADMS}{name}", [("", "")])[0][0]

    def get_text(self, name: str) -> Text:
        """Give the values of a predicate in both languages."""
        words = {language: value for value, language in self.get(expand(name) if ":" in name else f"{ADMS}{name}", [])}
        first = next(iter(words.values()), "")
        return Text(words.get("ja", first), words.get("en", first))


def _read(path: Path) -> dict[str, _Facts]:
    found: dict[str, _Facts] = {}

    def take(stream: BinaryIO, form: RdfFormat) -> None:
        for quad in parse(stream, form):
            value = quad.object
            pair = (value.value, value.language or "") if isinstance(value, Literal) else (str(value)[1:-1], "")
            found.setdefault(str(quad.subject)[1:-1], _Facts()).setdefault(quad.predicate.value, []).append(pair)

    read_rdf(path, take)
    return found


def _read_version(facts: _Facts, catalogue: Path) -> Version | None:
    name, issued = facts.get_word("dcat:version"), facts.get_word("dcterms:issued")
    if not facts.get_word("dcat:isVersionOf") or not name:
        return None
    previous = facts.get_word("dcat:previousVersion").rpartition("/")[2] or None
    try:
        day = datetime.date.fromisoformat(issued)
    except ValueError as error:
        raise _make_error(catalogue, name) from error
    if not is_release_name(name) or not (previous is None or is_release_name(previous)):
        raise _make_error(catalogue, name)
    return Version(name, day, facts.get_text("versionNotes"), previous)


def _make_error(catalogue: Path, name: str) -> DataError:
    text = get_text("errors", "release-unreadable", name=name)
    return DataError(text, where=str(catalogue), hint=get_text("errors", "release-unreadable-hint"))
