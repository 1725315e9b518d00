"""``koryu link export``: what Wikidata lacks, to read and then to paste into QuickStatements."""

from __future__ import annotations

from pathlib import Path

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import link_options, options
from koryu_rdf.cli.build import get_today
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run


@options.command("export")
@options.sources
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=tell("option-export-file"))
@click.option("--reference", metavar="URL", help=tell("option-reference"))
@link_options.index
@link_options.asking
@link_options.decisions
@options.survey
@options.form
def export(
    run: Run,
    sources: tuple[str, ...],
    output: Path | None,
    reference: str | None,
    index: Path | None,
    endpoint: str | None,
    contact: str | None,
    cache: Path | None,
    timeout: float,
    decisions: Path,
    survey: str | None,
    form: str | None,
) -> None:
    """Show what would be proposed; with ``--output`` write it."""
    from koryu_rdf import linking  # noqa: PLC0415
    from koryu_rdf.link.quickstatements import describe_plan, write_commands  # noqa: PLC0415
    from koryu_rdf.outputs import open_output  # noqa: PLC0415

    reading = options.open_reading(run, sources or (str(get_folder("records")),), survey, form)
    gazetteer = link_options.open_gazetteer(run, index, endpoint, contact, cache, timeout)
    plan = linking.plan_link_export(reading, gazetteer, run.settings, decisions, reference)
    commands = write_commands(plan.proposals, get_today().isoformat())
    if output:
        with open_output(options.choose_target(output)) as stream:
            stream.write(commands.encode())
    for line in describe_plan(plan, get_language()):
        run.say(line)
    key = "export-written" if output else "export-dry"
    run.say(tell(key, proposals=len(plan.proposals), left_out=len(plan.left_out), file=output or ""))
