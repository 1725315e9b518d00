"""What loading costs: a large file into Oxigraph's server, with the memory and the time that the client takes.

In: how many megabytes. Out: a line for each load: into an empty graph, the same again, and half of it, which swaps the other half out.
The data are made of invented records and kept in a temporary folder, as the store is. Shapes are not checked (``--force``), since checking
holds the data in memory.

    python -m benchmarks.load 200
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from benchmarks.processes import run
from benchmarks.records import Generator
from koryu_rdf.model import Agreement, to_json

MB = 1_000_000
_RECORDS_AT_ONCE = 5_000
_KORYU = (sys.executable, "-m", "koryu_rdf")
_HOUR = 3600


def make_data(target: Path, most_bytes: int) -> int:
    """Write as many invented statements as have room, as N-Triples; give their number."""
    records = Generator().make_records(1 << 30)
    lines = 0
    with target.open("wb") as data:
        while True:
            for line in _lift(target.parent, list(islice(records, _RECORDS_AT_ONCE))):
                if data.tell() + len(line) > most_bytes:
                    return lines
                data.write(line)
                lines += 1


def _lift(folder: Path, records: list[Agreement]) -> Iterator[bytes]:
    source, triples = folder / "records.jsonl", folder / "records.nt"
    with source.open("wb") as file:
        file.writelines(to_json(record) + b"\n" for record in records)
    subprocess.run([*_KORYU, "convert", str(source), "-o", str(triples), "--quiet"], check=False)
    with triples.open("rb") as file:
        yield from file


@contextmanager
def start_store(folder: Path) -> Iterator[str]:
    """Start Oxigraph's server at a free port and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    server = subprocess.Popen([program, "serve", "--location", str(folder / "store"), "--bind", address])
    try:
        time.sleep(1)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def measure(data: Path, url: str) -> str:
    """Load a file, and say what it took."""
    done = run([*_KORYU, "load", str(data), "--to", url, "--force", "--lang", "en", "--no-progress"], limit=_HOUR)
    first = done.output.strip().splitlines()[0]
    return (
        f"{data.stat().st_size / MB:6.1f} MB  {done.seconds or _HOUR:6.1f} s  processor {done.cpu:6.1f} s  peak {done.peak_mb:6.1f} MB"
        f"  exit {done.code}  {first}"
    )


def halve(data: Path) -> Path:
    """Write a file with every second line of another."""
    half = data.with_name("half.nt")
    with data.open("rb") as lines, half.open("wb") as target:
        target.writelines(islice(lines, 0, None, 2))
    return half


def main(megabytes: int) -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="koryu-load-") as name:
        data = Path(name) / "data.nt"
        print(f"{make_data(data, megabytes * MB):,} statements")
        half = halve(data)
        with start_store(Path(name)) as url:
            for file in (data, data, half):
                print(measure(file, url), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
