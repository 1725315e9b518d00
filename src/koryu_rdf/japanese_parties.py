"""Japanese parties as the survey form writes them: a list of local governments and other bodies in one field.

In: the text of a field. Out: :class:`~koryu_rdf.model.JapaneseParty` values in the order written, each with its own
characters as ``name``. A name that is unknown or ambiguous is kept and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koryu_rdf.local_governments import LocalGovernment, find_local_governments, parse_name, split_prefecture
from koryu_rdf.model import JapaneseParty, JapanesePartyKind
from koryu_rdf.party_lists import AND, BLANKS, ORGANIZATION, TRIMMED, split_hard
from koryu_rdf.problems import Report

# From the surest to the last: と may be part of a name (ときがわ町), a blank may stand inside one (千葉県 千葉市).
_JAPANESE_SEPARATORS = [re.compile(words) for words in (rf"[・･]|{AND}", rf"[・･]|{AND}|と", rf"[{BLANKS}]+|{AND}|と")]


def parse_japanese_parties(
    text: str,
    report: Report,
    *,
    on: str | None = None,  # noqa: ARG001  the table of former municipalities will need it
    near: str | None = None,
) -> list[JapaneseParty]:
    """Read a list of Japanese parties; a municipality without prefecture may inherit the one before it.

    ``on`` is the day, month or year of the agreement (ISO 8601), ``near`` a place of the document's, such as the list's
    home municipality: its prefecture decides between municipalities of one name. Reports ``local-government-unknown``,
    ``local-government-ambiguous``, ``local-government-by-context`` and ``party-unknown``.

    >>> [p.code for p in parse_japanese_parties("愛知県瀬戸市、石川県加賀市・佐賀県有田町", print)]
    ['232041', '172065', '414018']
    """
    parties: list[JapaneseParty] = []
    nearby: str | None = None
    context = _find_prefecture(near)
    for name in _split_japanese(text):
        party = _read_japanese(name, nearby, context, report)
        nearby = party.prefecture or nearby
        parties.append(party)
    return parties


def _split_japanese(text: str) -> Iterator[str]:
    """Part a list at its commas, and at ``・``, ``と`` and blanks where that gives nothing but local governments."""
    for piece in split_hard(text):
        ways = ([piece], *(_split_at(separator, piece) for separator in _JAPANESE_SEPARATORS))
        yield from next(filter(_are_local_governments, ways), [piece])


def _split_at(separator: re.Pattern[str], text: str) -> list[str]:
    return [name for piece in separator.split(text) if (name := piece.strip(TRIMMED))]


def _are_local_governments(names: list[str]) -> bool:
    return bool(names) and all(_find_japanese(name, None) for name in names)


def _find_japanese(name: str, nearby: str | None) -> tuple[LocalGovernment, ...]:
    """Find the local governments a name may mean; ``nearby`` is the prefecture to look in where it names none."""
    prefecture, rest = split_prefecture(name.removeprefix("日本国"))
    if prefecture or nearby is None:
        return find_local_governments(rest or prefecture or name, prefecture)
    return find_local_governments(rest, nearby) or find_local_governments(rest)


def _find_prefecture(near: str | None) -> str | None:
    """Find the prefecture of a place; ``None`` where the place may lie in several."""
    prefectures = {place.prefecture for place in parse_name(near or "").candidates}
    return prefectures.pop() if len(prefectures) == 1 else None


def _read_japanese(name: str, nearby: str | None, context: str | None, report: Report) -> JapaneseParty:
    found = _find_japanese(name, nearby)
    close = tuple(place for place in found if place.prefecture == context)
    if len(found) > 1 and len(close) == 1:
        report("local-government-by-context", field="japanese_parties", value=name, place=close[0].full_name)
        found = close
    if len(found) == 1:
        return _from_table(name, found[0])
    if found:
        candidates = "、".join(place.full_name for place in found)
        report("local-government-ambiguous", field="japanese_parties", value=name, candidates=candidates)
    return _read_unresolved(name, bool(found), report)


def _from_table(name: str, place: LocalGovernment) -> JapaneseParty:
    kind: JapanesePartyKind = "municipality" if place.municipality else "prefecture"
    return JapaneseParty(name, kind, place.prefecture, place.municipality, place.code)


def _read_unresolved(name: str, ambiguous: bool, report: Report) -> JapaneseParty:
    """Keep a name that the table does not resolve: a body of another kind, or a municipality of the past."""
    if re.search(r"[市区町村]$", name):
        prefecture, rest = split_prefecture(name)
        if not ambiguous:
            report("local-government-unknown", field="japanese_parties", value=name)
        return JapaneseParty(name, "municipality", prefecture, rest)
    if not ORGANIZATION.search(name) or _lists_local_government(name):
        report("party-unknown", field="japanese_parties", value=name)
    return JapaneseParty(name, "organization")


def _lists_local_government(name: str) -> bool:
    """Say whether a local government stands in what may be a list: ``千葉市・市原市・公益財団法人…``."""
    pieces = re.split(rf"[・･]|{AND}", name)
    return len(pieces) > 1 and any(_find_japanese(piece, None) for piece in pieces)
