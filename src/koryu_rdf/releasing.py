"""From one release to the next: what changed since the one before, what is carried on from it, and a difference in files.

In: folders that ``koryu build`` or ``koryu publish`` made, or RDF files. Out: a difference as a table or an RDF Patch; or, for a release
in the making, its :class:`News` and, below ``releases/``, what is kept of every release: its data once it is an earlier one, and what
was new in it. How things are compared, the room ``diff`` knows; what pages and catalogue say of releases, ``publish``.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from pyoxigraph import Literal, RdfFormat, parse

from koryu_rdf.changes import COLUMNS, Change, list_change_rows, say_counts
from koryu_rdf.diff import Difference, diff
from koryu_rdf.errors import DataError
from koryu_rdf.model import Phrase, Survey
from koryu_rdf.namespaces import expand
from koryu_rdf.outputs import MARKER, get_format_suffix, make_write_error
from koryu_rdf.problems import Problem, Where, make_problem
from koryu_rdf.progress import Progress
from koryu_rdf.publish import News, Version, Withdrawn, is_release_name, read_modified, read_versions, read_withdrawn
from koryu_rdf.texts import Language, get_text
from koryu_rdf.write import WORKBOOK_WRITERS, write_table

DATA_FILES = ("koryu.nt.gz", "links.trig")
"""What a built folder says, below ``data/``: its data, and the links as a graph of their own."""
RECORDS_FILE = "data/agreements.jsonl"
WITHDRAWN_FILE = "withdrawn.ttl"
CHANGES_FILES = ("changes.csv", "changes.rdfp")
KEPT_FILES = (*CHANGES_FILES, *DATA_FILES, WITHDRAWN_FILE)
"""What is kept of a release, below ``releases/NAME/``."""
RELEASES = "releases"
PATCH_SUFFIX = ".rdfp"
NO_PROGRESS = Progress()
_SURVEY = re.compile(rb"<[^>]*/survey/[^>]*> ")
_TITLE = expand("dcterms:title")


class Plan(NamedTuple):
    """The release to make: its name, its day, and the folder or the catalogue of an earlier one."""

    name: str
    day: date
    previous: Path | None = None


class _Base(NamedTuple):
    """The release before: where its data are, the releases up to it, newest first, and the folder that keeps them."""

    data: Path
    versions: list[Version]
    folder: Path


def compare(old: Path, new: Path, progress: Progress = NO_PROGRESS) -> AbstractContextManager[Difference]:
    """Compare two folders or files; what is given holds until its block ends."""
    return diff(find_data(old), find_data(new), progress)


def find_data(path: Path) -> list[Path]:
    """Find the data of a built folder; a file is its own.

    Raises ``DataError`` for any other folder, and where there is nothing.
    """
    if not path.exists():
        raise _make_data_error("diff-missing", path)
    if not path.is_dir():
        return [path]
    found = _list_data(path / "data")
    if not found or not (path / MARKER).exists():
        raise _make_data_error("diff-folder", path)
    return found


def find_records(path: Path) -> Path | None:
    """Find the records in a built folder, or in the one that a file of data lies in."""
    places = (folder / RECORDS_FILE for folder in (path, path.parent.parent) if (folder / MARKER).exists())
    return next((place for place in places if place.exists()), None)


def read_surveys(folder: Path) -> dict[str, Survey]:
    """Read what a built folder says of its surveys, for its records tell only their identifiers."""
    day = read_modified(folder / "catalog.ttl")
    with gzip.open(folder / "data" / DATA_FILES[0]) as lines:
        described = b"".join(line for line in lines if _SURVEY.match(line))
    titles: dict[str, dict[str, str]] = {}
    for quad in parse(io.BytesIO(described), RdfFormat.N_TRIPLES):
        if quad.predicate.value == _TITLE and isinstance(quad.object, Literal):
            name = unquote(str(quad.subject)[1:-1].rpartition("/")[2])
            titles.setdefault(name, {})[quad.object.language or ""] = quad.object.value
    return {name: Survey(name, Phrase(**words), modified=day) for name, words in titles.items() if "ja" in words}


def read_reported(folder: Path) -> set[tuple[str, str]]:
    """Read which problems a built folder reports, by record and code; its editors know of any other and keep what is there."""
    with (folder / "report/problems.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {(row["record"], row["code"]) for row in csv.DictReader(lines)}


def has_links(folder: Path) -> bool:
    """Say whether a built folder has links, so that a release of it should, too."""
    return (folder / "data" / DATA_FILES[1]).exists()


def check_targets(targets: tuple[Path, ...]) -> None:
    """Raise ``WriteError`` for a target whose suffix no writer has, before anything is compared."""
    known = (*WORKBOOK_WRITERS, PATCH_SUFFIX)
    for target in targets:
        if (suffix := get_format_suffix(target)) not in known:
            raise make_write_error("diff-suffix", target, suffix=suffix, known=" ".join(known))


def write_difference(difference: Difference, target: Path, language: Language) -> None:
    """Write a difference as an RDF Patch (``.rdfp``) or as a table."""
    if get_format_suffix(target) == PATCH_SUFFIX:
        difference.write_patch(target)
    else:
        write_table(list_change_rows(difference.changes, difference.names, language), COLUMNS, target)


def make_news(draft: Path, plan: Plan, base: str, language: Language, progress: Progress = NO_PROGRESS) -> News:
    """Find out what is new in a folder whose data are written, and keep below it what earlier releases left.

    Raises ``DataError`` where the earlier release cannot be used, or already has the name.
    """
    if not is_release_name(plan.name):
        raise _make_data_error("release-name", Path(plan.name))
    found = _find_base(plan)
    if found is None:
        return News(Version(plan.name, plan.day, get_text("publish", "first-release")))
    _keep_earlier(found, draft)
    old = _list_data(found.data)
    earlier = tuple(found.versions)
    if not old:
        return _carry_on(plan, earlier, found, draft)
    with diff(old, find_data(draft), progress) as difference:
        for name in CHANGES_FILES:
            write_difference(difference, draft / RELEASES / plan.name / name, language)
        changes = tuple(difference.changes)
        version = Version(plan.name, plan.day, say_counts(changes), earlier[0].name)
        withdrawn = tuple(_list_withdrawn(found, changes, plan, base))
        kept = _list_kept(draft, (version, *earlier))
        problems = tuple(_find_changed_surveys(changes, plan, base))
        return News(version, earlier, changes, difference.names, withdrawn, kept, problems)


def _carry_on(plan: Plan, earlier: tuple[Version, ...], found: _Base, draft: Path) -> News:
    """Carry on what a catalogue without data tells."""
    version = Version(plan.name, plan.day, get_text("publish", "unknown-changes"), earlier[0].name)
    return News(version, earlier, withdrawn=tuple(_read_withdrawn(found)), files=_list_kept(draft, earlier))


def _find_base(plan: Plan) -> _Base | None:
    """Find the release before this one: the one given, or, where that is this very release, the one before it."""
    if plan.previous is None:
        return None
    folder = plan.previous if plan.previous.is_dir() else plan.previous.parent
    catalogue = plan.previous / "catalog.ttl" if plan.previous.is_dir() else plan.previous
    versions = read_versions(catalogue)
    if not versions:
        raise _make_data_error("release-none", plan.previous)
    if versions[0].name == plan.name:
        earlier = versions[1:]
        return _Base(folder / RELEASES / earlier[0].name, earlier, folder) if earlier else None
    if plan.name in {version.name for version in versions}:
        raise _make_data_error("release-taken", plan.previous, name=plan.name)
    return _Base(folder / "data", versions, folder)


def _keep_earlier(found: _Base, draft: Path) -> None:
    """Copy what is kept of earlier releases, and the data of the newest of them."""
    for version in found.versions:
        _copy_kept(found.folder / RELEASES / version.name, draft / RELEASES / version.name)
    _copy_kept(found.data, draft / RELEASES / found.versions[0].name)


def _copy_kept(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in KEPT_FILES:
        if (source / name).is_file():
            shutil.copyfile(source / name, target / name)


def _list_withdrawn(found: _Base, changes: Iterable[Change], plan: Plan, base: str) -> Iterator[Withdrawn]:
    """List what was withdrawn up to now, sorted by IRI; what is back is not."""
    changes = list(changes)
    back = {change.successor or change.iri for change in changes if change.kind == "new" or change.successor}
    carried = {one.iri: one for one in _read_withdrawn(found) if one.iri not in back}
    new = {
        change.iri: Withdrawn(change.iri, change.former or change.name, change.successor, plan.name)
        for change in changes
        if change.is_withdrawn and change.iri.startswith(base) and "#" not in change.iri[len(base) :]
    }
    everything = carried | new
    yield from (everything[iri] for iri in sorted(everything))


def _find_changed_surveys(changes: Iterable[Change], plan: Plan, base: str) -> Iterator[Problem]:
    """Find surveys that are gone while others came: most likely one got another identifier by accident."""
    surveys = [change for change in changes if change.iri.startswith(f"{base}survey/")]
    gone = [unquote(change.iri.rpartition("/")[2]) for change in surveys if change.kind == "ended"]
    new = [unquote(change.iri.rpartition("/")[2]) for change in surveys if change.kind == "new"]
    if gone and new:
        where = Where(file=plan.previous.name if plan.previous else None)
        yield make_problem("release-survey-changed", where, value=", ".join(gone), new=", ".join(new))


def _read_withdrawn(found: _Base) -> list[Withdrawn]:
    path = found.data / WITHDRAWN_FILE
    return read_withdrawn(path) if path.exists() else []


def _list_data(folder: Path) -> list[Path]:
    return [folder / name for name in DATA_FILES if (folder / name).exists()]


def _list_kept(draft: Path, versions: Iterable[Version]) -> dict[str, tuple[str, ...]]:
    folders = {version.name: draft / RELEASES / version.name for version in versions}
    return {
        name: tuple(f"{RELEASES}/{name}/{file}" for file in KEPT_FILES if (folder / file).is_file())
        for name, folder in folders.items()
        if folder.is_dir()
    }


def _make_data_error(key: str, path: Path, **slots: object) -> DataError:
    hint = get_text("errors", f"{key}-hint", path=path, **slots)
    return DataError(get_text("errors", key, path=path, **slots), where=str(path), hint=hint)
