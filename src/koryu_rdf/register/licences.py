"""The licence of the data among those that a portal knows.

In: the licence's address and the portal's list. Out: the portal's code for it. Portals call one licence by several codes, and write
its address with or without ``deed``; nothing but these is equated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_CODES: Mapping[str, tuple[str, ...]] = {
    "creativecommons.org/licenses/by": ("CC-BY-4.0", "cc-by", "CC-BY"),
    "creativecommons.org/licenses/by-sa": ("CC-BY-SA-4.0", "cc-by-sa", "CC-BY-SA"),
    "creativecommons.org/publicdomain/zero": ("CC0-1.0", "cc-zero", "CC0"),
}
"""Those that BODIK's harvester takes; the codes are CKAN's own and those of the Open Definition."""
_TAIL = re.compile(r"(/(\d\.\d|deed|legalcode)(\.[a-z]+)?)*/?$")


class Licence(NamedTuple):
    """A portal's code for the licence, and whether BODIK's harvester takes the data under it."""

    code: str
    is_harvested: bool


def find_licence(address: str, known: Iterable[Mapping[str, Any]]) -> Licence | None:
    """Find a licence in a portal's list, by its address or by the codes it is known by."""
    key = _cut(address)
    known = list(known)
    for code in _CODES.get(key, ()):
        if any(one.get("id") == code for one in known):
            return Licence(code, is_harvested=True)
    found = (str(one["id"]) for one in known if one.get("url") and _cut(str(one["url"])) == key)
    return next((Licence(code, key in _CODES) for code in found), None)


def _cut(address: str) -> str:
    """Cut an address to what names the licence, without its version.

    >>> _cut("https://creativecommons.org/licenses/by/4.0/deed.ja"), _cut("http://www.example.jp/terms/")
    ('creativecommons.org/licenses/by', 'example.jp/terms')
    """
    return _TAIL.sub("", address.partition("://")[2].removeprefix("www."))
