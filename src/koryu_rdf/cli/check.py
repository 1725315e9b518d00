"""``koryu check``: data, or the records they come from, against the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import count_problems, get_exit_code, show_problems


@options.command("check")
@click.argument("data", nargs=-1, metavar="DATA|SOURCE...", type=click.Path(path_type=str))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT", help=tell("option-report"))
@click.option("--advice", is_flag=True, help=tell("option-advice"))
@options.survey
@options.form
def check(
    run: Run, data: tuple[str, ...], output: Path | None, advice: bool, survey: str | None, form: str | None
) -> int:
    """Check RDF files, and what other sources lift to."""
    from koryu_rdf import pipeline  # noqa: PLC0415

    graphs, sources = options.part_data(data)
    reading = options.open_reading(run, sources, survey, form) if sources or not graphs else None
    with run.progress() as progress:
        report = pipeline.check_data(graphs, reading, run.settings, advice=advice, progress=progress)
    problems = [*(reading.problems if reading else ()), *report.problems]
    if output:
        pipeline.write_report(report, problems, output, get_language())
    if not run.quiet:
        show_problems(problems)
    if reading:
        run.say_redactions(reading)
    run.say(tell("check-conforms" if report.conforms else "check-fails", problems=count_problems(problems)))
    return get_exit_code(problems)
