"""The list of agreements for the reader's browser: what it needs to search, filter and sort without a server.

In: cards. Out: one script that calls ``koryuList`` with rows, so that it loads from a USB stick too, where a page may fetch nothing.
Values are numbers of shared entries where many rows have the same; the script streams, so its size is not held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from koryu_rdf.codelists import CodeListName
from koryu_rdf.publish.cards import Card, Cards, Thing
from koryu_rdf.publish.happenings import find_label

LIST_FILE = "assets/list.js"
_encode = msgspec.json.Encoder().encode


def make_list_script(cards: Cards) -> Iterator[bytes]:
    """Make the script: things with their names, codes with theirs, then a row for each agreement, the newest first."""
    things = list(cards.list_things())
    numbers = {thing.path: number for number, thing in enumerate(things)}
    yield b"koryuList({things:" + _encode([_to_entry(thing) for thing in things])
    yield b",fields:" + _encode(_list_labels("fields", cards.list_topics("field:")))
    yield b",kinds:" + _encode(_list_labels("agreement-kinds", cards.list_topics("kind:")))
    yield b",rows:["
    for card in cards.list_cards():
        yield _encode(_to_row(card, numbers)) + b",\n"
    yield b"]});\n"


def _list_labels(name: CodeListName, codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    return {code: find_label(name, code) for code in codes}


def _to_entry(thing: Thing) -> list[str]:
    return (
        [thing.path, thing.label.ja, thing.label.en]
        if thing.label.en != thing.label.ja
        else [thing.path, thing.label.ja]
    )


def _to_row(card: Card, numbers: dict[str, int]) -> list[Any]:
    """Give path, title, date, kind, fields, and the numbers of the parties on both sides, countries and prefectures."""
    sides = (card.japanese, card.overseas, card.countries, card.prefectures)
    return [
        card.path,
        card.title,
        card.date or "",
        card.kind,
        card.fields,
        *([numbers[thing.path] for thing in side] for side in sides),
    ]
