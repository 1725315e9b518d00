"""``koryu load``: data into a triple store."""

from __future__ import annotations

import datetime
import os
import re
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import count_problems, show_problems
from koryu_rdf.protocol.credentials import SCHEMES
from koryu_rdf.store.kinds import STORES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koryu_rdf.problems import Problem
    from koryu_rdf.store import Destination, Loaded

RELEASE = re.compile(r"[\w.-]+", re.ASCII)


@options.command("load")
@click.argument("data", nargs=-1, metavar="DATA...", type=click.Path(path_type=str))
@click.option("--to", "url", required=True, metavar="URL", help=tell("option-store-url"))
@click.option("--graph", metavar="IRI", help=tell("option-graph"))
@click.option("--release", metavar="NAME", help=tell("option-release"))
@click.option("--store", "kind", type=click.Choice(list(STORES)), help=tell("option-store"))
@click.option("--auth", type=click.Choice(SCHEMES), help=tell("option-auth"))
@click.option("--query-url", metavar="URL", help=tell("option-query-url"))
@click.option("--update-url", metavar="URL", help=tell("option-update-url"))
@click.option("--gsp-url", metavar="URL", help=tell("option-gsp-url"))
@click.option("--timeout", type=click.FloatRange(min=1), default=600, metavar="SECONDS", help=tell("option-silence"))
@click.option("--force", is_flag=True, help=tell("option-force"))
@options.survey
def load(
    run: Run,
    data: tuple[str, ...],
    url: str,
    graph: str | None,
    release: str | None,
    kind: str | None,
    auth: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    timeout: float,
    force: bool,
    survey: str | None,
) -> int:
    """Check the data, then load them."""
    from koryu_rdf import pipeline  # noqa: PLC0415
    from koryu_rdf.store.addresses import Access, open_destination  # noqa: PLC0415

    by_hand = {"query": query_url, "update": update_url, "graphs": gsp_url}
    access = Access(kind, auth, {name: value for name, value in by_hand.items() if value}, timeout)
    destination = open_destination(url, graph or _name_graph(run, release), os.environ, access)
    graphs, sources = options.part_data(data or (options.find_default_data(),))
    reading = options.open_reading(run, sources, survey, None) if sources else None
    with run.progress() as progress:
        triples = pipeline.lift_to_ntriples(reading, run.settings, progress=progress)
        report = None if force else pipeline.check_triples(graphs, triples, reading=reading, progress=progress)
        faults = [problem for problem in report.problems if problem.severity == "error"] if report else []
        if faults:
            return _block(run, faults)
        loaded = pipeline.load_data(graphs, triples, destination, datetime.datetime.now(datetime.UTC), progress)
    run.say(describe_loaded(loaded, destination))
    return 0


def _name_graph(run: Run, release: str | None) -> str:
    """Name the graph after the dataset, as the catalogue does, and its release."""
    if release and not RELEASE.fullmatch(release):
        raise click.UsageError(tell("release-form", release=release))
    return f"{run.settings.base}dataset" + (f"/{release}" if release else "")


def _block(run: Run, faults: Sequence[Problem]) -> int:
    """Show what must be mended before the data may be loaded."""
    show_problems(faults)
    run.say(tell("load-blocked", problems=count_problems(faults)))
    return 1


def describe_loaded(loaded: Loaded, destination: Destination) -> str:
    """Say what a load did, and how to ask for it."""
    lines = [
        tell(
            "load-summary",
            statements=f"{loaded.statements:,}",
            before=f"{loaded.before:,}",
            graph=loaded.graph,
            kind=destination.kind.name,
        )
    ]
    lines += [tell("load-respelled")] if loaded.respelled else []
    lines += [tell("load-graphs", count=loaded.graphs)] if loaded.graphs else []
    lines += [tell("load-cleared", count=loaded.cleared)] if loaded.cleared else []
    lines += [tell("load-next", endpoint=destination.client.addresses.query, graph=loaded.graph)]
    return "\n".join(lines)
