"""``koryu queries``: the saved queries, a line each."""

from __future__ import annotations

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language
from koryu_rdf.cli.options import Run


@options.command("queries")
def queries(run: Run) -> None:  # noqa: ARG001
    """List the saved queries with their questions and parameters."""
    from koryu_rdf.query import list_queries  # noqa: PLC0415

    saved = list_queries()
    width = max(len(query.name) for query in saved)
    for query in saved:
        parameters = " ".join(f"-p {parameter.name}=" for parameter in query.parameters)
        click.echo(f"{query.name:<{width}}  {query.summary.to(get_language())}  {parameters}".rstrip())
