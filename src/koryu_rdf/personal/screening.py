"""Screening: a text without what the policy withholds, and a decision for everything that was found in it.

In: a text, the topic of its field, the policy. Out: :class:`Screened`. A finding that is not certain is withheld until
somebody decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from koryu_rdf.personal.addresses import find_addresses
from koryu_rdf.personal.finding import Finding
from koryu_rdf.personal.hints import list_telling_pieces
from koryu_rdf.personal.names import find_names
from koryu_rdf.personal.policy import Personal, Topic
from koryu_rdf.texts import Language, get_topic

Decision = Literal["withheld", "undecided", "published"]
CONTACT_TOPICS = frozenset(("department", "phone", "email"))


def _read_marks(language: Language) -> dict[str, str]:
    return {kind: entry[language] for kind, entry in get_topic("withheld").items()}


MARKS: dict[Language, dict[str, str]] = {"ja": _read_marks("ja"), "en": _read_marks("en")}
"""What stands in a text where something was withheld, by language and kind; ``text`` is for what is none of the kinds."""


class Decided(NamedTuple):
    """What was found, and what becomes of it; ``kind`` is ``text`` for what the settings name."""

    start: int
    end: int
    kind: str
    rule: str
    decision: Decision


class Screened(NamedTuple):
    """The text as it may be published, and what was decided; places count in the text as it was."""

    text: str
    decided: list[Decided]


def find_personal(text: str, *, in_contact: bool = False) -> list[Finding]:
    """Find personal data in a text, in order and without overlaps; a contact's cell is read more strictly.

    >>> [(text, found.kind) for text in ("王小明書記と会談", "福島市長と会談") for found in find_personal(text)]
    [('王小明書記と会談', 'name')]
    """
    found = [*find_addresses(text), *find_names(text, in_contact=in_contact)]
    return list(_part(sorted(found, key=lambda one: (one.start, -one.end)))) if found else found


def screen(text: str, topic: Topic | None, policy: Personal, language: Language = "ja") -> Screened:
    """Replace in a text what the policy does not let through."""
    in_contact = topic in CONTACT_TOPICS
    found = find_personal(text, in_contact=in_contact) if in_contact or list_telling_pieces(text) else []
    decided = [_decide(one, text, topic, policy) for one in found]
    if policy.denied:
        decided = list(_add_denied(decided, text, policy))
    pieces, end = [], 0
    for one in decided:
        if one.decision != "published":
            pieces += [text[end : one.start], MARKS[language][one.kind]]
            end = one.end
    return Screened("".join([*pieces, text[end:]]), decided)


def _part(found: list[Finding]) -> Iterator[Finding]:
    """Leave out what lies in another finding, and cut what begins in one."""
    end = 0
    for one in found:
        if one.end > end:
            yield one._replace(start=max(one.start, end))
            end = one.end


def _decide(found: Finding, text: str, topic: Topic | None, policy: Personal) -> Decided:
    decision: Decision = "withheld" if found.is_certain else "undecided"
    rule = found.rule
    if text[found.start : found.end] in policy.decided:
        decision, rule = "published", "decided"
    elif topic and getattr(policy, topic) == "publish":
        decision, rule = "published", "policy"
    elif found.holds_office and policy.office_holders == "publish":
        decision, rule = "published", "office-holder"
    return Decided(found.start, found.end, found.kind, rule, decision)


def _add_denied(decided: list[Decided], text: str, policy: Personal) -> Iterator[Decided]:
    """Put in what the settings deny; a finding that holds some of it is withheld as a whole."""
    denied = [Decided(*match.span(), "text", "denied", "withheld") for match in _match_denied(policy).finditer(text)]
    held = [
        one._replace(rule="denied", decision="withheld")
        if any(one.start < other.end and other.start < one.end for other in denied)
        else one
        for one in decided
    ]
    end = 0
    for one in sorted([*denied, *held], key=lambda one: (one.start, -one.end)):
        if one.end > end:
            yield one._replace(start=max(one.start, end))
            end = one.end


@lru_cache(maxsize=8)
def _match_denied(policy: Personal) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(policy.denied, key=len, reverse=True))))
