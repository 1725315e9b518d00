"""How much is found: invented sentences, in which braces mark what must be withheld, and many that only look like it.

The floors are below what was measured, so that a rule may change; ``benchmarks/personal_data.py`` prints the figures.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from koryu_rdf.personal import find_personal, list_telling_pieces

SENTENCES = Path(__file__).parent / "sentences.txt"
CELL = "【課】"
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.97


class Sentence(NamedTuple):
    """A sentence, or a contact's cell, and the spans that must be withheld."""

    text: str
    marked: list[tuple[int, int]]
    is_cell: bool


def parse_sentence(line: str) -> Sentence:
    text, marked = "", []
    for part in re.split(r"(\{.*?\})", line.removeprefix(CELL)):
        if part.startswith("{"):
            marked.append((len(text), len(text) + len(part) - 2))
        text += part.strip("{}")
    return Sentence(text, marked, line.startswith(CELL))


def list_sentences() -> list[Sentence]:
    lines = SENTENCES.read_text("utf-8").splitlines()
    return [parse_sentence(line) for line in lines if not line.startswith("#")]


def test_nearly_everything_is_found_and_little_else() -> None:
    found = missed = false = 0
    for text, marked, is_cell in list_sentences():
        spans = [(one.start, one.end) for one in find_personal(text, in_contact=is_cell)]
        covered = {place for start, end in spans for place in range(start, end)}
        hits = sum(set(range(*span)) <= covered for span in marked)
        found, missed = found + hits, missed + len(marked) - hits
        false += sum(not any(start < end_of and begin < end for begin, end_of in marked) for start, end in spans)
    assert found + missed > 150
    assert found / (found + missed) >= LEAST_RECALL
    assert found / (found + false) >= LEAST_PRECISION


def test_there_are_as_many_sentences_without_personal_data() -> None:
    sentences = list_sentences()
    assert len(sentences) >= 300
    assert sum(not marked for _, marked, _ in sentences) >= 150


@pytest.mark.parametrize("sentence", [one for one in list_sentences() if not one.is_cell], ids=lambda one: one.text)
def test_the_quick_look_leaves_nothing_out(sentence: Sentence) -> None:
    """What is found in a sentence is found in the pieces that the quick look gives, wherever the sentence stands."""
    wanted = {sentence.text[one.start : one.end] for one in find_personal(sentence.text)}
    text = f'開催した。{sentence.text}\n[{{"title":"{sentence.text}"}}]'
    pieces = list_telling_pieces(text)
    assert wanted <= {piece[one.start : one.end] for piece in pieces for one in find_personal(piece)}
