"""Characters of dates: one way of writing for each sign, so that patterns need to know no other.

In: a text. Out: a text of the same length, for matching only: what stands at a place stands at the same place in both.
"""

from __future__ import annotations

import re
import unicodedata

from koryu_rdf.dates.numerals import UNITS

_SIGNS = dict.fromkeys("〔【[", "(") | dict.fromkeys("〕】]", ")") | dict.fromkeys("−‐‑‒–—―", "-")
_SIGNS |= dict(zip("〜壱壹弐貳参參拾零", "~一一二二三三十〇", strict=True))
_CIRCLES = re.compile(f"(?<=[{UNITS}])[○◯]{{1,2}}")  # elsewhere a circle is a bullet


class _Folding(dict[int, str]):
    """Folds width and compatibility forms (Ｈ, ／, ⽉ out of a PDF) where that gives one sign; ① stays a bullet."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        folded = unicodedata.normalize("NFKC", sign)
        stays = len(folded) != 1 or unicodedata.category(sign) == "No"
        self[code] = sign if stays else _SIGNS.get(folded, folded)
        return self[code]


_folding = _Folding({ord(sign): folded for sign, folded in _SIGNS.items()})


def fold_signs(text: str) -> str:
    """Fold a text sign by sign.

    >>> fold_signs("【Ｈ２３／５／３】〜二○一一年")
    '(H23/5/3)~二〇一一年'
    """
    return _CIRCLES.sub(lambda circles: "〇" * len(circles[0]), text.translate(_folding))
