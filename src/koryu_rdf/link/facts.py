"""Facts about linked places that help readers: English name, coordinates, population, GeoNames, with source and date.

In: items, or a table of facts. Out: :class:`PlaceFacts`, and the table. Wikidata's facts are under CC0. One item's facts are
taken only where it states them once: which of two coordinates is right, nobody here can tell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from koryu_rdf.link.errors import make_link_error
from koryu_rdf.link.gazetteer import Gazetteer
from koryu_rdf.link.items import GEONAMES, Item, gather_items
from koryu_rdf.link.mappings import LinkRow
from koryu_rdf.link.sparql import ENTITY
from koryu_rdf.outputs import open_output
from koryu_rdf.terms import is_web_address

_SAME_PLACE_KM = 10


class PlaceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a subject; degrees east and north. ``source`` is an IRI, ``date`` the day the facts were looked up."""

    subject_id: str
    name_en: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    population: int | None = None
    geonames: int | None = None
    source: str
    date: str


COLUMNS = PlaceFacts.__struct_fields__


def take_facts(subject: str, item: Item, day: str) -> PlaceFacts:
    """Take the facts of an item for a subject."""
    points, geonames = item.points, [text for text in item.get(GEONAMES) if text.isascii() and text.isdigit()]
    is_one_place = points and all(points[0].measure_km(point) < _SAME_PLACE_KM for point in points)
    return PlaceFacts(
        subject_id=subject,
        name_en=item.name_in("en", "mul"),
        longitude=points[0].longitude if is_one_place else None,
        latitude=points[0].latitude if is_one_place else None,
        population=item.population if is_one_place else None,
        geonames=int(geonames[0]) if len(geonames) == 1 else None,
        source=f"{ENTITY}{item.id}",
        date=day,
    )


def fetch_facts(rows: Iterable[LinkRow], known: Iterable[PlaceFacts], gazetteer: Gazetteer) -> list[PlaceFacts]:
    """Fetch the facts of every accepted item; what was known of other subjects stays."""
    subjects = {row.subject_id: row.item for row in rows if row.status == "accepted" and row.item}
    items = gather_items(gazetteer.fetch(sorted(set(subjects.values()))))
    fetched = {
        subject: take_facts(subject, items[item], gazetteer.date) for subject, item in subjects.items() if item in items
    }
    return [*fetched.values(), *(one for one in known if one.subject_id not in fetched)]


def write_facts(facts: Iterable[PlaceFacts], target: Path | BinaryIO) -> None:
    """Write the table, sorted by subject."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(facts, key=lambda one: one.subject_id):
        writer.writerow(["" if (value := getattr(one, name)) is None else value for name in COLUMNS])
    with open_output(target) as stream:
        stream.write(text.getvalue().encode())


def read_facts(path: Path) -> list[PlaceFacts]:
    """Read the table; where there is none, nothing is known. Raises ``LinkError`` with the line for a faulty one."""
    if not path.exists():
        return []
    try:
        table = csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter="\t")
        return [_read_row(row, f"{path}:{line}") for line, row in enumerate(table, 2)]
    except (OSError, UnicodeDecodeError) as error:
        raise make_link_error("link-file-unreadable", path, reason=error) from error


def _read_row(row: dict[str, str], where: str) -> PlaceFacts:
    try:
        facts = msgspec.convert({name: value for name, value in row.items() if value}, PlaceFacts, strict=False)
    except msgspec.ValidationError as error:
        raise make_link_error("link-file-row", where, reason=error) from error
    in_range = abs(facts.longitude or 0) <= 180 and abs(facts.latitude or 0) <= 90  # noqa: PLR2004
    if not in_range or not is_web_address(facts.source) or not is_web_address(facts.subject_id):
        raise make_link_error("link-file-row", where, reason=f"{facts.longitude} {facts.latitude} {facts.source}")
    return facts
