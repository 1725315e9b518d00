"""Subdivisions of countries: the units of ISO 3166-2 with their English names.

In: a code such as ``VN-39``. Out: its name, or whether another unit of the country bears it too. The table is a list of what
there is, made by others than those who keep Wikidata: what both say of a code is said twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from koryu_rdf.tables import read_rows

_KINDS = re.compile(
    r"^(?:city|province|state|county|district|municipality|region) of (?=.)"
    r"| (?:autonomous |metropolitan |special |capital )*(?:city|province|state|county|district|municipality|prefecture|region"
    r"|oblast|krai|okrug|republic|territory|governorate|department|division|canton|raion|parish|island|urban)$",
    re.IGNORECASE,
)


def find_subdivision_name(code: str) -> str | None:
    """Find the English name of a unit by its ISO 3166-2 code.

    >>> find_subdivision_name("VN-39"), find_subdivision_name("VN-XX")
    ('Đồng Nai', None)
    """
    return _read_names().get(code)


def list_subdivisions(country: str) -> dict[str, str]:
    """List the units of a country, ISO 3166-1 alpha-2: English names by code."""
    return {code: name for code, name in _read_names().items() if code.startswith(f"{country}-")}


def is_only_of_its_name(code: str) -> bool:
    """Say whether no other unit of the country has the same name, words for its kind apart.

    >>> is_only_of_its_name("VN-39"), is_only_of_its_name("LA-VI"), is_only_of_its_name("LA-VT")
    (True, False, False)
    """
    name = _read_names().get(code)
    return name is not None and _count_names()[code[:2], fold_subdivision(name)] == 1


def fold_subdivision(name: str) -> str:
    """Fold a name for comparing: case, accents, signs and the word for its kind.

    >>> fold_subdivision("Province of Sevilla") == fold_subdivision("SEVILLA"), fold_subdivision("Đồng Nai")
    (True, 'dongnai')
    """
    plain = unicodedata.normalize("NFD", _KINDS.sub("", name.strip()).casefold().replace("đ", "d").replace("ø", "o"))
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def _read_names() -> dict[str, str]:
    return {row["code"]: row["english"] for row in read_rows("subdivisions")}


@cache
def _count_names() -> Counter[tuple[str, str]]:
    return Counter((code[:2], fold_subdivision(name)) for code, name in _read_names().items())
