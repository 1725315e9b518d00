"""The SKOS code lists: what their codes mean, and which Japanese words stand for them.

In: the code lists of ``ontology/`` and titles as an office wrote them. Out: concepts and codes. Nothing is guessed: a
title that names no kind or no field gets none.

A concept's words are its ``skos:hiddenLabel@ja`` and, as SKOS lets no literal be both, its ``skos:prefLabel@ja``. One
without hidden labels, such as ``other``, has no words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import normalize

from koryu_rdf.assets import get_folder
from koryu_rdf.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CodeListName = Literal["agreement-kinds", "fields", "party-kinds", "tie-kinds", "event-kinds", "result-kinds"]

# A field's word inside the name of an office, school or company says who signed, not what about.
_OFFICES = (
    "局|庁|省(?!エネ)|部|委員会|協議会|協会|連合会|振興会|商工会|連盟|組合|機構|財団|集団|公団|公社|公司|会社"
    "|会議所|研究所|事務所|大学|院|校|館|開発区|園区|特区|センター"
)
_KANJI = "[一-鿿々]"


class Concept(NamedTuple):
    """One entry of a code list. ``words`` are normalised for matching, longest first."""

    code: str
    label: Text
    words: tuple[str, ...]
    broader: str | None


@cache
def get_code_list(name: CodeListName) -> Mapping[str, Concept]:
    """Read a code list; its concepts by code, in the order of the file.

    >>> get_code_list("agreement-kinds")["memorandum"].label.ja
    '覚書'
    >>> get_code_list("fields")["hydrogen"].broader
    'energy'
    """
    concepts = (_make_concept(code, labels) for code, labels in _read_labels(name).items())
    return MappingProxyType({concept.code: concept for concept in concepts})


def find_kind(title: str) -> str | None:
    """Find what kind of document a title names; the word that stands last decides, whatever follows it.

    >>> find_kind("姉妹都市提携における、経済発展分野の附属書")
    'annex'
    >>> find_kind("市長サミット　宣言２０１１")
    'declaration'
    >>> find_kind("世界セラミックロード") is None
    True
    """
    # Greedy: of all the words, the one that begins last.
    match = _compile_kinds().match(_normalize(title))
    return _get_codes("agreement-kinds")[match["word"]] if match else None


def find_fields(*texts: str) -> tuple[str, ...]:
    """Find the fields that texts name, in the order in which they first appear.

    Longer words go before the shorter ones they contain. A word inside the name of an office or company names no field.

    >>> find_fields("経済交流（工業等）", "環境協力及び港湾・産業交流に関する覚書")
    ('economy', 'environment', 'ports', 'industry')
    >>> find_fields("上下水道局の友好協力協定")
    ()
    """
    codes = _get_codes("fields")
    found = (match["word"] for text in texts for match in _compile_fields().finditer(_normalize(text)))
    return tuple(dict.fromkeys(codes[word] for word in found if word))


def _normalize(text: str) -> str:
    """Fold full-width characters and drop the spaces that a table of contents puts inside words."""
    return "".join(normalize("NFKC", text).split())


@cache
def _get_codes(name: CodeListName) -> Mapping[str, str]:
    return {word: concept.code for concept in get_code_list(name).values() for word in concept.words}


@cache
def _compile_kinds() -> re.Pattern[str]:
    return re.compile(f".*(?P<word>{_join(_get_codes('agreement-kinds'))})")


@cache
def _compile_fields() -> re.Pattern[str]:
    words = _join(_get_codes("fields"))
    office = f"(?:{words}){_KANJI}{{0,20}}(?:{_OFFICES})(?!{_KANJI})"
    return re.compile(f"{office}|(?P<word>{words})")


def _join(words: Iterable[str]) -> str:
    return "|".join(_to_pattern(word) for word in sorted(words, key=len, reverse=True))


def _to_pattern(word: str) -> str:
    """Latin abbreviations must stand alone: ``AI`` is not in ``MAIN``."""
    return f"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word.isascii() else re.escape(word)


def _make_concept(code: str, labels: Mapping[str, list[str]]) -> Concept:
    (ja,), (en,) = labels["prefLabel@ja"], labels["prefLabel@en"]
    hidden = labels.get("hiddenLabel@ja", [])
    words = {_normalize(word) for word in (ja, *hidden)} if hidden else set()
    broader = next(iter(labels.get("broader", [])), None)
    return Concept(code, Text(ja, en), tuple(sorted(words, key=lambda word: (-len(word), word))), broader)


def _read_labels(name: CodeListName) -> Mapping[str, Mapping[str, list[str]]]:
    """Gather what is said of each concept: ``{"hydrogen": {"prefLabel@ja": ["水素"], "broader": ["energy"], ...}}``."""
    # Imported here, since a program that needs no code list should start without loading a parser.
    from pyoxigraph import Literal as RdfLiteral  # noqa: PLC0415
    from pyoxigraph import NamedNode, RdfFormat, parse  # noqa: PLC0415

    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=get_folder("ontology") / f"{name}.ttl", format=RdfFormat.TURTLE):
        key = _get_local_name(quad.predicate.value)
        match quad.subject, quad.object:
            case NamedNode(value=subject), RdfLiteral(value=value, language=language):
                found[_get_local_name(subject)][f"{key}@{language}"].append(value)
            case NamedNode(value=subject), NamedNode(value=value):
                found[_get_local_name(subject)][key].append(_get_local_name(value))
    return {code: labels for code, labels in found.items() if code}


def _get_local_name(iri: str) -> str:
    """Give what stands behind ``#``; a scheme's own IRI has nothing there."""
    return iri.partition("#")[2]
