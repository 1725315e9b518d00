"""What the tests of loading share: one store of each kind, and small data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.proxy import Proxy, start_proxy
from tests.stores import KINDS, Store

from koryu_rdf.progress import Progress
from koryu_rdf.store import Destination, Loaded, load, spool_data

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, stores: Callable[[str], Store]) -> Store:
    """A running store of each kind."""
    store = stores(request.param)
    store.revive()
    return store


@pytest.fixture
def proxy(store: Store) -> Iterator[Proxy]:
    """A proxy before a store."""
    with start_proxy(store.port) as started:
        yield started


@pytest.fixture
def few_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send the small data of these tests in three pieces."""
    from tests.store.harm import PIECE  # noqa: PLC0415  # which needs this module

    monkeypatch.setattr("koryu_rdf.store.spool.PIECE", PIECE)


def load_text(destination: Destination, *files: Path, triples: bytes = b"", now: datetime = NOW) -> Loaded:
    """Load files, and N-Triples in memory."""
    with spool_data(files, triples) as spool:
        return load(spool, destination, now=now, progress=Progress())
