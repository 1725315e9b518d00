"""Records become RDF: beside other tools that make the same triples, and beside programs that only copy the result."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.bench import CACHE, ROOT, Bench, Contender
from benchmarks.environments import find_koryu, find_program, find_versions, make_python
from benchmarks.rows import Table
from benchmarks.tables import write_rml, write_tables
from koryu_rdf.lift import lift_blocks
from koryu_rdf.model import parse_json
from koryu_rdf.write import write

BASE = "oxigraph convert, N-Triples (copies)"
PEERS = ROOT / "benchmarks/peers"
_GOALS = [
    "lifting at most 0.5 × the time of `oxigraph convert` in one process, 0.3 × with two, at 10,000 and 100,000 records",
    "at least 8 × as fast as maplib, 10 × morph-kgc, 40 × rdflib",
    "at most 64 MB at 24, 10,000 and 1,000,000 records",
]
_INTRO = """\
Records as JSON Lines become N-Triples, or Turtle with one block a subject. *koryu lift* is lifting and writing alone, which is what the
peers do; *koryu convert* is the whole command, which also checks every record, sends it through the gate for personal data and sees to
the order. The peers get tables with the values as they are to stand in the triples (`benchmarks/tables.py`); making those is not in their
time. All give the same triples: `python -m benchmarks.parts.convert`. *copies*: parses our N-Triples and writes them again."""


def measure(bench: Bench) -> Table:
    """Measure every tool that is here."""
    return Table(
        title="Convert",
        intro=_INTRO,
        rows=bench.compare(list_contenders(bench), BASE),
        base=BASE,
        goals=_GOALS,
        versions=_find_versions(),
        commands={"koryu convert": "koryu convert records.jsonl -o out.nt --processes 2"},
    )


def list_contenders(bench: Bench) -> list[Contender]:
    """List the tools, quick ones first."""
    contenders = [
        Contender(BASE, lambda size: _copy(bench, size)),
        *(_lift(bench, processes, suffix) for suffix in (".nt", ".ttl") for processes in (1, 2)),
        *(_convert(bench, processes, ".nt") for processes in (1, 2)),
        Contender(
            "pyoxigraph objects", _peer(bench, Path(sys.executable), "pyoxigraph", "out-pyoxigraph.nt"), most=100_000
        ),
        Contender("maplib", _peer(bench, make_python("maplib", "maplib"), "maplib", "out-maplib.nt"), most=100_000),
        Contender(
            "rdflib, N-Triples",
            _peer(bench, Path(sys.executable), "rdflib", "out-rdflib.nt", "nt"),
            most=10_000,
            first_round_only=True,
        ),
        Contender(
            "rdflib, Turtle",
            _peer(bench, Path(sys.executable), "rdflib", "out-rdflib.ttl", "turtle"),
            most=10_000,
            first_round_only=True,
        ),
        Contender("morph-kgc", lambda size: _morph(bench, size), most=10_000, first_round_only=True),
        Contender(
            "SDM-RDFizer",
            lambda size: _rdfizer(bench, size),
            most=1_000,
            first_round_only=True,
            env={"PYTHONPATH": str(PEERS / "without_odbc")},
        ),
    ]
    if rapper := find_program("rapper", bench, "raptor2-utils"):
        contenders.insert(
            1,
            Contender(
                "rapper (copies)",
                lambda size: _copy_by(bench, rapper, ["-q", "-i", "ntriples", "-o", "ntriples"], size),
            ),
        )
    if serdi := find_program("serdi", bench):
        contenders.insert(
            1,
            Contender(
                "serdi (copies)", lambda size: _copy_by(bench, serdi, ["-i", "ntriples", "-o", "ntriples"], size)
            ),
        )
    return contenders


def find_triples(bench: Bench, size: int) -> Path:
    """Give our N-Triples of so many records, made once."""
    return bench.keep(f"triples-{size}.nt", lambda file: _write_triples(bench.find_records(size), file))


def _write_triples(records: Path, file: Path) -> None:
    with records.open("rb") as lines, file.open("wb") as stream:
        write(lift_blocks(map(parse_json, lines)), stream, suffix=".nt")


def find_tables(bench: Bench, size: int) -> Path:
    """Give the folder of tables of so many records, made once."""
    return bench.keep(f"tables-{size}", lambda folder: write_tables(find_triples(bench, size), folder))


def _lift(bench: Bench, processes: int, suffix: str) -> Contender:
    name = {".nt": "N-Triples", ".ttl": "Turtle"}[suffix]
    out = str(bench.scratch(f"lift{suffix}"))
    return Contender(
        f"koryu lift, {name}, {_count(processes)}",
        lambda size: [sys.executable, "-m", "benchmarks.lift_only", str(bench.find_records(size)), out, str(processes)],
    )


def _convert(bench: Bench, processes: int, suffix: str) -> Contender:
    out = str(bench.scratch(f"convert{suffix}"))
    return Contender(
        f"koryu convert, {_count(processes)}",
        lambda size: [find_koryu(), "convert", str(bench.find_records(size)), "-o", out, "--processes", str(processes)],
    )


def _count(processes: int) -> str:
    return "1 process" if processes == 1 else f"{processes} processes"


def _copy(bench: Bench, size: int) -> list[str]:
    files = ["--from-file", str(find_triples(bench, size)), "--to-file", str(bench.scratch("copy.nt"))]
    return [find_koryu("oxigraph"), "convert", *files]


def _copy_by(bench: Bench, program: str, options: list[str], size: int) -> list[str]:
    command = 'exec "$0" "${@:2}" > "$1"'
    return ["bash", "-c", command, program, str(bench.scratch("copy-2.nt")), *options, str(find_triples(bench, size))]


def _peer(bench: Bench, python: Path, name: str, out: str, *more: str) -> Callable[[int], list[str]]:
    program = str(PEERS / f"convert_{name}.py")
    return lambda size: [str(python), program, str(find_tables(bench, size)), str(bench.scratch(out)), *more]


def _morph(bench: Bench, size: int) -> list[str]:
    settings = bench.scratch("morph.ini")
    mapping = _write_mapping(bench, size)
    settings.write_text(
        f"[CONFIGURATION]\noutput_file={bench.scratch('out-morph.nt')}\noutput_format=N-TRIPLES\nnumber_of_processes=2\n"
        f"logging_level=WARNING\n[D]\nmappings={mapping}\n",
        "utf-8",
    )
    return [str(make_python("morph-kgc", "morph-kgc")), "-m", "morph_kgc", str(settings)]


def _rdfizer(bench: Bench, size: int) -> list[str]:
    settings = bench.scratch("rdfizer.ini")
    settings.write_text(
        f"[default]\nmain_directory: {CACHE}\n[datasets]\nnumber_of_datasets: 1\noutput_folder: {bench.scratch('out-rdfizer')}\n"
        "all_in_one_file: no\nremove_duplicate: yes\nenrichment: yes\nname: out\nordered: yes\noutput_format: n-triples\n"
        f"[dataset1]\nname: out\nmapping: {_write_mapping(bench, size)}\n",
        "utf-8",
    )
    return [str(make_python("sdm-rdfizer", "rdfizer")), "-m", "rdfizer", "-c", str(settings)]


def _write_mapping(bench: Bench, size: int) -> Path:
    mapping = bench.scratch(f"mapping-{size}.ttl")
    write_rml(find_tables(bench, size), mapping)
    return mapping


def _find_versions() -> dict[str, str]:
    own = find_versions(Path(sys.executable), "oxigraph", "pyoxigraph", "rdflib", "msgspec")
    others = {"maplib": "maplib", "morph-kgc": "morph-kgc", "sdm-rdfizer": "rdfizer"}
    return own | {
        name: version
        for env, package in others.items()
        for name, version in find_versions(make_python(env, package), package).items()
    }


def compare_triples(size: int) -> None:
    """Say of each tool whether it gives our triples."""
    import pyoxigraph  # noqa: PLC0415

    bench = Bench()
    ours = set(pyoxigraph.parse(path=str(find_triples(bench, size))))
    outputs = {
        "pyoxigraph": "out-pyoxigraph.nt",
        "maplib": "out-maplib.nt",
        "rdflib": "out-rdflib.nt",
        "morph-kgc": "out-morph.nt",
    }
    for name, file in {**outputs, "SDM-RDFizer": "out-rdfizer/out.nt"}.items():
        for one in list_contenders(bench):
            if one.name.startswith(name):
                bench.run(one.command(size), one.env)
        theirs = set(pyoxigraph.parse(path=str(bench.scratch(file))))
        print(f"{name}: {len(ours & theirs):,} the same, {len(ours - theirs):,} missing, {len(theirs - ours):,} others")


if __name__ == "__main__":
    compare_triples(100)
