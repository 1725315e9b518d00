"""The gate: every record passes it, whatever reader it comes from, and leaves behind what must not be published.

In: a record as the office wrote it. Out: the record as it may be published; what was found goes to the journal, at the
place that the reader gave for the field. Every text of a record is looked at, whatever the field is called.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import Any
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from koryu_rdf.model import Agreement
from koryu_rdf.personal import MARKS, find_personal, list_telling_pieces, screen
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import TOPICS, Journal
from koryu_rdf.read.redactions import Redaction

_OWN = ("id", "survey", "contact")
_get_texts = attrgetter("title", "background", "activities", "outcomes")
_get_parts = attrgetter("summary", "events", "results", "open_issues", "earlier_ties")
_encode = msgspec.json.Encoder().encode
_INDIVISIBLE = ("phone", "email", "url")  # they mean nothing, or something else, without a part
_WHOLE = TOPICS.keys() - {
    "contact",
    "japanese_parties",
    "overseas_parties",
    "title_parties",
    "earlier_ties",
    "web_pages",
}
_PARTS = (("earlier_ties", "title"), ("web_pages", "note"))  # where the policy is for a part of the field


class Gate:
    """Lets records through, without what the policy of the journal withholds."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        policy = journal.policy
        self._always_looks = bool(policy.denied) or any(map(policy.withholds, set(TOPICS.values())))

    def let_through(self, record: Agreement) -> Agreement:
        """Give the record as it may be published."""
        places = self.journal.take_places(record.id)
        if not self._always_looks and not _may_hold_personal_data(record):
            return record
        visit = _Visit(self.journal, record, places)
        passed = visit.screen_record()
        self.journal.redact(visit.redactions)
        return passed


def _may_hold_personal_data(record: Agreement) -> bool:
    """Look once, and fast, at all that a record says: most hold nothing."""
    parts = (*record.japanese_parties, *record.overseas_parties)
    if any(map(_is_found_in_part, parts)) or _is_found_in(_list_texts(record)):
        return True
    contact, pages = record.contact, record.web_pages
    cells = (contact.department, contact.phone, contact.email, *(page.url for page in pages), record.source.file)
    return any(cell and _is_found_in_cell(cell) for cell in cells)


def _list_texts(record: Agreement) -> str:
    """Put the texts of a record under one another; the parts that few records have stand there as JSON."""
    written = (date.as_written for date in record.dates)
    notes = (page.note for page in record.web_pages)
    texts = "\n".join(filter(None, (*_get_texts(record), *record.title_parties, *written, *notes)))
    parts = _get_parts(record)
    return texts + "\n" + _encode(parts).decode().replace("\\n", "\n").replace("\\t", "\t") if any(parts) else texts


def _is_found_in(text: str) -> bool:
    return any(map(find_personal, list_telling_pieces(text)))


@lru_cache(maxsize=8192)
def _is_found_in_part(part: msgspec.Struct) -> bool:
    return _is_found_in(_encode(part).decode())


@lru_cache(maxsize=8192)
def _is_found_in_cell(cell: str) -> bool:
    return bool(find_personal(unquote(cell), in_contact=True))


class _Visit:
    """One record at the gate."""

    def __init__(self, journal: Journal, record: Agreement, places: dict[str, list[Where]]) -> None:
        self.policy = journal.policy
        self.record = record
        self.places = places
        source = record.source
        written = Where(file=source.file, line=source.first_line, record=record.id)
        self.whole = places.get("") or [journal.origins.get(record.id, written)]
        self.redactions: list[Redaction] = []

    def screen_record(self) -> Agreement:
        """Screen every field, those of the contact each on its own."""
        record, contact = self.record, self.record.contact
        return replace(
            record,
            contact=replace(contact, **{name: self._screen_field(contact, name) for name in contact.__struct_fields__}),
            **{name: self._screen_field(record, name) for name in record.__struct_fields__ if name not in _OWN},
        )

    def _screen_field(self, owner: msgspec.Struct, field: str) -> Any:
        value = getattr(owner, field)
        if value and field in _WHOLE and self.policy.withholds(TOPICS[field]):
            self._note_whole(field, 0, str(value))
            return MARKS["ja"]["text"] if field == "title" else () if isinstance(value, tuple) else None
        if not isinstance(value, tuple):
            return self._screen_value(value, field, 0, field)
        kept = (self._screen_value(one, field, item, field) for item, one in enumerate(value))
        return tuple(one for one in kept if field != "web_pages" or one.url)

    def _screen_value(self, value: Any, field: str, item: int, name: str) -> Any:
        """Screen a text, or every text in a structure; ``name`` is what the structure calls it."""
        match value:
            case str() if not value.isalpha() or not value.islower():  # codes need no look
                return self._screen_text(value, field, item, name)
            case tuple():
                return tuple(self._screen_value(one, field, item, name) for one in value)
            case msgspec.Struct():
                names = value.__struct_fields__
                return replace(
                    value, **{one: self._screen_value(getattr(value, one), field, item, one) for one in names}
                )
        return value

    def _screen_text(self, text: str, field: str, item: int, name: str) -> str | None:
        topic = TOPICS.get(field)
        if (field, name) in _PARTS and topic and self.policy.withholds(topic):
            self._note_whole(field, item, text)
            return None
        shown = unquote(text) if name == "url" else text
        kept, decided = screen(shown, topic, self.policy, "en" if name == "en" else "ja")
        if name == "url":
            decided = [one for one in decided if one.kind != "name"]
        for one in decided:
            where = self._find_place(field, item + shown.count("\n", 0, one.start))
            found = shown[one.start : one.end]
            self.redactions.append(Redaction(where, field, one.kind, one.rule, one.decision, found))
        if all(one.decision == "published" for one in decided):
            return text
        return None if name in _INDIVISIBLE else kept

    def _note_whole(self, field: str, item: int, text: str) -> None:
        place = self._find_place(field, item)
        self.redactions.append(Redaction(place, field, "text", "policy", "withheld", text))

    def _find_place(self, field: str, index: int) -> Where:
        """Give the place of a text's line or of a list's item, or else of the record."""
        places = self.places.get(field) or self.whole
        return replace(places[min(index, len(places) - 1)], record=self.record.id)
