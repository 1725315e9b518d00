"""The readers keep their word on a few hundred inputs of every sort; ``make fuzz`` goes on from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.documents import list_words
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
SEEDS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_corpus(seed: Path) -> None:
    TARGETS[seed.parent.name](seed.read_bytes())


def test_every_target_has_a_corpus() -> None:
    assert {seed.parent.name for seed in SEEDS} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_any_words(target: str) -> None:
    words = st.sampled_from(list_words(target)) | st.text(max_size=3)

    @settings(max_examples=150)
    @given(st.lists(words, max_size=60))
    def check(pieces: list[str]) -> None:
        TARGETS[target]("".join(pieces).encode())

    check()


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes(target: str) -> None:
    @settings(max_examples=50)
    @given(st.binary(max_size=200))
    def check(data: bytes) -> None:
        TARGETS[target](data)

    check()
