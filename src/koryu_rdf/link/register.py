"""The register of first-level units, ISO 3166-2, beside what Wikidata says of them.

In: an item, or a subject's names. Out: the code that both agree on, or codes to look for. The register knows English names
only: kana are compared with them by their sound, and a sound is no agreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from koryu_rdf.link.items import ISO_CODE, Item
from koryu_rdf.link.sounds import is_kana, measure_sound
from koryu_rdf.link.spellings import is_latin, strip_end
from koryu_rdf.link.subjects import Subject
from koryu_rdf.subdivisions import (
    find_subdivision_name,
    fold_subdivision,
    is_only_of_its_name,
    list_subdivisions,
)

LEAST_SOUND = 0.8
_PLAUSIBLE_SOUND = 0.5
_DIRECTIONS = {"東": "East", "西": "West", "南": "South", "北": "North", "中部": "Central", "中央": "Central"}


def find_registered_code(subject: Subject, item: Item) -> str | None:
    """Find the one code of an item that the register gives to a unit of its name, and to no other unit of that name.

    An item with two codes mixes two units. Where the subject's name is in kana, some Latin name of the item has to sound like it.
    """
    codes = item.get(ISO_CODE)
    if len(codes) != 1 or not codes[0].startswith(f"{subject.country}-") or not is_only_of_its_name(codes[0]):
        return None
    latin = [name.text for name in item.names if is_latin(name.text)]
    registered = fold_subdivision(find_subdivision_name(codes[0]) or "")
    is_same = registered in {fold_subdivision(name) for name in latin}
    return codes[0] if is_same and _may_sound(subject, latin) else None


def guess_codes(subject: Subject) -> Iterator[str]:
    """Guess the codes of a first-level unit abroad by the sound of its name, 西ジャワ州 as West and ジャワ."""
    if subject.level != "region" or not subject.country:
        return
    units = list_subdivisions(subject.country)
    for name in map(strip_end, subject.names):
        direction, rest = next(
            ((en, name.removeprefix(ja)) for ja, en in _DIRECTIONS.items() if name.startswith(ja)), ("", name)
        )
        if is_kana(rest):
            for code, english in units.items():
                if (
                    english.startswith(direction)
                    and measure_sound(rest, english.removeprefix(direction)) >= LEAST_SOUND
                ):
                    yield code


def _may_sound(subject: Subject, latin: list[str]) -> bool:
    kana = [name for name in map(strip_end, subject.names) if is_kana(name)]
    return not kana or any(measure_sound(ours, strip_end(name)) >= _PLAUSIBLE_SOUND for ours in kana for name in latin)
