"""Telephone numbers and mail addresses of departments.

In: them as written. Out: their IRIs (``tel:``, ``mailto:``), or ``None`` where they are not valid; nobody is asked
whether they exist. Two libraries judge. Numbers and addresses in their plainest form, which most are, take a short way: numbers by the
same numbering plan, without being parsed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import quote

_EXTENSION = re.compile(r"[（(]?\s*内線\s*[:：]?\s*(\d+)\s*[）)]?")
_MAIN_LINE = re.compile(r"[（(]代表?[）)]")
_PLAIN_NUMBER = re.compile(r"0(?!1-?0)[1-9]\d{0,3}-\d{1,4}-\d{3,4}", re.ASCII)  # 010 leads abroad
_PLAIN_ADDRESS = re.compile(r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@(?:[a-z0-9]{1,60}\.){1,4}jp")
_MOST_LOCAL, _MOST_ADDRESS = 64, 254  # characters before the @, and in all


class _NumberingPlan(NamedTuple):
    """What numbers there are in Japan, without the leading 0, and how each is cut up."""

    general: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], frozenset[int]], ...]
    forms: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@lru_cache(maxsize=16384)
def find_telephone_iri(phone: str) -> str | None:
    """Give the RFC 3966 ``tel:`` IRI of a number that is valid in Japan.

    >>> find_telephone_iri("043-245-5292（内線12）"), find_telephone_iri("00561-97-1336")
    ('tel:+81-43-245-5292;ext=12', None)
    """
    return _name_plain(phone.replace("-", "")[1:]) if _PLAIN_NUMBER.fullmatch(phone) else _parse_number(phone)


def _name_plain(digits: str) -> str | None:
    """Look the digits after the leading 0 up in the numbering plan."""
    plan = _read_numbering_plan()
    is_there = any(len(digits) in lengths and kind.fullmatch(digits) for kind, lengths in plan.kinds)
    if not is_there or not plan.general.fullmatch(digits):
        return None
    cut = next((cut for start, form in plan.forms if start.match(digits) and (cut := form.fullmatch(digits))), None)
    return "tel:+81-" + ("-".join(cut.groups()) if cut else digits)


@cache
def _read_numbering_plan() -> _NumberingPlan:
    """Read the plan that the library has for Japan."""
    from phonenumbers import PhoneMetadata  # noqa: PLC0415  (20 ms that most commands do not need)

    plan: Any = PhoneMetadata.metadata_for_region("JP")
    names = "fixed_line mobile toll_free premium_rate shared_cost personal_number voip pager uan".split()
    kinds = [kind for kind in (getattr(plan, name) for name in names) if kind and kind.national_number_pattern]
    return _NumberingPlan(
        re.compile(plan.general_desc.national_number_pattern),
        tuple((re.compile(kind.national_number_pattern), frozenset(kind.possible_length)) for kind in kinds),
        tuple(
            (re.compile(form.leading_digits_pattern[-1]), re.compile(form.pattern)) for form in plan.intl_number_format
        ),
    )


def _parse_number(phone: str) -> str | None:
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(_MAIN_LINE.sub("", _EXTENSION.sub(r" ext. \1", phone)), "JP")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)


@lru_cache(maxsize=16384)
def find_mail_iri(email: str) -> str | None:
    """Give the ``mailto:`` IRI of an address that is well formed.

    >>> find_mail_iri("kokusai@city.example.lg.jp"), find_mail_iri("kokusai@")
    ('mailto:kokusai@city.example.lg.jp', None)
    """
    is_plain = len(email) <= _MOST_ADDRESS and email.find("@") <= _MOST_LOCAL and _PLAIN_ADDRESS.fullmatch(email)
    return f"mailto:{email}" if is_plain else _parse_address(email)


def _parse_address(email: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  (60 ms)

    try:
        address = validate_email(normalize("NFKC", email), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return f"mailto:{quote(address.ascii_email or address.normalized, safe='@.+-_')}"
