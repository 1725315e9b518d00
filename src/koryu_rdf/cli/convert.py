"""``koryu convert``: records become RDF in one file."""

from __future__ import annotations

from pathlib import Path

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import count_problems, get_exit_code, show_problems


@options.command("convert")
@options.sources
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    metavar="FILE",
    help=tell("option-rdf"),
)
@click.option("--to", "suffix", metavar="FORMAT", help=tell("option-to"))
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", help=tell("option-engine"))
@click.option("--processes", type=click.IntRange(min=1), metavar="N", help=tell("option-processes"))
@options.strict
@options.survey
@options.form
def convert(
    run: Run,
    sources: tuple[str, ...],
    output: Path,
    suffix: str | None,
    engine: str,
    processes: int | None,
    strict: bool,
    survey: str | None,
    form: str | None,
) -> int:
    """Read, lift and write."""
    if engine == "spark":
        return _convert_on_cluster(run, sources, str(output))
    from koryu_rdf import conversion  # noqa: PLC0415

    reading = options.open_reading(run, sources, survey, form)
    reading.strict = strict
    target = options.choose_target(output)
    if suffix is None and not isinstance(target, Path):
        suffix = "ttl"
    with run.progress() as progress:
        triples = conversion.convert(
            reading,
            target,
            run.settings,
            suffix=f".{suffix.lstrip('.')}" if suffix else None,
            progress=progress,
            processes=processes,
        )
    if not run.quiet:
        show_problems(reading.problems)
    run.say_redactions(reading)
    run.say(tell("convert-summary", triples=f"{triples:,}", target=output, problems=count_problems(reading.problems)))
    return get_exit_code(reading.problems)


def _convert_on_cluster(run: Run, sources: tuple[str, ...], target: str) -> int:
    """Have a cluster convert into a folder; sources and folder are addresses of any file system that it knows."""
    from koryu_rdf.cluster import convert_on_cluster, open_session  # noqa: PLC0415

    if not sources:
        raise click.UsageError(tell("sources-missing"))
    done = convert_on_cluster(open_session(), sources, target, run.settings)
    if not run.quiet:
        show_problems(done.problems)
    run.say(tell("convert-summary", triples=f"{done.triples:,}", target=target, problems=count_problems(done.problems)))
    return get_exit_code(done.problems)
