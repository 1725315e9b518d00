"""Roles: what the words beside a date say it is.

In: the text before a date, or the label behind it. Out: its role. Words that say neither signing nor renewal are remarks.
"""

from __future__ import annotations

import re

from koryu_rdf.dates.numerals import NUMBER
from koryu_rdf.model import DateRole

_ROLE_WORDS: dict[DateRole, str] = {
    "unlabelled": "発効|効力発生|施行|開始|終了|満了|廃止|解消|解除|失効|期限|有効期間|予定|内定|承認|議決|解約",
    "renewed": "更新|改定|改訂|改正|再締結|再調印|延長|renew(?:ed|al)|extended|amended",
    "signed": "締結|調印|署名|提携|当初|初回|sign(?:ed|ing)|concluded",
}
_ROLE_PATTERNS = {role: re.compile(words, re.IGNORECASE) for role, words in _ROLE_WORDS.items()}
_KNOWN_WORD = rf"(?i:{_ROLE_WORDS['renewed']}|{_ROLE_WORDS['signed']})"
_ROLE_WORD = rf"(?:第?{NUMBER}回目?の?)?{_KNOWN_WORD}(?:年月日|日)?"
ROLE_AFTER = re.compile(rf"\s*+\([※*\s]*+{_ROLE_WORD}\s*+\)|[にの]?{_ROLE_WORD}(?=[\s、,;・]|$)")
"""A label behind a date: ``（※更新）``, ``締結``."""
_OTHER_LABEL = re.compile(
    rf"\s*+\(?[※*\s]*+[に]?(?:{_KNOWN_WORD})?の?(?:{_ROLE_WORDS['unlabelled']})(?:年月日|日)?\s?\)?(?=[\s、,;・]|$)"
)
_NOT_A_REMARK = re.compile(
    rf"[\s、,・;:/※*()~.。-]|から|まで|及び|および|並びに|and|{_ROLE_WORD}|年月日|日付?|付け?|月?日不明|に|on|of|date"
)


def find_role(label: str) -> DateRole | None:
    """Find what a label says a date is; ``unlabelled`` where it names another event."""
    return next((role for role, words in _ROLE_PATTERNS.items() if words.search(label)), None)


def match_label(folded: str, position: int) -> re.Match[str] | None:
    """Match the label behind a date."""
    return ROLE_AFTER.match(folded, position) or _OTHER_LABEL.match(folded, position)


def is_remark(text: str) -> bool:
    """Say whether a text holds more than the words that say what a date is."""
    return bool(_NOT_A_REMARK.sub("", text))
