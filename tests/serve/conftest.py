"""What the tests of serving share: one service over small data of ours, started once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.serve.service import Service, start_exact, start_service

from koryu_rdf import pipeline
from koryu_rdf.read import read
from koryu_rdf.settings import Dataset, Settings

HOME = "https://data.city.example.jp/koryu/"

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


SURVEY = """\
1. 高山市とフィレンツェ市との経済交流に関する覚書
(1) 自治体名
日本の自治体：岐阜県高山市
海外の自治体：イタリア共和国トスカーナ州フィレンツェ市
(2) 提携年月日
平成18（2006）年5月27日
(3) 提携に至った経緯
木工品の見本市で知り合い、覚書を結んだ。
2. 高山市とリヨン市との観光交流に関する協定書
(1) 自治体名
日本の自治体：岐阜県高山市
海外の自治体：フランス共和国リヨン市
(2) 提携年月日
平成20（2008）年4月1日
(3) 提携に至った経緯
観光展をきっかけに結んだ。
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was built of two invented agreements, ``id/agreement/s/1`` with Italy and ``…/2`` with France."""
    place = tmp_path_factory.mktemp("built")
    (place / "survey.txt").write_text(SURVEY, "utf-8")
    settings = Settings(survey="s", base=f"{HOME}id/", dataset=Dataset(home=HOME))
    pipeline.build(read(place / "survey.txt", settings=settings), place / "build", settings, date(2026, 11, 25))
    return place / "build"


@pytest.fixture(scope="session")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """That folder, served by the command."""
    with start_service(tmp_path_factory.mktemp("site"), folder, limits=LIMITS) as service:
        yield service
