"""Kinds: what Wikidata's classes say of the level of a thing, as far as linking must know it.

In: an item. Out: whether it can be what a subject is. A class that is not in these tables says nothing, for or against.
"""

from __future__ import annotations

import re
from enum import Enum

from koryu_rdf.link.items import KIND, Item
from koryu_rdf.link.subjects import Subject

CITY = frozenset(
    """
    Q515 Q1549591 Q5119 Q1637706 Q3957 Q15284 Q532 Q494721 Q1059478 Q4174776 Q5327704 Q484170 Q747074 Q262166 Q42744322
    """.split()
)
"""City, big city, capital, million city, town, municipality, village; those of Japan; communes and municipalities of FR, IT, DE."""

REGION = frozenset("Q10864048 Q50337 Q35657 Q13220204".split())
"""First-level unit, prefecture of Japan, state of the US, second-level unit."""

SETTLEMENT = frozenset("Q486972 Q56061".split())
"""Human settlement and administrative unit: of whatever level."""

COUNTRY = frozenset("Q6256 Q3624078".split())
EMBASSY = frozenset("Q3917681 Q7843791".split())
"""Embassy, consulate."""

ORGANIZATION = frozenset("Q43229 Q4830453 Q783794 Q163740".split())
"""Organization, business, company, nonprofit."""

ANCHORS = tuple(sorted(CITY | REGION | SETTLEMENT | COUNTRY | EMBASSY | ORGANIZATION))

_NAMES = {
    "city": CITY,
    "region": REGION,
    "settlement": SETTLEMENT,
    "country": COUNTRY,
    "organization": EMBASSY | ORGANIZATION,
}
_UNION_WORDS = re.compile(
    r"広域(?!市)|共同体|都市圏|事務組合|agglomeration|intercommunal|communaut|metropolitan (?:area|region)",
    re.IGNORECASE,
)
_COUNTY_END = re.compile(r"[郡県旗盟区]$")


class Fit(Enum):
    """How an item's kind goes with a subject."""

    CLEAR = "clear"
    VAGUE = "vague"
    WRONG = "wrong"
    UNKNOWN = "unknown"


def name_kind(item: Item) -> str:
    """Name the kind of an item by a key that the sentences of ``texts/link.toml`` know."""
    kinds = frozenset(item.get(KIND))
    if kinds & CITY and kinds & REGION:
        return "both"
    return next((name for name, known in _NAMES.items() if kinds & known), "other")


def is_union(*names: str) -> bool:
    """Say whether a name is that of a union of municipalities, or an area around a city."""
    return any(map(_UNION_WORDS.search, names))


def judge_kind(subject: Subject, item: Item) -> Fit:
    """Judge whether an item can be of the subject's level. ``VAGUE``: it can, but so can many others."""
    kinds = frozenset(item.get(KIND))
    is_place = bool(kinds & (CITY | REGION | SETTLEMENT | COUNTRY))
    if not kinds:
        return Fit.UNKNOWN
    if not subject.is_place:
        return _judge_body(subject, kinds, is_place)
    if not is_place and kinds & (EMBASSY | ORGANIZATION):
        return Fit.WRONG
    if is_union(*subject.names) != is_union(*(name.text for name in item.names)):
        return Fit.WRONG
    return _judge_place(subject, kinds)


def _judge_body(subject: Subject, kinds: frozenset[str], is_place: bool) -> Fit:
    wanted = ORGANIZATION if subject.level == "organization" else EMBASSY
    if is_place:
        return Fit.WRONG
    return Fit.CLEAR if kinds & wanted else Fit.UNKNOWN


def _judge_place(subject: Subject, kinds: frozenset[str]) -> Fit:
    if subject.level == "country":
        return Fit.CLEAR if kinds & COUNTRY else Fit.WRONG
    if subject.level in ("region", "prefecture"):
        return _judge_region(kinds)
    is_county = any(map(_COUNTY_END.search, subject.names)) and not subject.is_japanese_government
    if kinds & CITY:
        return Fit.VAGUE if is_county and not kinds & REGION else Fit.CLEAR
    if kinds & SETTLEMENT:
        return Fit.VAGUE
    return Fit.WRONG if kinds & (REGION | COUNTRY) and not is_county else Fit.UNKNOWN


def _judge_region(kinds: frozenset[str]) -> Fit:
    """A unit that is a city as well may be meant by its name, or the item mixes the two."""
    if kinds & REGION:
        return Fit.VAGUE if kinds & CITY else Fit.CLEAR
    return Fit.WRONG if kinds & (CITY | SETTLEMENT | COUNTRY) else Fit.UNKNOWN
