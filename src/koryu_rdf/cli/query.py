"""``koryu query``: a saved query, or one in a file, over data."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import show_table
from koryu_rdf.protocol import Transport, open_transport, read_credentials
from koryu_rdf.protocol.credentials import SCHEMES, Scheme

if TYPE_CHECKING:
    from koryu_rdf.query.answer import Answer
    from koryu_rdf.query.saved import SavedQuery


@options.command("query")
@click.argument("name", metavar="NAME|FILE.rq")
@click.argument("data", nargs=-1, metavar="DATA...", type=click.Path(path_type=str))
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help=tell("option-param"))
@click.option("--endpoint", metavar="URL", help=tell("option-endpoint"))
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help=tell("option-endpoint-graph"))
@click.option("--auth", type=click.Choice(SCHEMES), default="basic", help=tell("option-auth"))
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
    graphs: tuple[str, ...],
    auth: Scheme,
    timeout: float,
    form: str,
) -> None:
    """Ask, and print the answer."""
    from koryu_rdf.query import get_query, read_query  # noqa: PLC0415

    saved = read_query(Path(name)) if name.endswith(".rq") else get_query(name)
    values = {**_choose_language(saved), **dict(_part(parameter) for parameter in parameters)}
    if endpoint and data:
        raise click.UsageError(tell("endpoint-or-data"))
    if endpoint:
        transport = open_transport(read_credentials(endpoint, os.environ), auth, timeout=timeout)
        answer = _ask_endpoint(run, Endpoint(endpoint, graphs, timeout, transport), saved, values)
    else:
        answer = _ask_data(run, data, saved, values)
    if form == "table":
        heading, *rows = answer.to_table(get_language(), run.settings.base)
        show_table(heading, rows)
        run.say(tell("query-summary", rows=len(rows)))
    else:
        sys.stdout.buffer.write({"csv": answer.to_csv, "json": answer.to_json, "ttl": answer.to_turtle}[form]())


class Endpoint(NamedTuple):
    """A query service as the command line names it."""

    url: str
    graphs: tuple[str, ...]
    timeout: float
    transport: Transport


def _ask_endpoint(run: Run, endpoint: Endpoint, saved: SavedQuery, values: Mapping[str, str]) -> Answer:
    """Ask the graphs that were named, else the one that ``koryu load`` fills by default where there is one."""
    from koryu_rdf.query.endpoint import ask_endpoint, has_graph  # noqa: PLC0415

    url, graphs, timeout, transport = endpoint
    usual = f"{run.settings.base}dataset"
    if not graphs and has_graph(url, usual, timeout=timeout, transport=transport):
        graphs = (usual,)
    return ask_endpoint(url, saved, values, graphs=graphs, timeout=timeout, transport=transport)


def _ask_data(run: Run, data: Sequence[str], saved: SavedQuery, values: Mapping[str, str]) -> Answer:
    from koryu_rdf import pipeline  # noqa: PLC0415
    from koryu_rdf.query import query as ask  # noqa: PLC0415

    graphs, sources = options.part_data(data or (options.find_default_data(),))
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
