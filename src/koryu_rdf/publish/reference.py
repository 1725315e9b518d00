"""The reference of the ontology: a page for each namespace, each term under the anchor that is its IRI's fragment.

In: vocabularies. Out: ``ontology/index.html`` for our terms and ``ontology/NAME.html`` for each code list, in Japanese and English,
without scripts. No kept library shows two languages and the shapes beside each term, so the template is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from koryu_rdf.assets import list_files
from koryu_rdf.outputs import open_output
from koryu_rdf.publish.templates import get_template
from koryu_rdf.publish.vocabulary import Vocabulary, read_vocabularies, shorten
from koryu_rdf.texts import get_text

_RELATION_WORDS = ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "skos:broader", "mappings")
_SECTION_WORDS = ("classes", "object-properties", "datatype-properties", "concepts")


def write_reference(folder: Path) -> None:
    """Write the pages into a folder."""
    vocabularies = read_vocabularies(list_files("ontology", ".ttl"), list_files("shapes", ".ttl"))
    pages = {vocabulary.namespace: _name_page(vocabulary) for vocabulary in vocabularies}
    words = {
        key: get_text("publish", f"reference.{key}") for key in (*_RELATION_WORDS, *_SECTION_WORDS, "rules", "example")
    }
    for vocabulary in vocabularies:
        page = get_template("vocabulary.html").render(
            vocabulary=vocabulary,
            vocabularies=vocabularies,
            pages=pages,
            words=words,
            shorten=shorten,
            link=partial(_link, pages),
        )
        with open_output(folder / _name_page(vocabulary)) as file:
            file.write(page.encode())


def _name_page(vocabulary: Vocabulary) -> str:
    return "index.html" if vocabulary.name == "koryu" else f"{vocabulary.name}.html"


def _link(pages: Mapping[str, str], iri: str) -> str:
    """Turn the IRI of one of our terms into a link between the pages; other IRIs stay as they are."""
    namespace, _, name = iri.partition("#")
    page = pages.get(f"{namespace}#")
    return f"{page}#{name}" if page else iri
