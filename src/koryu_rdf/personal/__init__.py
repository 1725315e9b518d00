"""Personal data in what an office wrote: where it stands in a text, and what an office has decided to do about it.

In: text, and the office's policy. Out: findings, or the text without them. It reads no records and knows nobody; where
each record passes is ``read/gate.py``.
"""

from koryu_rdf.personal.addresses import is_personal_address
from koryu_rdf.personal.finding import Finding, Kind
from koryu_rdf.personal.hints import list_telling_pieces
from koryu_rdf.personal.policy import FieldPolicy, Personal, Topic
from koryu_rdf.personal.screening import MARKS, Decided, Decision, find_personal, screen

__all__ = [
    "MARKS",
    "Decided",
    "Decision",
    "FieldPolicy",
    "Finding",
    "Kind",
    "Personal",
    "Topic",
    "find_personal",
    "is_personal_address",
    "list_telling_pieces",
    "screen",
]
