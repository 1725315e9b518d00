"""Japanese local governments, of today and of the past: prefectures, cities, towns, villages and special wards.

In: names as clerks write them, and the day, month or year of an agreement. Out: every :class:`LocalGovernment` that fits;
several for 府中市, none for a name that the tables lack. It does not guess, and knows no ward of a designated city. The
table of the past is read only when a date or a name asks for it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import msgspec.structs

from koryu_rdf.folding import fold_characters
from koryu_rdf.tables import read_rows

# The villages of the Northern Territories have codes but no government that could sign anything.
WITHOUT_GOVERNMENT = {"016951", "016969", "016977", "016985", "016993", "017001"}
_CODES_GIVEN = "1969"
_WEIGHTS = (6, 5, 4, 3, 2)
_small_ke = str.maketrans("ヶがガの", "ケケケノ")  # 龍ヶ崎市 is 龍ケ崎市, 袖が浦市 is 袖ケ浦市, 山の内町 is 山ノ内町


class LocalGovernment(msgspec.Struct, frozen=True):
    """A prefecture (``municipality`` is ``None``) or a municipality; ``kana`` is how its own name is read.

    ``valid_from`` is its first day, empty where it is older than the codes (1968) or not known. ``valid_to`` is the first
    day on which it was gone, or two days parted by ``/`` between which that day lies; empty for one of today.
    ``successor`` is the code of what it became, ``change`` how: see ``tables/README.md``. What was gone before codes were
    given out has an empty ``code``.
    """

    code: str
    prefecture: str
    municipality: str | None
    district: str | None
    kana: str = ""
    english: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    change: str = ""

    @property
    def name(self) -> str:
        """The name alone: 千葉市, 千葉県."""
        return self.municipality or self.prefecture

    @property
    def full_name(self) -> str:
        """The name with the prefecture in front: 千葉県千葉市, 千葉県."""
        return self.prefecture + (self.municipality or "")

    @property
    def prefecture_code(self) -> str:
        """The code of the prefecture; a prefecture's own is its code."""
        return _prefectures()[self.prefecture].code

    @property
    def is_designated_city(self) -> bool:
        """It has wards that are no local governments: a city whose code's third digit is 1 (政令指定都市)."""
        return self.code[2:3] == "1" and self.name.endswith("市")

    @property
    def is_former(self) -> bool:
        """It is not there any more."""
        return bool(self.valid_to)

    def exists_on(self, date: str) -> bool:
        """Say whether it was there on a day, or on any day of a month or year (ISO 8601).

        >>> urawa = find_former_local_governments("浦和市")[0]
        >>> urawa.exists_on("2001-04-30"), urawa.exists_on("2001-05-01"), urawa.exists_on("2001")
        (True, False, True)
        """
        return self.valid_from[: len(date)] <= date and not self.is_gone_by(date)

    def is_gone_by(self, date: str) -> bool:
        """Say whether it was gone for the whole of a day, month or year."""
        if not self.valid_to:
            return False
        last_day = datetime.date.fromisoformat(self.valid_to.rpartition("/")[2]) - datetime.timedelta(days=1)
        return last_day.isoformat()[: len(date)] < date


class ParsedName(msgspec.Struct, frozen=True):
    """A name taken apart: the prefecture that the text names, the rest, and every local government that fits both."""

    prefecture: str | None
    rest: str
    candidates: tuple[LocalGovernment, ...]

    @property
    def local_government(self) -> LocalGovernment | None:
        """The one that is meant, or ``None`` where none or several fit."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Several fit: the text lacks its prefecture or its district."""
        return len(self.candidates) > 1


def list_local_governments() -> tuple[LocalGovernment, ...]:
    """List those of today in order of codes, prefectures before their municipalities."""
    return _read_local_governments()


def same_name(one: str, other: str) -> bool:
    """Say whether two names differ in variant characters only, such as 龍ヶ崎市 and 龍ケ崎市."""
    return _fold(one) == _fold(other)


def get_local_government(code: str) -> LocalGovernment:
    """Look a local government up by its six-digit code, one of the past too; raises ``KeyError`` for none.

    Where a village became a town under one code, it is the town.
    """
    return _index_by_code().get(code) or _index_former_by_code()[code][-1]


def find_by_code(code: str) -> LocalGovernment | None:
    """Find a local government by its six-digit code, if there is or was one.

    What changed its name and kept its code is the last of them, there since the first.

    >>> find_by_code("282219").municipality, find_by_code("282219").valid_from
    ('丹波篠山市', '1999-04-01')
    """
    former = _index_former_by_code().get(code, ())
    place = _index_by_code().get(code) or (former[-1] if former else None)
    return place and msgspec.structs.replace(place, valid_from=min(one.valid_from for one in (*former, place)))


def find_local_governments(
    name: str, prefecture: str | None = None, *, on: str | None = None
) -> tuple[LocalGovernment, ...]:
    """Find every local government of that name, in order of codes; the district (郡) may stand in front.

    Without ``on`` those of today, else those that were there on that day, or on any day of that month or year.

    >>> [place.prefecture for place in find_local_governments("府中市")]
    ['東京都', '広島県']
    >>> [place.code for place in find_local_governments("浦和市", on="1990")]
    ['112046']
    """
    found = _select(_index_by_name(), name, prefecture)
    if on is None or (prefecture and on >= _CODES_GIVEN and found and all(p.valid_from[: len(on)] < on for p in found)):
        return found  # there all the while, and since there are codes no two of a prefecture shared a name with it
    return tuple(place for place in (*found, *find_former_local_governments(name, prefecture)) if place.exists_on(on))


