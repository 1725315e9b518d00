"""What holds for a record though none of its cells says so: a sheet's name, a heading between rows, what the settings say.

In: such texts, and a header. Out: texts by role, for the roles that the table has no column for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from koryu_rdf.countries import find_country
from koryu_rdf.local_governments import parse_name
from koryu_rdf.read.table.header import Header
from koryu_rdf.read.table.vocabulary import JAPANESE_ROLES


def read_context(text: str) -> dict[str, str]:
    """Read a heading between rows, or the name of a sheet: a country or a local government holds for all below it.

    >>> read_context("＜三重県＞"), read_context("中国"), read_context("平成24年度")
    ({'japanese_parties': '三重県'}, {'country': '中国'}, {})
    """
    name = text.strip("【】〔〕［］[]＜＞<>（）()《》■●◆○・　 ")
    if find_country(name):
        return {"country": name}
    return {"japanese_parties": name} if parse_name(name).local_government else {}


def find_defaults(header: Header, constants: Mapping[str, str], context: Mapping[str, str]) -> dict[str, str]:
    """Find what holds for a record where its table has no column for it; what the settings say goes first."""
    roles = set(list_roles(header))
    given = roles | ({"japanese_parties"} if roles.intersection(JAPANESE_ROLES) else set())
    return {role: text for role, text in {**context, **constants}.items() if role not in given}


def list_roles(header: Header) -> Iterator[str]:
    """List the roles that a table has columns for."""
    return (role for column in header.columns.values() if (role := column.role))
