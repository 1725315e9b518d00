"""``koryu publish``: a release of the folder, with what changed since the one before."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.build import LINKS, get_today, make_folder
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import get_exit_code
from koryu_rdf.settings import Publisher

if TYPE_CHECKING:
    from koryu_rdf.read import Reading
    from koryu_rdf.register import Registration
    from koryu_rdf.releasing import Plan

BUILT = Path("build")
CATALOGUE = "catalog.ttl"
LONGEST = 100


@options.command("publish")
@click.argument("data", nargs=-1, metavar="[DATA]...", type=click.Path(path_type=str))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help=tell("option-release-folder"))
@click.option("--release", "name", metavar="NAME", help=tell("option-release-name"))
@click.option("--previous", type=click.Path(path_type=Path), metavar="DIR", help=tell("option-previous"))
@click.option("--ckan", metavar="URL", help=tell("option-ckan"))
@click.option("--send", is_flag=True, help=tell("option-send"))
@click.option("--dataset", metavar="NAME", help=tell("option-dataset"))
@click.option("--organization", metavar="NAME", help=tell("option-organization"))
@options.strict
@options.survey
@options.form
def publish(
    run: Run,
    data: tuple[str, ...],
    output: Path | None,
    name: str | None,
    previous: Path | None,
    ckan: str | None,
    send: bool,
    dataset: str | None,
    organization: str | None,
    strict: bool,
    survey: str | None,
    form: str | None,
) -> int:
    """Make a release, register a folder at a portal, or both: with a portal and no output, the folder is there already."""
    from koryu_rdf.releasing import Plan, find_records  # noqa: PLC0415

    if output is None and ckan is None:
        raise click.UsageError(tell("publish-nowhere"))
    code = 0
    if output is not None:
        data = data or ((str(BUILT),) if find_records(BUILT) else ())
        reading = open_release(run, data, survey, form)
        reading.strict = strict
        today = get_today()
        plan = Plan(name or today.isoformat(), today, previous or _find_previous(output))
        code = make_release(run, reading, output, plan, choose_links(data))
    if ckan is not None:
        folder = output or Path(data[0] if data else BUILT)
        announce(run, folder / CATALOGUE if folder.is_dir() else folder, ckan, Place(dataset, organization), send=send)
    return code


def make_release(run: Run, reading: Reading, output: Path, plan: Plan, links: Path) -> int:
    """Make the whole folder, and say what is new in it."""
    summary = make_folder(run, reading, output, plan, links)
    if run.settings.publisher == Publisher():
        run.say(tell("publisher-unset"))
    if summary.news:
        run.say(tell("release-summary", name=plan.name, folder=output, changes=summary.news.to(get_language())))
    return get_exit_code(summary.problems)


def _find_previous(output: Path) -> Path | None:
    """Take the folder that is there for the release before, if it says what it is."""
    return output if (output / CATALOGUE).exists() else None


def open_release(run: Run, named: tuple[str, ...], survey: str | None, form: str | None) -> Reading:
    """Make a reading of sources, or of the records in built folders; naming nothing takes the bundled records."""
    from koryu_rdf.releasing import find_records, read_reported, read_surveys  # noqa: PLC0415

    found = named or (str(get_folder("records")),)
    records = {one: find_records(Path(one)) for one in found}
    graphs, _ = options.part_data([one for one in found if not records[one]])
    if graphs:
        raise click.UsageError(tell("publish-rdf", path=graphs[0]))
    reading = options.open_reading(run, [str(records[one] or one) for one in found], survey, form)
    folders = [path.parent.parent for path in records.values() if path]
    for folder in folders:
        reading.known_surveys.update(read_surveys(folder))
    if len(folders) == len(records):
        reading.reported = set().union(*map(read_reported, folders))
    return reading


def choose_links(named: Sequence[str]) -> Path:
    """Choose the decided links: those of who works here, else those that come with the package where they belong to the data."""
    from koryu_rdf.releasing import find_records, has_links  # noqa: PLC0415

    records = [find_records(Path(one)) for one in named]
    are_bundled = all(path and has_links(path.parent.parent) for path in records)
    return get_folder("links") if are_bundled and not LINKS.exists() else LINKS


class Place(NamedTuple):
    """Where at the portal: the dataset and its organization, by the names in their addresses."""

    dataset: str | None
    organization: str | None


def announce(run: Run, catalogue: Path, url: str, place: Place, *, send: bool) -> None:
    """Say what would be different at the portal, and with ``send`` make it so."""
    from koryu_rdf.register import open_portal, plan_registration, register  # noqa: PLC0415

    portal = open_portal(url, os.environ)
    registration = plan_registration(catalogue, portal, place.dataset, place.organization)
    click.echo("\n".join(describe_registration(registration)))
    if send:
        register(registration, portal)
        run.say(tell("register-done", address=registration.address))
    elif registration.work != "nothing":
        run.say(tell("register-dry"))


def describe_registration(registration: Registration) -> list[str]:
    """Say what is to be done, step by step."""
    lines = [tell(f"register-{registration.work}", address=registration.address)]
    for step in registration.steps:
        name = tell(f"register-{step.what}", name=step.name)
        before = f"{_shorten(step.before)} → " if step.before else ""
        lines.append(f"  {name}: {before}{_shorten(step.after)}")
    return lines if registration.harvested else [*lines, tell("register-not-harvested")]


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
