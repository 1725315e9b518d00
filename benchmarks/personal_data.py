"""Measure how well and how fast personal data is found: prints recall, precision, and the time for many records.

In: ``tests/personal/sentences.txt``, and optionally a source whose records are repeated. Out: figures on standard output.

    python benchmarks/personal_data.py [SOURCE]
"""

from __future__ import annotations

import re
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from koryu_rdf.personal import find_personal
from koryu_rdf.read import read
from koryu_rdf.read.gate import Gate
from koryu_rdf.read.journal import Journal

SENTENCES = Path(__file__).parent.parent / "tests" / "personal" / "sentences.txt"
RECORDS = 10_000


def measure_finding() -> None:
    """Count what is found, missed, and taken for personal data by mistake."""
    found = missed = false = undecided = 0
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        marked = re.findall(r"\{(.*?)\}", line)
        text = re.sub("[{}]", "", line.removeprefix("【課】"))
        findings = find_personal(text, in_contact=line.startswith("【課】"))
        words = [text[one.start : one.end] for one in findings]
        hits = sum(any(one in word for word in words) for one in marked)
        found, missed = found + hits, missed + len(marked) - hits
        false += sum(not any(one in word or word in one for one in marked) for word in words)
        undecided += sum(not one.is_certain for one in findings)
    sys.stdout.write(f"found {found}, missed {missed}, false {false}, undecided {undecided}\n")
    sys.stdout.write(f"recall {found / (found + missed):.3f}, precision {found / (found + false):.3f}\n")


def measure_speed(source: str) -> None:
    """Time the gate alone."""
    records = list(islice(cycle(read(source)), RECORDS))
    gate = Gate(Journal())
    gate.let_through(records[0])
    began = time.process_time()
    for record in records:
        gate.let_through(record)
    sys.stdout.write(f"{RECORDS:,} records: {time.process_time() - began:.2f} s\n")


if __name__ == "__main__":
    measure_finding()
    if len(sys.argv) > 1:
        measure_speed(sys.argv[1])
