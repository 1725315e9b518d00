"""Lifting alone: records as JSON Lines become N-Triples or Turtle as in ``koryu convert``, without its checks and its gate.

That is what the peers do: they take what is in their tables as it is.

    python -m benchmarks.lift_only RECORDS TARGET PROCESSES
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift import SharedThings, lift_agreements
from koryu_rdf.model import parse_json
from koryu_rdf.outputs import open_output
from koryu_rdf.processes import Child
from koryu_rdf.read.parts import split_source
from koryu_rdf.read.source import Source
from koryu_rdf.write import write


def main(records: Path, target: Path, processes: int) -> None:
    """Lift in as many processes, and put the parts together."""
    parts = split_source(Source(records.name, ".jsonl", lambda: records.open("rb")), processes, 1_000_000)
    with open_output(target) as stream:
        drafts = [tempfile.TemporaryFile() for _ in parts[1:]]  # noqa: SIM115
        children = [Child(lift, part, draft, target.suffix) for part, draft in zip(parts[1:], drafts, strict=True)]
        shared = lift(parts[0], stream, target.suffix, is_first=True)
        for child, draft in zip(children, drafts, strict=True):
            shared.add(child.wait())
            draft.seek(0)
            shutil.copyfileobj(draft, stream, 1 << 20)
        write(shared.describe({}), stream, suffix=target.suffix, prefixes=Identifiers().prefixes, continued=True)


def lift(part: Source, stream: BinaryIO, suffix: str, *, is_first: bool = False) -> SharedThings:
    """Lift a part; gives what it shares with others."""
    shared = SharedThings(Identifiers(), {})
    with part.open() as lines:
        blocks = lift_agreements(map(parse_json, lines), shared)
        write(blocks, stream, suffix=suffix, prefixes=Identifiers().prefixes, continued=not is_first)
    return shared


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
