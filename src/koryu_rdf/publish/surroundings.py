"""What the catalogue refers to and others define: each gets the class that DCAT-AP 3 asks of it, and a name where it asks for one.

In: what is published. Out: descriptions. Nothing more is said of the terms of others; who publishes them knows better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from koryu_rdf.model import Phrase
from koryu_rdf.publish.distributions import AUTHORITY, list_format_iris
from koryu_rdf.settings import Settings
from koryu_rdf.terms import TYPE, Description, curie, say, to_iri
from koryu_rdf.texts import get_topic

JAPAN = f"{AUTHORITY}country/JPN"
LANGUAGES = tuple(f"{AUTHORITY}language/{code}" for code in ("JPN", "ENG"))
THEMES = tuple(f"{AUTHORITY}data-theme/{code}" for code in ("GOVE", "INTR"))
TAXONOMY = f"{AUTHORITY}data-theme"
PUBLIC = f"{AUTHORITY}access-right/PUBLIC"
IRREGULAR = f"{AUTHORITY}frequency/IRREG"
AVAILABLE = f"{AUTHORITY}planned-availability/AVAILABLE"
ONTOLOGY = "https://w3id.org/koryu/ontology"

_CLASSES = {
    **dict.fromkeys(LANGUAGES, "dcterms:LinguisticSystem"),
    JAPAN: "dcterms:Location",
    PUBLIC: "dcterms:RightsStatement",
    IRREGULAR: "dcterms:Frequency",
    ONTOLOGY: "dcterms:Standard",
    TAXONOMY: "skos:ConceptScheme",
    **dict.fromkeys((*THEMES, AVAILABLE), "skos:Concept"),
}
_NAMING = {"skos:Concept": "skos:prefLabel", "skos:ConceptScheme": "dcterms:title"}


def describe_surroundings(settings: Settings, files: tuple[str, ...]) -> Iterator[Description]:
    """Describe the publisher, the licence, the page, formats, themes and the like, sorted by IRI."""
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for iri, name in (
        *_CLASSES.items(),
        (settings.publisher.iri, "foaf:Agent"),
        (settings.publisher.iri, "foaf:Organization"),
        (settings.dataset.licence, "dcterms:LicenseDocument"),
        (settings.dataset.home, "foaf:Document"),
        *((settings.dataset.home + name, "rdfs:Resource") for name in files),
        *list_format_iris(files),
    ):
        classes[iri].append(name)
    for iri, names in sorted(classes.items()):
        types = [(TYPE, name if name.startswith("<") else curie(name)) for name in names]
        yield Description(to_iri(iri), [*types, *_say_name(iri, names[0], settings)])


def _say_name(iri: str, name: str, settings: Settings) -> list[tuple[str, str]]:
    if name == "foaf:Agent":
        return say(curie("foaf:name"), settings.publisher.name)
    if name not in _NAMING:
        return []
    entry = get_topic("publish")[iri.removeprefix(AUTHORITY)]
    return say(curie(_NAMING[name]), Phrase(entry["ja"], entry["en"]))
