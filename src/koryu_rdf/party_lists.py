"""Lists of parties: what parts one name from the next, and the words that make a name that of an organization.

In: the text of a field. Out: its pieces between separators that are never part of a name. What a name means, and
separators that may be part of one, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANKS = " 　・･"
TRIMMED = BLANKS + "".join(filter(str.isspace, map(chr, range(0x3000))))
AND = "及び|および|並びに|ならびに"
_LINE_SEPARATOR = re.compile(r"[、;；/／\n\t]")
_HARD_SEPARATOR = re.compile(r"[、，,;；/／\n\t]")
ORGANIZATION = re.compile(
    r"財団|社団|公益|法人|会社|公司|集団|大学|協会|協議会|連合会|広域連合|企業団|事業団|機構|会議所|公社|公団|組合|クラスター|センター|事務所"
    r"|研究所|委員会|連盟|基金|銀行|病院|博物館|(?:局|部|会|社|政府|代表処|弁事処|学校|学院|学園|空港|公園|[物書術]館|[物植]園)$"
)


def split_hard(text: str) -> Iterator[str]:
    """Part a list at commas, slashes, tabs and line ends."""
    return filter(None, (piece.strip(TRIMMED) for piece in _HARD_SEPARATOR.split(text)))


def split_lines(text: str) -> Iterator[str]:
    """Part a list at all of these but the comma, which English puts between a city and its state."""
    return filter(None, (piece.strip(TRIMMED) for piece in _LINE_SEPARATOR.split(text)))
