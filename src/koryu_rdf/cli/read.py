"""``koryu read``: a document becomes records, and a list of what is wrong in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.layouts import show_layouts
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import count_problems, get_exit_code, show_problems, show_table, show_where

if TYPE_CHECKING:
    from koryu_rdf.model import Agreement
    from koryu_rdf.read import PassedOver, Reading, SortedRecords


@options.command("read")
@options.sources
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), metavar="F.jsonl", help=tell("option-records")
)
@click.option(
    "--problems", "problems_file", type=click.Path(path_type=Path), metavar="FILE", help=tell("option-problems")
)
@click.option("--explain", is_flag=True, help=tell("option-explain"))
@click.option("--redactions", type=click.Path(path_type=Path), metavar="FILE", help=tell("option-redactions"))
@click.option("--redactions-with-text", "with_text", is_flag=True, help=tell("option-redactions-with-text"))
@options.strict
@click.option("-v", "--verbose", is_flag=True, help=tell("option-verbose"))
@options.survey
@options.form
def read(
    run: Run,
    sources: tuple[str, ...],
    output: Path | None,
    problems_file: Path | None,
    explain: bool,
    redactions: Path | None,
    with_text: bool,
    strict: bool,
    verbose: bool,
    survey: str | None,
    form: str | None,
) -> int:
    """Read the sources, write the records, list the problems."""
    from koryu_rdf.read import SortedRecords  # noqa: PLC0415

    if problems_file:
        _check_problems_file(problems_file, sources)
    _check_redactions(redactions, with_text)
    reading = options.open_reading(run, sources, survey, form)
    reading.strict = strict
    with run.progress() as progress, SortedRecords(progress.follow("read", reading), reading.journal) as records:
        if redactions or problems_file:
            _write_lists(reading, problems_file, redactions, run.settings.base, with_text=with_text)
        reading.refuse_undecided()
        _give_records(records, reading, output, explain=explain)
    if verbose:
        _show_passed_over(reading.passed_over)
    if not run.quiet:
        show_problems(reading.problems, whole=verbose)
    run.say_redactions(reading)
    run.say(tell("read-summary", records=records.count, problems=count_problems(reading.problems)))
    _say_what_next(run, problems_file, reading)
    return get_exit_code(reading.problems)


def _write_lists(
    reading: Reading, problems: Path | None, redactions: Path | None, base: str, *, with_text: bool
) -> None:
    """Write the problems, and what was found of persons, as tables."""
    from koryu_rdf import pipeline  # noqa: PLC0415

    if redactions:
        pipeline.write_redactions(reading, redactions, get_language(), with_text=with_text)
    if problems:
        pipeline.write_problems(reading.problems, problems, get_language(), reading, base)


def _say_what_next(run: Run, path: Path | None, reading: Reading) -> None:
    """Say what to do with a workbook of problems; a document is mended in its own program."""
    if path is None or path.suffix.lower() != ".xlsx" or not reading.problems:
        return
    if len(reading.sources) > 1:
        run.say(tell("problems-several", path=path))
    elif reading.gives_tables:
        run.say(tell("problems-to-mend", path=path))


def _give_records(records: SortedRecords, reading: Reading, output: Path | None, *, explain: bool) -> None:
    """Write the records, or show them to a person; and how tables were understood, where that is asked for."""
    from koryu_rdf.conversion import write_records  # noqa: PLC0415

    if output is None and sys.stdout.isatty() and not explain:
        _show_records(records)
    elif output is not None or not explain:
        write_records(records, options.choose_target(output))
    if explain:
        show_layouts(reading.tables)


def _check_problems_file(path: Path, sources: Sequence[str]) -> None:
    """Refuse a name that says no format, and one that is a source's: only a workbook is given back whole."""
    from koryu_rdf.pipeline import PROBLEM_SUFFIXES as known  # noqa: N811, PLC0415

    suffix = path.suffix.lower()
    if suffix not in known:
        raise click.UsageError(tell("problems-form", path=path, known=" ".join(known)))
    is_source = path.exists() and any(Path(source).exists() and path.samefile(source) for source in sources)
    if is_source and not (suffix == ".xlsx" and len(sources) == 1):
        raise click.UsageError(tell("problems-onto-source", path=path))


def _check_redactions(path: Path | None, with_text: bool) -> None:
    """Refuse a log of no form, and what was withheld without a file of its own or in a folder made to be published."""
    from koryu_rdf.outputs import MARKER  # noqa: PLC0415
    from koryu_rdf.write import TABLE_WRITERS  # noqa: PLC0415

    if path is None:
        if with_text:
            raise click.UsageError(tell("redactions-file-missing"))
        return
    if path.suffix not in TABLE_WRITERS:
        raise click.UsageError(tell("problems-form", path=path, known=" ".join(TABLE_WRITERS)))
    if with_text and any((folder / MARKER).exists() for folder in path.resolve().parents):
        raise click.UsageError(tell("redactions-published", path=path))


def _show_records(records: Iterable[Agreement]) -> None:
    """List the records for a person: JSON Lines are for files and pipes."""
    rows = [
        [
            str(record.number),
            ", ".join(date.value for date in record.dates),
            record.title,
            " ".join(party.name for party in record.japanese_parties),
            " ".join(party.name for party in record.overseas_parties),
        ]
        for record in records
    ]
    show_table([tell(f"column-{name}") for name in ("number", "dates", "title", "japanese", "overseas")], rows)


def _show_passed_over(lines: Iterable[PassedOver]) -> None:
    for line in lines:
        reason = line.explanation.to(get_language())
        click.echo(f"{show_where(line.where)}: {reason}  {line.text}", err=True)
