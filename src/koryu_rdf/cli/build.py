"""``koryu build``: the main job."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import count_problems, get_exit_code, show_problems
from koryu_rdf.settings import Publisher

if TYPE_CHECKING:
    from koryu_rdf.pipeline import Summary
    from koryu_rdf.read import Reading
    from koryu_rdf.releasing import Plan

LINKS = Path("links")
"""The decided links of whoever works here; the records that come with the package have theirs beside them."""


@options.command("build")
@options.sources
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("build"), metavar="DIR", help=tell("option-folder")
)
@options.strict
@options.survey
@options.form
def build(run: Run, sources: tuple[str, ...], output: Path, strict: bool, survey: str | None, form: str | None) -> int:
    """Make the folder and say what is in it."""
    reading = options.open_reading(run, sources or (str(get_folder("records")),), survey, form)
    reading.strict = strict
    links = get_folder("links") if not sources and not LINKS.exists() else LINKS
    summary = make_folder(run, reading, output, get_today(), links)
    if sources and run.settings.publisher == Publisher():
        run.say(tell("publisher-unset"))
    return get_exit_code(summary.problems)


def make_folder(run: Run, reading: Reading, output: Path, occasion: datetime.date | Plan, links: Path) -> Summary:
    """Make the folder, for a day or as a release, and say what is in it and what to mend."""
    from koryu_rdf import linking, pipeline  # noqa: PLC0415

    decided = linking.read_links(links, run.settings)
    with run.progress() as progress:
        summary = pipeline.build(
            reading, output, run.settings, occasion, links=decided, language=get_language(), progress=progress
        )
    if not run.quiet:
        show_problems(summary.problems)
    run.say_redactions(reading)
    run.say(describe_summary(summary))
    return summary


def get_today() -> datetime.date:
    """Give the day of the build; ``SOURCE_DATE_EPOCH`` sets it, so that a build can be repeated to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch and epoch.isdigit() else now).date()


def describe_summary(summary: Summary) -> str:
    """Say in a few lines what a build made."""
    named = [name for name in summary.files if name.startswith(("data/", "report/", "index", "catalog"))]
    width = max(map(len, named))
    lines = [f"  {name:<{width}}  {summary.files[name]:>12,}" for name in named]
    head = tell(
        "summary",
        folder=summary.folder,
        records=summary.records,
        triples=f"{summary.triples:,}",
        problems=count_problems(summary.problems),
        files=len(summary.files),
        seconds=f"{summary.seconds:.1f}",
    )
    return "\n".join(
        [
            head,
            *lines,
            tell("summary-next", folder=summary.folder, koryu=_name_program(), data=_name_data(summary.folder)),
        ]
    )


def _name_program() -> str:
    """Name this program as it can be typed here: by its path where it is not on the PATH but below this folder."""
    path = os.path.relpath(sys.argv[0])
    return "koryu" if shutil.which("koryu") or path.startswith("..") else path


def _name_data(folder: Path) -> str:
    """Name the folder for a query, unless it is the one that queries take by themselves."""
    return "" if folder == Path("build") else f" {folder}"
