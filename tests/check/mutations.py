"""Faults of every kind put into good data, by chance but the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from koryu_rdf.namespaces import XSD

ODD_VALUES = (
    '""',
    '"日"@ja',
    '" "@en',
    '"x"',
    '"a b"',
    '"en"@en-gb',
    '"121003"',
    '"平成18（2005）年11月2日"@ja',
    f'"x"^^<{XSD}integer>',
    f'"-5"^^<{XSD}integer>',
    f'"02"^^<{XSD}integer>',
    f'"{"9" * 30}"^^<{XSD}integer>',
    f'"1e3"^^<{XSD}double>',
    f'"2011-02-30"^^<{XSD}date>',
    f'"2011-02-03"^^<{XSD}date>',
    f'"2011-13"^^<{XSD}gYearMonth>',
    f'"2011"^^<{XSD}gYear>',
    "<urn:unknown>",
    "_:blank",
)


def mutate(lines: list[str], count: int, seed: int) -> list[str]:
    """Make some changes, each of a kind chosen by chance, to a copy of N-Triples lines."""
    draw, changed = random.Random(seed), list(lines)
    for _ in range(count):
        draw.choice(_CHANGES)(changed, draw)
    return changed


def _lose(lines: list[str], draw: random.Random) -> None:
    del lines[draw.randrange(len(lines))]


def _spoil(lines: list[str], draw: random.Random) -> None:
    number = draw.randrange(len(lines))
    subject, predicate, _ = lines[number].split(" ", 2)
    lines[number] = f"{subject} {predicate} {draw.choice(ODD_VALUES)} ."


def _add_odd(lines: list[str], draw: random.Random) -> None:
    subject, predicate, _ = draw.choice(lines).split(" ", 2)
    lines.append(f"{subject} {predicate} {draw.choice(ODD_VALUES)} .")


def _add_misplaced(lines: list[str], draw: random.Random) -> None:
    """Say of a thing what is said of another, often of another kind."""
    subject = draw.choice(lines).partition(" ")[0]
    lines.append(f"{subject} {draw.choice(lines).partition(' ')[2]}")


def _swap(lines: list[str], draw: random.Random) -> None:
    """Give a thing the value that another has of the same property."""
    subject, predicate, _ = draw.choice(lines).split(" ", 2)
    values = [line.split(" ", 2)[2] for line in lines if line.split(" ", 2)[1] == predicate]
    lines.append(f"{subject} {predicate} {draw.choice(values)}")


_CHANGES: tuple[Callable[[list[str], random.Random], None], ...] = (_lose, _spoil, _add_odd, _add_misplaced, _swap)
