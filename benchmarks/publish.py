"""What the pages cost: invented agreements published, in a process of its own for each size, so that its peak memory is its own.

In: how many agreements. Out: a line for each: pages, seconds, seconds of computing by all processes, pages a second, peak memory of the
first process and of the largest other one. Other work on the machine lengthens the seconds, hardly those of computing.

    python -m benchmarks.publish 1000 10000
"""

from __future__ import annotations

import datetime
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.records import Generator
from koryu_rdf.model import Agreement
from koryu_rdf.publish import Publication, publish
from koryu_rdf.settings import Settings

HEAD = f"{'agreements':>10} {'pages':>8} {'s':>7} {'cpu s':>7} {'pages/s':>8} {'pages/cpu s':>11} {'MB':>5} {'MB other':>8}"


class Invented:
    """Invented agreements, the same ones each time."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self) -> Iterator[Agreement]:
        return Generator().make_records(self.count)


def measure(count: int) -> str:
    """Publish into a folder that is deleted afterwards, and say what it cost; inventing the records is not counted."""
    began = time.process_time()
    for _ in Invented(count):
        pass
    inventing = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        publication = Publication(Settings(), datetime.date(2026, 11, 25), (), Path(folder), ())
        wall, computing = time.perf_counter(), _count_computing()
        publish(Invented(count), publication, {"triples": 0})
        wall, computing = time.perf_counter() - wall - inventing, _count_computing() - computing - inventing
        pages = sum(1 for _ in Path(folder).rglob("*.html"))
    own, other = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    rates = f"{pages / wall:8,.0f} {pages / computing:11,.0f}"
    return f"{count:10,} {pages:8,} {wall:7.1f} {computing:7.1f} {rates} {own:5,} {other:8,}"


def _count_computing() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    if len(sys.argv) == 2:  # noqa: PLR2004
        print(measure(int(sys.argv[1])))
    else:
        print(HEAD, flush=True)
        for size in sys.argv[1:]:
            subprocess.run([sys.executable, "-m", "benchmarks.publish", size], check=True)
