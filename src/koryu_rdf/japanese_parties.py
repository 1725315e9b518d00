"""Japanese parties as the survey form writes them: a list of local governments and other bodies in one field.

In: the text of a field. Out: :class:`~koryu_rdf.model.JapaneseParty` values in the order written, each with its own
characters as ``name``. A name that is unknown or ambiguous is kept and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koryu_rdf.local_governments import (
    LocalGovernment,
    find_former_local_governments,
    find_local_governments,
    find_predecessors,
    find_present,
    split_prefecture,
)
from koryu_rdf.model import JapaneseParty, JapanesePartyKind
from koryu_rdf.party_lists import AND, BLANKS, ORGANIZATION, TRIMMED, split_hard
from koryu_rdf.problems import Report

# From the surest to the last: と may be part of a name (ときがわ町), a blank may stand inside one (千葉県 千葉市).
_JAPANESE_SEPARATORS = [re.compile(words) for words in (rf"[・･]|{AND}", rf"[・･]|{AND}|と", rf"[{BLANKS}]+|{AND}|と")]
_MOST_PREDECESSORS = 10


def parse_japanese_parties(
    text: str,
    report: Report,
    *,
    on: str | None = None,
    near: str | None = None,
) -> list[JapaneseParty]:
    """Read a list of Japanese parties; a municipality without prefecture may inherit the one before it.

    ``on`` is the day, month or year of the agreement (ISO 8601), ``near`` a place of the document's, such as the list's
    home municipality: its prefecture decides between municipalities of one name. A municipality of the past keeps the
    code it had. Reports ``party-unknown`` and whatever begins with ``local-government-``.

    >>> [p.code for p in parse_japanese_parties("愛知県瀬戸市、石川県加賀市・佐賀県有田町", print)]
    ['232041', '172065', '414018']
    >>> [p.code for p in parse_japanese_parties("埼玉県浦和市", lambda code, **_: print(code), on="1990")]
    local-government-former
    ['112046']
    """
    reader = _PartyReader(report, on, _find_prefecture(near))
    return [reader.read(name) for name in _split_japanese(text)]


def _split_japanese(text: str) -> Iterator[str]:
    """Part a list at its commas, and at ``・``, ``と`` and blanks where that gives nothing but local governments."""
    for piece in split_hard(text):
        ways = ([piece], *(_split_at(separator, piece) for separator in _JAPANESE_SEPARATORS))
        yield from next(filter(_are_local_governments, ways), [piece])


def _split_at(separator: re.Pattern[str], text: str) -> list[str]:
    return [name for piece in separator.split(text) if (name := piece.strip(TRIMMED))]


def _are_local_governments(names: list[str]) -> bool:
    return bool(names) and all(_find_ever(*split_prefecture(name.removeprefix("日本国"))) for name in names)


def _find_ever(prefecture: str | None, rest: str) -> tuple[LocalGovernment, ...]:
    """Find the local governments of today that a name may mean, else those of the past."""
    name = rest or prefecture or ""
    return find_local_governments(name, prefecture) or find_former_local_governments(name, prefecture)


def _find_prefecture(near: str | None) -> str | None:
    """Find the prefecture of a place; ``None`` where the place may lie in several."""
    prefectures = {place.prefecture for place in _find_ever(*split_prefecture(near or ""))}
    return prefectures.pop() if len(prefectures) == 1 else None


class _PartyReader:
    """Reads the names of one list, on the date of its agreement, in what is known of the document."""

    def __init__(self, report: Report, on: str | None, context: str | None) -> None:
        self.on = on
        self.context = context
        self.nearby: str | None = None
        self._report = report

    def read(self, name: str) -> JapaneseParty:
        prefecture, rest = split_prefecture(name.removeprefix("日本国"))
        found = self._narrow(name, self._find(prefecture, rest))
        party = self._from_table(name, found[0]) if len(found) == 1 else self._read_unresolved(name, found)
        self.nearby = party.prefecture or self.nearby
        return party

    def report(self, code: str, name: str, **slots: object) -> None:
        self._report(code, field="japanese_parties", value=name, **slots)

    def _find(self, prefecture: str | None, rest: str) -> tuple[LocalGovernment, ...]:
        """Find what a name may mean: in its prefecture, in that of the name before, or anywhere."""
        if prefecture is None and self.nearby:
            return self._find_then(self.nearby, rest) or self._find_then(None, rest)
        return self._find_then(prefecture, rest)

    def _find_then(self, prefecture: str | None, rest: str) -> tuple[LocalGovernment, ...]:
        """Find what was there on the date of the agreement, else what there was at any time."""
        then = find_local_governments(rest or prefecture or "", prefecture, on=self.on) if self.on else ()
        return then or _find_ever(prefecture, rest)

    def _narrow(self, name: str, found: tuple[LocalGovernment, ...]) -> tuple[LocalGovernment, ...]:
        """Let the document decide between namesakes, and say that it did; so too where the date has decided."""
        close = tuple(place for place in found if place.prefecture == self.context)
        if len(found) > 1 and len(close) == 1:
            self.report("local-government-by-context", name, place=close[0].full_name)
            return close
        if len(found) == 1 and self._names_another_today(name, found[0]):
            self.report("local-government-by-date", name, place=found[0].full_name, on=self.on)
        return found

    def _names_another_today(self, name: str, place: LocalGovernment) -> bool:
        prefecture, rest = split_prefecture(name.removeprefix("日本国"))
        here = prefecture or (place.prefecture if place.prefecture == self.nearby else None)
        return any(other != place for other in find_local_governments(rest, here)) if rest else False

    def _from_table(self, name: str, place: LocalGovernment) -> JapaneseParty:
        self._report_time(name, place)
        kind: JapanesePartyKind = "municipality" if place.municipality else "prefecture"
        return JapaneseParty(name, kind, place.prefecture, place.municipality, place.code or None)

    def _report_time(self, name: str, place: LocalGovernment) -> None:
        """Say what has become of a place, what it was before, or that it was gone by the date of the agreement."""
        if self.on and place.is_gone_by(self.on):
            self.report(
                "local-government-gone", name, on=self.on, gone=place.valid_to, successor=_name_successor(place)
            )
        elif self.on and not place.exists_on(self.on):
            before = "、".join(one.full_name for one in find_predecessors(place, self.on)[:_MOST_PREDECESSORS]) or "－"
            self.report("local-government-not-yet", name, on=self.on, since=place.valid_from, before=before)
        elif place.is_former:
            self.report("local-government-former", name, gone=place.valid_to, successor=_name_successor(place))

    def _read_unresolved(self, name: str, found: tuple[LocalGovernment, ...]) -> JapaneseParty:
        """Keep a name that is in no table, or there more than once: a ward, a body of another kind, a misspelling."""
        prefecture, rest = split_prefecture(name.removeprefix("日本国"))
        if found:
            candidates = "、".join(place.full_name for place in found)
            self.report("local-government-ambiguous", name, candidates=candidates)
        elif city := _find_city_of_ward(prefecture, rest):
            self.report("local-government-ward", name, city=city.full_name)
            return JapaneseParty(name, "municipality", city.prefecture, city.municipality, city.code)
        elif re.search(r"[市区町村]$", name):
            self.report("local-government-unknown", name)
        elif not ORGANIZATION.search(name) or _lists_local_government(name):
            self.report("party-unknown", name)
        is_place = re.search(r"[市区町村]$", name)
        return (
            JapaneseParty(name, "municipality", prefecture, rest) if is_place else JapaneseParty(name, "organization")
        )


def _find_city_of_ward(prefecture: str | None, rest: str) -> LocalGovernment | None:
    """Find the designated city that a ward belongs to, as 神戸市 for 神戸市中央区."""
    city, end, ward = rest.partition("市")
    found = find_local_governments(city + end, prefecture) if ward.endswith("区") else ()
    return found[0] if len(found) == 1 and found[0].is_designated_city else None


def _name_successor(place: LocalGovernment) -> str:
    present = find_present(place)
    return present.full_name if present else "－"


def _lists_local_government(name: str) -> bool:
    """Say whether a local government stands in what may be a list: ``千葉市・市原市・公益財団法人…``."""
    pieces = re.split(rf"[・･]|{AND}", name)
    return len(pieces) > 1 and any(_find_ever(*split_prefecture(piece)) for piece in pieces)
