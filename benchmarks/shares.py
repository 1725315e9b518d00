"""The shares of a conversion, by what it is read from: prints ``case WHAT SECONDS`` for reading, the gate, and lifting with writing.

python -m benchmarks.shares SOURCE TARGET.nt
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from koryu_rdf.lift import lift_blocks
from koryu_rdf.read import READERS, SortedRecords, read
from koryu_rdf.read.gate import Gate
from koryu_rdf.read.journal import Journal
from koryu_rdf.write import write


def main(source: str, target: Path) -> None:
    """Take the steps one after the other, each over all the records."""
    began = time.perf_counter()
    reading = read(source)
    (one,) = reading.sources
    records = list(READERS[one.suffix](one, reading.journal, reading.settings))
    began = _say("reading and normalising", began)
    gate = Gate(Journal())
    passed = list(map(gate.let_through, records))
    began = _say("the gate for personal data", began)
    with SortedRecords(passed, Journal()) as ordered:
        kept = list(ordered)
    began = _say("sorting", began)
    write(lift_blocks(kept), target)
    _say("lifting and writing", began)


def _say(what: str, began: float) -> float:
    now = time.perf_counter()
    print(f"case {what} {now - began}")
    return now


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
