"""The words of the pages in one language, for templates.

In: ``texts/pages.toml``. Out: a :class:`Speaker`, which templates know as ``say``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from koryu_rdf.texts import Language, Text, get_topic


class Speaker:
    """What templates call for words: ``say("signed")`` for ours, ``say.of(text)`` for a :class:`Text` or a phrase."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._words = {key: Text(entry["ja"], entry["en"]).to(language) for key, entry in get_topic("pages").items()}

    def __call__(self, key: str, **slots: object) -> str:
        """Give our own words for a key of ``texts/pages.toml``."""
        return self._words[key].format(**slots) if slots else self._words[key]

    def of(self, text: Any) -> str:
        """Choose the language of a text; Japanese stands in where there is no English."""
        chosen: str = (text.en or text.ja) if self.language == "en" else text.ja
        return chosen


@cache
def get_speaker(language: Language) -> Speaker:
    """Give the words in a language."""
    return Speaker(language)
