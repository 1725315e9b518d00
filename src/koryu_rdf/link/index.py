"""An index on this computer: a gazetteer in one SQLite file, for offices without internet.

In: rows, from a slice of Wikidata's RDF or from a SPARQL service, and later the questions of a search. Out: the file, and the
same rows as the service would give. It is only read once it is made.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from koryu_rdf.link.errors import make_link_error
from koryu_rdf.link.gazetteer import Hit, Start
from koryu_rdf.link.items import (
    ALIAS,
    COUNTRY,
    COUNTRY_CODE,
    ISO_CODE,
    JAPANESE_CODE,
    LABEL,
    LANGUAGES,
    PROPERTIES,
    Row,
)
from koryu_rdf.link.kinds import ANCHORS
from koryu_rdf.link.spellings import list_languages
from koryu_rdf.outputs import open_output

SUBCLASS = "P279"
_FORMAT = "koryu-rdf places 1"
_TABLES = """
CREATE TABLE meta (format TEXT NOT NULL, date TEXT NOT NULL);
CREATE TABLE statement (
  item TEXT NOT NULL, property TEXT NOT NULL, value TEXT NOT NULL, language TEXT NOT NULL,
  PRIMARY KEY (item, property, value, language)
) WITHOUT ROWID;
"""
_ADD_KINDS = """
WITH RECURSIVE above (kind, class) AS (
  SELECT DISTINCT value, value FROM statement WHERE property = 'P31'
  UNION SELECT above.kind, value FROM above JOIN statement ON statement.item = class AND property = 'P279'
)
INSERT OR IGNORE INTO statement SELECT statement.item, 'P31', class, '' FROM statement
  JOIN above ON kind = value WHERE property = 'P31' AND class IN (SELECT value FROM json_each(?))
"""
_FINISH = """
DELETE FROM statement WHERE property = 'P279';
CREATE INDEX statement_by_value ON statement (value, property);
"""

_OF_ITEMS = "SELECT * FROM statement WHERE item IN (SELECT value FROM json_each(?))"
_OF_VALUES = "SELECT * FROM statement WHERE value IN (SELECT value FROM json_each(?))"
_NAMED = " AND property IN ('label', 'altLabel', 'sameAs')"
_BEGINNING = """
SELECT name.value, name.item FROM statement AS name JOIN statement AS place ON place.item = name.item
  WHERE name.value >= ? AND name.value < ? AND name.property = 'label' AND name.language IN ('ja', 'en', 'mul')
  AND place.property = 'P17' AND place.value = ? ORDER BY name.item, name.value
"""
_ABOVE = """
WITH RECURSIVE above (item, unit) AS (
  SELECT item, value FROM statement WHERE property = 'P131' AND item IN (SELECT value FROM json_each(?))
  UNION SELECT above.item, value FROM above JOIN statement ON statement.item = unit AND property = 'P131'
)
SELECT item, 'P131', unit, '' FROM above
"""

T = TypeVar("T")
R = TypeVar("R")


def build_index(rows: Iterable[Row], target: Path, day: str) -> int:
    """Make an index of rows and give its number of items; the file appears when it is whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(_TABLES)
            wanted = (
                row for row in rows if row.property in (*PROPERTIES, SUBCLASS) and row.language in ("", *LANGUAGES)
            )
            database.executemany("INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?)", wanted)
            database.execute(_ADD_KINDS, (_list(ANCHORS),))
            database.commit()
            database.executescript(_FINISH)
            database.execute("INSERT INTO meta VALUES (?, ?)", (_FORMAT, day))
            database.commit()
            database.execute("VACUUM")
            (count,) = database.execute("SELECT COUNT(DISTINCT item) FROM statement").fetchone()
        with path.open("rb") as source, open_output(target) as stream:
            shutil.copyfileobj(source, stream)
    return int(count)


class Index:
    """A gazetteer in a file; raises ``LinkError`` for a file that is no index."""

    def __init__(self, path: Path) -> None:
        try:
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            kind, self._date = self._database.execute("SELECT format, date FROM meta").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise make_link_error("link-no-index", str(path), reason=error) from error
        if kind != _FORMAT:
            raise make_link_error("link-no-index", str(path), reason=kind)

    @property
    def date(self) -> str:
        """The day of the data."""
        return str(self._date)

    def ask_all(
        self, question: Callable[[Sequence[T]], Iterable[R]], batches: Sequence[Sequence[T]]
    ) -> Iterator[Iterable[R]]:
        """Ask for one batch after the other."""
        return map(question, batches)

    def find_countries(self, codes: Sequence[str]) -> Iterable[Hit]:
        """Find countries by their ISO 3166-1 codes."""
        return sorted(
            Hit(row.value, row.item) for row in self._select(_OF_VALUES, codes) if row.property == COUNTRY_CODE
        )

    def find_named(self, names: Sequence[Sequence[str]]) -> Iterable[Hit]:
        """Find items by the spellings of each name and by their codes."""
        texts = sorted({text for spellings in names for text in spellings})
        found = sorted({(row.value, row.item) for row in self._select(_OF_VALUES, texts) if _is_asked(row)})
        countries: dict[str, list[str]] = {}
        for row in self._select(_OF_ITEMS, sorted({item for _, item in found})):
            if row.property == COUNTRY:
                countries.setdefault(row.item, []).append(row.value)
        return [Hit(text, item, country) for text, item in found for country in countries.get(item, ("",))]

    def find_beginning(self, starts: Sequence[Start]) -> Iterable[tuple[Start, Hit]]:
        """Find the items of a country that have a label beginning so."""
        for start in sorted(set(starts)):
            end = start.text[:-1] + chr(ord(start.text[-1]) + 1)
            for text, item in self._database.execute(_BEGINNING, (start.text, end, start.country)):
                yield start, Hit(text, item)

    @property
    def can_scan(self) -> bool:
        """It can."""
        return True

    @property
    def has_search(self) -> bool:
        """There is none."""
        return False

    def find_in_search(self, names: Sequence[str]) -> Iterable[Hit]:  # noqa: ARG002
        """Find nothing."""
        return ()

    def fetch(self, items: Sequence[str]) -> Iterable[Row]:
        """Fetch what is known of items, with all units above them."""
        yield from self._select(_OF_ITEMS, items)
        yield from self._select(_ABOVE, items)

    def fetch_names(self, items: Sequence[str]) -> Iterable[Row]:
        """Fetch the names of items."""
        return self._select(_OF_ITEMS + _NAMED, items)

    def _select(self, query: str, values: Sequence[str]) -> Iterator[Row]:
        return (Row(*row) for row in self._database.execute(query, (_list(values),)))


def _is_asked(row: Row) -> bool:
    """Say whether a statement is a code or a name, in a language among whose labels it would be asked for."""
    if row.property in (LABEL, ALIAS):
        return row.language in list_languages(row.value)
    return row.property in (JAPANESE_CODE, ISO_CODE)


def _list(values: Iterable[str]) -> str:
    """Write values as the list that SQLite's json_each takes."""
    return msgspec.json.encode(list(values)).decode()
