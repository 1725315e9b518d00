"""Registering at a CKAN portal: what is shown is what is done, nothing is sent unasked, and every refusal is told in plain words."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.register.portal import TOKEN, Site, run_site

from koryu_rdf.errors import RegisterError
from koryu_rdf.model import Phrase
from koryu_rdf.protocol import Patience
from koryu_rdf.publish import CATALOGUE_PREFIXES, Publication, describe_catalogue
from koryu_rdf.register import Portal, Registration, open_portal, plan_registration, register
from koryu_rdf.settings import Dataset, Publisher, Settings
from koryu_rdf.write import write

NAME, ORGANIZATION = "data-city-example-jp-koryu", "example-shi"
PUBLISHER = Publisher(Phrase("例示市", "City of Example"), "https://www.city.example.jp/", "opendata@city.example.jp")
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def site() -> Iterator[Site]:
    with run_site() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "public")


def make_folder(folder: Path, csv: str = "a,b\r\n", licence: str = CC_BY, title: str = "例示市の国際提携") -> Path:
    """Make a folder with two files and the catalogue of them."""
    (folder / "data").mkdir(parents=True)
    (folder / "data/agreements.csv").write_text(csv, "utf-8")
    (folder / "data/koryu.ttl").write_text("", "utf-8")
    dataset = Dataset(
        title=Phrase(title, "Agreements"),
        description=Phrase("一覧です。", "A list."),
        home="https://data.city.example.jp/koryu/",
        licence=licence,
        keywords=("国際交流", "姉妹,都市", "x"),
    )
    settings = Settings(publisher=PUBLISHER, dataset=dataset)
    files = ("data/koryu.ttl", "data/agreements.csv")
    publication = Publication(settings, datetime.date(2026, 11, 1), (), folder, files)
    write(describe_catalogue(publication), folder / "catalog.ttl", prefixes=CATALOGUE_PREFIXES)
    return folder


def open_site(site: Site, token: str | None = TOKEN) -> Portal:
    patience = Patience(tries=3, sleep=lambda _: None)
    return open_portal(site.url, {"KORYU_CKAN_TOKEN": token} if token else {}, patience=patience)


def plan(folder: Path, portal: Portal) -> Registration:
    return plan_registration(folder / "catalog.ttl", portal, None, ORGANIZATION)


def publish_at(site: Site, folder: Path) -> Registration:
    portal = open_site(site)
    planned = plan(folder, portal)
    register(planned, portal)
    return planned


def list_actions(site: Site) -> list[str]:
    return [action for action, _ in site.asked]


def test_a_plan_changes_nothing_and_needs_no_token(site: Site, folder: Path) -> None:
    planned = plan(folder, open_site(site, None))
    assert planned.work == "create"
    assert list_actions(site) == ["license_list", "package_show"]
    assert {(step.what, step.name): step.after for step in planned.steps}["field", "license_id"] == "cc-by"
    assert [step.name for step in planned.steps if step.what == "file"] == ["agreements.csv", "koryu.ttl"]
    assert site.packages == {}


def test_a_new_dataset_is_made_with_its_files(site: Site, folder: Path) -> None:
    publish_at(site, folder)
    assert list_actions(site)[2:] == ["package_create", "resource_create", "resource_create"]
    (package,) = site.packages.values()
    assert (package["name"], package["title"], package["license_id"]) == (NAME, "例示市の国際提携", "cc-by")
    assert (package["author"], package["maintainer_email"]) == ("例示市", "opendata@city.example.jp")
    assert package["notes"] == "一覧です。\n\nA list."
    assert [tag["name"] for tag in package["tags"]] == ["国際交流", "姉妹 都市"]  # no comma, and nothing of one letter
    (table,) = (file for file in package["resources"] if file["format"] == "CSV")
    assert table["url"] == "https://data.city.example.jp/koryu/data/agreements.csv"

    assert table["hash"] == "sha256:" + compute_digest("a,b\r\n")
    assert (table["size"], table["mimetype"]) == (5, "text/csv")


def compute_digest(text: str) -> str:
    done = subprocess.run(["sha256sum"], check=True, input=text.encode(), capture_output=True)
    return done.stdout.decode().split()[0]


def test_the_token_goes_plain_and_into_no_message(site: Site, folder: Path) -> None:
    publish_at(site, folder)
    assert {token for _, token in site.asked} == {TOKEN}
    assert TOKEN not in repr(vars(open_site(site)))


def test_the_same_folder_changes_nothing(site: Site, folder: Path) -> None:
    publish_at(site, folder)
    before = len(site.asked)
    assert publish_at(site, folder).work == "nothing"
    assert list_actions(site)[before:] == ["license_list", "package_show"]


def test_an_update_tells_what_differs_and_keeps_what_is_others(site: Site, folder: Path, tmp_path: Path) -> None:
    publish_at(site, folder)
    (package,) = site.packages.values()
    package["groups"] = [{"name": "kokusai"}]
    package["extras"].append({"key": "担当", "value": "国際課"})
    package["resources"].append({"id": "other", "url": "https://www.city.example.jp/list.pdf", "name": "PDF"})
    planned = publish_at(site, make_folder(tmp_path / "new", csv="a,b\r\n1,2\r\n", title="新しい題"))
    steps = {(step.what, step.name): step for step in planned.steps}
    assert set(steps) == {("field", "title"), ("file", "agreements.csv")}
    assert (steps["field", "title"].before, steps["field", "title"].after) == ("例示市の国際提携", "新しい題")
    (package,) = site.packages.values()
    assert package["title"] == "新しい題"
    assert package["groups"] == [{"name": "kokusai"}]
    assert {"key": "担当", "value": "国際課"} in package["extras"]
    assert {file["url"].rpartition("/")[2] for file in package["resources"]} == {
        "agreements.csv",
        "koryu.ttl",
        "list.pdf",
    }
    assert next(file["size"] for file in package["resources"] if file["format"] == "CSV") == 10


def test_what_a_broken_run_left_undone_is_done_by_the_next(site: Site, folder: Path) -> None:
    site.failing_action = "resource_create"
    with pytest.raises(RegisterError):
        publish_at(site, folder)
    (package,) = site.packages.values()
    assert package["resources"] == []
    site.failing_action = None
    planned = publish_at(site, folder)
    assert planned.work == "update"
    (package,) = site.packages.values()
    assert len(package["resources"]) == 2


def test_a_busy_portal_is_asked_again(site: Site, folder: Path) -> None:
    site.troubles = [503, 502]
    assert publish_at(site, folder).work == "create"
    assert list_actions(site)[:3] == ["license_list"] * 3
    site.troubles = [503, 503, 503]
    with pytest.raises(RegisterError, match="could not be talked to"):
        publish_at(site, folder)


REFUSALS = {
    "no token": (None, "there is no token"),
    "wrong token": ("another", "may not do that"),
}


@pytest.mark.parametrize(("token", "message"), REFUSALS.values(), ids=list(REFUSALS))
def test_a_denial_says_whether_a_token_is_missing_or_weak(token: str, message: str, site: Site, folder: Path) -> None:
    portal = open_site(site, token)
    with pytest.raises(RegisterError, match=message):
        register(plan(folder, portal), portal)


def test_a_name_that_is_taken_is_told_field_by_field(site: Site, folder: Path) -> None:
    site.taken_names = {NAME}
    with pytest.raises(RegisterError, match="name: That URL is already in use") as caught:
        publish_at(site, folder)
    assert caught.value.hint is not None
    assert "--dataset" in caught.value.hint.en


def test_what_the_portal_finds_wrong_is_told(site: Site, folder: Path) -> None:
    portal = open_site(site)
    with pytest.raises(RegisterError, match="owner_org: An organization must be provided"):
        register(plan_registration(folder / "catalog.ttl", portal), portal)


def test_a_fault_of_the_portal_is_told_and_not_repeated(site: Site, folder: Path) -> None:
    site.failing_action = "package_create"
    with pytest.raises(RegisterError, match="HTTP 500 message: boom"):
        publish_at(site, folder)
    assert list_actions(site).count("package_create") == 1


def test_what_is_no_ckan_is_said_to_be_none(site: Site, folder: Path) -> None:
    site.troubles = [404]
    with pytest.raises(RegisterError, match="not the answer of a CKAN site"):
        plan(folder, open_site(site))


def test_licences_are_known_by_code_and_address(site: Site, tmp_path: Path) -> None:
    pdl = "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"
    planned = plan(make_folder(tmp_path / "pdl", licence=pdl), open_site(site))
    assert (planned.fields["license_id"], planned.harvested) == ("pdl", False)
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    planned = plan(make_folder(tmp_path / "zero", licence=zero), open_site(site))
    assert (planned.fields["license_id"], planned.harvested) == ("cc-zero", True)
    with pytest.raises(RegisterError, match="does not know the licence"):
        plan(make_folder(tmp_path / "own", licence="https://www.city.example.jp/terms"), open_site(site))


BAD_ADDRESSES = ["ftp://example.jp/", "https://user:word@example.jp/", "http://example.jp/", "例"]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_that_is_unsafe_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(RegisterError) as caught:
        open_portal(address, {"KORYU_CKAN_TOKEN": TOKEN})
    assert "word" not in str(caught.value.where)


def test_the_token_may_stand_in_netrc(
    site: Site, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login koryu password {TOKEN}\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    portal = open_portal(site.url, {})
    register(plan(folder, portal), portal)
    assert len(site.packages) == 1


def koryu(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "", "KORYU_CKAN_TOKEN": TOKEN}
    command = [sys.executable, "-m", "koryu_rdf", "publish", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, encoding="utf-8")


def test_the_command_shows_first_and_sends_when_told(site: Site, folder: Path) -> None:
    arguments = (str(folder), "--ckan", site.url, "--organization", ORGANIZATION)
    shown = koryu(folder.parent, *arguments)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(f"A new dataset would be registered: {site.url}/dataset/{NAME}\n")
    assert "file agreements.csv: https://data.city.example.jp/koryu/data/agreements.csv" in shown.stdout
    assert "Nothing was sent yet" in shown.stderr
    assert site.packages == {}
    sent = koryu(folder.parent, *arguments, "--send")
    assert sent.returncode == 0, sent.stderr
    assert "Registered" in sent.stderr
    assert len(site.packages) == 1
    assert TOKEN not in shown.stdout + shown.stderr + sent.stdout + sent.stderr


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    nowhere = koryu(tmp_path)
    assert nowhere.returncode == 2
    assert "-o" in nowhere.stderr
    missing = koryu(tmp_path, "missing", "--ckan", "http://127.0.0.1:9")
    assert missing.returncode == 3
    assert "missing" in missing.stderr
