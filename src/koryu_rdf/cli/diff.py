"""``koryu diff``: what is different between two builds or files of data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.changes import Change, say_change, say_counts, say_edits
from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run

if TYPE_CHECKING:
    from koryu_rdf.diff import Difference

MOST_LISTED = 40
MOST_EDITS = 6


@options.command("diff")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=tell("option-diff"),
)
@click.option("--all", "whole", is_flag=True, help=tell("option-diff-all"))
def diff(run: Run, old: Path, new: Path, outputs: tuple[Path, ...], whole: bool) -> int:
    """Compare, write what was asked for, and tell the rest in sentences; gives 0 whatever was found."""
    from koryu_rdf import releasing  # noqa: PLC0415

    releasing.check_targets(outputs)
    with run.progress() as progress, releasing.compare(old, new, progress) as difference:
        for target in outputs:
            releasing.write_difference(difference, target, get_language())
    if not run.quiet:
        click.echo("\n".join(describe(difference, whole=whole)))
    return 0


def describe(difference: Difference, *, whole: bool) -> list[str]:
    """Say what is different: the counts, then each thing, past ``MOST_LISTED`` only with ``whole``."""
    language, told = get_language(), [one for one in difference.changes if one.kind != "moved"]
    lines = [say_counts(difference.changes).to(language)]
    lines += [tell("diff-statements", added=f"{difference.added:,}", removed=f"{difference.removed:,}")]
    for change in told if whole else told[:MOST_LISTED]:
        lines += [f"  {say_change(change).to(language)}", *_list_edits(change, difference, whole=whole)]
    if not whole and len(told) > MOST_LISTED:
        lines.append(tell("diff-more", count=f"{len(told) - MOST_LISTED:,}"))
    return lines


def _list_edits(change: Change, difference: Difference, *, whole: bool) -> list[str]:
    said = [text.to(get_language()) for text in say_edits(change, difference.names)]
    shown = said if whole else said[:MOST_EDITS]
    rest = [tell("diff-more-edits", count=len(said) - len(shown))] if len(said) > len(shown) else []
    return [f"      {line}" for line in shown] + rest
