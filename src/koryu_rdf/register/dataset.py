"""A dataset as CKAN knows it, made of what the catalogue of a published folder says.

In: ``catalog.ttl``. Out: the fields of a CKAN dataset with its files as resources, all links: nothing is uploaded. Tags are cut to what
CKAN takes. The licence is CKAN's code for it only once a portal has been asked; until then it is an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from koryu_rdf.namespaces import expand
from koryu_rdf.rdf_files import read_rdf

Fields = dict[str, Any]

_SPDX = "http://spdx.org/rdf/terms#"
_FORMATS = {
    "text/turtle": "TTL",
    "application/n-triples": "NT",
    "application/ld+json": "JSON-LD",
    "application/trig": "TRIG",
    "text/csv": "CSV",
    "text/plain": "JSONL",
}
_NOT_IN_TAGS = re.compile(r"[^\w .-]+")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_TAG, _SHORTEST_TAG, _LONGEST_NAME = 100, 2, 100
_EXTRAS = {
    "identifier": "dcterms:identifier",
    "issued": "dcterms:issued",
    "modified": "dcterms:modified",
    "publisher_uri": "dcterms:publisher",
    "frequency": "dcterms:accrualPeriodicity",
    "spatial_uri": "dcterms:spatial",
    "conforms_to": "dcterms:conformsTo",
    "access_rights": "dcterms:accessRights",
}
"""Fields that CKAN has no place for, by the names that ckanext-dcat gives them."""


class _Facts:
    """The catalogue, asked for values."""

    def __init__(self, path: Path) -> None:
        self._store = Store()
        read_rdf(path, self._take)

    def _take(self, stream: BinaryIO, form: RdfFormat) -> None:
        self._store.load(stream, format=form)

    def find_current(self) -> str | None:
        """Find the dataset that has a current version."""
        quads = self._store.quads_for_pattern(None, NamedNode(expand("dcat:hasCurrentVersion")), None, DefaultGraph())
        return next((str(quad.subject)[1:-1] for quad in quads), None)

    def list_values(self, subject: str, predicate: str, language: str | None = None) -> list[str]:
        """List the values of a property, in one language where it is given, sorted."""
        name = predicate if "://" in predicate else expand(predicate)
        quads = self._store.quads_for_pattern(NamedNode(subject), NamedNode(name), None, DefaultGraph())
        nodes = (quad.object for quad in quads)
        return sorted(
            node.value
            for node in nodes
            if isinstance(node, NamedNode) or (isinstance(node, Literal) and language in (None, node.language))
        )

    def get(self, subject: str, predicate: str, language: str | None = None) -> str:
        """Give the first value of a property, or nothing."""
        return next(iter(self.list_values(subject, predicate, language)), "")


def read_dataset(catalogue: Path) -> Fields | None:
    """Read the dataset of a catalogue; one that koryu did not write has none."""
    facts = _Facts(catalogue)
    subject = facts.find_current()
    if subject is None:
        return None
    publisher, contact = facts.get(subject, "dcterms:publisher"), facts.get(subject, "dcat:contactPoint")
    return {
        "title": facts.get(subject, "dcterms:title", "ja"),
        "notes": _join_languages(facts, subject, "dcterms:description"),
        "url": facts.get(subject, "dcat:landingPage"),
        "version": facts.get(subject, "dcat:version"),
        "license_id": facts.get(subject, "dcterms:license"),
        "author": facts.get(publisher, "foaf:name", "ja"),
        "maintainer": facts.get(contact, "vcard:fn", "ja"),
        "maintainer_email": facts.get(contact, "vcard:hasEmail").removeprefix("mailto:"),
        "tags": [{"name": tag} for tag in _list_tags(facts.list_values(subject, "dcat:keyword"))],
        "extras": _list_extras(facts, subject),
        "resources": [_read_file(facts, file) for file in facts.list_values(subject, "dcat:distribution")],
    }


def suggest_name(fields: Mapping[str, Any]) -> str:
    """Suggest the name of the dataset in the portal's addresses, after where the folder stands on the web.

    >>> suggest_name({"url": "https://data.city.example.jp/koryu/"})
    'data-city-example-jp-koryu'
    """
    address = urlsplit(str(fields["url"]).lower())
    return _NOT_IN_NAMES.sub("-", f"{address.hostname or ''}{address.path}").strip("-")[:_LONGEST_NAME]


def _join_languages(facts: _Facts, subject: str, predicate: str) -> str:
    texts = (facts.get(subject, predicate, language) for language in ("ja", "en"))
    return "\n\n".join(dict.fromkeys(filter(None, texts)))


def _list_tags(keywords: list[str]) -> list[str]:
    """Cut keywords to what CKAN takes for tags: letters of any script, digits, spaces and ``-_.``, 2 to 100 of them."""
    cut = (" ".join(_NOT_IN_TAGS.sub(" ", word).split())[:_LONGEST_TAG] for word in keywords)
    return [tag for tag in dict.fromkeys(cut) if len(tag) >= _SHORTEST_TAG]


def _list_extras(facts: _Facts, subject: str) -> list[dict[str, str]]:
    period = facts.get(subject, "dcterms:temporal")
    values = {name: facts.get(subject, predicate) for name, predicate in _EXTRAS.items()}
    values |= {
        "title_en": facts.get(subject, "dcterms:title", "en"),
        "language": " ".join(facts.list_values(subject, "dcterms:language")),
        "theme": " ".join(facts.list_values(subject, "dcat:theme")),
        "temporal_start": facts.get(period, "dcat:startDate") if period else "",
        "temporal_end": facts.get(period, "dcat:endDate") if period else "",
    }
    return [{"key": key, "value": value} for key, value in sorted(values.items()) if value]


def _read_file(facts: _Facts, subject: str) -> Fields:
    mimetype = facts.get(subject, "dcat:mediaType").partition("/media-types/")[2]
    checksum = facts.get(subject, f"{_SPDX}checksum")
    return {
        "name": facts.get(subject, "dcterms:title", "ja"),
        "description": _join_languages(facts, subject, "dcterms:description"),
        "url": facts.get(subject, "dcat:downloadURL"),
        "format": _FORMATS.get(mimetype, mimetype),
        "mimetype": mimetype,
        "size": int(facts.get(subject, "dcat:byteSize") or 0),
        "hash": f"sha256:{facts.get(checksum, f'{_SPDX}checksumValue')}" if checksum else "",
    }


__all__ = ["Fields", "read_dataset", "suggest_name"]
