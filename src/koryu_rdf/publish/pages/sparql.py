"""The page where readers ask questions of their own, in SPARQL, of the published data, in their browser.

In: the saved questions, cards and the files of the data. Out: the page, and the scripts it loads: ``assets/vocabulary.js`` for the
editor, ``assets/data.js`` with the data as text, for a page on a USB stick can load scripts but fetch nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from koryu_rdf.namespaces import PREFIXES
from koryu_rdf.publish.cards import Cards, Thing
from koryu_rdf.publish.pages.map import Coordinates, find_point
from koryu_rdf.publish.projection import read_world
from koryu_rdf.publish.questions import Question
from koryu_rdf.publish.vocabulary import Vocabulary, shorten
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import get_topic

VOCABULARY_FILE, DATA_FILE = "assets/vocabulary.js", "assets/data.js"
MOST_BYTES = 48 << 20
"""The largest compressed data that a browser is asked to hold: about two million triples."""

_CHUNK = 3 << 16  # base64 joins without padding where a chunk's size is a multiple of three
_WORDS = ("editor", "running", "stopped", "failed", "answered")
_encode = msgspec.json.Encoder().encode


def make_sparql_page(questions: Sequence[Question], *, is_small: bool) -> Page:
    """Make the page; data too large for a browser get a page that says where else to ask."""
    words = {name: get_topic("pages")[f"sparql-{name}"] for name in _WORDS}
    values = {"questions": questions, "words": words, "world": read_world(), "is_small": is_small}
    return Page(
        "sparql", "sparql.html", name_page("sparql"), values, scripts=("sparql", "vocabulary") if is_small else ()
    )


def make_vocabulary_script(
    questions: Iterable[Question], vocabularies: Iterable[Vocabulary], cards: Cards, coordinates: Coordinates
) -> bytes:
    """Make the script that knows our terms, the saved questions, and where things lie on the map."""
    entries = [entry for one in vocabularies for entries in one.sections.values() for entry in entries]
    things = {cards.site.get_iri(thing.path): thing for thing in cards.list_things()}
    points = {
        iri: point for iri, thing in things.items() if _has_place(thing) and (point := find_point(thing, coordinates))
    }
    content: Mapping[str, Any] = {
        "prefixes": PREFIXES,
        "terms": [(shorten(entry.iri), entry.label.ja, entry.label.en) for entry in entries],
        "queries": [
            {"name": question.name, "text": question.text, "choices": [choice._asdict() for choice in question.choices]}
            for question in questions
        ],
        "points": points,
        "labels": {iri: list(dict.fromkeys(things[iri].label)) for iri in points},
    }
    return b"koryuVocabulary(" + _encode(content) + b");\n"


def make_data_script(ntriples: Path, turtle: Iterable[Path]) -> Iterator[bytes]:
    """Make the script that holds the data: the gzipped N-Triples as base64, and Turtle files as they are."""
    yield b'globalThis.koryuData=[{"format":"application/n-triples","gzip":"'
    with ntriples.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield base64.b64encode(chunk)
    yield b'"}'
    for path in turtle:
        yield b"," + _encode({"format": "text/turtle", "text": path.read_text("utf-8")})
    yield b"];\n"


def _has_place(thing: Thing) -> bool:
    return thing.kind in ("country", "municipality", "prefecture", "region", "embassy", "consulate")
