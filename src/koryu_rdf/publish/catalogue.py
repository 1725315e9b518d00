"""The catalogue: DCAT 3 descriptions of the dataset and its files.

In: settings, the files as written, the day they stand for and the surveys they come from. Out: descriptions for ``catalog.ttl``, with
the items that the Digital Agency's metadata guide (DS-469) makes mandatory and those it recommends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.model import Phrase, Survey
from koryu_rdf.settings import Settings
from koryu_rdf.terms import TYPE, Description, Statements, curie, say, to_iri, to_literal, to_typed
from koryu_rdf.texts import get_text

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_JAPAN = "http://publications.europa.eu/resource/authority/country/JPN"
_GZIP = "application/gzip"
_FORMATS = {
    ".ttl": "text/turtle",
    ".nt.gz": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".trig": "application/trig",
    ".csv": "text/csv",
}


class Publication(NamedTuple):
    """What a catalogue describes: settings, the day of the data, their surveys and the files in the folder.

    ``coordinates`` are for the maps: degrees east and north, by the IRI of a place; ``items`` are Wikidata's names for things.
    """

    settings: Settings
    modified: date
    surveys: tuple[Survey, ...]
    folder: Path
    files: tuple[str, ...]
    coordinates: Mapping[str, tuple[float, float]] = MappingProxyType({})
    items: Mapping[str, str] = MappingProxyType({})


def describe_catalogue(publication: Publication) -> Iterator[Description]:
    """Describe the catalogue, its dataset, the dataset's files, and who publishes them."""
    base = publication.settings.base
    catalogue, dataset, publisher = f"<{base}catalog>", f"<{base}dataset>", to_iri(publication.settings.publisher.iri)
    yield _describe_catalogue(publication, catalogue, dataset, publisher)
    yield from _describe_contact(publication, f"<{base}dataset#contact>")
    files = {name: f"<{base}dataset#{Path(name).name}>" for name in publication.files}
    yield _describe_dataset(publication, dataset, publisher, files.values())
    for name, subject in files.items():
        yield _describe_file(publication, subject, name)
    yield Description(
        publisher, [(TYPE, curie("foaf:Agent")), *say(curie("foaf:name"), publication.settings.publisher.name)]
    )


def _describe_catalogue(publication: Publication, subject: str, dataset: str, publisher: str) -> Description:
    about = publication.settings.dataset
    return Description(
        subject,
        [
            (TYPE, curie("dcat:Catalog")),
            (curie("dcterms:identifier"), to_literal(subject[1:-1])),
            *say(curie("dcterms:title"), about.title),
            *say(curie("dcterms:description"), about.description),
            (curie("dcterms:publisher"), publisher),
            (curie("dcterms:license"), to_iri(about.licence)),
            (curie("dcterms:modified"), to_typed(publication.modified.isoformat(), "xsd:date")),
            *_languages(),
            (curie("foaf:homepage"), to_iri(about.home)),
            (curie("dcat:dataset"), dataset),
        ],
    )


def _describe_dataset(publication: Publication, subject: str, publisher: str, files: Iterable[str]) -> Description:
    about, identifiers = publication.settings.dataset, Identifiers(publication.settings.base)
    contact = publication.settings.publisher.email
    return Description(
        subject,
        [
            (TYPE, curie("dcat:Dataset")),
            (curie("dcterms:identifier"), to_literal(subject[1:-1])),
            *say(curie("dcterms:title"), about.title),
            *say(curie("dcterms:description"), about.description),
            (curie("dcterms:publisher"), publisher),
            (curie("dcterms:license"), to_iri(about.licence)),
            (curie("dcterms:modified"), to_typed(publication.modified.isoformat(), "xsd:date")),
            (curie("dcterms:spatial"), to_iri(_JAPAN)),
            *_languages(),
            *((curie("dcat:keyword"), to_literal(keyword, "ja")) for keyword in about.keywords),
            *([(curie("dcat:contactPoint"), f"{subject[:-1]}#contact>")] if contact else []),
            *((curie("dcat:distribution"), file) for file in files),
            *((curie("prov:wasDerivedFrom"), identifiers.survey(survey.id)) for survey in publication.surveys),
        ],
    )


def _describe_contact(publication: Publication, subject: str) -> Iterator[Description]:
    publisher = publication.settings.publisher
    if publisher.email:
        mail = (curie("vcard:hasEmail"), to_iri(f"mailto:{publisher.email}"))
        yield Description(subject, [(TYPE, curie("vcard:Organization")), *say(curie("vcard:fn"), publisher.name), mail])


def _describe_file(publication: Publication, subject: str, name: str) -> Description:
    suffix = "".join(Path(name).suffixes)
    url = to_iri(publication.settings.dataset.home + name)
    text = get_text("publish", "file" + suffix)
    size = (publication.folder / name).stat().st_size
    packed = [(curie("dcat:compressFormat"), to_iri(_MEDIA_TYPES + _GZIP))] if name.endswith(".gz") else []
    return Description(
        subject,
        [
            (TYPE, curie("dcat:Distribution")),
            *say(curie("dcterms:title"), Phrase(Path(name).name, Path(name).name)),
            *say(curie("dcterms:description"), Phrase(text.ja, text.en)),
            (curie("dcterms:license"), to_iri(publication.settings.dataset.licence)),
            (curie("dcterms:modified"), to_typed(publication.modified.isoformat(), "xsd:date")),
            (curie("dcat:accessURL"), url),
            (curie("dcat:downloadURL"), url),
            (curie("dcat:mediaType"), to_iri(_MEDIA_TYPES + _FORMATS[suffix])),
            *packed,
            (curie("dcat:byteSize"), to_typed(str(size), "xsd:nonNegativeInteger")),
        ],
    )


def find_media_type(name: str) -> str:
    """Give the media type of one of the data files, as it is when unpacked."""
    return _FORMATS["".join(Path(name).suffixes)]


def _languages() -> Statements:
    return [(curie("dcterms:language"), to_iri(_LANGUAGES + code)) for code in ("JPN", "ENG")]
