"""The cluster: two executors, one of them killed in the middle, give the triples and the problems of one process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import msgspec
import pytest
from benchmarks.environments import make_python
from benchmarks.records import Generator
from tests.conftest import miss

from koryu_rdf.conversion import convert
from koryu_rdf.model import to_json
from koryu_rdf.read import read
from koryu_rdf.settings import Settings

RECORDS = 600
MODULES = os.pathsep.join((str(Path(__file__).parents[2] / "src"), sysconfig.get_path("purelib")))


@pytest.fixture(scope="module")
def spark_python() -> Path:
    if not shutil.which("java") or sys.platform != "linux":
        miss("Java")
    try:
        return make_python("spark", "pyspark>=4,<5")
    except (OSError, subprocess.CalledProcessError):
        miss("PySpark")
        raise


def write_records(path: Path) -> None:
    records = list(Generator().make_records(RECORDS))
    records[500] = msgspec.structs.replace(records[500], background="担当の山田太郎さんが案内した。")
    path.write_bytes(b"".join(to_json(record) + b"\n" for record in records))


def test_a_lost_executor_loses_nothing(tmp_path: Path, spark_python: Path) -> None:
    records, alone, folder = tmp_path / "records.jsonl", tmp_path / "alone.nt", tmp_path / "triples.nt"
    write_records(records)
    reading = read(records)
    count = convert(reading, alone, Settings())
    command = [*map(str, (spark_python, Path(__file__).with_name("job.py"), records, folder)), MODULES]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    said = json.loads(run.stdout.splitlines()[-1])
    assert said["killed"] == 1
    assert said["triples"] == count
    parts = sorted(folder.glob("part-*"))
    assert len(parts) > 3
    assert (folder / "_SUCCESS").exists()
    lines = [line for part in parts for line in part.read_bytes().splitlines()]
    assert sorted(lines) == sorted(alone.read_bytes().splitlines())
    assert said["problems"] == [[problem.code, problem.where.record] for problem in reading.problems] != []
