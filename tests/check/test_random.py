"""Data with faults by chance: the compiled shapes find what pyshacl finds, however the data are cut, ordered and shared out."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.conftest import read_good_data
from tests.check.mutations import mutate
from tests.check.reference import ask_pyshacl

from koryu_rdf.check import check
from koryu_rdf.check.compile import compile_bundled_shapes
from koryu_rdf.check.engine import quiet
from koryu_rdf.check.inspect import inspect, open_dataset
from koryu_rdf.check.lines import Lines, spell_lines
from koryu_rdf.check.locate import Places
from koryu_rdf.workers import count_processes

SEEDS = st.integers(0, 1_000_000)


def list_good_lines() -> list[str]:
    return sorted(line for line in spell_lines(read_good_data()).decode().split("\n") if line)


def spoil(seed: int, count: int) -> bytes:
    return "".join(f"{line}\n" for line in mutate(list_good_lines(), count, seed)).encode()


def multiply(times: int) -> list[str]:
    """Say the same of more agreements: those of the good data under other numbers, with the same places."""
    lines = list_good_lines()
    own = [line for line in lines if line.startswith("<https://w3id.org/koryu/id/agreement/")]
    copies = [line.replace("/trade-2012/", f"/trade-2012/{number}") for number in range(1, times) for line in own]
    return [*lines, *copies]


@settings(max_examples=12)
@given(SEEDS)
def test_results_are_those_of_pyshacl(seed: int) -> None:
    data = spoil(seed, 30)
    assert set(check(data, advice=True).results) == ask_pyshacl(data)


def inspect_in_parts(data: bytes | Path, part_size: int, processes: int = 1) -> tuple[object, object]:
    plan = compile_bundled_shapes(advice=True)
    with quiet():
        source = data if isinstance(data, bytes) else data.open("rb")
        dataset = open_dataset(plan, Lines(source), processes, part_size)
        findings = inspect(plan, dataset)
    nodes = sorted({finding.focus for finding in findings})
    places = Places(dataset, nodes, {})
    return findings, [(node, places.find(node)) for node in nodes]


@settings(max_examples=15)
@given(SEEDS, st.integers(300, 20_000))
def test_parts_give_what_the_whole_gives(seed: int, part_size: int) -> None:
    lines = mutate(multiply(8), 60, seed)
    data = spell_lines("".join(f"{line}\n" for line in sorted(lines)).encode())
    whole = inspect_in_parts(data, len(data))
    assert len(Lines(data).cut(part_size)) > 1
    assert inspect_in_parts(data, part_size) == whole
    random.Random(seed).shuffle(lines)
    shuffled = spell_lines("".join(f"{line}\n" for line in lines).encode())
    assert inspect_in_parts(shuffled, part_size) == whole


@pytest.mark.skipif(count_processes() < 2, reason="one processor")
def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    lines = mutate(multiply(30), 100, 1)
    data = spell_lines("".join(f"{line}\n" for line in sorted(lines)).encode())
    whole = inspect_in_parts(data, len(data))
    (tmp_path / "data.nt").write_bytes(data)
    for _ in range(2):
        assert inspect_in_parts(tmp_path / "data.nt", 10_000, processes=2) == whole


def test_file_gives_what_bytes_give() -> None:
    data = spell_lines(spoil(7, 40))
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        assert check(file) == check(data)
