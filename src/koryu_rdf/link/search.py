"""Search: the steps from subjects to the items that each may be, with few questions for many subjects.

In: subjects and a gazetteer. Out: :class:`Findings`. What is found is not judged here; an item of another country is passed
over where the subject's country is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from koryu_rdf.link.gazetteer import Gazetteer, Hit, Start
from koryu_rdf.link.items import Atlas, Item, Row, gather_items, list_around
from koryu_rdf.link.kinds import Fit, judge_kind
from koryu_rdf.link.names import LEAST_LIKE, Sameness, match_names, measure_likeness
from koryu_rdf.link.register import guess_codes
from koryu_rdf.link.sounds import list_initials
from koryu_rdf.link.spellings import fold_spelling, is_latin, list_spellings, strip_end
from koryu_rdf.link.subjects import Subject
from koryu_rdf.progress import Progress

NAMES_AT_ONCE = 100
STARTS_AT_ONCE = 300
ITEMS_AT_ONCE = 800
MOST_ALIKE = 6
_SAME_START = {"ヴ": "ヴブバビベボ", "ブ": "ブヴ", "バ": "バヴ", "ビ": "ビヴ", "ベ": "ベヴ", "ボ": "ボヴ"}

T = TypeVar("T")
R = TypeVar("R")


class Findings(msgspec.Struct, frozen=True):
    """For each subject, by its IRI, the items it may be; the atlas of everything fetched; countries by their code."""

    candidates: Mapping[str, tuple[Item, ...]]
    atlas: Atlas
    countries: Mapping[str, str]


def search(subjects: Sequence[Subject], gazetteer: Gazetteer, progress: Progress) -> Findings:
    """Look every subject up."""
    return _Search(subjects, gazetteer, progress).run()


def list_lookups(subject: Subject) -> list[str]:
    """List what to look a subject up by: the spellings of its names, and its codes."""
    codes = [subject.code, name_iso_code(subject.code)] if subject.code else []
    texts = [text for name in subject.names for text in list_spellings(name)]
    return list(dict.fromkeys([*filter(None, codes), *guess_codes(subject), *texts]))


def name_iso_code(code: str) -> str | None:
    """Give a prefecture's ISO 3166-2 code, which is that of its local government: ``JP-12`` of ``120006``."""
    return f"JP-{code[:2]}" if code[2:5] == "000" else None


