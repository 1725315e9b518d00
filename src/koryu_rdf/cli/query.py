"""``koryu query``: a saved query, or one in a file, over data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import show_table

BUILT = Path("build/data/koryu.nt.gz")


@options.command("query")
@click.argument("name", metavar="NAME|FILE.rq")
@click.argument("data", nargs=-1, metavar="DATA...", type=click.Path(path_type=str))
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help=tell("option-param"))
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", help=tell("option-format")
)
def query(run: Run, name: str, data: tuple[str, ...], parameters: tuple[str, ...], form: str) -> None:
    """Ask, and print the answer."""
    from koryu_rdf import pipeline  # noqa: PLC0415
    from koryu_rdf.query import get_query, read_query  # noqa: PLC0415
    from koryu_rdf.query import query as ask  # noqa: PLC0415

    saved = read_query(Path(name)) if name.endswith(".rq") else get_query(name)
    values = dict(_part(parameter) for parameter in parameters)
    graphs, sources = options.part_data(data or (_find_default_data(),))
    reading = options.open_reading(run, sources, None, None) if sources else None
    answer = ask(pipeline.open_store(graphs, reading, run.settings), saved, values)
    if form == "table":
        heading, *rows = answer.to_table(get_language())
        show_table(heading, rows)
        run.say(tell("query-summary", rows=len(rows)))
    else:
        sys.stdout.buffer.write({"csv": answer.to_csv, "json": answer.to_json, "ttl": answer.to_turtle}[form]())


def _part(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise click.UsageError(tell("param-form", parameter=parameter))
    return name, value


def _find_default_data() -> str:
    """Give the last build in this folder, else the bundled records."""
    return str(BUILT if BUILT.exists() else get_folder("records"))
