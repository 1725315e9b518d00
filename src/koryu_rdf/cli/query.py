"""``koryu query``: a saved query, or one in a file, over data."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import show_table

if TYPE_CHECKING:
    from koryu_rdf.query.answer import Answer
    from koryu_rdf.query.saved import SavedQuery

BUILT = Path("build/data/koryu.nt.gz")


@options.command("query")
@click.argument("name", metavar="NAME|FILE.rq")
@click.argument("data", nargs=-1, metavar="DATA...", type=click.Path(path_type=str))
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help=tell("option-param"))
@click.option("--endpoint", metavar="URL", help=tell("option-endpoint"))
@click.option("--timeout", type=click.FloatRange(min=1), default=60, metavar="SECONDS", help=tell("option-timeout"))
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", help=tell("option-format")
)
def query(
    run: Run,
    name: str,
    data: tuple[str, ...],
    parameters: tuple[str, ...],
    endpoint: str | None,
    timeout: float,
    form: str,
) -> None:
    """Ask, and print the answer."""
    from koryu_rdf.query import get_query, read_query  # noqa: PLC0415

    saved = read_query(Path(name)) if name.endswith(".rq") else get_query(name)
    values = {**_choose_language(saved), **dict(_part(parameter) for parameter in parameters)}
    if endpoint and data:
        raise click.UsageError(tell("endpoint-or-data"))
    answer = _ask_endpoint(endpoint, timeout, saved, values) if endpoint else _ask_data(run, data, saved, values)
    if form == "table":
        heading, *rows = answer.to_table(get_language(), run.settings.base)
        show_table(heading, rows)
        run.say(tell("query-summary", rows=len(rows)))
    else:
        sys.stdout.buffer.write({"csv": answer.to_csv, "json": answer.to_json, "ttl": answer.to_turtle}[form]())


def _ask_endpoint(url: str, timeout: float, saved: SavedQuery, values: Mapping[str, str]) -> Answer:
    from koryu_rdf.query.endpoint import ask_endpoint  # noqa: PLC0415

    return ask_endpoint(url, saved, values, timeout=timeout)


def _ask_data(run: Run, data: Sequence[str], saved: SavedQuery, values: Mapping[str, str]) -> Answer:
    from koryu_rdf import pipeline  # noqa: PLC0415
    from koryu_rdf.query import query as ask  # noqa: PLC0415

    graphs, sources = options.part_data(data or (_find_default_data(),))
    reading = options.open_reading(run, sources, None, None) if sources else None
    return ask(pipeline.open_store(graphs, reading, run.settings), saved, values)


def _choose_language(saved: SavedQuery) -> dict[str, str]:
    """Ask in the language of this run, where the query can be asked in one."""
    return {"language": get_language()} if any(one.name == "language" for one in saved.parameters) else {}


def _part(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise click.UsageError(tell("param-form", parameter=parameter))
    return name, value


def _find_default_data() -> str:
    """Give the last build in this folder, else the bundled records."""
    return str(BUILT if BUILT.exists() else get_folder("records"))
