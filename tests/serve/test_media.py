"""Which form a reader likes best, by the rules of RFC 9110, section 12.5."""

from __future__ import annotations

import pytest

from koryu_rdf.serve.media import choose
from koryu_rdf.serve.replies import choose_language

OFFERS = ["text/turtle", "text/html", "application/ld+json"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text/*;q=0.3, text/html;q=0.7, application/ld+json;q=0.5", "text/html"),
        ("text/turtle;q=0, */*;q=0.1", "text/html"),
        ("application/*", "application/ld+json"),
        ("text/turtle;q=0.001", "text/turtle"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("nonsense", None),
        ("nonsense, text/html", "text/html"),
        ("text/html;q=2", "text/html"),
    ],
)
def test_choosing_a_form(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "ja"),
        ("en", "en"),
        ("en-GB,en;q=0.9,ja;q=0.5", "en"),
        ("ja,en;q=0.9", "ja"),
        ("fr", "ja"),
        ("*", "ja"),
        ("en;q=0", "ja"),
        ("de,en;q=0.3", "en"),
    ],
)
def test_choosing_a_language(accepted: str, language: str) -> None:
    assert choose_language(accepted) == language
