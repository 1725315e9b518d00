"""Records as elements of a file: what JSON Lines, JSON and YAML have in common once an element has been cut out.

In: how to decode one element, and its place. Out: the agreement, or a problem there. Where elements begin is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.values import check_values


def read_element(
    decode: Callable[[], Agreement], where: Where, journal: Journal, path: str = "$"
) -> Iterator[Agreement]:
    """Read one element; ``path`` says in problems which one of the file it is, such as ``$[3]``."""
    try:
        agreement = decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        journal.at(where)("record-invalid", value=_place(str(error), path))
        return
    where = msgspec.structs.replace(where, record=agreement.id)
    if checked := check_values(agreement, journal.at(where)):
        journal.place(agreement.id, None, [where])
        yield checked


def _place(message: str, path: str) -> str:
    """Put an element's place in the path that a message ends with.

    >>> _place("Expected `int`, got `str` - at `$.number`", "$[3]"), _place("Invalid value", "$[3]")
    ('Expected `int`, got `str` - at `$[3].number`', 'Invalid value - at `$[3]`')
    """
    if path == "$" or "`$" in message:
        return message.replace("`$", f"`{path}")
    return f"{message} - at `{path}`"
