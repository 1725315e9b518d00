"""QuickStatements, version 1: commands for Wikidata, separated by tabs, and the same to read before.

In: a plan. Out: text. Nothing is sent: a person pastes the file into the tool, under their own account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from koryu_rdf.link.errors import make_link_error
from koryu_rdf.link.export import LeftOut, Plan, Proposal
from koryu_rdf.link.items import TWIN
from koryu_rdf.model import PartialDate, Precision
from koryu_rdf.terms import is_web_address
from koryu_rdf.texts import Language, get_text

_PRECISIONS: Mapping[Precision, str] = {"year": "9", "month": "10", "day": "11"}


def write_commands(proposals: Sequence[Proposal], today: str) -> str:
    """Write one command a line; raises ``LinkError`` for a reference that is no web address."""
    return "".join("\t".join(_list_fields(one, today)) + "\n" for one in proposals)


def write_time(day: PartialDate) -> str:
    """Write a date as far as it is known.

    >>> write_time(PartialDate("1981", "year")), write_time(PartialDate("1996-10-10", "day"))
    ('+1981-00-00T00:00:00Z/9', '+1996-10-10T00:00:00Z/11')
    """
    return f"+{f'{day.value}-00-00'[:10]}T00:00:00Z/{_PRECISIONS[day.precision]}"


def describe_plan(plan: Plan, language: Language) -> list[str]:
    """Say in sentences what is proposed and what is left out, and why."""
    proposed = [_describe(one, language) for one in plan.proposals]
    left = [_describe_left_out(one, language) for one in plan.left_out]
    heads = [get_text("link", key).to(language) for key in ("export-head", "export-left-out-head")]
    return [line for head, lines in zip(heads, (proposed, left), strict=True) if lines for line in (head, *lines)]


def _list_fields(one: Proposal, today: str) -> list[str]:
    if not is_web_address(one.reference) or '"' in one.reference:
        raise make_link_error("link-address", None, url=one.reference)
    value = one.value if one.property == TWIN else f'"{one.value}"'
    began = ["P580", write_time(one.day)] if one.day else []
    retrieved = write_time(PartialDate(today, "day"))
    return [one.item, one.property, value, *began, "S854", f'"{one.reference}"', "S813", retrieved]


def _describe(one: Proposal, language: Language) -> str:
    key = "export-code" if one.property != TWIN else "export-tie" if one.day else "export-tie-undated"
    slots = {"item": one.label, "value": one.value_label, "day": one.day.value if one.day else ""}
    return "  + " + get_text("link", key, **slots).to(language)


def _describe_left_out(one: LeftOut, language: Language) -> str:
    return f"  - {one.label}: {get_text('link', one.reason, other=one.other).to(language)}"
