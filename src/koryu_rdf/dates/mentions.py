"""Mentions: the dates in a text, each where it stands.

In: the text of a date field. Out: what any of the styles matches, read. What stands around a date is not known here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from koryu_rdf.dates.characters import fold_signs
from koryu_rdf.dates.japanese import JAPANESE_STYLES
from koryu_rdf.dates.styles import Finding
from koryu_rdf.dates.western import WESTERN_STYLES

_STYLES = JAPANESE_STYLES | WESTERN_STYLES
_DATE = re.compile("|".join(f"(?P<{name}>{style.pattern})" for name, style in _STYLES.items()))


class DateText(NamedTuple):
    """The text of a date field, as written and folded, both of one length."""

    written: str
    folded: str


class Mention(NamedTuple):
    """A date in a text: where it stands, its ISO 8601 value unless it is faulty, and what is to be reported of it."""

    start: int
    end: int
    value: str | None
    findings: tuple[Finding, ...] = ()

    def add(self, finding: Finding) -> Mention:
        """Note what is to be reported."""
        return self._replace(findings=(*self.findings, finding))

    def refuse(self, finding: Finding) -> Mention:
        """Drop the value, and say why; a date that has none already needs no other reason."""
        return self._replace(value=None, findings=(*self.findings, finding)) if self.value else self


def make_date_text(text: str) -> DateText:
    """Fold a text for matching."""
    return DateText(text, fold_signs(text))


def find_mention(text: DateText, position: int) -> Mention | None:
    """Find the first date from a place on."""
    return _read(_DATE.search(text.folded, position), text)


def match_mention(text: DateText, position: int) -> Mention | None:
    """Read the date that begins at a place."""
    return _read(_DATE.match(text.folded, position), text)


def _read(match: re.Match[str] | None, text: DateText) -> Mention | None:
    if match is None or match.lastgroup is None:
        return None
    start, end = match.span()
    if text.folded[end : end + 1] == ")" and match[0].count("(") > match[0].count(")"):
        end += 1
    read = _STYLES[match.lastgroup].read(match)
    return Mention(start, end, None, (read,)) if isinstance(read, Finding) else Mention(start, end, read)
