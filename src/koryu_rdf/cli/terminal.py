"""What a person sees on the terminal: problems, tables, progress. All on standard error but the answers asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.problems import Problem, Severity, Where, count_by_severity, sort_problems
from koryu_rdf.progress import Progress
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

MOST_SHOWN = 200
_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


def show_problems(problems: Sequence[Problem]) -> None:
    """List problems, each with its place and how to mend it; past ``MOST_SHOWN`` only their number."""
    for problem in sort_problems(problems)[:MOST_SHOWN]:
        severity = click.style(tell(f"severity-{problem.severity}"), fg=_COLOURS[problem.severity], bold=True)
        click.echo(f"{severity} {show_where(problem.where)}: {problem.message.to(get_language())}", err=True)
        click.echo(click.style(f"    → {problem.hint.to(get_language())} [{problem.code}]", dim=True), err=True)
    if len(problems) > MOST_SHOWN:
        click.echo(tell("more-problems", count=len(problems) - MOST_SHOWN), err=True)


def show_where(where: Where) -> str:
    """Say where a problem is: file, page, line or cell, and record."""
    page = tell("page", page=where.page) if where.page else None
    line = tell("line", line=where.line) if where.line else None
    cell = f"{where.sheet}!{where.cell}" if where.sheet else where.cell
    record = f"[{where.record}]" if where.record else None
    return " ".join(part for part in (where.file, page, line, cell, record) if part)


def count_problems(problems: Sequence[Problem]) -> str:
    """Count problems in words: ``2 errors, 3 warnings, 1 note``."""
    counts = count_by_severity(problems)
    return tell("problem-counts", error=counts["error"], warning=counts["warning"], info=counts["info"])


def get_exit_code(problems: Sequence[Problem]) -> int:
    """Give 1 when something should be mended, else 0; notes do not count."""
    return int(any(problem.severity != "info" for problem in problems))


def show_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on standard output; Japanese characters take two columns, and long cells wrap."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in heading:
        table.add_column(name, overflow="fold")  # Japanese has no spaces to break at, and must not be cut
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False, width=None if sys.stdout.isatty() else 200).print(table)


class DrawnProgress(Progress):
    """Draws one line a stage on standard error, with the time left where the total is known."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415

        self._rich: RichProgress = RichProgress(console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> DrawnProgress:
        self._rich.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._rich.stop()

    def begin(self, stage: str, total: int | None = None) -> None:
        """Draw a new line for the stage."""
        if self._task is not None:
            self._rich.update(self._task, visible=False)
        self._task = self._rich.add_task(get_text("stages", stage).to(get_language()), total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the stage's bar."""
        if self._task is not None:
            self._rich.advance(self._task, steps)
