"""What the tests of loading share: one store of each kind, started once, and small data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.stores import KINDS, Store, start_store

from koryu_rdf.progress import Progress
from koryu_rdf.store import Destination, Loaded, load, spool_data

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A running store of each kind."""
    with ExitStack() as stack:
        yield stack.enter_context(start_store(request.param, tmp_path_factory.mktemp(request.param)))


def load_text(destination: Destination, *files: Path, triples: bytes = b"", now: datetime = NOW) -> Loaded:
    """Load files, and N-Triples in memory."""
    with spool_data(files, triples) as spool:
        return load(spool, destination, now=now, progress=Progress())
