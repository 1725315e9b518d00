"""Cards: what lists and maps show of each agreement and of each thing it mentions, kept on disk while the pages are written.

In: agreements in order. Out: :class:`Card` and :class:`Thing` values, by the thing or the code they mention. Memory stays the same
however many there are: a temporary SQLite file holds them. A process that is a copy of another opens the file for itself.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import msgspec

from koryu_rdf.countries import find_country_by_code
from koryu_rdf.identifiers import find_known_place
from koryu_rdf.local_governments import find_by_code, find_local_governments, same_name
from koryu_rdf.model import Agreement, JapaneseParty, OverseasParty
from koryu_rdf.publish.happenings import Happening, list_happenings
from koryu_rdf.publish.site import LANGUAGES, Site
from koryu_rdf.texts import Language, Text

_ORDER = "ORDER BY date IS NULL, date DESC, number"


class Thing(msgspec.Struct, frozen=True):
    """A party, a country or a prefecture: the path of its page, what it is, and its name in both languages.

    ``kind`` is a code of ``ontology/party-kinds.ttl``; ``country`` an ISO 3166-1 alpha-2 code, ``code`` one of a local government.
    """

    path: str
    kind: str
    label: Text
    country: str | None = None
    code: str | None = None


class Card(msgspec.Struct, frozen=True):
    """One agreement in a list: ``date`` is its earliest, ISO 8601 as far as it is known."""

    id: str
    path: str
    title: str
    kind: str
    fields: tuple[str, ...]
    date: str | None
    japanese: tuple[Thing, ...]
    overseas: tuple[Thing, ...]
    countries: tuple[Thing, ...]
    prefectures: tuple[Thing, ...]

    @property
    def year(self) -> str | None:
        """The year of the earliest date."""
        return self.date[:4] if self.date else None


DrawRow = Callable[[Card, Language], str]
"""Draws a card as a row of a table."""


class Cards:
    """All cards of a publication, each drawn as a row where tables are wanted. Close it to free the disk."""

    def __init__(self, agreements: Iterable[Agreement], site: Site, draw_row: DrawRow | None = None) -> None:
        self.site = site
        self._draw_row = draw_row
        self._folder = TemporaryDirectory()
        self._connections = {os.getpid(): sqlite3.connect(self._file)}
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE agreement (number INTEGER PRIMARY KEY, data BLOB);
            CREATE TABLE card (number INTEGER PRIMARY KEY, date TEXT, data BLOB);
            CREATE TABLE row (number INTEGER, language TEXT, html TEXT, PRIMARY KEY (number, language)) WITHOUT ROWID;
            CREATE TABLE thing (path TEXT PRIMARY KEY, kind TEXT, data BLOB) WITHOUT ROWID;
            CREATE TABLE happening (year TEXT, date TEXT, number INTEGER, data BLOB);
            CREATE TABLE mention (topic TEXT, number INTEGER, PRIMARY KEY (topic, number)) WITHOUT ROWID;
            """
        )
        for number, agreement in enumerate(agreements):
            self._add(number, make_card(agreement, site), list_tied(agreement, site))
            self._add_happenings(number, list_happenings(agreement))
            self._database.execute("INSERT INTO agreement VALUES (?, ?)", (number, _encode(agreement)))
        self._database.execute("CREATE INDEX happenings ON happening (year, date, number)")
        self._database.commit()  # for copies of this process

    def __enter__(self) -> Cards:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._folder.cleanup()

    def __len__(self) -> int:
        """Count the agreements."""
        return int(self._database.execute("SELECT count(*) FROM card").fetchone()[0])

    @property
    def _file(self) -> Path:
        return Path(self._folder.name) / "cards.sqlite"

    @property
    def _database(self) -> sqlite3.Connection:
        """This process's own connection: SQLite allows no process to go on with another's, nor to close it."""
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)
        return self._connections[process]

    def list_agreements(self, start: int, most: int) -> Iterator[tuple[Agreement, Card]]:
        """Give agreements with their cards, in the order they came in, from one of them on."""
        query = """SELECT agreement.data, card.data FROM agreement JOIN card USING (number)
            WHERE number >= ? ORDER BY number LIMIT ?"""
        for agreement, card in self._database.execute(query, (start, most)):
            yield _decode_agreement(agreement), _decode_card(card)

    def list_cards(self, topic: str | None = None, most: int = -1) -> Iterator[Card]:
        """Give the cards that mention a topic, or all, or the first of them, the newest date first.

        A topic is a thing's path, ``tie:`` and the path of a party to an earlier tie, or ``field:``, ``kind:`` or ``year:`` and a code.
        """
        where = "" if topic is None else "JOIN mention USING (number) WHERE topic = :topic"
        query = f"SELECT data FROM card {where} {_ORDER} LIMIT :most"  # noqa: S608  (no value in it)
        for (data,) in self._database.execute(query, {"topic": topic, "most": most}):
            yield _decode_card(data)

    def list_rows(self, language: Language, topic: str | None, most: int, start: int = 0) -> Iterator[str]:
        """Give the drawn rows of the cards that mention a topic, or of all, from one of them on."""
        where = "" if topic is None else "JOIN mention USING (number) WHERE topic = :topic"
        query = f"""
            SELECT html FROM (SELECT number, date FROM card {where} {_ORDER} LIMIT :most OFFSET :start)
            JOIN row USING (number) WHERE language = :language {_ORDER}
        """  # noqa: S608  (no value in it)
        values = {"topic": topic, "language": language, "most": most, "start": start}
        for (html,) in self._database.execute(query, values):
            yield html

    def list_things(self, *kinds: str, start: int = 0, most: int = -1) -> Iterator[Thing]:
        """Give the things of these kinds, or all, sorted by path, from one of them on."""
        query = """SELECT data FROM thing WHERE :kinds = '' OR instr(:kinds, ' ' || kind || ' ')
            ORDER BY path LIMIT :most OFFSET :start"""
        values = {"kinds": f" {' '.join(kinds)} " if kinds else "", "start": start, "most": most}
        for (data,) in self._database.execute(query, values):
            yield _decode_thing(data)

    def count_things(self) -> int:
        """Count the things."""
        return int(self._database.execute("SELECT count(*) FROM thing").fetchone()[0])

    def list_happenings(self, year: str, most: int = -1) -> Iterator[tuple[Happening, Card]]:
        """Give what happened in a year, in order of time, each with its agreement."""
        query = """SELECT happening.data, card.data FROM happening JOIN card USING (number)
            WHERE year = ? ORDER BY happening.date, number, happening.rowid LIMIT ?"""
        for happening, card in self._database.execute(query, (year, most)):
            yield _decode_happening(happening), _decode_card(card)

    def count_happenings(self) -> dict[str, int]:
        """Count what happened by year."""
        return dict(self._database.execute("SELECT year, count(*) FROM happening GROUP BY year ORDER BY year"))

    def list_topics(self, prefix: str) -> dict[str, int]:
        """Count the agreements by topic, for topics such as ``field:`` or ``year:``, the prefix left out, sorted by name."""
        query = "SELECT topic, count(*) FROM mention WHERE topic >= ? AND topic < ? GROUP BY topic ORDER BY topic"
        rows = self._database.execute(query, (prefix, prefix + "\U0010ffff"))
        return {topic.removeprefix(prefix): count for topic, count in rows}

    def count(self, topic: str) -> int:
        """Count the agreements that mention a topic."""
        return int(self._database.execute("SELECT count(*) FROM mention WHERE topic = ?", (topic,)).fetchone()[0])

    def _add(self, number: int, card: Card, tied: list[Thing]) -> None:
        things = (*card.japanese, *card.overseas, *card.countries, *card.prefectures)
        topics = {
            *(thing.path for thing in things),
            *(f"field:{field}" for field in card.fields),
            f"kind:{card.kind}",
            *([f"year:{card.year}"] if card.year else []),
            *(f"tie:{thing.path}" for thing in tied),
        }
        self._database.execute("INSERT INTO card VALUES (?, ?, ?)", (number, card.date, _encode(card)))
        if self._draw_row:
            rows = ((number, language, self._draw_row(card, language)) for language in LANGUAGES)
            self._database.executemany("INSERT INTO row VALUES (?, ?, ?)", rows)
        self._database.executemany("INSERT INTO mention VALUES (?, ?)", ((topic, number) for topic in topics))
        found = ((thing.path, thing.kind, _encode(thing)) for thing in (*things, *tied))
        self._database.executemany("INSERT OR IGNORE INTO thing VALUES (?, ?, ?)", found)

    def _add_happenings(self, number: int, happenings: Iterable[Happening]) -> None:
        rows = ((one.year, one.date, number, _encode(one)) for one in happenings)
        self._database.executemany("INSERT INTO happening VALUES (?, ?, ?, ?)", rows)


