"""``koryu link suggest``: candidates from Wikidata for every place and organization of the records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import link_options, options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import show_problems

if TYPE_CHECKING:
    from koryu_rdf.link.mappings import LinkRow


@options.command("suggest")
@options.sources
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.sssom.tsv",
    required=True,
    help=tell("option-mappings"),
)
@link_options.index
@click.option("--search-api", metavar="URL|none", help=tell("option-search-api"))
@link_options.asking
@link_options.decisions
@options.survey
@options.form
def suggest(
    run: Run,
    sources: tuple[str, ...],
    output: Path,
    index: Path | None,
    search_api: str | None,
    endpoint: str | None,
    contact: str | None,
    cache: Path | None,
    timeout: float,
    decisions: Path,
    survey: str | None,
    form: str | None,
) -> None:
    """Look everything up and write the suggestions."""
    from koryu_rdf import linking  # noqa: PLC0415

    reading = options.open_reading(run, sources or (str(get_folder("records")),), survey, form)
    gazetteer = link_options.open_gazetteer(run, index, endpoint, contact, cache, timeout, search_api)
    target = options.choose_target(output)
    with run.progress() as progress:
        rows, problems = linking.suggest_links(
            reading, gazetteer, target, run.settings, decisions, language=get_language(), progress=progress
        )
    if not run.quiet:
        show_problems((*reading.problems, *problems))
    run.say(describe_rows(rows, output))


def describe_rows(rows: Sequence[LinkRow], output: Path) -> str:
    """Count what became of the subjects."""
    subjects = {row.subject_id for row in rows}
    accepted = {row.subject_id for row in rows if row.status == "accepted"}
    nothing = {row.subject_id for row in rows if row.status == "none"} - accepted
    counts = {"subjects": len(subjects), "accepted": len(accepted), "nothing": len(nothing)}
    return tell("suggest-summary", **counts, waiting=len(subjects - accepted - nothing), file=output)
