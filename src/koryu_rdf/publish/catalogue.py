"""The catalogue: DCAT 3 descriptions of the dataset, its files and its releases.

In: settings, the files as written, the day they stand for and the surveys they come from. Out: descriptions for ``catalog.ttl``, with
the items that the Digital Agency's metadata guide (DS-469) makes mandatory and those it recommends, those of DCAT-AP 3, figures in
VoID, and how the data came about in PROV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.model import Survey
from koryu_rdf.publish.distributions import DCATAP, SPDX, describe_file, find_media_type
from koryu_rdf.publish.figures import describe_figures, describe_period, say_figures
from koryu_rdf.publish.statistics import Statistics, measure
from koryu_rdf.publish.surroundings import (
    IRREGULAR,
    JAPAN,
    LANGUAGES,
    ONTOLOGY,
    PUBLIC,
    TAXONOMY,
    THEMES,
    describe_surroundings,
)
from koryu_rdf.publish.versions import ADMS, News, Version, describe_versions, name_version, say_version
from koryu_rdf.settings import Settings
from koryu_rdf.terms import TYPE, Description, Statements, curie, say, to_iri, to_literal, to_typed
from koryu_rdf.texts import get_text

MEASURED = "data/koryu.nt.gz"
CATALOGUE_PREFIXES = {"adms": ADMS, "dcatap": DCATAP, "spdx": SPDX}


class Publication(NamedTuple):
    """What a catalogue describes: settings, the day of the data, their surveys, the files in the folder and the release.

    ``coordinates`` are for the maps: degrees east and north, by the IRI of a place; ``items`` are Wikidata's names for things.
    """

    settings: Settings
    modified: date
    surveys: tuple[Survey, ...]
    folder: Path
    files: tuple[str, ...]
    coordinates: Mapping[str, tuple[float, float]] = MappingProxyType({})
    items: Mapping[str, str] = MappingProxyType({})
    release: News | None = None

    @property
    def news(self) -> News:
        """The release; a folder that is none stands for the day of its data."""
        return self.release or News(
            Version(self.modified.isoformat(), self.modified, get_text("publish", "first-release"))
        )


def describe_catalogue(publication: Publication) -> Iterator[Description]:
    """Describe the catalogue, its dataset with its files and releases, who publishes them, and how they were made."""
    base = publication.settings.base
    dataset = f"<{base}dataset>"
    yield _describe_catalogue(publication, f"<{base}catalog>", dataset)
    yield _describe_contact(publication, f"{dataset[:-1]}#contact>")
    statistics = _measure(publication)
    files = {name: f"{dataset[:-1]}#{Path(name).name}>" for name in publication.files}
    yield _describe_dataset(publication, dataset, files.values(), statistics)
    for name, subject in files.items():
        yield from _describe_file(publication, name, subject)
    if statistics:
        yield from describe_period(statistics, f"{dataset[:-1]}#period>")
        yield from describe_figures(statistics, dataset)
    yield from describe_versions(publication.news, base, _say_about(publication))
    yield from _describe_build(publication, dataset)
    yield from describe_surroundings(publication.settings, publication.files)


def _measure(publication: Publication) -> Statistics | None:
    data = publication.folder / MEASURED
    return measure(data) if data.exists() else None


def _say_about(publication: Publication) -> Statements:
    """State what holds for the dataset as for each of its releases."""
    about = publication.settings.dataset
    return [
        *say(curie("dcterms:title"), about.title),
        *say(curie("dcterms:description"), about.description),
        (curie("dcterms:publisher"), to_iri(publication.settings.publisher.iri)),
        (curie("dcterms:license"), to_iri(about.licence)),
    ]


def _describe_catalogue(publication: Publication, subject: str, dataset: str) -> Description:
    return Description(
        subject,
        [
            (TYPE, curie("dcat:Catalog")),
            (curie("dcterms:identifier"), to_literal(subject[1:-1])),
            *_say_about(publication),
            (curie("dcterms:issued"), _to_day(publication.news.version.issued)),
            (curie("dcterms:modified"), _to_day(publication.modified)),
            (curie("dcterms:spatial"), to_iri(JAPAN)),
            *_languages(),
            (curie("dcat:themeTaxonomy"), to_iri(TAXONOMY)),
            (curie("foaf:homepage"), to_iri(publication.settings.dataset.home)),
            (curie("dcat:dataset"), dataset),
        ],
    )


def _describe_dataset(
    publication: Publication, subject: str, files: Iterable[str], statistics: Statistics | None
) -> Description:
    about, base = publication.settings.dataset, publication.settings.base
    surveys = [Identifiers(base).survey(survey.id) for survey in publication.surveys]
    period = [(curie("dcterms:temporal"), f"{subject[:-1]}#period>")] if statistics and statistics.first else []
    return Description(
        subject,
        [
            (TYPE, curie("dcat:Dataset")),
            (TYPE, curie("void:Dataset")),
            (curie("dcterms:identifier"), to_literal(subject[1:-1])),
            *_say_about(publication),
            *say_version(publication.news.version),
            (curie("dcterms:modified"), _to_day(publication.modified)),
            (curie("dcterms:spatial"), to_iri(JAPAN)),
            *period,
            *_languages(),
            *((curie("dcat:theme"), to_iri(theme)) for theme in THEMES),
            *((curie("dcat:keyword"), to_literal(keyword, "ja")) for keyword in about.keywords),
            (curie("dcat:contactPoint"), f"{subject[:-1]}#contact>"),
            (curie("dcat:landingPage"), to_iri(about.home)),
            (curie("dcterms:accessRights"), to_iri(PUBLIC)),
            (curie("dcterms:accrualPeriodicity"), to_iri(IRREGULAR)),
            (curie("dcterms:conformsTo"), to_iri(ONTOLOGY)),
            *((curie("dcat:distribution"), file) for file in files),
            *_say_versions(publication.news, base),
            *((curie("prov:wasDerivedFrom"), survey) for survey in surveys),
            (curie("prov:wasGeneratedBy"), _name_build(publication)),
            *(say_figures(statistics, subject, base) if statistics else []),
        ],
    )


def _say_versions(news: News, base: str) -> Statements:
    versions = [(curie("dcat:hasVersion"), name_version(base, one.name)) for one in (news.version, *news.earlier)]
    return [*versions, (curie("dcat:hasCurrentVersion"), name_version(base, news.version.name))]


def _describe_contact(publication: Publication, subject: str) -> Description:
    publisher = publication.settings.publisher
    mail = [(curie("vcard:hasEmail"), to_iri(f"mailto:{publisher.email}"))] if publisher.email else []
    page = [] if mail else [(curie("vcard:hasURL"), to_iri(publisher.iri))]
    kinds = [(TYPE, curie("vcard:Organization")), (TYPE, curie("vcard:Kind"))]
    return Description(subject, [*kinds, *say(curie("vcard:fn"), publisher.name), *mail, *page])


def _describe_file(publication: Publication, name: str, subject: str) -> Iterator[Description]:
    about = publication.settings.dataset
    file = publication.folder / name
    return describe_file(file, name, subject, about.home, about.licence, publication.modified.isoformat())


def _name_build(publication: Publication) -> str:
    return f"{name_version(publication.settings.base, publication.news.version.name)[:-1]}#build>"


def _describe_build(publication: Publication, dataset: str) -> Iterator[Description]:
    """Describe how the data came about: the surveys that were used, and the program with its version."""
    from koryu_rdf import __version__  # noqa: PLC0415  (the package names this module)

    identifiers, build = Identifiers(publication.settings.base), _name_build(publication)
    software = f"{dataset[:-1]}#software>"
    yield Description(
        build,
        [
            (TYPE, curie("prov:Activity")),
            *((curie("prov:used"), identifiers.survey(survey.id)) for survey in publication.surveys),
            (curie("prov:wasAssociatedWith"), software),
            (curie("prov:generated"), name_version(publication.settings.base, publication.news.version.name)),
        ],
    )
    name = to_literal(f"koryu-rdf {__version__}")
    yield Description(
        software,
        [
            (TYPE, curie("prov:SoftwareAgent")),
            (curie("rdfs:label"), name),
            (curie("dcat:version"), to_literal(__version__)),
        ],
    )


def _to_day(day: date) -> str:
    return to_typed(day.isoformat(), "xsd:date")


def _languages() -> Statements:
    return [(curie("dcterms:language"), to_iri(language)) for language in LANGUAGES]


__all__ = ["CATALOGUE_PREFIXES", "Publication", "describe_catalogue", "find_media_type"]
