"""The stage: subjects and a gazetteer become suggestions, rows of SSSOM with the evidence in words.

In: agreements or subjects, a gazetteer, and what people have decided. Out: rows sorted by subject, best first. Japanese local
governments are decided first, since their codes are certain; then their partners, for whom a twin town of theirs is evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from koryu_rdf import __version__
from koryu_rdf.identifiers import DEFAULT_BASE, Identifiers
from koryu_rdf.link.decide import Candidate, decide
from koryu_rdf.link.facts import PlaceFacts
from koryu_rdf.link.gazetteer import Gazetteer
from koryu_rdf.link.items import Point
from koryu_rdf.link.kinds import is_union
from koryu_rdf.link.mappings import BY_MANY, BY_NOBODY, CLOSE, EXACT, WIKIDATA, LinkRow
from koryu_rdf.link.pieces import Surroundings
from koryu_rdf.link.search import Findings, search
from koryu_rdf.link.sparql import ENTITY
from koryu_rdf.link.subjects import Subject, collect_subjects
from koryu_rdf.model import Agreement
from koryu_rdf.progress import Progress
from koryu_rdf.texts import Language, get_text

TOOL = f"koryu-rdf {__version__}"
MOST_CANDIDATES, MOST_ALIKE = 5, 2
NO_PROGRESS = Progress()


def link(
    agreements: Iterable[Agreement],
    gazetteer: Gazetteer,
    *,
    base: str = DEFAULT_BASE,
    decided: Iterable[LinkRow] = (),
    known: Iterable[PlaceFacts] = (),
    language: Language = "ja",
    progress: Progress = NO_PROGRESS,
) -> list[LinkRow]:
    """Suggest links for every place and organization of the agreements; what people decided stands unchanged.

    ``known`` are facts about them; those that came from Wikidata are no evidence on what they are at Wikidata.
    """
    subjects = note_facts(collect_subjects(agreements, Identifiers(base)), known)
    rows = suggest(subjects, search(subjects, gazetteer, progress), gazetteer.date, language)
    return keep_decisions(rows, decided)


def note_facts(subjects: Iterable[Subject], known: Iterable[PlaceFacts]) -> list[Subject]:
    """Note position and population with the subjects that an office knows them of."""
    facts = {one.subject_id: one for one in known if not one.source.startswith(ENTITY)}
    return [_note(subject, facts.get(subject.iri)) for subject in subjects]


def _note(subject: Subject, facts: PlaceFacts | None) -> Subject:
    if facts is None:
        return subject
    is_placed = facts.longitude is not None and facts.latitude is not None
    point = Point(facts.longitude or 0, facts.latitude or 0) if is_placed else None
    return msgspec.structs.replace(subject, point=point, population=facts.population)


def suggest(subjects: Sequence[Subject], findings: Findings, day: str, language: Language) -> list[LinkRow]:
    """Make the rows of each subject."""
    ranked = rank_all(subjects, findings)
    return [row for subject in subjects for row in _make_rows(subject, ranked[subject.iri], day, language)]


def rank_all(subjects: Sequence[Subject], findings: Findings) -> dict[str, list[Candidate]]:
    """Rank the candidates of every subject: governments of Japan, regions, the others, and these again with what is linked by then."""
    linked: dict[str, str] = {}
    around = Surroundings(findings.atlas, findings.countries, linked)
    ranked: dict[str, list[Candidate]] = {}
    order = sorted(subjects, key=lambda subject: (not subject.is_japanese_government, subject.level != "region"))
    for subject in (*order, *(subject for subject in order if subject.siblings)):
        candidates = decide(subject, findings.candidates[subject.iri], around)
        ranked[subject.iri] = candidates
        if candidates and candidates[0].accepted:
            linked[subject.iri] = candidates[0].item.id
    return ranked


def keep_decisions(rows: Iterable[LinkRow], decided: Iterable[LinkRow]) -> list[LinkRow]:
    """Put people's decisions in the place of suggestions: a subject that somebody has decided is not asked about again."""
    theirs: dict[str, list[LinkRow]] = {}
    for row in decided:
        theirs.setdefault(row.subject_id, []).append(row)
    settled = {subject for subject, found in theirs.items() if any(row.status in ("accepted", "none") for row in found)}
    rejected = {
        (row.subject_id, row.object_id) for found in theirs.values() for row in found if row.status == "rejected"
    }
    kept = [row for row in rows if row.subject_id not in settled and (row.subject_id, row.object_id) not in rejected]
    subjects = dict.fromkeys(row.subject_id for row in rows)
    order = {subject: number for number, subject in enumerate(sorted(subjects))}
    merged = [*kept, *(row for subject in order for row in theirs.get(subject, ()))]
    return sorted(merged, key=lambda row: order[row.subject_id])


def _make_rows(subject: Subject, candidates: Sequence[Candidate], day: str, language: Language) -> list[LinkRow]:
    shown = choose_shown(subject, candidates)
    if not shown:
        return [
            LinkRow(
                subject_id=subject.iri,
                subject_label=subject.label,
                mapping_justification=BY_NOBODY,
                mapping_tool=TOOL,
                mapping_date=day,
                comment=get_text("link", "nothing-found").to(language),
                status="none",
            )
        ]
    return [_make_row(subject, candidate, day, language) for candidate in shown]


def choose_shown(subject: Subject, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose what to show: of those whose names are only alike, no more than two."""
    worth = [candidate for candidate in candidates if _is_worth_showing(subject, candidate)]
    alike = [candidate for candidate in worth if candidate.evidence[0].sentence == "name-alike"]
    return [candidate for candidate in worth if candidate not in alike[MOST_ALIKE:]][:MOST_CANDIDATES]


def _make_row(subject: Subject, candidate: Candidate, day: str, language: Language) -> LinkRow:
    return LinkRow(
        subject_id=subject.iri,
        subject_label=subject.label,
        predicate_id=EXACT if candidate.says("kind") == "for" else CLOSE,
        object_id=WIKIDATA + candidate.item.id,
        object_label=candidate.evidence[0].slots["theirs"],
        mapping_justification=BY_MANY,
        confidence=candidate.confidence,
        mapping_tool=TOOL,
        mapping_date=day,
        comment=" ".join(piece.to_text(language) for piece in candidate.evidence),
        status="accepted" if candidate.accepted else "candidate",
    )


def _is_worth_showing(subject: Subject, candidate: Candidate) -> bool:
    """Leave out what no clerk would take: another country's, another code's, a city for a body in it."""
    against = {piece.topic for piece in candidate.evidence if piece.verdict == "against"}
    is_alike = candidate.evidence[0].sentence == "name-alike"
    wants_city = subject.is_place and not is_union(*subject.names) and not is_alike
    return not against & ({"country", "code"} if wants_city else {"country", "code", "kind"})
