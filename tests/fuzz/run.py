"""Fuzz one target with atheris: ``python -m tests.fuzz.run TARGET [option of libFuzzer]...``.

New inputs that reach something new are kept in ``.fuzz/TARGET``; one that fails is written there too. ``make fuzz`` calls this.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris
from tests.fuzz.documents import list_words

with atheris.instrument_imports(include=["koryu_rdf"]):
    from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Run until the options say that it is enough, or an input fails."""
    target, *options = sys.argv[1:]
    kept = ROOT / ".fuzz" / target
    kept.mkdir(parents=True, exist_ok=True)
    words = kept.with_suffix(".words")
    words.write_text("".join(f'"{_escape(word)}"\n' for word in list_words(target) if word), "ascii")
    places = [str(kept), str(Path(__file__).parent / "corpus" / target)]
    arguments = [sys.argv[0], *places, f"-dict={words}", f"-artifact_prefix={kept}/failed-", *options]
    atheris.Setup(arguments, TARGETS[target])
    atheris.Fuzz()


def _escape(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
