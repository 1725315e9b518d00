"""Staging graphs: their names, the list of them that the store itself keeps, and whose loader still lives.

In: a client and the time. Out: a staging graph to load into, and the leftovers of loads that came to nothing. The list is a small
graph, ``urn:koryu:loads``, with a line for every load under way: when it began, and that its data were verified. Only a line that
says *verified* lets data be swapped in, and who clears a leftover away takes its line first: so a cleared load can never be swapped in.

A leftover is cleared away at once if its loader ran on this machine and has died, which the lock on a file tells that the kernel
lets go of with the process; and after a day if nothing is known of its loader. A store whose updates do not wait for each other may
still be busy with the swap of a loader that has died: there verified data stay for ten minutes.
"""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from koryu_rdf.protocol import StoreClient
from koryu_rdf.store.graphs import BEGUN, LOADS, PREFIX, VERIFIED
from koryu_rdf.store.kinds import Kind
from koryu_rdf.store.select import select

try:
    import fcntl
except ImportError:  # Windows has no such locks: there leftovers go after a day
    fcntl = None  # type: ignore[assignment]

OLD = timedelta(days=1)
SETTLING = timedelta(minutes=10)

_TOKEN = 8
_NAME = re.compile(rf"{PREFIX}(?P<time>\d{{8}}T\d{{6}}Z)-(?P<token>[0-9a-f]{{16}})", re.ASCII)
_TIME = "%Y%m%dT%H%M%SZ"


class Staging:
    """The staging graphs of one store."""

    def __init__(self, client: StoreClient, kind: Kind, now: datetime) -> None:
        self.kind = kind
        self._client, self._now = client, now

    @contextmanager
    def open(self) -> Iterator[str]:
        """Give the name of a new staging graph, which is on the list and locked while the work with it lasts."""
        token = secrets.token_hex(_TOKEN)
        name = f"{PREFIX}{self._now.strftime(_TIME)}-{token}"
        with _find_lock(token).open("xb") as file:
            _take(file)
            self._note(name, BEGUN)
            yield name

    def mark_verified(self, name: str) -> None:
        """Let a staging graph be swapped in."""
        self._note(name, VERIFIED)

    def drop(self, name: str) -> None:
        """Throw a staging graph away: first its line on the list, so that nobody can swap it in any more."""
        self._client.update(
            f"{self.kind.update_prologue}DELETE WHERE {{ GRAPH <{LOADS}> {{ <{name}> <{VERIFIED}> ?when }} }}"
        )
        self._client.update(f"{self.kind.drop_prologue}DROP SILENT GRAPH <{name}>")
        self._client.update(f"{self.kind.update_prologue}DELETE WHERE {{ GRAPH <{LOADS}> {{ <{name}> ?what ?when }} }}")
        with suppress(OSError):
            _find_lock(name[-2 * _TOKEN :]).unlink()

    def clear_leftovers(self) -> list[str]:
        """Throw away what dead loaders left, and name it."""
        query = (
            f"SELECT ?name (MAX(?when) AS ?last) (COUNT(?when) AS ?lines) WHERE {{ GRAPH <{LOADS}> {{ "
            f"VALUES ?what {{ <{BEGUN}> <{VERIFIED}> }} ?name ?what ?when }} }} GROUP BY ?name"
        )
        rows = select(self._client, query)
        leftovers = [row["name"] for row in rows if self._is_left(row["name"], row["last"], row["lines"] != "1")]
        for name in leftovers:
            self.drop(name)
        return leftovers

    def _note(self, name: str, what: str) -> None:
        line = f'<{name}> <{what}> "{self._now.strftime(_TIME)}"'
        self._client.update(f"{self.kind.update_prologue}INSERT DATA {{ GRAPH <{LOADS}> {{ {line} }} }}")

    def _is_left(self, name: str, last: str, verified: bool) -> bool:
        match = _NAME.fullmatch(name)
        if match is None:
            return False
        if verified and not self.kind.serial and self._now - _read_time(last) < SETTLING:
            return False
        return self._now - _read_time(match["time"]) > OLD or _has_died(match["token"])


def _read_time(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def _find_lock(token: str) -> Path:
    return Path(tempfile.gettempdir()) / f"koryu-load-{token}.lock"


def _take(file: IO[bytes]) -> bool:
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _has_died(token: str) -> bool:
    try:
        with _find_lock(token).open("rb") as file:
            return _take(file)
    except OSError:
        return False
