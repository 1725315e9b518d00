"""What a column holds, by what stands in it: for columns whose heading says nothing.

In: some of a column's texts. Out: a role, where nearly all of them are plainly of one kind. It is a guess, and the caller says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import normalize

from koryu_rdf.codelists import find_kind
from koryu_rdf.contacts import find_mail_iri, find_telephone_iri
from koryu_rdf.countries import find_country, split_country
from koryu_rdf.dates import parse_dates
from koryu_rdf.local_governments import parse_name
from koryu_rdf.terms import is_web_address

_FEWEST = 2  # texts, or it may be an accident
_SHARE = 0.8


def guess_role(texts: Sequence[str]) -> str | None:
    """Guess the role of a column.

    >>> guess_role(["平成18年11月2日", "令和元年"]), guess_role(["津市", "千葉市"]), guess_role(["あ", "い"])
    ('signed', 'japanese_parties', None)
    """
    if len(texts) < _FEWEST:
        return None
    fits = (role for role, fit in _KINDS if sum(map(fit, texts)) >= _SHARE * len(texts))
    return next(fits, None)


def _is_date(text: str) -> bool:
    return not text.isdecimal() and bool(parse_dates(text, _ignore))


def _is_place_abroad(text: str) -> bool:
    country, rest = split_country(text)
    return bool(country and rest)


def _is_title(text: str) -> bool:
    return len(text) > 5 and find_kind(text) is not None  # noqa: PLR2004  (協定書 alone names none)


def _is_address(text: str) -> bool:
    return "@" in text and find_mail_iri(normalize("NFKC", text)) is not None


def _is_phone(text: str) -> bool:
    return not text.isdecimal() and find_telephone_iri(text) is not None


def _ignore(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
    """Report nothing: a guess is no reading."""


_KINDS: Sequence[tuple[str, Callable[[str], bool]]] = (
    ("signed", _is_date),
    ("web_pages", is_web_address),
    ("email", _is_address),
    ("phone", _is_phone),
    ("country", lambda text: find_country(text) is not None),
    ("overseas_parties", _is_place_abroad),
    ("japanese_parties", lambda text: bool(parse_name(text).candidates)),
    ("title", _is_title),
)
