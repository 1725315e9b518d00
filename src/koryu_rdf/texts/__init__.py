"""Every sentence the program says, in Japanese and English, out of the TOML files beside this module.

In: a topic (a file name here) and a key. Out: a :class:`Text`. It does not choose a language; ``cli`` does.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

Language = Literal["ja", "en"]


class Text(NamedTuple):
    """One sentence in both languages."""

    ja: str
    en: str

    def to(self, language: Language) -> str:
        """Give the sentence in one language."""
        return self.ja if language == "ja" else self.en

    def fill(self, **values: object) -> Text:
        """Put values in the sentence's ``{slots}``; braces inside a value stay what they are."""
        return Text(self.ja.format(**values), self.en.format(**values))


def get_text(topic: str, key: str, **values: object) -> Text:
    """Look a sentence up and fill its slots.

    Raises ``KeyError`` when the topic has no such key: that is a fault of the program, not of the data.
    """
    entry = get_topic(topic)[key]
    return Text(entry["ja"], entry["en"]).fill(**values)


@cache
def get_topic(topic: str) -> dict[str, dict[str, Any]]:
    """Read one catalogue of sentences, such as ``problems`` or ``errors``."""
    return tomllib.loads(Path(__file__).with_name(f"{topic}.toml").read_text("utf-8"))
