"""What a person sees on the terminal: problems, tables, progress. All on standard error but the answers asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.problems import SEVERITIES, Problem, Severity, Where, count_by_severity, sort_problems
from koryu_rdf.progress import Progress
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

MOST_LISTED = 40  # problems that a person reads one by one
FIRST_PLACES = 3
_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


def show_problems(problems: Sequence[Problem], *, whole: bool = False) -> None:
    """List problems, each with its place and how to mend it; unless ``whole``, those alike in one column together.

    What is still more than ``MOST_LISTED`` is shown by code.
    """
    ordered = sort_problems(problems)
    gathered = [[problem] for problem in ordered] if whole else _gather_columns(ordered)
    if whole or len(gathered) <= MOST_LISTED:
        for alike in gathered:
            _say(f"{_show_severity(alike[0])} {_show_alike(alike)}")
            _say(click.style(f"    → {alike[0].hint.to(get_language())} [{alike[0].code}]", dim=True))
    else:
        for group in _group_by_code(ordered):
            _show_group(group)
        _say(tell("problems-grouped", count=len(ordered)))
        return
    if len(gathered) < len(ordered):
        _say(tell("problems-gathered", count=len(ordered)))


def _gather_columns(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Gather what is wrong in many cells of one column for the same reason; a few stay apart."""
    columns: dict[tuple[object, ...], list[Problem]] = {}
    for index, problem in enumerate(problems):
        columns.setdefault(_find_column(problem) or (index,), []).append(problem)
    return [
        part
        for alike in columns.values()
        for part in ([alike] if len(alike) > FIRST_PLACES else [[problem] for problem in alike])
    ]


def _find_column(problem: Problem) -> tuple[object, ...] | None:
    """Find the column of a table that a problem stands in, with all that makes problems alike."""
    where = problem.where
    return (
        (problem.severity, problem.code, where.file, where.sheet, where.cell.rstrip("0123456789"))
        if where.cell
        else None
    )


def _show_alike(alike: Sequence[Problem]) -> str:
    """Show one problem, or what problems of one column have in common: the range they lie in, and what the first one says."""
    first = alike[0]
    if len(alike) == 1:
        return _show_problem(first)
    cells = f"{first.where.cell}:{alike[-1].where.cell}"
    place = show_where(Where(file=first.where.file, sheet=first.where.sheet, cell=cells))
    return tell("problems-alike", place=place, count=len(alike), message=first.message.to(get_language()))


def show_where(where: Where) -> str:
    """Say where a problem is: file, page, line or cell, and record."""
    page = tell("page", page=where.page) if where.page else None
    line = tell("line", line=where.line) if where.line else None
    cell = "!".join(part for part in (where.sheet, where.cell) if part)
    record = f"[{where.record}]" if where.record else None
    return " ".join(part for part in (where.file, page, line, cell, record) if part)


def _group_by_code(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Group problems by gravity and code: the gravest first, then the most frequent."""
    groups: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.severity, problem.code), []).append(problem)
    return sorted(groups.values(), key=lambda group: (SEVERITIES.index(group[0].severity), -len(group)))


def _show_group(group: Sequence[Problem]) -> None:
    """Show how often one code was met, its first places, and how to mend it."""
    first = group[0]
    _say(f"{_show_severity(first)} {tell('problem-count', count=len(group))} [{first.code}]")
    gathered = _gather_columns(group)
    for alike in gathered[:FIRST_PLACES]:
        _say(f"    {_show_alike(alike)}")
    if len(gathered) > FIRST_PLACES:
        _say(f"    {tell('more-places', count=sum(map(len, gathered[FIRST_PLACES:])))}")
    _say(click.style(f"    → {first.hint.to(get_language())}", dim=True))


def _show_problem(problem: Problem) -> str:
    return f"{show_where(problem.where)}: {problem.message.to(get_language())}"


def _show_severity(problem: Problem) -> str:
    return click.style(tell(f"severity-{problem.severity}"), fg=_COLOURS[problem.severity], bold=True)


def _say(text: str) -> None:
    click.echo(text, err=True)


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
    """Draws one line a stage on standard error: how many steps are done, and the time left where the total is known."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415
        from rich.progress import TextColumn  # noqa: PLC0415

        columns = (*RichProgress.get_default_columns(), TextColumn("{task.fields[count]}"))
        self._rich: RichProgress = RichProgress(*columns, console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None
        self._done = 0

    def __enter__(self) -> DrawnProgress:
        self._rich.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._rich.stop()

    def begin(self, stage: str, total: int | None = None) -> None:
        """Draw a new line for the stage."""
        if self._task is not None:
            self._rich.update(self._task, visible=False)
        self._task = self._rich.add_task(get_text("stages", stage).to(get_language()), total=total, count="")
        self._done = 0

    def advance(self, steps: int = 1) -> None:
        """Move the stage's bar."""
        if self._task is not None:
            self._done += steps
            self._rich.update(self._task, advance=steps, count=f"{self._done:,}")