def find_former_local_governments(name: str, prefecture: str | None = None) -> tuple[LocalGovernment, ...]:
    """Find every local government of that name that is not there any more, whenever it was.

    A city that only got a new code, when it was designated, is still there.
    """
    return _select(_index_former_by_name(), name, prefecture)


def find_predecessors(place: LocalGovernment, on: str) -> tuple[LocalGovernment, ...]:
    """Find what was there on a date and became the place, at once or in steps.

    >>> [before.name for before in find_predecessors(get_local_government("111007"), on="1990")]
    ['浦和市', '大宮市', '岩槻市', '与野市']
    """
    before = _index_by_successor().get(place.code, ())
    there = [one for one in before if one.exists_on(on)]
    earlier = (find_predecessors(one, on) for one in before if one.code not in ("", place.code) and on < one.valid_from)
    return (*there, *(one for found in earlier for one in found))


def find_present(place: LocalGovernment) -> LocalGovernment | None:
    """Find the local government of today that a place became, in however many steps; itself, if it is there.

    >>> find_present(find_former_local_governments("上郷村", "長野県")[0]).full_name
    '長野県飯田市'
    """
    if not place.is_former:
        return place
    return find_present(get_local_government(place.successor)) if place.successor else None


def parse_name(text: str) -> ParsedName:
    """Read a local government's name, with or without its prefecture.

    >>> parse_name("佐賀県有田町").local_government.code
    '414018'
    >>> parse_name("府中市").is_ambiguous
    True
    """
    prefecture, rest = split_prefecture(text)
    return ParsedName(prefecture, rest, find_local_governments(rest or prefecture or "", prefecture))


def split_prefecture(text: str) -> tuple[str | None, str]:
    """Take the prefecture off the front of a text; blanks around and inside its name do not count.

    >>> split_prefecture("千葉県 千葉市"), split_prefecture("京都市")
    (('千葉県', '千葉市'), (None, '京都市'))
    """
    text = text.strip()
    match = _prefecture_pattern().match(text)
    if match is None:
        return None, text
    return "".join(match[0].split()), text[match.end() :].lstrip()


def find_prefecture(text: str) -> str | None:
    """Find the first prefecture that a text names anywhere.

    >>> find_prefecture("担当は千葉県 千葉市の国際交流課"), find_prefecture("京都市")
    ('千葉県', None)
    """
    match = _prefecture_pattern().search(text)
    return "".join(match[0].split()) if match else None


def check_digit(code5: str) -> str:
    """Compute the sixth digit of a local-government code; raises ``ValueError`` unless given five digits.

    >>> check_digit("12100")
    '2'
    """
    if not re.fullmatch("[0-9]{5}", code5):
        raise ValueError(f"not five digits: {code5!r}")
    weighted = sum(int(digit) * weight for digit, weight in zip(code5, _WEIGHTS, strict=True))
    return str(11 - weighted % 11)[-1]


@lru_cache(maxsize=10_000)
def _fold(name: str) -> str:
    return fold_characters(name).translate(_small_ke)


_Index = dict[str, tuple[LocalGovernment, ...]]


def _select(index: _Index, name: str, prefecture: str | None) -> tuple[LocalGovernment, ...]:
    found = index.get(_fold(name), ())
    return tuple(place for place in found if prefecture is None or _fold(place.prefecture) == _fold(prefecture))


@cache
def _read(table: str) -> tuple[LocalGovernment, ...]:
    rows = read_rows(table)
    return tuple(
        LocalGovernment(municipality=row.pop("name") or None, district=row.pop("district") or None, **row)
        for row in rows
    )


def _read_local_governments() -> tuple[LocalGovernment, ...]:
    return _read("local-governments")


@cache
def _index_by_code() -> dict[str, LocalGovernment]:
    return {place.code: place for place in _read_local_governments()}


@cache
def _index_former_by_code() -> _Index:
    return _index_by(lambda place: place.code, sorted(_read_former(), key=lambda place: place.valid_to))


@cache
def _index_by_name() -> _Index:
    return _index_names(_read_local_governments())


@cache
def _index_former_by_name() -> _Index:
    return _index_names(place for place in _read_former() if place.change != "recoded")


@cache
def _index_by_successor() -> _Index:
    return _index_by(lambda place: place.successor, _read_former())


def _read_former() -> tuple[LocalGovernment, ...]:
    return _read("former-local-governments")


def _index_by(key: Callable[[LocalGovernment], str], places: Iterable[LocalGovernment]) -> _Index:
    index: _Index = {}
    for place in places:
        if key(place):
            index[key(place)] = (*index.get(key(place), ()), place)
    return index


def _index_names(places: Iterable[LocalGovernment]) -> _Index:
    index: _Index = {}
    for place in places:
        for key in {_fold(place.name), _fold((place.district or "") + place.name)}:
            index[key] = (*index.get(key, ()), place)
    return index


@cache
def _prefectures() -> dict[str, LocalGovernment]:
    return {place.prefecture: place for place in _read_local_governments() if place.municipality is None}


@cache
def _prefecture_pattern() -> re.Pattern[str]:
    """Match a prefecture's whole name. 京都 or 府中 never match: the 都, 道, 府 or 県 must be there."""
    return re.compile("|".join(r"\s*".join(name) for name in _prefectures()))
