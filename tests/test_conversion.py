"""Conversion: the same bytes and the same problems, in one process or several, streaming or sorted."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyoxigraph
import pytest
from benchmarks.records import Generator
from hypothesis import given, settings
from hypothesis import strategies as st

from koryu_rdf import conversion
from koryu_rdf.assets import get_folder
from koryu_rdf.conversion import convert
from koryu_rdf.lift import lift, lift_blocks
from koryu_rdf.model import Agreement, Phrase, WebPage, to_json
from koryu_rdf.problems import sort_problems
from koryu_rdf.processes import Child
from koryu_rdf.read import Reading, read
from koryu_rdf.settings import Settings
from koryu_rdf.write import CONTINUABLE, write

BUNDLED = list(read(get_folder("records")))
GENERATED = list(Generator().make_records(60))


@pytest.fixture(autouse=True)
def _processes_for_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "BYTES_A_PROCESS", 10_000)


def write_lines(folder: Path, lines: list[bytes]) -> Path:
    path = folder / "records.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def run(path: Path, suffix: str, processes: int) -> tuple[bytes, Reading]:
    reading, target = read(path), path.with_name(f"{processes}{suffix}")
    convert(reading, target, Settings(), processes=processes)
    return target.read_bytes(), reading


def to_triples(content: bytes, suffix: str) -> set[pyoxigraph.Quad]:
    form = pyoxigraph.RdfFormat.from_extension(suffix.removeprefix("."))
    assert form
    return set(pyoxigraph.parse(content, form))


@pytest.mark.parametrize("suffix", sorted(CONTINUABLE))
def test_several_processes_write_the_bytes_of_one(tmp_path: Path, suffix: str) -> None:
    path = write_lines(tmp_path, list(map(to_json, GENERATED)))
    alone, _ = run(path, suffix, 1)
    assert len(read(path).split(3, 10_000)) == 3
    assert run(path, suffix, 3)[0] == alone
    assert to_triples(alone, suffix) == to_triples(run(path, ".nt", 1)[0], ".nt")


def test_records_out_of_order_are_sorted_and_give_the_same_bytes(tmp_path: Path) -> None:
    lines = list(map(to_json, GENERATED))
    ordered, _ = run(write_lines(tmp_path, lines), ".nt", 2)
    shuffled = random.Random(3).sample(lines, len(lines))
    assert run(write_lines(tmp_path, shuffled), ".nt", 2)[0] == ordered
    assert (
        run(write_lines(tmp_path, [*lines[30:], *lines[:30]]), ".nt", 2)[0] == ordered
    )  # each part in order, the parts not
    content, reading = run(write_lines(tmp_path, [*lines, lines[0]]), ".nt", 2)
    assert content == ordered
    assert [problem.code for problem in reading.problems] == ["record-repeated"]


def test_problems_have_the_lines_of_the_whole_file(tmp_path: Path) -> None:
    lines = list(map(to_json, GENERATED))
    lines[50] = b"{}"
    lines[55] = to_json(msgspec.structs.replace(GENERATED[55], background="担当の山田太郎さんが案内した。"))
    path = write_lines(tmp_path, lines)
    (alone, one), (content, several) = run(path, ".nt", 1), run(path, ".nt", 3)
    assert content == alone
    assert sort_problems(several.problems) == sort_problems(one.problems)
    assert {(problem.code, problem.where.line) for problem in several.problems} == {
        ("record-invalid", 51),
        ("person-withheld", 56),
    }
    assert "山田" not in content.decode()
    assert several.redactions == one.redactions


def test_what_fails_in_another_process_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_lines(tmp_path, list(map(to_json, GENERATED)))
    run(path, ".nt", 2)
    before = (tmp_path / "2.nt").read_bytes()
    lift_part = conversion.lift_part

    def fail(reading: Reading, *given: object, **named: object) -> conversion.Part:
        if named.get("continued"):
            raise ZeroDivisionError
        return lift_part(reading, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(conversion, "lift_part", fail)
    with pytest.raises(ZeroDivisionError):
        run(path, ".nt", 2)
    assert (tmp_path / "2.nt").read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"records.jsonl", "2.nt"}


def test_a_process_that_is_ended_from_outside_is_an_error() -> None:
    with Child(exit, 3) as child, pytest.raises(MemoryError):
        child.wait()


ODD_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ODD_RECORDS = st.builds(
    lambda record, title, background, words, note: msgspec.structs.replace(
        record,
        title=title,
        background=background,
        summary=Phrase(words, words[::-1]),
        title_parties=(title, title, words),
        dates=record.dates * 2,
        fields=record.fields * 2,
        overseas_parties=record.overseas_parties * 2,
        web_pages=(WebPage("https://example.jp/?q=%E4", note), WebPage("not a page", note), *record.web_pages),
    ),
    st.sampled_from(BUNDLED + GENERATED[:5]),
    *[ODD_TEXT] * 4,
)


def list_triples(record: Agreement) -> Iterator[str]:
    for subject, statements in lift([record]):
        yield from (f"{subject} {predicate} {value} .\n" for predicate, value in statements)


@given(ODD_RECORDS)
@settings(max_examples=60, deadline=None)
def test_odd_records_say_the_same_in_every_form(record: Agreement) -> None:
    """Blocks, descriptions and Turtle hold the same triples, each once, whatever is in the texts and however often it stands there."""
    written = {}
    for suffix in (".nt", ".ttl"):
        stream = io.BytesIO()
        count = write(lift_blocks([record]), stream, suffix=suffix)
        written[suffix] = stream.getvalue()
    lines = list(list_triples(record))
    assert written[".nt"].decode() == "".join(lines)
    assert count == len(lines) == len(set(lines))
    assert to_triples(written[".nt"], ".nt") == to_triples(written[".ttl"], ".ttl")
    assert len(to_triples(written[".nt"], ".nt")) == count
