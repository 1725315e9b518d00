"""Releases, one after the other: what is carried on, what is told, and the same bytes whenever one is made again."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest

from koryu_rdf import pipeline
from koryu_rdf.errors import DataError
from koryu_rdf.outputs import MARKER
from koryu_rdf.publish import read_versions, read_withdrawn
from koryu_rdf.read import read
from koryu_rdf.releasing import Plan, find_records, read_surveys
from koryu_rdf.settings import Settings

BASE = "https://w3id.org/koryu/id/"
ATOM = "{http://www.w3.org/2005/Atom}"
HEAD = '[survey]\nid = "example-2020"\ntitle = { ja = "例の調査", en = "Example survey" }\nmodified = 2020-01-01\n'
RECORD = """
[[agreement]]
number = {number}
title = "{title}"
kind = "memorandum"
fields = ["culture"]
dates = [{{ value = "2010-04-0{number}", precision = "day", role = "signed", as_written = "2010年4月{number}日" }}]
japanese_parties = [{{ name = "三重県津市", kind = "municipality", prefecture = "三重県", municipality = "津市", code = "242012" }}]
overseas_parties = [{{ name = "フランス {city}", kind = "municipality", country = "FR", region = null_region, locality = "{city}" }}]
"""
ONE = [(1, "観光の覚書", "ドゴ町"), (2, "茶の覚書", "ラマ町"), (3, "紙の覚書", "ラマ町")]
TWO = [(1, "観光の覚書", "ドゴー町"), (2, "茶の覚書", "ラマ町"), (4, "灯の覚書", "ラマ町")]


def write_records(folder: Path, rows: list[tuple[int, str, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = HEAD + "".join(RECORD.format(number=number, title=title, city=city) for number, title, city in rows)
    (folder / "example.toml").write_text(text.replace("region = null_region, ", ""), "utf-8")
    return folder


def release(records: Path, target: Path, name: str, previous: Path | None, day: str = "2026-11-01") -> Path:
    plan = Plan(name, datetime.date.fromisoformat(day), previous)
    pipeline.build(read(records), target, Settings(), plan)
    return target


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three releases: the second renames one partner's IRI and drops an agreement, the third brings the agreement back."""
    folder = tmp_path_factory.mktemp("chain")
    one, two = (write_records(folder / name, rows) for name, rows in (("one", ONE), ("two", TWO)))
    three = write_records(folder / "three", [*TWO, ONE[2]])
    first = release(one, folder / "a", "2024", None, "2024-05-01")
    second = release(two, folder / "b", "2025", first, "2025-05-01")
    return {"a": first, "b": second, "c": release(three, folder / "c", "2026", second, "2026-05-01"), "records": folder}


def list_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_release_knows_those_before(chain: dict[str, Path]) -> None:
    versions = read_versions(chain["c"] / "catalog.ttl")
    assert [(one.name, one.issued.isoformat(), one.previous) for one in versions] == [
        ("2026", "2026-05-01", "2025"),
        ("2025", "2025-05-01", "2024"),
        ("2024", "2024-05-01", None),
    ]
    assert versions[1].notes.en == ("Agreements: 1 new, 1 ended or withdrawn, 1 changed. Parties: 1 renamed.")
    assert versions[0].notes.ja == "提携: 新規1件。"


def test_what_is_withdrawn_is_carried_on_until_it_is_back(chain: dict[str, Path]) -> None:
    second = {one.iri.removeprefix(BASE): one for one in read_withdrawn(chain["b"] / "data/withdrawn.ttl")}
    assert {iri.partition("/")[0] for iri in second} == {"agreement", "place"}
    assert second["agreement/example-2020/3"].successor is None
    (place,) = (one for one in second.values() if "/place/" in one.iri)
    assert (place.name.ja, place.release) == ("ドゴ町", "2025")
    third = read_withdrawn(chain["c"] / "data/withdrawn.ttl")
    assert [(one.iri, one.successor, one.release) for one in third] == [(place.iri, place.successor, "2025")]


