"""N-Triples with some faults checked against the shapes of this project, by koryu and by other SHACL engines."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.bench import ROOT, Bench, Contender
from benchmarks.environments import find_koryu, find_program, find_versions, make_python
from benchmarks.faults import write_faulty
from benchmarks.rows import Table
from koryu_rdf.assets import list_files

_JENA = Path.home() / ".cache" / "koryu-rdf-tests" / "jena"
_PYSHACL = "pyshacl==0.40.1"


def measure(bench: Bench) -> Table:
    """Measure the command, with all processors and with one, beside pyshacl and Jena."""
    python = make_python("pyshacl", _PYSHACL)
    shapes = _gather_shapes(bench)

    def koryu(size: int) -> list[str]:
        return [find_koryu(), "check", "--quiet", str(find_data(bench, size))]

    def pyshacl(way: str, size: int) -> list[str]:
        return [str(python), "benchmarks/peers/check_pyshacl.py", str(find_data(bench, size)), str(shapes), way]

    contenders = [
        Contender("koryu check", koryu),
        Contender("koryu check, one process", lambda size: ["taskset", "-c", "0", *koryu(size)]),
        Contender("pyshacl", lambda size: pyshacl("plain", size), most=1_000),
        Contender("pyshacl, its queries parsed once", lambda size: pyshacl("kept", size), most=10_000),
    ]
    if (java := find_program("java", bench, "openjdk-17-jdk-headless")) and _JENA.exists():
        contenders.append(Contender("Jena shacl", lambda size: _ask_jena(java, bench, shapes, size)))
    return Table(
        title="Check",
        intro="N-Triples against all shapes but those that only advise: some 190 constraints and 10 `sh:sparql` rules; one line in 1,000"
        " has a fault. Time from the start of the program to its end, parsing included. That the results are the same is a matter of"
        " tests (`tests/shapes/test_reference.py`, `test_engines.py`, `tests/check/test_random.py`).",
        rows=bench.compare(contenders),
        base="koryu check",
        versions={**find_versions(python, "pyshacl", "rdflib"), "Jena": "5.6.0"},
        goals=["pyshacl at least 25 at 1,000 records, 70 at 10,000", "Jena at least 3", "linear", "at most 128 MB"],
    )


def find_data(bench: Bench, size: int) -> Path:
    """Give the generated records as N-Triples with faults, made once."""

    def convert(target: Path) -> None:
        good = target.with_suffix(".good.nt")
        bench.run([find_koryu(), "convert", str(bench.find_records(size)), "-o", str(good)])
        write_faulty(good, target)
        good.unlink()

    return bench.keep(f"faulty-{size}.nt", convert)


def _gather_shapes(bench: Bench) -> Path:
    folder = bench.scratch("shapes")
    folder.mkdir(exist_ok=True)
    for path in list_files("shapes", ".ttl"):
        if path.stem != "advice":
            shutil.copy(path, folder)
    return folder


def _ask_jena(java: str, bench: Bench, shapes: Path, size: int) -> list[str]:
    """Jena with the program and the libraries of the tests, which Maven has fetched there."""
    folder = bench.scratch(f"jena-{size}")
    folder.mkdir(exist_ok=True)
    data = folder / "data.nt"
    data.unlink(missing_ok=True)
    data.symlink_to(find_data(bench, size))
    program = ROOT / "tests" / "java" / "jena" / "Shacl.java"
    return [java, "-cp", f"{_JENA}/*", str(program), str(shapes), str(folder)]
