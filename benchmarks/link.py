"""Links to Wikidata, measured on labelled places, beside two simple baselines, over a slice of Wikidata.

In: a slice as N-Triples, and ``places.tsv``: names as an office writes them, with the item that each is, or ``none`` (facts, checked one
by one). Out: precision of what is accepted without a person, and how often the right item is first and among the first three.
The places are run as they are, with the right item taken away, and as names written otherwise; so is every city of the slice.

    python -m benchmarks.link ../shared/wikidata/places.nt.gz
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz, process

from koryu_rdf.identifiers import DEFAULT_BASE, Identifiers
from koryu_rdf.japanese_parties import parse_japanese_parties
from koryu_rdf.link.decide import Candidate
from koryu_rdf.link.dump import read_dump
from koryu_rdf.link.index import Index, build_index
from koryu_rdf.link.items import COUNTRY, ISO_CODE, KIND, PARENT, Item, gather_items
from koryu_rdf.link.search import search
from koryu_rdf.link.spellings import strip_end
from koryu_rdf.link.stage import choose_shown, rank_all
from koryu_rdf.link.subjects import collect_subjects
from koryu_rdf.model import Agreement, Source, WrittenDate
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.progress import Progress

PLACES = Path(__file__).with_name("places.tsv")
NONE, USUAL_PARTNER, USUAL_DATE = "none", "北海道札幌市", "2006-11-02"
SEED = 20261125
FROM_SLICE = 4_000


class Place(NamedTuple):
    """A labelled place: its name as written, the items that it may be (none where Wikidata's slice lacks it), and its trap."""

    party: str
    expected: frozenset[str]
    trap: str
    japanese: str = USUAL_PARTNER
    signed: str = USUAL_DATE


class Answer(NamedTuple):
    """What was answered on a place."""

    accepted: str | None
    ranked: tuple[str, ...]


class Score(NamedTuple):
    """Counts over places."""

    accepted: int
    wrong: int
    linked: int
    first: int
    among_three: int

    def __str__(self) -> str:
        precision = 1 - self.wrong / self.accepted if self.accepted else 1
        part = self.linked or 1
        return (
            f"accepted {self.accepted:5}  wrong {self.wrong:3}  precision {precision:.4f}"
            f"  first {self.first / part:.3f}  among three {self.among_three / part:.3f}  of {self.linked}"
        )


def read_places(path: Path = PLACES) -> list[Place]:
    """Read the labelled places."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Place(
                row["party"],
                frozenset(row["expected"].split()) - {NONE},
                row["trap"],
                row["japanese"] or USUAL_PARTNER,
                row["signed"] or USUAL_DATE,
            )
            for row in csv.DictReader(stream, delimiter="\t")
        ]


def to_agreement(place: Place, number: int) -> Agreement:
    """Make an agreement with a place, read as any record is."""

    def ignore(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        pass

    at_home = place.trap == "japanese government" or any(
        map(place.party.startswith, ("東京都", "広島県", "北海道", "福島県", "静岡県"))
    )
    return Agreement(
        id=f"labelled/{number}",
        survey="labelled",
        number=number,
        title=place.party,
        kind="memorandum",
        fields=(),
        dates=(WrittenDate(place.signed, "day", "signed", place.signed),),
        japanese_parties=tuple(parse_japanese_parties(place.party if at_home else place.japanese, ignore)),
        overseas_parties=() if at_home else tuple(parse_overseas_parties(place.party, ignore)),
        source=Source("labelled"),
    )


def find_subject(agreement: Agreement) -> str:
    """Give the IRI of an agreement's place."""
    name = Identifiers(DEFAULT_BASE)
    if agreement.overseas_parties:
        return name.overseas_party(agreement.overseas_parties[0])[1:-1]
    return name.japanese_party(agreement.japanese_parties[0])[1:-1]


class Run:
    """Places, looked up once; what they are ranked on can be changed."""

    def __init__(self, places: Sequence[Place], index: Index) -> None:
        agreements = [to_agreement(place, number) for number, place in enumerate(places, 1)]
        self.places, self.iris = places, [find_subject(agreement) for agreement in agreements]
        self.subjects = collect_subjects(agreements, Identifiers(DEFAULT_BASE))
        self.findings = search(self.subjects, index, Progress())

    def answer(self, *, take_away: bool = False) -> list[Answer]:
        """Answer each place; with ``take_away`` the items that it may be are not among the candidates."""
        expected = {iri: place.expected for iri, place in zip(self.iris, self.places, strict=True)}
        findings = self.findings
        if take_away:
            left = {
                iri: tuple(item for item in items if item.id not in expected.get(iri, ()))
                for iri, items in findings.candidates.items()
            }
            findings = msgspec.structs.replace(findings, candidates=left)
        ranked = rank_all(self.subjects, findings)
        by_iri = {subject.iri: subject for subject in self.subjects}
        return [_to_answer(choose_shown(by_iri[iri], ranked[iri])) for iri in self.iris]


def _to_answer(shown: Sequence[Candidate]) -> Answer:
    """Take the answer from what a clerk is shown."""
    return Answer(next((one.item.id for one in shown if one.accepted), None), tuple(one.item.id for one in shown))


def count(places: Sequence[Place], answers: Sequence[Answer], *, taken_away: bool = False) -> Score:
    """Count what was right. Of an item that was taken away, everything accepted is wrong."""
    pairs = list(zip(places, answers, strict=True))
    accepted = [(place, answer) for place, answer in pairs if answer.accepted]
    linked = [(place, answer) for place, answer in pairs if place.expected]
    return Score(
        len(accepted),
        sum(taken_away or answer.accepted not in place.expected for place, answer in accepted),
        len(linked),
        sum(bool(place.expected & set(answer.ranked[:1])) for place, answer in linked),
        sum(bool(place.expected & set(answer.ranked[:3])) for place, answer in linked),
    )


def answer_naively(run: Run, items: Mapping[str, Item]) -> list[Answer]:
    """Take the first item that has the name, without the word for its kind, as a label."""
    by_name: dict[str, list[str]] = {}
    for item in items.values():
        for name in item.names:
            by_name.setdefault(name.text, []).append(item.id)
    return [_accept_first(tuple(dict.fromkeys(_look_up(name, by_name)))) for name in _list_names(run)]


def _look_up(name: str, by_name: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for text in (name, strip_end(name)):
        yield from by_name.get(text, ())


def answer_by_likeness(run: Run, items: Mapping[str, Item]) -> list[Answer]:
    """Take the item of the country whose name rapidfuzz finds most alike, at 90 of 100."""
    by_subject = {subject.iri: subject for subject in run.subjects}
    by_country: dict[str, dict[tuple[str, int], str]] = {}
    for item in items.values():
        for country in item.get(COUNTRY):
            names = by_country.setdefault(country, {})
            names.update({(item.id, number): name.text for number, name in enumerate(item.names)})
    answers = []
    for iri, name in zip(run.iris, _list_names(run), strict=True):
        country = run.findings.countries.get(by_subject[iri].country or "", "")
        hits = process.extract(strip_end(name), by_country.get(country, {}), scorer=fuzz.WRatio, limit=9)
        ids = tuple(dict.fromkeys(key[0] for _, _, key in hits))
        answers.append(Answer(ids[0] if hits and hits[0][1] >= 90 else None, ids))  # noqa: PLR2004
    return answers


def _list_names(run: Run) -> list[str]:
    by_subject = {subject.iri: subject for subject in run.subjects}
    return [by_subject[iri].names[0] for iri in run.iris]


def _accept_first(ids: tuple[str, ...]) -> Answer:
    return Answer(ids[0] if ids else None, ids)


_WAYS: Mapping[str, Callable[[str], str]] = {
    "without the end": strip_end,
    "ヴ for ブ": lambda name: (
        name.replace("バ", "ヴァ").replace("ビ", "ヴィ").replace("ベ", "ヴェ").replace("ボ", "ヴォ")
    ),
    "ブ for ヴ": lambda name: _replace_all(
        name, ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ")
    ),
    "large kana": lambda name: name.translate(str.maketrans("ァィゥェォ", "アイウエオ")),
    "without long vowels": lambda name: name.replace("ー", ""),
    "without dots": lambda name: name.replace("・", ""),
    "old characters": lambda name: name.translate(str.maketrans("広沢徳国竜黒会辺", "廣澤德國龍黑會邊")),
}


def _replace_all(name: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        name = name.replace(old, new)
    return name


def vary(places: Sequence[Place]) -> list[Place]:
    """Write the names of places otherwise, wherever that changes them."""
    found = (place._replace(party=write(place.party), trap=way) for place in places for way, write in _WAYS.items())
    known = {place.party for place in places}
    return [place for place in {place.party: place for place in found}.values() if place.party not in known]


def list_slice(items: Mapping[str, Item], countries: Mapping[str, str]) -> list[Place]:
    """List every place of the slice that has a Japanese name as an office could write it; places of one such name are one."""
    found: dict[str, set[str]] = {}
    for item in items.values():
        country = next((countries[known] for known in item.get(COUNTRY) if known in countries), None)
        for name in {name.text for name in item.names if name.language == "ja"} if country else ():
            for unit in ("", *(_write_unit(items[unit]) for unit in item.get(PARENT) if unit in items)):
                found.setdefault(f"{country} {unit}{_write_place(name, item)}", set()).add(item.id)
    places = [Place(party, frozenset(ids), "slice") for party, ids in sorted(found.items())]
    return list(filter(is_read_as_one, random.Random(SEED).sample(places, min(len(places), FROM_SLICE))))  # noqa: S311


def is_read_as_one(place: Place) -> bool:
    """Say whether a name made here is read as one place; 台湾州 and the like, which nobody writes, are read as something else."""
    parties = to_agreement(place, 1).overseas_parties
    return len(parties) == 1 and parties[0].kind in ("municipality", "region")


def _write_place(name: str, item: Item) -> str:
    is_region = bool(item.get(ISO_CODE)) and "Q515" not in item.get(KIND)
    return name if strip_end(name) != name else name + ("州" if is_region else "市")


def _write_unit(unit: Item) -> str:
    name = unit.name_in("ja") or ""
    return name if not name or strip_end(name) != name else f"{name}州"


def main(slice_file: Path) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(read_dump(slice_file))
        build_index(rows, Path(folder) / "index", "2026-11-25")
        index = Index(Path(folder) / "index")
        items = gather_items(rows)
        places = read_places()
        began = perf_counter()
        run = Run(places, index)
        print(f"{len(places)} labelled places, {sum(not place.expected for place in places)} of them without an item")
        print("koryu      ", count(places, run.answer()), f" in {perf_counter() - began:.1f} s")
        print("exact label", count(places, answer_naively(run, items)))
        print("rapidfuzz  ", count(places, answer_by_likeness(run, items)))
        for place, answer in zip(places, run.answer(), strict=True):
            if (answer.accepted and answer.accepted not in place.expected) or (
                place.expected and not place.expected & set(answer.ranked[:3])
            ):
                print("   missed:", place.party, *place.expected, "->", answer.accepted or "", answer.ranked[:3])
        print("the right item taken away", count(places, run.answer(take_away=True), taken_away=True))
        written = vary(places)
        other = Run(written, index)
        print("written otherwise        ", count(written, other.answer()))
        print("  and taken away         ", count(written, other.answer(take_away=True), taken_away=True))
        names = {item: items[item].name_in("ja") or "" for item in run.findings.countries.values() if item in items}
        whole = list_slice(items, {item: name for item, name in names.items() if name != "日本"})
        slice_run = Run(whole, index)
        print("places of the slice      ", count(whole, slice_run.answer()))
        print("  and taken away         ", count(whole, slice_run.answer(take_away=True), taken_away=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
