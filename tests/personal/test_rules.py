"""Every rule and every kind has its words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import koryu_rdf.personal
from koryu_rdf.personal import MARKS
from koryu_rdf.texts import get_topic

SOURCE = Path(koryu_rdf.personal.__file__).parent


def test_every_rule_is_explained_and_used() -> None:
    text = "".join(path.read_text("utf-8") for path in [*SOURCE.glob("*.py"), *SOURCE.parent.glob("read/*.py")])
    used = {rule for rule in get_topic("personal") if f'"{rule}"' in text}
    assert used == set(get_topic("personal"))
    named = re.findall(r'"(?:name|email|phone|address)", "([a-z]+-[a-z-]+)"', text)
    assert len(named) > 8
    assert set(named) <= used


def test_marks_are_there_for_every_kind_in_both_languages() -> None:
    assert set(MARKS["ja"]) == set(MARKS["en"]) == {"name", "email", "phone", "address", "text"}
