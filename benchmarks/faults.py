"""Generated records as N-Triples with faults in them: one line in 1,000 is lost, spoilt or given another value.

In: a file that ``koryu convert`` wrote. Out: the same with faults, the same ones every time, in the same order of subjects.
"""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.records import SEED
from koryu_rdf.namespaces import XSD

_VALUES = ('""', '"x"', '"文"@ja', f'"-5"^^<{XSD}integer>', f'"2011-02-30"^^<{XSD}date>', "<urn:unknown>")
_SHARE = 0.001


def write_faulty(good: Path, target: Path) -> None:
    """Copy the lines, some of them with a fault."""
    draw = random.Random(SEED)  # noqa: S311  (nothing secret)
    with good.open(encoding="utf-8", newline="\n") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(_spoil(line, draw) if draw.random() < _SHARE else line)


def _spoil(line: str, draw: random.Random) -> str:
    subject, predicate, _ = line.split(" ", 2)
    wrong = f"{subject} {predicate} {draw.choice(_VALUES)} .\n"
    return draw.choice(("", wrong, line + wrong))
