"""A query as text for a store that is reached over HTTP, which takes no terms beside the text.

In: a query and its values. Out: the query with the values as data, in VALUES, before everything else in its WHERE. It
sends nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koryu_rdf.query.embedded import bind_values
from koryu_rdf.query.faults import make_query_error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koryu_rdf.query.saved import SavedQuery

_WHERE = re.compile(r"^WHERE \{$", re.MULTILINE)
_CODE_POINT = re.compile(r"\\u", re.IGNORECASE)


def to_text(saved: SavedQuery, values: Mapping[str, str] | None = None) -> str:
    """Give the query's text with its values; raises ``QueryError`` for values that cannot be used.

    Stores disagree on whether a code point written ``\\u0022`` is read before or after a string's end is found, so a
    value that holds one is refused.
    """
    tokens = bind_values(saved, values or {})
    for name, token in tokens.items():
        if _CODE_POINT.search(token):
            raise make_query_error("query-bad-string", saved.where, name=name)
    lines = "".join(f"\n  VALUES ?{name} {{ {token} }}" for name, token in tokens.items())
    text, found = _WHERE.subn(lambda match: match[0] + lines, saved.text, count=1)
    if lines and not found:
        raise make_query_error("query-no-where", saved.where)
    return text
