"""Local governments of the past out of the dated gazetteer ``geoshape-city``: names, codes, days, and what they became.

In: ``geoshape-city.csv`` of PyPI's pygeonlp (CODH: Historical Administrative Boundaries, CC BY 4.0) and today's
municipalities. Out: the rows of ``former-local-governments.tsv``, and since when today's municipalities are what they are.
For ``compile_tables.py``. What a municipality became is the next one of its name, else the one whose ground its office
stands on, according to the addresses of town halls and branch offices that the gazetteer quotes (2014).
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CODED_SINCE = "1969"  # what the gazetteer dates to 1968 was there when codes were given out, and may be much older
FIRST_DAY = "1956-01-01"  # no agreement of a local government with a partner abroad is older than December 1955
NORTHERN_TERRITORIES = {"01695", "01696", "01697", "01698", "01699", "01700"}
# Days before the gazetteer's first one: the union existed before it was a designated city and got the code that it has.
FOUNDED_BEFORE_CODE = {"11100": "2001-05-01"}
# Renamed or promoted since the addresses were collected.
OFFICES_THEN = {("04", "富谷町"): "04216", ("40", "那珂川町"): "40231", ("28", "篠山市"): "28221"}
# Moved to another district and got a new code, of which the gazetteer does not know, in 2002: it was there until 2005.
LASTED_UNTIL = {"03523A1968": "2005-09-01"}
LISTS = ["1950-10-01", *(f"{year}-10-01" for year in (1955, 1960, 1965, 1970, 1975, 1980, 1985, 1995, 2000))]
_ADDRESS = re.compile(r"^[1-5]/[^/]*/(?P<address>[^/]*)/P(?:28|34)-\d\d_(?P<prefecture>\d\d)\.xml")
_FOLD = str.maketrans("ヶ檜蘂", "ケ桧蕊")


class Former(NamedTuple):
    """A row of the table; the columns are those of ``tables/README.md``."""

    code: str
    prefecture: str
    name: str
    district: str
    valid_from: str
    valid_to: str
    successor: str
    change: str


class Entry(NamedTuple):
    """A municipality of the gazetteer, under one code, name and status."""

    id: str
    code5: str
    prefecture: str
    body: str
    suffix: str
    district: str
    founded: str
    since: str
    until: str
    seat: str
    address: str
    point: tuple[float, float]

    @property
    def name(self) -> str:
        return self.body + self.suffix


def read_entries(path: Path, current: dict[str, tuple[str, str]]) -> list[Entry]:
    """Read cities, towns, villages and special wards; ``current`` gives prefecture and name by five-digit code."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if _is_municipality(row)]
    offices = {(code[:2], fold(name)): code for code, (_, name) in current.items()} | OFFICES_THEN
    return [_read_entry(row, offices) for row in rows]


def _is_municipality(row: dict[str, str]) -> bool:
    is_ward = row["suffix"] == "区" and row["countyname"] not in ("", "特別区部")
    return row["suffix"] in ("市", "町", "村", "区") and not is_ward and row["entry_id"][:5] not in NORTHERN_TERRITORIES


def _read_entry(row: dict[str, str], offices: dict[tuple[str, str], str]) -> Entry:
    coded = row["entry_id"][5:6] == "A"
    begun = row["valid_from"] if row["entry_id"][6:10] >= CODED_SINCE or not coded else ""
    district = row["countyname"].split("/")[0]
    return Entry(
        id=row["entry_id"],
        code5=row["entry_id"][:5] if coded else "",
        prefecture=row["prefname"].split("/")[0],
        body=row["body"],
        suffix=row["suffix"],
        district=district if district.endswith("郡") else "",
        founded=row["valid_from"],
        since=begun,
        until=LASTED_UNTIL.get(row["entry_id"]) or row["valid_to"] or _find_bounds(row["source"]),
        seat=_find_seat(row["source"], offices),
        address=_find_address(row["source"]),
        point=(float(row["latitude"]), float(row["longitude"])),
    )


def _find_bounds(source: str) -> str:
    """Give the days of the last list that has a municipality and of the next one, ``1960-10-01/1965-10-01``.

    Empty for one that the last list of all still has: it names no list then.
    """
    match = re.search(r"\((\d{4})(\d{2})(\d{2})\\", source)
    last = "-".join(match.groups()) if match else ""
    return f"{last}/{LISTS[LISTS.index(last) + 1]}" if last in LISTS[:-1] else ""


def _find_address(source: str) -> str:
    """Give the address of an office that names no municipality (P05 of 2010); empty for any other."""
    match = re.match(r"^[1-5]/[^/]*/(?P<address>[^/]*)/P(?:05|34)-", source)
    return match["address"] if match else ""


def _find_seat(source: str, offices: dict[tuple[str, str], str]) -> str:
    """Find the code of the municipality in which an office stands, by its address; empty where that says nothing."""
    match = _ADDRESS.match(source)
    if match is None:
        return ""
    address = re.sub(r"^[^市町村]{1,5}郡", "", fold(match["address"]))
    names = (address[:end] for end in range(len(address), 1, -1))
    return next((offices[match["prefecture"], name] for name in names if (match["prefecture"], name) in offices), "")


def fold(name: str) -> str:
    return name.translate(_FOLD)


