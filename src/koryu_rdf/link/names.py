"""Names: how well a subject's names and an item's names agree.

In: names of both. Out: the best :class:`NameMatch`, with the two names that agree, or a likeness from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import IntEnum
from typing import NamedTuple

from koryu_rdf.folding import fold_characters
from koryu_rdf.link.items import Item
from koryu_rdf.link.sounds import is_kana, measure_sound
from koryu_rdf.link.spellings import fold_loosely, fold_spelling, is_latin, strip_end
from koryu_rdf.link.subjects import Subject

LEAST_LIKE = 0.7
LEAST_SOUND, CLEAR_SOUND = 0.6, 0.78
_CITY_ENDS = frozenset("市町村区")
_LEAST_LETTERS = 2  # of a name whose end was taken off: 広州 is not 広


class Sameness(IntEnum):
    """How far two names agree, from the same characters down."""

    NONE = 0
    ALIKE = 1
    SOUND = 2
    LOOSE = 3
    SPELLING = 4
    EXACT = 5


class NameMatch(NamedTuple):
    """The best agreement: how far, the item's name, and the subject's."""

    sameness: Sameness
    theirs: str
    ours: str


def match_names(subject: Subject, item: Item) -> NameMatch:
    """Find the best agreement between a subject and an item; of equals, the first in the item's order."""
    best = NameMatch(Sameness.NONE, item.names[0].text if item.names else item.id, subject.label)
    has_kana = any(is_kana(strip_end(name.text)) for name in item.names)
    for name in item.names:
        for ours in subject.names:
            sameness = compare_names(ours, name.text)
            if has_kana and sameness is Sameness.SOUND:
                sameness = Sameness.ALIKE  # its own kana say more than how its Latin name may sound
            if sameness > best.sameness:
                best = NameMatch(sameness, name.text, ours)
    return best


def compare_names(ours: str, theirs: str) -> Sameness:
    """Compare two names, with and without the words for their kind.

    >>> [compare_names("新竹市", name).name for name in ("新竹", "新竹県", "竹北")]
    ['EXACT', 'LOOSE', 'NONE']
    """
    return min(_compare_forms(ours, theirs), _compare_ends(ours, theirs))


def _compare_ends(ours: str, theirs: str) -> Sameness:
    """Say how far two names can be the same by the words for their kind: a city is no county, a county may be a state."""
    ends = [name.strip().removeprefix(strip_end(name)) for name in (ours, theirs)]
    if not all(ends) or ends[0] == ends[1]:
        return Sameness.EXACT
    return Sameness.SPELLING if len({end[-1] in _CITY_ENDS for end in ends}) == 1 else Sameness.LOOSE


def _compare_forms(ours: str, theirs: str) -> Sameness:
    if _share(map(fold_characters, _list_forms(ours)), map(fold_characters, _list_forms(theirs))):
        return Sameness.EXACT
    if _share(map(fold_spelling, _list_forms(ours)), map(fold_spelling, _list_forms(theirs))):
        return Sameness.SPELLING
    if _share(map(fold_loosely, _list_forms(ours)), map(fold_loosely, _list_forms(theirs))):
        return Sameness.LOOSE
    if strip_end(strip_end(ours)) == strip_end(theirs):
        return Sameness.LOOSE  # 鄭州市 and 鄭
    if measure_sounds(ours, theirs) >= CLEAR_SOUND:
        return Sameness.SOUND
    return Sameness.ALIKE if measure_likeness((ours,), theirs) >= LEAST_LIKE else Sameness.NONE


def measure_likeness(names: Iterable[str], theirs: str) -> float:
    """Measure how alike names are, from 0 to 1; one that begins with the other counts as rather alike."""
    return max((_measure_pair(ours, theirs) for ours in names), default=0)


def measure_sounds(ours: str, theirs: str) -> float:
    """Measure how alike a name in kana and one in Latin letters sound, words for their kind left out; 0 for other names."""
    kana, latin = strip_end(ours), strip_end(theirs)
    return measure_sound(kana, latin) if is_latin(latin) and is_kana(kana) else 0.0


def _measure_pair(ours: str, theirs: str) -> float:
    sound = 1 - (1 - measure_sounds(ours, theirs)) * (1 - LEAST_LIKE) / (1 - LEAST_SOUND)
    return max(sound, _measure(fold_loosely(strip_end(ours)), fold_loosely(strip_end(theirs))))


def _measure(ours: str, theirs: str) -> float:
    short, long = sorted((ours, theirs), key=len)
    begins = 0.75 if len(short) > _LEAST_LETTERS and long.startswith(short) else 0.0
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return max(begins, matcher.ratio() if matcher.real_quick_ratio() >= LEAST_LIKE else 0.0)


def _list_forms(name: str) -> tuple[str, ...]:
    bare = strip_end(name)
    return (name, bare) if len(bare) >= _LEAST_LETTERS else (name,)


def _share(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return not set(ours).isdisjoint(theirs)
