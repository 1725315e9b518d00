"""Pages made in parts: the same bytes by one process and by several."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.model import Agreement
from koryu_rdf.publish import Publication, making, publish
from koryu_rdf.read import read
from koryu_rdf.settings import Settings


@pytest.fixture(scope="module")
def agreements() -> list[Agreement]:
    return list(read(get_folder("records")))


def list_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_several_processes_write_the_same_as_one(
    agreements: list[Agreement], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "FEW", 0)
    monkeypatch.setattr(making, "PER_PART", 7)  # of 24 agreements and some hundred things
    written = []
    for processes in (1, 3):
        monkeypatch.setattr(making, "count_processes", lambda: processes)  # noqa: B023  (called within this turn)
        folder = tmp_path / str(processes)
        folder.mkdir()
        publication = Publication(Settings(), datetime.date(2026, 11, 23), (), folder, ())
        publish(agreements, publication, {"triples": 1})
        written.append(list_files(folder))
    one, several = written
    assert len(one) > 250
    assert one.keys() == several.keys()
    assert [name for name in one if one[name] != several[name]] == []
