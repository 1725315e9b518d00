"""What the tests of serving share: one service over small data of ours, started once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.service import Service, start_exact

DATA = """\
<https://example.jp/a> <https://example.jp/name> "alpha" .
<https://example.jp/a> <https://example.jp/knows> <https://example.jp/b> .
<https://example.jp/b> <https://example.jp/name> "=1+1" .
<https://example.jp/c> <https://example.jp/name> "ガンマ"@ja <https://example.jp/graph/1> .
<https://example.jp/d> <https://example.jp/name> "delta" <https://example.jp/graph/2> .
"""
LIMITS = "requests_per_minute = 100000\nqueries_at_once = 100\n"
NAMES = "SELECT ?name WHERE { ?s <https://example.jp/name> ?name } ORDER BY ?name"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two statements of names in the default graph, one in each of two named graphs."""
    folder = tmp_path_factory.mktemp("small")
    data: Path = folder / "data.nq"
    data.write_text(DATA, "utf-8")
    with start_exact(folder, data, limits=LIMITS) as service:
        yield service