class _Search:
    def __init__(self, subjects: Sequence[Subject], gazetteer: Gazetteer, progress: Progress) -> None:
        self._subjects, self._gazetteer, self._progress = subjects, gazetteer, progress
        self._found: dict[str, set[str]] = {subject.iri: set() for subject in subjects}
        self._items: dict[str, Item] = {}
        self._countries: dict[str, str] = {}

    def run(self) -> Findings:
        self._find_countries()
        self._find_by_name()
        self._fetch_found()
        self._find_beside()
        if self._gazetteer.can_scan:
            self._find_alike()
            self._fetch_found()
        if self._gazetteer.has_search:
            self._find_in_search()
            self._fetch_found()
        around = sorted(set(list_around(self._items.values())) - self._items.keys())
        rows = list(self._ask("link-around", around, ITEMS_AT_ONCE, self._gazetteer.fetch_names))
        atlas = Atlas({**gather_items(rows), **self._items})
        candidates = {iri: tuple(self._items[item] for item in sorted(found)) for iri, found in self._found.items()}
        return Findings(candidates, atlas, self._countries)

    def _ask(
        self, stage: str, things: Sequence[T], size: int, question: Callable[[Sequence[T]], Iterable[R]]
    ) -> Iterator[R]:
        """Ask for all things, so many at once; the answers come in the order of the things."""
        self._progress.begin(stage, len(things))
        batches = [things[first : first + size] for first in range(0, len(things), size)]
        for batch, answers in zip(batches, self._gazetteer.ask_all(question, batches), strict=True):
            yield from answers
            self._progress.advance(len(batch))

    def _find_countries(self) -> None:
        codes = sorted({subject.country for subject in self._subjects if subject.country})
        for hit in self._ask("link-countries", codes, len(codes) or 1, self._gazetteer.find_countries):
            self._countries.setdefault(hit.asked, hit.item)

    def _find_by_name(self) -> None:
        lookups = {subject.iri: list_lookups(subject) for subject in self._subjects}
        hits: dict[str, list[Hit]] = {}
        for hit in self._ask("link-names", list(lookups.values()), NAMES_AT_ONCE, self._gazetteer.find_named):
            hits.setdefault(hit.asked, []).append(hit)
        for subject in self._subjects:
            found = (hit for text in lookups[subject.iri] for hit in hits.get(text, ()))
            self._found[subject.iri] |= {hit.item for hit in found if self._is_here(subject, hit)}
            if subject.level == "country" and subject.country in self._countries:
                self._found[subject.iri].add(self._countries[subject.country])

    def _find_beside(self) -> None:
        """Look for cities without a Japanese label by the Latin names of units around them that have the subject's name."""
        wanted: dict[str, list[Subject]] = {}
        for subject in filter(self._lacks_candidate, self._subjects):
            for item in map(self._items.__getitem__, sorted(self._found[subject.iri])):
                if match_names(subject, item).sameness >= Sameness.SPELLING:
                    for name in sorted({name.text for name in item.names if is_latin(name.text)}):
                        wanted.setdefault(name, []).append(subject)
        texts = [[text] for text in sorted(wanted)]
        for hit in self._ask("link-names", texts, NAMES_AT_ONCE, self._gazetteer.find_named):
            for subject in wanted.get(hit.asked, ()):
                if self._is_here(subject, hit):
                    self._found[subject.iri].add(hit.item)
        self._fetch_found()

    def _is_here(self, subject: Subject, hit: Hit) -> bool:
        country = self._countries.get(subject.country or "")
        return not country or hit.country in ("", country)

    def _fetch_found(self) -> None:
        wanted = sorted({item for found in self._found.values() for item in found} - self._items.keys())
        rows: Iterator[Row] = self._ask("link-facts", wanted, ITEMS_AT_ONCE, self._gazetteer.fetch)
        self._items |= gather_items(rows)
        for iri, found in self._found.items():
            self._found[iri] = found & self._items.keys()

    def _find_alike(self) -> None:
        """Look for names that are only alike, for subjects that nothing fitting was found for."""
        starts: dict[Start, list[Subject]] = {}
        for subject in filter(self._lacks_candidate, self._subjects):
            for start in self._list_starts(subject):
                starts.setdefault(start, []).append(subject)
        nearest: dict[str, dict[str, float]] = {}
        for start, hit in self._ask("link-alike", sorted(starts), STARTS_AT_ONCE, self._gazetteer.find_beginning):
            for subject in starts.get(start, ()):
                likeness = measure_likeness(subject.names, hit.asked)
                if likeness >= LEAST_LIKE:
                    known = nearest.setdefault(subject.iri, {})
                    known[hit.item] = max(likeness, known.get(hit.item, 0))
        for iri, found in nearest.items():
            self._found[iri] |= set(sorted(found, key=lambda item: (-found[item], item))[:MOST_ALIKE])

    def _find_in_search(self) -> None:
        """Ask the search service for each subject that nothing fitting was found for."""
        asked: dict[str, list[Subject]] = {}
        for subject in filter(self._lacks_candidate, self._subjects):
            asked.setdefault(strip_end(subject.names[0]), []).append(subject)
        for hit in self._ask("link-alike", sorted(asked), 1, self._gazetteer.find_in_search):
            for subject in asked[hit.asked]:
                self._found[subject.iri].add(hit.item)

    def _lacks_candidate(self, subject: Subject) -> bool:
        items = (self._items[item] for item in self._found[subject.iri])
        return subject.is_place and all(judge_kind(subject, item) is Fit.WRONG for item in items)

    def _list_starts(self, subject: Subject) -> Iterator[Start]:
        country = self._countries.get(subject.country or "")
        if country:
            firsts = {first for name in subject.names for first in (name[:1], fold_spelling(name)[:1].upper())}
            starts = {start for first in firsts for start in _SAME_START.get(first, first)}
            starts.update(letter for name in subject.names for letter in list_initials(strip_end(name)))
            yield from (Start(country, start) for start in sorted(starts))
