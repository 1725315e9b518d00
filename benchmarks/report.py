"""The report: ``results.md`` and plots, out of the rows that every part left in the cache.

In: tables as JSON. Out: Markdown with the machine, versions, commands and figures, and one SVG a part where there is more than one size.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks import PARTS
from benchmarks.bench import CACHE, ROOT
from benchmarks.environments import make_python
from benchmarks.rows import Row, Table

RESULTS = ROOT / "benchmarks/results.md"
PLOTS = ROOT / "benchmarks/plots"
_HEAD = """\
# What it costs

Written by `make bench`; do not edit. Each figure is the median of the runs. Every contender ran once in each round, one after the other;
**ratio** is the median of the ratios within a round, to the contender named at the head of the table: below 1 is faster than that.
**CPU** is the processor time of all its processes, **MB** the most memory that they held together at a time.
How it is made fast, and what was tried and dropped: [README.md](README.md).
"""


def keep_table(part: str, table: Table) -> None:
    """Keep what a part measured, for this report and later ones."""
    folder = CACHE / "rows"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{part}.json").write_bytes(msgspec.json.format(msgspec.json.encode(table)))


def write_report(machine: dict[str, str]) -> None:
    """Write the report anew out of all that is kept."""
    tables = {part: table for part in PARTS if (table := _find_table(part))}
    _draw_plots()
    lines = [_HEAD, *(f"- {name}: {value}" for name, value in machine.items()), ""]
    for part, table in tables.items():
        lines += _show_table(part, table)
    RESULTS.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


def _find_table(part: str) -> Table | None:
    file = CACHE / "rows" / f"{part}.json"
    return msgspec.json.decode(file.read_bytes(), type=Table) if file.exists() else None


def _show_table(part: str, table: Table) -> Iterator[str]:
    yield from (f"## {table.title}", "", table.intro, "", f"Measured {table.measured}: `make bench PARTS={part}`", "")
    yield from (f"- goal: {goal}" for goal in table.goals)
    if table.goals:
        yield ""
    has_cases = any(row.case for row in table.rows)
    columns = [
        "records",
        *(["what"] if has_cases else []),
        "",
        "s",
        "CPU s",
        "MB",
        f"ratio to {table.base}" if table.base else "ratio",
    ]
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---:|" + ("---|" if has_cases else "") + "---|---:|---:|---:|---|"
    yield from (_show_row(row, has_cases) for row in table.rows)
    yield ""
    yield from _show_plot(part)
    yield from _list_pairs("commands", table.commands.items())
    yield from _list_pairs("versions", table.versions.items())


def _show_row(row: Row, has_cases: bool) -> str:
    if row.note and row.ratio is None and row.cpu is None:
        cells = ["", "", "", row.note]
    else:
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
        cells = [_show(row.seconds, 3), _show(row.cpu, 2), _show(row.peak_mb, 0), f"{ratio} {row.note}".strip()]
    return f"| {' | '.join([f'{row.size:,}', *([row.case] if has_cases else []), row.contender, *cells])} |"


def _show(number: float | None, digits: int) -> str:
    return "" if number is None else f"{number:,.{digits}f}"


def _show_plot(part: str) -> Iterator[str]:
    if (PLOTS / f"{part}.svg").exists():
        yield from (f"![Time and memory by the number of records](plots/{part}.svg)", "")


def _list_pairs(title: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    shown = [f"- {name}: `{value}`" for name, value in pairs]
    if shown:
        yield from ("<details><summary>" + title + "</summary>", "", *shown, "", "</details>", "")


def _draw_plots() -> None:
    """Draw in an environment of its own: nobody else needs what draws."""
    python = make_python("plots", "matplotlib>=3.9")
    PLOTS.mkdir(exist_ok=True)
    subprocess.run([python, Path(__file__).with_name("plots.py"), CACHE / "rows", PLOTS], check=True)
