"""What a query may not do here: reach the network, name data sets of its own, or bring the program down.

In: the text of a query. Out: nothing, or a ``QueryError``. The engine has no switch for any of this, so the text is
judged before the engine sees it. It is no sandbox: a query may still take as long as it likes.

The engine takes ``1SERVICE<…>`` and ``ASKFROM:x`` for what they are, and ``<`` for the begin of an IRI or for *less
than*, as its grammar goes along. So the text is followed along every way it can be cut into tokens, and neither word may
begin anywhere outside a string, an IRI, a comment, a variable or the local part of a name.
"""

from __future__ import annotations

import re
from itertools import accumulate

from koryu_rdf.query.faults import make_query_error

# pyoxigraph 0.5 overflows its stack, and ends the process, at 1,000 nested calls or 3,000 groups in a row.
DEEPEST = 60
MOST_GROUPS = 500

_STEPS = {**dict.fromkeys("{([", 1), **dict.fromkeys("})]", -1)}
_REFUSED = re.compile(r"service|from", re.IGNORECASE)
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_WEB_IRI = re.compile(r"<\w[\w+.-]*://", re.ASCII)
_TOKEN = re.compile(
    r"#[^\r\n]*"  # comment
    r"|[?$]\w+"  # variable
    r"|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"  # language
    r"|:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.)*"  # local part of a name
    rf"|{_IRI}"
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'(?:[^'\\\r\n]|\\.)*'"
    r'|"(?:[^"\\\r\n]|\\.)*"',
    re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})")


def check_text(text: str, where: str | None) -> None:
    """Raise ``QueryError`` if the query is nested too deeply or holds SERVICE or FROM, however these are written."""
    depth = max(accumulate((_STEPS.get(character, 0) for character in text), initial=0))
    if depth > DEEPEST or text.count("{") > MOST_GROUPS:
        raise make_query_error("query-too-deep", where)
    for reading in dict.fromkeys((text, _CODE_POINT.sub(_to_character, text))):
        word = _find_refused(reading)
        if word:
            raise make_query_error("query-remote-part", where, clause=word.upper())


def _find_refused(text: str) -> str | None:
    places, seen = [0], set[int]()
    while places:
        place = places.pop()
        if place in seen or place >= len(text):
            continue
        seen.add(place)
        found = _REFUSED.match(text, place)
        if found:
            return found[0]
        places += _find_ends(text, place)
    return None


def _find_ends(text: str, place: int) -> list[int]:
    """Find where the token that begins at a place may end."""
    token = _TOKEN.match(text, place)
    if token is None:
        return [place + 1]
    compared = text[place] == "<" and not _WEB_IRI.match(text, place)  # no comparison goes on with ``http://``
    return [token.end(), place + 1] if compared else [token.end()]


def _to_character(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16))