def make_card(agreement: Agreement, site: Site) -> Card:
    """Make the card of an agreement."""
    codes = dict.fromkeys(party.country for party in agreement.overseas_parties if party.country)
    prefectures = dict.fromkeys(party.prefecture for party in agreement.japanese_parties if party.prefecture)
    return Card(
        id=agreement.id,
        path=site.find_path(site.identifiers.agreement(agreement.id)),
        title=agreement.title,
        kind=agreement.kind,
        fields=agreement.fields,
        date=min((date.value for date in agreement.dates), default=None),
        japanese=tuple(dict.fromkeys(make_japanese_thing(party, site) for party in agreement.japanese_parties)),
        overseas=tuple(dict.fromkeys(make_overseas_thing(party, site) for party in agreement.overseas_parties)),
        countries=tuple(make_country_thing(code, site) for code in codes),
        prefectures=tuple(make_prefecture_thing(name, site) for name in prefectures),
    )


def list_tied(agreement: Agreement, site: Site) -> list[Thing]:
    """List the parties of an agreement's earlier ties."""
    ties = agreement.earlier_ties
    return [
        *(make_japanese_thing(tie.japanese_party, site) for tie in ties),
        *(make_overseas_thing(tie.overseas_party, site) for tie in ties),
    ]


def make_japanese_thing(party: JapaneseParty, site: Site) -> Thing:
    """Make the thing for a Japanese party; the table of local governments knows those of today in English."""
    label = party.name if party.kind == "organization" else party.municipality or party.prefecture or party.name
    path = site.find_path(site.identifiers.japanese_party(party))
    known = find_by_code(party.code) if party.code else None
    english = known.english if known and same_name(known.name, label) else ""
    return Thing(path, party.kind, Text(label, english or label), "JP", party.code)


