"""What a style of writing dates is: a pattern, and how to read what it matches.

In: a match in a text folded by :func:`~koryu_rdf.dates.characters.fold_signs`. Out: an ISO 8601 value, or what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Finding(NamedTuple):
    """What is to be reported of a date: a code of ``texts/problems.toml``, and what its sentences need to know."""

    code: str
    slots: dict[str, object]


def find(code: str, **slots: object) -> Finding:
    """Make a finding."""
    return Finding(code, slots)


class Style(NamedTuple):
    """A way to write dates. The names of its groups are its own: all patterns are joined to one."""

    pattern: str
    read: Callable[[re.Match[str]], str | Finding]
