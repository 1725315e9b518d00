"""From which size on a cluster pays: ``koryu convert --engine spark`` beside converting and checking on one machine."""

from __future__ import annotations

import os
import sysconfig

from benchmarks.bench import ROOT, Bench, Contender
from benchmarks.environments import find_koryu, find_program, find_versions, make_python
from benchmarks.rows import Table

BASE = "koryu convert, then koryu check"
MODULES = os.pathsep.join((str(ROOT / "src"), sysconfig.get_path("purelib")))


def measure(bench: Bench) -> Table:
    """Measure both with the processors of this machine."""
    if not find_program("java", bench, "openjdk-17-jre-headless"):
        raise OSError("Spark needs Java")
    python = make_python("spark", "pyspark>=4,<5")
    out, folder = bench.scratch("one.nt"), bench.scratch("spark.nt")

    def convert(size: int) -> list[str]:
        command = '"$0" convert "$1" -o "$2" && "$0" check "$2"'
        return ["bash", "-c", command, find_koryu(), str(bench.find_records(size)), str(out)]

    def submit(size: int) -> list[str]:
        command = 'rm -rf "$2" && "$0" -m koryu_rdf convert --engine spark "$1" -o "$2"'
        return ["bash", "-c", command, str(python), str(bench.find_records(size)), str(folder)]

    env = {"PYTHONPATH": MODULES, "PYSPARK_PYTHON": str(python), "SPARK_LOCAL_IP": "127.0.0.1"}
    contenders = [
        Contender(BASE, convert, first_round_only=True),
        Contender("koryu convert --engine spark, local[*]", submit, first_round_only=True, env=env),
    ]
    return Table(
        title="Beyond one machine",
        intro="Both check every record and apply the shapes. Spark runs on the processors of this machine, so it shows what it adds.",
        rows=bench.compare(contenders, sizes=[size for size in bench.sizes if size >= 1_000]),  # noqa: PLR2004
        base=BASE,
        versions=find_versions(python, "pyspark"),
        commands={"spark": "koryu convert --engine spark records.jsonl -o triples.nt"},
    )
