"""Telephone numbers and mail addresses of departments.

In: them as written. Out: their IRIs (``tel:``, ``mailto:``), or ``None`` where they are not valid; nobody is asked
whether they exist.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import quote

_EXTENSION = re.compile(r"[（(]?\s*内線\s*[:：]?\s*(\d+)\s*[）)]?")
_MAIN_LINE = re.compile(r"[（(]代表?[）)]")


@lru_cache(maxsize=4096)
def find_telephone_iri(phone: str) -> str | None:
    """Give the RFC 3966 ``tel:`` IRI of a number that is valid in Japan.

    >>> find_telephone_iri("043-245-5292（内線12）"), find_telephone_iri("00561-97-1336")
    ('tel:+81-43-245-5292;ext=12', None)
    """
    import phonenumbers  # noqa: PLC0415  (20 ms that most commands do not need)

    try:
        number = phonenumbers.parse(_MAIN_LINE.sub("", _EXTENSION.sub(r" ext. \1", phone)), "JP")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)


@lru_cache(maxsize=4096)
def find_mail_iri(email: str) -> str | None:
    """Give the ``mailto:`` IRI of an address that is well formed.

    >>> find_mail_iri("kokusai@city.example.lg.jp"), find_mail_iri("kokusai@")
    ('mailto:kokusai@city.example.lg.jp', None)
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        address = validate_email(normalize("NFKC", email), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return f"mailto:{quote(address.ascii_email or address.normalized, safe='@.+-_')}"
