"""``koryu publish``: a release of the folder, with what changed since the one before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.build import LINKS, get_today, make_folder
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import get_exit_code

if TYPE_CHECKING:
    from koryu_rdf.read import Reading

BUILT = Path("build")
CATALOGUE = "catalog.ttl"


@options.command("publish")
@click.argument("data", nargs=-1, metavar="[DATA]...", type=click.Path(path_type=str))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help=tell("option-folder")
)
@click.option("--release", "name", metavar="NAME", help=tell("option-release-name"))
@click.option("--previous", type=click.Path(path_type=Path), metavar="DIR", help=tell("option-previous"))
@options.strict
@options.survey
@options.form
def publish(
    run: Run,
    data: tuple[str, ...],
    output: Path,
    name: str | None,
    previous: Path | None,
    strict: bool,
    survey: str | None,
    form: str | None,
) -> int:
    """Make a release: the whole folder, and what is new in it."""
    from koryu_rdf.releasing import Plan  # noqa: PLC0415

    today = get_today()
    plan = Plan(name or today.isoformat(), today, previous or _find_previous(output))
    reading = open_release(run, data, survey, form)
    reading.strict = strict
    links = get_folder("links") if not data and not LINKS.exists() else LINKS
    summary = make_folder(run, reading, output, plan, links)
    if summary.news:
        run.say(tell("release-summary", name=plan.name, folder=output, changes=summary.news.to(get_language())))
    return get_exit_code(summary.problems)


def _find_previous(output: Path) -> Path | None:
    """Take the folder that is there for the release before, if it says what it is."""
    return output if (output / CATALOGUE).exists() else None


def open_release(run: Run, named: tuple[str, ...], survey: str | None, form: str | None) -> Reading:
    """Make a reading of sources, or of the records in built folders; naming nothing takes the last build, else the bundled records."""
    from koryu_rdf.releasing import find_records, read_surveys  # noqa: PLC0415

    found = named or ((str(BUILT),) if find_records(BUILT) else (str(get_folder("records")),))
    records = {one: find_records(Path(one)) for one in found}
    graphs, _ = options.part_data([one for one in found if not records[one]])
    if graphs:
        raise click.UsageError(tell("publish-rdf", path=graphs[0]))
    reading = options.open_reading(run, [str(records[one] or one) for one in found], survey, form)
    for path in filter(None, records.values()):
        reading.known_surveys.update(read_surveys(path.parent.parent))
    return reading
