"""``koryu link apply``: decided links become a graph of their own, with the facts that help readers."""

from __future__ import annotations

from pathlib import Path

import click

from koryu_rdf.cli import link_options, options
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import get_exit_code, show_problems


@options.command("apply")
@click.argument(
    "suggestions",
    required=False,
    metavar="[FILE.sssom.tsv]",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--same-as", is_flag=True, help=tell("option-same-as"))
@click.option("--no-facts", is_flag=True, help=tell("option-no-facts"))
@link_options.index
@link_options.asking
@link_options.decisions
def apply(
    run: Run,
    suggestions: Path | None,
    same_as: bool,
    no_facts: bool,
    index: Path | None,
    endpoint: str | None,
    contact: str | None,
    cache: Path | None,
    timeout: float,
    decisions: Path,
) -> int:
    """Write the graph and the table of facts beside the decisions."""
    from koryu_rdf import linking  # noqa: PLC0415

    gazetteer = None if no_facts else link_options.open_gazetteer(run, index, endpoint, contact, cache, timeout)
    links, problems = linking.apply_links(decisions, suggestions, gazetteer, run.settings, same_as=same_as)
    show_problems(problems)
    counts = {"links": len(links.accepted), "facts": len(links.facts)}
    run.say(tell("apply-summary", **counts, folder=decisions.parent))
    return get_exit_code(problems)
