"""The order of the stages, on one screen: read -> lift -> write -> publish -> check.

In: sources and settings. Out: files, and a :class:`Summary` of what was made. How a stage works, its own package knows; nothing here
prints.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from koryu_rdf.assets import list_files
from koryu_rdf.check import Report, check, describe_report
from koryu_rdf.conversion import convert, write_records
from koryu_rdf.correct import correct
from koryu_rdf.correction_sheet import Original
from koryu_rdf.errors import BuildError
from koryu_rdf.identifiers import DEFAULT_BASE, Identifiers
from koryu_rdf.lift import lift
from koryu_rdf.link.graph import Links, describe_links
from koryu_rdf.link.subjects import collect_subjects
from koryu_rdf.linking import write_links
from koryu_rdf.model import Survey
from koryu_rdf.outputs import get_format_suffix, replace_folder
from koryu_rdf.problems import COLUMNS, Problem, sort_problems
from koryu_rdf.progress import Progress
from koryu_rdf.publish import (
    AGREEMENT_COLUMNS,
    CATALOGUE_PREFIXES,
    MOST_ROWS,
    STATEMENT_COLUMNS,
    Choice,
    Publication,
    Question,
    Site,
    describe_catalogue,
    describe_withdrawn,
    list_agreement_rows,
    list_statement_rows,
    publish,
    publish_quality,
    write_problem_page,
)
from koryu_rdf.query import list_queries, query, write_ntriples
from koryu_rdf.query import open_store as open_graphs
from koryu_rdf.read import REDACTION_COLUMNS, Reading, SortedRecords
from koryu_rdf.releasing import Plan, make_news
from koryu_rdf.settings import Settings
from koryu_rdf.store import Destination, Loaded, load, spool_data
from koryu_rdf.terms import Description
from koryu_rdf.texts import Language, Text, get_text
from koryu_rdf.write import TABLE_WRITERS, describe_problems, write, write_table

if TYPE_CHECKING:
    from pyoxigraph import Store

DATA_FILES = ("data/koryu.ttl", "data/koryu.nt.gz", "data/koryu.jsonld")
PROBLEM_SUFFIXES = (*TABLE_WRITERS, ".ttl", ".xlsx")
TABLE_FILE, RECORDS_FILE, WITHDRAWN_FILE = "data/agreements.csv", "data/agreements.jsonl", "data/withdrawn.ttl"
BESIDE_PAGES = (".ttl", ".jsonld", ".nt")
PUBLISHED_LINKS = "data/links.trig"
EVERY_PAIR, MOST_PAIRED = "every-pair", 500
NO_PROGRESS, NO_LINKS = Progress(), Links()


class Summary(msgspec.Struct, frozen=True):
    """What a build made: counts, the files with their sizes in bytes, the time in seconds, and every problem.

    ``news`` says what is new in a release.
    """

    folder: Path
    records: int
    triples: int
    files: Mapping[str, int]
    problems: tuple[Problem, ...]
    seconds: float
    news: Text | None = None


def write_problems(
    problems: Sequence[Problem],
    target: Path,
    language: Language,
    reading: Reading | None = None,
    base: str = DEFAULT_BASE,
) -> None:
    """Write problems in one of ``PROBLEM_SUFFIXES``; ``.xlsx`` is the source that was read, given back to be mended."""
    ordered = sort_problems(problems)
    match get_format_suffix(target):
        case ".xlsx":
            correct(ordered, reading.find_original() if reading else Original(), target, language)
        case ".ttl":
            write(describe_problems(ordered, Identifiers(base)), target, prefixes=Identifiers(base).prefixes)
        case _:
            write_table((problem.to_row(language) for problem in ordered), COLUMNS, target)


def write_redactions(reading: Reading, target: Path, language: Language, *, with_text: bool = False) -> None:
    """Write the log of what was found of persons as a table; with the texts themselves it must not be published."""
    columns = (*REDACTION_COLUMNS, "text") if with_text else REDACTION_COLUMNS
    redactions = sorted(reading.redactions, key=lambda one: (one.where.file or "", one.where.line or 0))
    write_table((one.to_row(language) for one in redactions), columns, target)


def open_store(data: Sequence[Path], reading: Reading | None, settings: Settings) -> Store:
    """Load RDF files, and what a reading lifts to, into a store in memory, with the ontology for its labels."""
    return open_graphs([*data, *list_files("ontology", ".ttl")], lift_to_ntriples(reading, settings))


def check_data(
    data: Sequence[Path],
    reading: Reading | None,
    settings: Settings,
    *,
    advice: bool = False,
    progress: Progress = NO_PROGRESS,
) -> Report:
    """Check RDF files together with what a reading lifts to; on the way everything stands in a file that is gone afterwards."""
    with tempfile.TemporaryFile() as spool:
        if reading is not None:
            convert(reading, spool, settings, suffix=".nt", progress=progress)
        return _check_spool(data, spool, reading, advice=advice, progress=progress)


def check_triples(
    data: Sequence[Path],
    triples: bytes,
    *,
    reading: Reading | None = None,
    progress: Progress = NO_PROGRESS,
) -> Report:
    """Check RDF files together with N-Triples, which ``reading`` was lifted to."""
    with tempfile.TemporaryFile() as spool:
        spool.write(triples)
        return _check_spool(data, spool, reading, progress=progress)


def _check_spool(
    data: Sequence[Path], spool: BinaryIO, reading: Reading | None, *, advice: bool = False, progress: Progress
) -> Report:
    progress.begin("check")
    write_ntriples(data, spool)
    spool.flush()
    return check(spool, advice=advice, origins=reading.origins if reading else {})


def load_data(
    data: Sequence[Path], triples: bytes, destination: Destination, now: datetime, progress: Progress = NO_PROGRESS
) -> Loaded:
    """Load RDF files, and N-Triples in memory, into a graph of a store, in the place of what is there.

    Everything is read before the first byte is sent. Raises ``DataError`` for a file that cannot be read, ``StoreError`` for the rest.
    """
    progress.begin("spool")
    with spool_data(data, triples, progress.advance) as spool:
        return load(spool, destination, now=now, progress=progress)


def lift_to_ntriples(reading: Reading | None, settings: Settings, *, progress: Progress = NO_PROGRESS) -> bytes:
    """Read and lift to N-Triples in memory; no reading, no bytes."""
    if reading is None:
        return b""
    stream = io.BytesIO()
    convert(reading, stream, settings, suffix=".nt", progress=progress)
    return stream.getvalue()


def write_report(report: Report, problems: Sequence[Problem], target: Path, language: Language) -> None:
    """Write a report of checking: ``.ttl`` as sh:ValidationReport, ``.html`` to be read, ``.csv``, ``.jsonl``, ``.xlsx`` as a table."""
    if target.suffix == ".ttl":
        write(describe_report(report), target)
    elif target.suffix == ".html":
        write_problem_page(sort_problems(problems), target, language)
    else:
        write_problems(problems, target, language)


def build(
    reading: Reading,
    folder: Path,
    settings: Settings,
    occasion: date | Plan,
    *,
    links: Links = NO_LINKS,
    language: Language = "ja",
    progress: Progress = NO_PROGRESS,
) -> Summary:
    """Make the whole folder; it is swapped in at the end, so what was there stays until then.

    Of ``links``, those about things of the records are published, in a graph of their own. The occasion is a day, or a release.

    Raises :class:`BuildError` when the sources hold no record at all, with the problems that say why; a strict
    reading refuses to be published while it is undecided whether something is personal data.
    """
    started = time.monotonic()
    with replace_folder(folder) as draft, SortedRecords(progress.follow("read", reading), reading.journal) as records:
        if not records.count:
            raise BuildError(get_text("errors", "build-empty"), problems=reading.problems)
        reading.refuse_undecided()
        links = links.keep(subject.iri for subject in collect_subjects(records, Identifiers(settings.base)))
        triples = _write_data(records, reading, draft, settings, links, progress)
        progress.begin("publish")
        publication = _describe(records, reading, draft, settings, occasion, links)
        if isinstance(occasion, Plan):
            news = make_news(draft, occasion, settings.base, language, progress)
            publication = publication._replace(release=news)
        publication = _write_catalogue(publication)
        publish(records, publication, _count(records, triples), list(_ask_questions(draft, records.count)))
        _write_beside_pages(records, reading, publication, links)
        report = _check_folder(records, reading, publication, links, progress)
        problems = sort_problems((*reading.problems, *report.problems, *publication.news.problems))
        publish_quality(problems, publication)
        write_report(report, problems, draft / "report/validation.ttl", language)
        write_report(report, problems, draft / "report/problems.csv", language)
        files = {path.relative_to(draft).as_posix(): path.stat().st_size for path in _list_files(draft)}
    notes = publication.release.version.notes if publication.release else None
    return Summary(folder, records.count, triples, files, tuple(problems), time.monotonic() - started, notes)


def _lift(
    records: SortedRecords, reading: Reading, settings: Settings, links: Links, progress: Progress
) -> Iterator[Description]:
    followed = progress.follow("lift", records, records.count)
    return lift(followed, base=settings.base, surveys=reading.surveys, english_names=links.english_names)


def _write_data(
    records: SortedRecords, reading: Reading, draft: Path, settings: Settings, links: Links, progress: Progress
) -> int:
    triples = 0
    for name in DATA_FILES:
        data = _lift(records, reading, settings, links, progress)
        triples = write(data, draft / name, prefixes=Identifiers(settings.base).prefixes)
    write_table(list_agreement_rows(records), AGREEMENT_COLUMNS, draft / TABLE_FILE)
    write_records(records, draft / RECORDS_FILE)
    if links.accepted:
        write_links(links, draft / PUBLISHED_LINKS, settings.base)
    return triples


def _describe(
    records: SortedRecords,
    reading: Reading,
    draft: Path,
    settings: Settings,
    occasion: date | Plan,
    links: Links,
) -> Publication:
    """Say what is published; the data stand for the day their records were last edited, where the records say so."""
    names = sorted({record.survey for record in records})
    surveys = tuple(reading.surveys.get(name) or Survey(name) for name in names)
    days = [survey.modified for survey in surveys if survey.modified]
    modified = max(days, default=occasion.day if isinstance(occasion, Plan) else occasion)
    files = (*DATA_FILES, TABLE_FILE, RECORDS_FILE, *([PUBLISHED_LINKS] if links.accepted else []))
    return Publication(settings, modified, surveys, draft, files, links.coordinates, links.items)


def _write_catalogue(publication: Publication) -> Publication:
    """Write the catalogue, and the list of withdrawn IRIs, which becomes one of the files."""
    withdrawn, base = publication.news.withdrawn, publication.settings.base
    if withdrawn:
        write(describe_withdrawn(withdrawn, base), publication.folder / WITHDRAWN_FILE)
        publication = publication._replace(files=(*publication.files, WITHDRAWN_FILE))
    write(describe_catalogue(publication), publication.folder / "catalog.ttl", prefixes=CATALOGUE_PREFIXES)
    return publication


def _ask_questions(draft: Path, agreements: int) -> Iterator[Question]:
    """Ask every saved question of the data as written; the answers stand beside the questions as CSV and JSON.

    A question whose answer grows with the square of the data is not asked of many agreements.
    """
    store = open_graphs([draft / "data/koryu.nt.gz", *list_files("ontology", ".ttl")])
    (draft / "queries").mkdir()
    for saved in list_queries():
        choices = tuple(Choice(one.name, one.datatype, one.default) for one in saved.parameters)
        about = saved.name, saved.summary, saved.tags, choices, saved.text
        if EVERY_PAIR in saved.tags and agreements > MOST_PAIRED:
            yield Question(*about)
            continue
        answer = query(store, saved)
        for suffix, form in ((".csv", answer.to_csv), (".json", answer.to_json)):
            (draft / "queries" / f"{saved.name}{suffix}").write_bytes(form())
        yield Question(*about, answer.variables, answer.rows[:MOST_ROWS], len(answer.rows))


def _write_beside_pages(records: SortedRecords, reading: Reading, publication: Publication, links: Links) -> None:
    """Write what the data say of each thing beside its page, in every format."""
    settings, site = publication.settings, Site.of(publication.settings)
    prefixes = Identifiers(settings.base).prefixes
    withdrawn = describe_withdrawn(publication.news.withdrawn, settings.base)
    described = chain(_lift(records, reading, settings, links, NO_PROGRESS), withdrawn)
    things = groupby(described, key=lambda one: site.find_path(one.subject))
    for path, descriptions in things:
        if (publication.folder / f"{path}.html").exists():
            found = list(descriptions)
            for suffix in BESIDE_PAGES:
                with (publication.folder / f"{path}{suffix}").open(
                    "wb"
                ) as stream:  # the folder as a whole is swapped in
                    write(found, stream, suffix=suffix, prefixes=prefixes)
            with (publication.folder / f"{path}.csv").open("wb") as stream:
                write_table(list_statement_rows(found), STATEMENT_COLUMNS, stream, suffix=".csv")


def _count(records: SortedRecords, triples: int) -> dict[str, int]:
    countries = {party.country for record in records for party in record.overseas_parties if party.country}
    return {"agreements": records.count, "countries": len(countries), "triples": triples}


def _check_folder(
    records: SortedRecords, reading: Reading, publication: Publication, links: Links, progress: Progress
) -> Report:
    """Check the data, the links and the catalogue as one."""
    data = _lift(records, reading, publication.settings, links, NO_PROGRESS)
    described = describe_links(links, publication.settings.base)
    with tempfile.TemporaryFile() as spool:
        write(chain(data, described, describe_catalogue(publication)), spool, suffix=".nt")
        return _check_spool([], spool, reading, progress=progress)


def _list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