def test_a_withdrawn_iri_keeps_a_page_that_points_on(chain: dict[str, Path]) -> None:
    (one,) = read_withdrawn(chain["c"] / "data/withdrawn.ttl")
    path, successor = one.iri.removeprefix("https://w3id.org/koryu/"), str(one.successor)
    for prefix in ("", "en/"):
        page = (chain["c"] / f"{prefix}{path}.html").read_text("utf-8")
        assert f"{successor.removeprefix('https://w3id.org/koryu/')}.html" in page
        assert "2025" in page
    said = {
        (quad.predicate.value.rpartition("#")[2], str(quad.object))
        for quad in pyoxigraph.parse(path=str(chain["c"] / f"{path}.ttl"))
    }
    assert ("deprecated", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>') in said
    assert f"{path}.html" not in (chain["c"] / "sitemap.xml").read_text("utf-8")


def test_the_feed_lists_every_release_in_either_language(chain: dict[str, Path]) -> None:
    for file, words in (("feed.xml", "提携: 新規1件。"), ("en/feed.xml", "Agreements: 1 new.")):
        feed = ElementTree.fromstring((chain["c"] / file).read_bytes())
        entries = feed.findall(f"{ATOM}entry")
        assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["2026", "2025", "2024"]
        assert entries[0].findtext(f"{ATOM}content") == words
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3
        assert feed.findtext(f"{ATOM}updated") == "2026-05-01T00:00:00Z"


def test_earlier_data_are_kept_and_patches_lead_from_one_to_the_next(chain: dict[str, Path]) -> None:
    kept = chain["c"] / "releases"
    assert (kept / "2024/koryu.nt.gz").read_bytes() == (chain["a"] / "data/koryu.nt.gz").read_bytes()
    assert (kept / "2025/koryu.nt.gz").read_bytes() == (chain["b"] / "data/koryu.nt.gz").read_bytes()
    assert sorted(path.parent.name for path in kept.rglob("changes.rdfp")) == ["2025", "2026"]


def test_a_release_made_again_has_the_same_bytes(chain: dict[str, Path], tmp_path: Path) -> None:
    again = release(chain["records"] / "two", tmp_path / "again", "2025", chain["a"], "2025-05-01")
    assert list_files(again) == list_files(chain["b"])


def test_a_release_can_be_made_again_over_itself(chain: dict[str, Path], tmp_path: Path) -> None:
    """What stands in the folder is then this very release, and it is compared with the one before."""
    folder = shutil.copytree(chain["b"], tmp_path / "public")
    release(chain["records"] / "two", folder, "2025", folder, "2025-05-01")
    assert list_files(folder) == list_files(chain["b"])
    first = shutil.copytree(chain["a"], tmp_path / "first")
    release(chain["records"] / "one", first, "2024", first, "2024-05-01")
    assert list_files(first) == list_files(chain["a"])


def test_a_catalogue_alone_carries_the_list_on(chain: dict[str, Path], tmp_path: Path) -> None:
    shutil.copy(chain["b"] / "catalog.ttl", tmp_path / "catalog.ttl")
    made = release(chain["records"] / "two", tmp_path / "made", "2026", tmp_path / "catalog.ttl")
    versions = read_versions(made / "catalog.ttl")
    assert [one.name for one in versions] == ["2026", "2025", "2024"]
    assert "not known" in versions[0].notes.en


def test_a_name_is_given_once(chain: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(DataError, match="already an earlier release"):
        release(chain["records"] / "two", tmp_path / "made", "2024", chain["b"])
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["../x", "", ".", "a/b", "年"])
def test_a_name_that_could_be_a_path_is_refused(name: str, chain: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(DataError):
        release(chain["records"] / "two", tmp_path / "made", name, None)


def test_a_hostile_catalogue_leads_nowhere(chain: dict[str, Path], tmp_path: Path) -> None:
    folder = shutil.copytree(chain["b"], tmp_path / "hostile")
    text = (folder / "catalog.ttl").read_text("utf-8").replace('dcat:version "2024"', 'dcat:version "../../2024"')
    (folder / "catalog.ttl").write_text(text, "utf-8")
    with pytest.raises(DataError, match="did not write"):
        release(chain["records"] / "two", tmp_path / "made", "2026", folder)


def test_a_built_folder_can_be_released(chain: dict[str, Path], tmp_path: Path) -> None:
    """Its records lie in it, so that the same release can be made of it as of the documents."""
    records = find_records(chain["b"])
    assert records == chain["b"] / "data/agreements.jsonl"
    assert find_records(chain["b"] / "data/koryu.ttl") == records
    reading = read(records)
    reading.known_surveys.update(read_surveys(chain["b"]))
    pipeline.build(reading, tmp_path / "again", Settings(), Plan("2025", datetime.date(2025, 5, 1), chain["a"]))
    assert list_files(tmp_path / "again") == list_files(chain["b"])
    assert find_records(tmp_path) is None
    assert (chain["b"] / MARKER).exists()


def test_a_survey_with_another_identifier_is_reported_and_its_agreements_lead_on(
    chain: dict[str, Path], tmp_path: Path
) -> None:
    records = write_records(tmp_path / "renamed", TWO)
    file = records / "example.toml"
    file.write_text(file.read_text("utf-8").replace('id = "example-2020"', 'id = "example-2021"'), "utf-8")
    plan = Plan("2026", datetime.date(2026, 5, 1), chain["b"])
    summary = pipeline.build(read(records), tmp_path / "made", Settings(), plan)
    (problem,) = (problem for problem in summary.problems if problem.code == "release-survey-changed")
    assert (problem.value, "example-2021" in problem.message.en) == ("example-2020", True)
    withdrawn = {one.iri: one.successor for one in read_withdrawn(tmp_path / "made/data/withdrawn.ttl")}
    for number, _, _ in TWO:
        assert withdrawn[f"{BASE}agreement/example-2020/{number}"] == f"{BASE}agreement/example-2021/{number}"
