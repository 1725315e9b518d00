"""The bench: sizes, runs, cached inputs, and contenders measured side by side.

A contender is a command for a size. In each round every contender runs once, one after the other, so that what else the machine does
falls on all of them; figures are medians over the rounds, ratios medians of the ratios within a round.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.processes import Run, run
from benchmarks.records import Generator
from benchmarks.rows import Row, find_paired_ratio
from koryu_rdf.model import to_json

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".bench"
CASE = "case "
"""A line of a contender's output that begins so gives a time of its own: ``case NAME SECONDS``."""


class Contender(msgspec.Struct, frozen=True):
    """A tool and its command.

    ``most`` is the largest size it is run at: slower tools are spared the large ones. What is so slow that nothing beside it matters
    runs in the first round only.
    """

    name: str
    command: Callable[[int], Sequence[str]]
    most: int = sys.maxsize
    first_round_only: bool = False
    env: Mapping[str, str] = {}


class Bench(msgspec.Struct, frozen=True):
    """What parts are given. ``limit`` is the most seconds one run may take."""

    sizes: tuple[int, ...] = (24, 1_000, 10_000)
    runs: int = 3
    limit: float = 120

    def say(self, text: str) -> None:
        """Tell whoever is watching."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def find_records(self, size: int) -> Path:
        """Give a file of so many generated records as JSON Lines, made once."""
        return self.keep(
            f"records-{size}.jsonl",
            lambda file: _write_lines(file, (to_json(record) for record in Generator().make_records(size))),
        )

    def keep(self, name: str, make: Callable[[Path], object]) -> Path:
        """Give a file of the cache; where it is not there yet, or older than the generator, ``make`` writes it."""
        file = CACHE / "data" / name
        if not file.exists() or file.stat().st_mtime < (ROOT / "benchmarks/records.py").stat().st_mtime:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f".draft-{name}")
            make(draft)
            draft.replace(file)
        return file

    def scratch(self, name: str) -> Path:
        """Give a path for an output that nobody keeps."""
        folder = CACHE / "out"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / name

    def run(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> Run:
        """Run one command under the limit."""
        return run(command, limit=self.limit, env=env, cwd=ROOT)

    def compare(self, contenders: Sequence[Contender], base: str = "", sizes: Sequence[int] | None = None) -> list[Row]:
        """Measure contenders side by side at every size; the first, or ``base``, is what ratios are of.

        One that fails or takes longer than the limit is left out of the rounds and sizes that follow.
        """
        rows: list[Row] = []
        out: set[str] = set()
        for size in sizes or self.sizes:
            fitting = [one for one in contenders if size <= one.most and one.name not in out]
            rows += self._compare_at(size, fitting, base or contenders[0].name, out)
        return rows

    def _compare_at(self, size: int, contenders: Sequence[Contender], base: str, out: set[str]) -> list[Row]:
        runs: dict[str, list[Run]] = {one.name: [] for one in contenders}
        notes: dict[str, str] = {}
        for number in range(self.runs):
            for one in contenders:
                if one.name not in notes and not (number and one.first_round_only):
                    done = self.run(one.command(size), one.env)
                    notes |= _explain_failure(one.name, done, self)
                    runs[one.name].append(done)
        out |= notes.keys()
        lost = [Row(name, size, self.limit, note=note) for name, note in notes.items()]
        kept = {name: done for name, done in runs.items() if name not in notes}
        return [
            row for name, done in kept.items() for row in _sum_up(name, size, done, kept.get(base, []), self)
        ] + lost


def _explain_failure(name: str, done: Run, bench: Bench) -> dict[str, str]:
    if done.seconds is None:
        return {name: f"stopped after {bench.limit:.0f} s"}
    if done.code not in (0, 1):  # 1: problems were found
        bench.say(done.output[-2000:])
        return {name: f"failed ({done.code})"}
    return {}


def _sum_up(name: str, size: int, runs: list[Run], base: list[Run], bench: Bench) -> list[Row]:
    """Make the row of the whole run, then a row for each case that the contender timed by itself."""
    seconds = [one.seconds or 0.0 for one in runs]
    ratio = find_paired_ratio(seconds, [one.seconds or 0.0 for one in base])
    cpu, peak = median(one.cpu for one in runs), median(one.peak_mb for one in runs)
    bench.say(f"  {size:>9,}  {name:<40} {median(seconds):8.3f} s {cpu:8.3f} cpu {peak:7.0f} MB  x {ratio or 0:.2f}")
    timed, others = list(map(_find_cases, runs)), list(map(_find_cases, base))
    cases = [
        Row(
            name,
            size,
            median(times),
            ratio=find_paired_ratio(times, [one[case] for one in others if case in one]),
            case=case,
        )
        for case in timed[0]
        if (times := [one[case] for one in timed if case in one])
    ]
    return [Row(name, size, median(seconds), cpu, peak, ratio), *cases]


def _find_cases(done: Run) -> dict[str, float]:
    lines = (line.removeprefix(CASE).rpartition(" ") for line in done.output.splitlines() if line.startswith(CASE))
    return {name: float(seconds) for name, _, seconds in lines}


def _write_lines(file: Path, lines: object) -> None:
    with file.open("wb") as stream:
        stream.writelines(line + b"\n" for line in lines)  # type: ignore[attr-defined]


def describe_machine() -> dict[str, str]:
    """Say what the figures were measured on."""
    import os  # noqa: PLC0415
    import platform  # noqa: PLC0415

    cpu = next(
        (line.split(":")[1].strip() for line in _read("/proc/cpuinfo").splitlines() if line.startswith("model name")),
        platform.processor(),
    )
    memory = next((int(line.split()[1]) for line in _read("/proc/meminfo").splitlines() if "MemTotal" in line), 0)
    return {
        "processor": f"{cpu}, {os.cpu_count()} cores",
        "memory": f"{memory / 2**20:.0f} GB",
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "load at the start": json.dumps(os.getloadavg()[0]),
    }


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""
