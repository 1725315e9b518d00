"""``koryu places``: the tables of Japanese local governments; the group of its commands."""

from __future__ import annotations

from pathlib import Path

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import count_problems, get_exit_code, show_problems, show_table
from koryu_rdf.local_governments import (
    LocalGovernment,
    find_former_local_governments,
    find_local_governments,
    find_present,
    split_prefecture,
)
from koryu_rdf.problems import Problem, Where, make_problem

_COLUMNS = ("code", "place", "kana", "english", "valid-from", "valid-to", "today")


@click.group("places", help=tell("places"))
@click.option("--lang", type=click.Choice(["ja", "en"]), expose_value=False, help=tell("option-lang"))
def places() -> None:
    """Hold the commands of the tables."""


@options.command("places-find")
@click.argument("name")
@click.option("--on", "date", metavar="DATE", help=tell("option-on"))
@click.option("--prefecture", metavar="PREFECTURE", help=tell("option-prefecture"))
def find(run: Run, name: str, date: str | None, prefecture: str | None) -> int:
    """Show every local government of a name, then how the name resolves on a date."""
    from koryu_rdf.japanese_parties import parse_japanese_parties  # noqa: PLC0415

    problems: list[Problem] = []

    def report(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        problems.append(make_problem(code, Where(file=name), field=field, value=value, **slots))

    on = _read_date(date) if date else None
    parties = parse_japanese_parties(name, report, on=on, near=prefecture)
    show_table([tell(f"column-{column}") for column in _COLUMNS], [_describe(one) for one in _list(name, prefecture)])
    for party in parties:
        place = f"{party.prefecture}{party.municipality or ''}" if party.prefecture else "－"
        click.echo(tell("places-resolved", name=party.name, place=place, code=party.code or "－"))
    if not run.quiet:
        show_problems(problems, whole=True)
    return get_exit_code(problems)


def _list(name: str, prefecture: str | None) -> list[LocalGovernment]:
    """List those of today, then those of the past, in the prefecture named in front or apart."""
    named, rest = split_prefecture(name)
    here = named or prefecture
    found = (find_local_governments(rest or name, here), find_former_local_governments(rest or name, here))
    return [place for places in found for place in places]


def _describe(place: LocalGovernment) -> list[str]:
    present = find_present(place) if place.is_former else None
    name = place.prefecture + (place.district or "") + (place.municipality or "")
    days = (place.valid_from, place.valid_to)
    return [place.code or "－", name, place.kana, place.english, *days, present.full_name if present else ""]


def _read_date(text: str) -> str:
    """Read a date in any style that clerks use; wrong usage if it is none."""
    from koryu_rdf.dates import parse_dates  # noqa: PLC0415

    dates = parse_dates(text, lambda *_, **__: None)
    if not dates:
        raise click.UsageError(tell("date-not-understood", text=text))
    return dates[0].value


@options.command("places-check")
@click.argument("list_file", metavar="LIST", type=click.Path(path_type=Path))
def check(run: Run, list_file: Path) -> int:
    """Compare the tables with a newer official list."""
    from koryu_rdf.read.official_list import compare_list  # noqa: PLC0415

    comparison = compare_list(list_file, run.settings)
    if not run.quiet:
        show_problems(comparison.problems)
    run.say(tell("places-compared", rows=f"{comparison.rows:,}", problems=count_problems(comparison.problems)))
    return get_exit_code(comparison.problems)


places.add_command(find, "find")
places.add_command(check, "check")
