"""What a query may not do here: reach the network, name data sets of its own, or bring the program down.

In: the text of a query. Out: nothing, or a ``QueryError``. The engine has no switch for any of this, so the text is
judged before the engine sees it. It is no sandbox: a query may still take as long as it likes.

The engine takes ``1SERVICE<…>`` and ``ASKFROM:x`` for what they are, and ``<`` for the begin of an IRI or for *less
than*, as its grammar goes along. So the text is followed along every way it can be cut into tokens. What stands inside a
string, an IRI, a comment, a variable or the local part of a name is harmless; anywhere else brackets count, and neither
word may begin.
"""

from __future__ import annotations

import re

from koryu_rdf.query.faults import make_query_error

# pyoxigraph 0.5 overflows its stack, and ends the process, at 1,000 nested calls, 3,000 groups in a row, collections of
# 5,000 members or sums of 8,000 numbers.
DEEPEST = 60
MOST_GROUPS = 200
MOST_STEPS = 3_500  # names, values and signs: ``1+1+1+…`` and ``!!!…`` are nested as well, each sign a level

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
    """Raise ``QueryError`` if the query is too deep or too long, or holds SERVICE or FROM, however these are written."""
    if text.count("{") > MOST_GROUPS:
        raise make_query_error("query-too-deep", where)
    for reading in dict.fromkeys((text, _CODE_POINT.sub(_to_character, text))):
        _check_reading(reading, where)


def _check_reading(text: str, where: str | None) -> None:
    """Follow a text along every way; where ways meet, the deepest and the longest count."""
    reached = {0: (0, 0)}
    for place in range(len(text)):
        if place not in reached:
            continue
        depth, steps = reached.pop(place)
        if depth > DEEPEST or steps > MOST_STEPS:
            raise make_query_error("query-too-deep", where)
        refused = _REFUSED.match(text, place)
        if refused:
            raise make_query_error("query-remote-part", where, clause=refused[0].upper())
        for end, nested, counted in _find_ends(text, place):
            deepest, longest = reached.get(end, (0, 0))
            reached[end] = max(deepest, depth + nested), max(longest, steps + counted)


def _find_ends(text: str, place: int) -> list[tuple[int, int, int]]:
    """Find where the token that begins at a place may end, how much deeper the text is then, and by how much longer."""
    character = text[place]
    bare = (place + 1, _STEPS.get(character, 0), int(not character.isspace()))
    token = _TOKEN.match(text, place)
    if token is None:
        return [bare]
    whole = (token.end(), 0, int(character != "#"))
    compared = character == "<" and not _WEB_IRI.match(text, place)  # no comparison goes on with ``http://``
    return [whole, bare] if compared else [whole]


def _to_character(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16))
