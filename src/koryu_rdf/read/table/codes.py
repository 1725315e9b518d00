"""Local-government codes in cells, and whether they agree with the names beside them.

In: codes as spreadsheets leave them, and the parties of the same row. Out: the parties with their codes. A zero that a spreadsheet has
eaten is put back only where the check digit fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from msgspec.structs import replace

from koryu_rdf.folding import fold_characters
from koryu_rdf.local_governments import LocalGovernment, check_digit, get_local_government
from koryu_rdf.model import JapaneseParty
from koryu_rdf.problems import Report

_DIGITS = re.compile("[0-9]+")
_CODE5, _CODE6 = 5, 6


class _Reading(NamedTuple):
    """A code that a cell may stand for, and the problem that reading it so is."""

    code: str
    problem: str | None


def apply_codes(text: str, parties: Sequence[JapaneseParty], report: Report) -> list[JapaneseParty]:
    """Compare the codes of a cell with the parties, one each; a code may decide which place an ambiguous name means."""
    written = _DIGITS.findall(normalize("NFKC", re.sub(r"\.0+(?!\d)", "", text)))
    if not written:
        report("code-invalid", field="japanese_parties", value=text)
        return list(parties)
    if not parties:
        return [party for code in written if (party := _name_party(code, report))]
    if len(written) != len(parties):
        report("code-disagrees", field="japanese_parties", value=text, name="、".join(party.name for party in parties))
        return list(parties)
    return [_apply(code, party, report) for code, party in zip(written, parties, strict=True)]


def _name_party(written: str, report: Report) -> JapaneseParty | None:
    """Name the local government that a code alone stands for."""
    code = _read_code(written, None, report)
    place = _find_place(code)
    if code and place is None:
        report("code-invalid", field="japanese_parties", value=written)
    return _from_place(place) if place else None


def _apply(written: str, party: JapaneseParty, report: Report) -> JapaneseParty:
    code = _read_code(written, party, report)
    if code is None or code == party.code:
        return party
    place = _find_place(code)
    if place and party.code is None and _is_named(place, party):
        return replace(_from_place(place), name=party.name)
    if place is None and party.code is None and party.kind != "organization":
        return replace(party, code=code)  # a municipality of the past
    report("code-disagrees", field="japanese_parties", value=written, name=party.name)
    return replace(party, code=None)


def _read_code(written: str, party: JapaneseParty | None, report: Report) -> str | None:
    """Read a code of six digits, or one that a zero or the check digit is missing from."""
    readings = list(_list_readings(written))
    if len(readings) > 1:
        own = [reading for reading in readings if party and reading.code == party.code]
        readings = own or [reading for reading in readings if _find_place(reading.code)]
    if len(readings) != 1:
        report("code-invalid", field="japanese_parties", value=written)
        return None
    code, problem = readings[0]
    if problem == "code-zero-restored":
        report("code-zero-restored", field="japanese_parties", value=written, read=code)
    if problem == "code-check-digit-added":
        report("code-check-digit-added", field="japanese_parties", value=written, read=code)
    return code


def _list_readings(written: str) -> list[_Reading]:
    """List what digits may stand for.

    >>> [reading.code for reading in _list_readings("11002")], _list_readings("242013")
    (['011002'], [])
    """
    if len(written) == _CODE6:
        return [_Reading(written, None)] if _is_valid(written) else []
    found: list[_Reading] = []
    if len(written) == _CODE5 and _is_valid("0" + written):
        found.append(_Reading("0" + written, "code-zero-restored"))
    if len(written) == _CODE5:
        found.append(_Reading(written + check_digit(written), "code-check-digit-added"))
    return [reading for reading in found if reading.problem == "code-zero-restored" or _find_place(reading.code)]


def _is_valid(code: str) -> bool:
    return check_digit(code[:_CODE5]) == code[-1]


def _find_place(code: str | None) -> LocalGovernment | None:
    try:
        return get_local_government(code) if code else None
    except KeyError:
        return None


def _is_named(place: LocalGovernment, party: JapaneseParty) -> bool:
    return fold_characters(party.name).endswith(fold_characters(place.name))


def _from_place(place: LocalGovernment) -> JapaneseParty:
    kind = "municipality" if place.municipality else "prefecture"
    return JapaneseParty(place.full_name, kind, place.prefecture, place.municipality, place.code)  # type: ignore[arg-type]