class Chronicle:
    """The gazetteer's entries, and how one followed on another."""

    def __init__(self, entries: list[Entry], current: dict[str, tuple[str, str]], towns: Towns) -> None:
        self.current = current
        self.entries = entries
        self.by_code: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.by_code[entry.code5].append(entry)
        unknown = (entry for entry in self._list_gone() if not entry.seat)
        self.seats = {entry.id: self._find_seat(entry, towns) for entry in unknown}
        self.begun = {(entry.prefecture, fold(entry.body), entry.since): entry for entry in entries if entry.since}
        self.ended: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            self.ended[entry.prefecture, entry.until].append(entry)

    def list_former(self) -> Iterator[Former]:
        """List what is not there any more: coded ones, and older ones that were there from ``FIRST_DAY``."""
        gone = (
            e for e in self.entries if not self._is_current(e) and (e.code5 or e.until.rpartition("/")[2] >= FIRST_DAY)
        )
        for entry in gone:
            place = (entry.code5, entry.prefecture, entry.name, entry.district)
            yield Former(
                *place, self._find_first_day(entry), entry.until, self.find_successor(entry), self.name_change(entry)
            )

    def _list_gone(self) -> Iterator[Entry]:
        gone = (entry for entry in self.entries if not self._is_current(entry))
        return (entry for entry in gone if entry.code5 or entry.until.rpartition("/")[2] >= FIRST_DAY)

    def _is_current(self, entry: Entry) -> bool:
        """Say whether an entry is there today; a name in other characters is the same name."""
        return fold(entry.name) == fold(self.current.get(entry.code5, ("", ""))[1])

    def find_next(self, entry: Entry) -> Entry | None:
        """Find the next municipality of the same name: a village become a town, a city with a new code."""
        following = self.begun.get((entry.prefecture, fold(entry.body), entry.until)) if entry.until else None
        return following if following is not entry else None

    def find_successor(self, entry: Entry) -> str:
        """Give the five-digit code of what an entry became; empty where no source says so."""
        following = self.find_next(entry)
        if following and following.code5:
            return following.code5
        return entry.seat or self.seats.get(entry.id, "")

    def _find_seat(self, entry: Entry, towns: Towns) -> str:
        """Find whose ground an office stands on by the names of towns; none that is far away."""
        codes = filter(None, (towns.find_named_after(entry), towns.find(entry)))
        return next((code for code in codes if self._is_near(entry, code)), "")

    def _is_near(self, entry: Entry, code5: str) -> bool:
        return any(_measure(entry, other) < _NEAR for other in self.by_code[code5] if self._is_current(other))

    def name_change(self, entry: Entry) -> str:
        """Say what happened: ``recoded``, ``promoted``, ``merged`` into a new one, ``incorporated``, or not known."""
        following, successor = self.find_next(entry), self.find_successor(entry)
        joint = [
            other for other in self.ended[entry.prefecture, entry.until] if self.find_successor(other) == successor
        ]
        if following and len(joint) == 1:
            return "recoded" if following.suffix == entry.suffix else "promoted"
        return self._tell_merger(entry, successor) if successor and len(entry.until) == _DAY else ""

    def _ended_alone(self, entry: Entry) -> bool:
        """Say whether nothing else became the same on the same day."""
        together = self.ended[entry.prefecture, entry.until]
        return [self.find_successor(other) for other in together].count(self.find_successor(entry)) == 1

    def _tell_merger(self, entry: Entry, successor: str) -> str:
        """Tell a merger into a new municipality from one into an old one; the gazetteer dates not all that are old."""
        starts = {other.founded for other in self.by_code[successor]} | {self.find_start(successor)}
        if entry.until in starts:
            return "merged"
        is_dated = entry.code5 or min(starts, default="")
        return "incorporated" if is_dated and min(starts) < entry.until else ""

    def find_start(self, code5: str) -> str:
        """Give the first day of a municipality of today; empty: since before codes were given out."""
        entry = next(filter(self._is_current, self.by_code[code5]), None)
        if code5 in FOUNDED_BEFORE_CODE or entry is None or not entry.since:
            return FOUNDED_BEFORE_CODE.get(code5, "")
        return self._find_first_day(entry)

    def _find_first_day(self, entry: Entry) -> str:
        """Give the first day under a name: under the code before, if only the code changed."""
        same = (other for other in self.ended[entry.prefecture, entry.since] if other.name == entry.name)
        before = next(filter(self._ended_alone, same), None)
        return before.since if before and entry.since else entry.since


_DAY = len("2006-03-01")
_NEAR = 0.4  # degrees, some 40 km


def _measure(one: Entry, other: Entry) -> float:
    return max(abs(one.point[0] - other.point[0]), abs(one.point[1] - other.point[1]))


class Towns:
    """Names of towns within today's municipalities, as the post has them, for addresses that name no municipality."""

    def __init__(self, towns: Iterable[tuple[str, str, str]], current: Iterable[str]) -> None:
        """Take five-digit code, prefecture and name of each town; a ward of a city becomes the city."""
        self.codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        codes = sorted(current)
        for code5, prefecture, name in towns:
            self.codes[prefecture, fold(name)].add(codes[bisect_right(codes, code5) - 1])

    def find(self, entry: Entry) -> str:
        """Find the one municipality of the prefecture that has the town which the office's address begins with."""
        address = re.sub("^(?:.区|大字|字)", "", fold(entry.address))
        found = (self.codes.get((entry.prefecture, address[:end]), set()) for end in range(len(address), 1, -1))
        return _get_sole(next(filter(None, found), set()))

    def find_named_after(self, entry: Entry) -> str:
        """Find the one municipality of the prefecture whose towns still begin with the name, as in 岩舟町静."""
        named = (codes for (prefecture, town), codes in self.codes.items() if self._is_within(town, prefecture, entry))
        return _get_sole(set().union(*named))

    @staticmethod
    def _is_within(town: str, prefecture: str, entry: Entry) -> bool:
        return prefecture == entry.prefecture and town.startswith(fold(entry.name)) and town != fold(entry.name)


def _get_sole(codes: set[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""