def make_prefecture_thing(name: str, site: Site) -> Thing:
    """Make the thing for a prefecture, whether it is a party or what a party lies in."""
    code = next((known.code for known in find_local_governments(name) if known.municipality is None), None)
    return make_japanese_thing(JapaneseParty(name, "prefecture", name, None, code), site)


def make_overseas_thing(party: OverseasParty, site: Site) -> Thing:
    """Make the thing for a partner abroad; the table of partner places knows some in English."""
    if party.kind == "country" and party.country:
        return make_country_thing(party.country, site)
    known = find_known_place(party) if party.kind in ("municipality", "region") else None
    label = (known and (known.locality or known.region)) or party.locality or party.region or party.name
    english = known.name_en if known and known.name_en else label
    return Thing(
        site.find_path(site.identifiers.overseas_party(party)), party.kind, Text(label, english), party.country
    )


def make_country_thing(code: str, site: Site) -> Thing:
    """Make the thing for a country; a code that the table lacks stands for itself."""
    country = find_country_by_code(code)
    label = Text(country.ja, country.en) if country else Text(code, code)
    return Thing(site.find_path(site.identifiers.country(code)), "country", label, code)


_encode = msgspec.msgpack.Encoder().encode
_decode_agreement = msgspec.msgpack.Decoder(Agreement).decode
_decode_card = msgspec.msgpack.Decoder(Card).decode
_decode_happening = msgspec.msgpack.Decoder(Happening).decode
_decode_thing = msgspec.msgpack.Decoder(Thing).decode
