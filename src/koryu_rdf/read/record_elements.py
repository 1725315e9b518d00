"""Records as elements of a file: what JSON Lines, JSON and YAML have in common once an element has been cut out.

In: how to decode one element, and its place. Out: the agreement, or a problem there. Where elements begin is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.values import check_values

_MOST_INVALID = 10_000


class ElementFaultError(ValueError):
    """An element that cannot be decoded, and the line where that shows."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


class Element(NamedTuple):
    """An element of a file: how to decode it, where it begins, and its path in problems, such as ``$[3]``."""

    decode: Callable[[], Agreement]
    where: Where
    path: str = "$"


def read_elements(elements: Iterable[Element], journal: Journal) -> Iterator[Agreement]:
    """Read elements one after the other; of a file in which thousands are no records the rest is left unread."""
    invalid = 0
    for element in elements:
        if agreement := _decode(element, journal):
            yield from _check(agreement, element.where, journal)
            continue
        invalid += 1
        if invalid == _MOST_INVALID:
            journal.at(element.where)("records-invalid", limit=_MOST_INVALID)
            return


def _decode(element: Element, journal: Journal) -> Agreement | None:
    try:
        return element.decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        journal.at(element.where)("record-invalid", value=_place(str(error), element.path))
    except ElementFaultError as error:
        where = msgspec.structs.replace(element.where, line=error.line or element.where.line)
        journal.at(where)("record-invalid", value=_place(str(error), element.path))
    return None


def _check(agreement: Agreement, where: Where, journal: Journal) -> Iterator[Agreement]:
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
