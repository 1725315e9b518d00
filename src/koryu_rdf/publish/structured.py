"""What search engines are told, as JSON-LD in terms of schema.org, embedded in the pages.

In: agreements, things and the publication. Out: JSON objects. schema.org has no class for agreements: they are creative works.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from koryu_rdf.namespaces import WIKIDATA_ENTITY
from koryu_rdf.publish.cards import Card, Thing
from koryu_rdf.publish.catalogue import Publication, find_media_type
from koryu_rdf.publish.pages.map import Locator

_CONTEXT = "https://schema.org"
_CLASSES = {
    "country": "Country",
    "region": "AdministrativeArea",
    "prefecture": "AdministrativeArea",
    "municipality": "City",
    "embassy": "GovernmentOrganization",
    "consulate": "GovernmentOrganization",
    "organization": "Organization",
}


def tell_dataset(publication: Publication, years: Mapping[str, int]) -> Mapping[str, Any]:
    """State the dataset with its files, as dataset search engines want it."""
    settings = publication.settings
    about, home, publisher = settings.dataset, settings.dataset.home, settings.publisher
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": f"{settings.base}dataset",
        "name": about.title.ja,
        "alternateName": about.title.en,
        "description": about.description.ja,
        "url": home,
        "license": about.licence,
        "isAccessibleForFree": True,
        "dateModified": publication.modified.isoformat(),
        "inLanguage": ["ja", "en"],
        "keywords": list(about.keywords),
        "spatialCoverage": {"@type": "Country", "name": "Japan"},
        **({"temporalCoverage": f"{min(years)}/{max(years)}"} if years else {}),
        "creator": {"@type": "Organization", "name": publisher.name.ja, "url": publisher.iri},
        "distribution": [_tell_file(name, home) for name in publication.files],
        "isBasedOn": [f"{settings.base}survey/{survey.id}" for survey in publication.surveys],
    }


def _tell_file(name: str, home: str) -> Mapping[str, Any]:
    return {
        "@type": "DataDownload",
        "name": Path(name).name,
        "contentUrl": home + name,
        "encodingFormat": find_media_type(name),
    }


def tell_agreement(card: Card, iri: str) -> Mapping[str, Any]:
    """State an agreement."""
    return {
        "@context": _CONTEXT,
        "@type": "CreativeWork",
        "@id": iri,
        "name": card.title,
        "inLanguage": "ja",
        **({"dateCreated": card.date} if card.date else {}),
        "about": [
            {"@type": _CLASSES[thing.kind], "name": thing.label.ja} for thing in (*card.japanese, *card.overseas)
        ],
        "identifier": card.id,
    }


def tell_thing(thing: Thing, iri: str, locator: Locator | None, item: str | None) -> Mapping[str, Any]:
    """State a party, a prefecture or a country, with where it lies."""
    other = {"alternateName": thing.label.en} if thing.label.en != thing.label.ja else {}
    place = locator and {"@type": "GeoCoordinates", "latitude": locator.latitude, "longitude": locator.longitude}
    geo: dict[str, Any] = {"geo": place} if place and _CLASSES[thing.kind] in ("City", "AdministrativeArea") else {}
    same = {"sameAs": WIKIDATA_ENTITY + item} if item else {}
    return {
        "@context": _CONTEXT,
        "@type": _CLASSES[thing.kind],
        "@id": iri,
        "name": thing.label.ja,
        **other,
        **geo,
        **same,
    }
