"""The copy of a built folder: what is in it, what is not, and a build that swaps the folder meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from koryu_rdf.serve.folder import Folder


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A folder with a page, the data beside it, a link out of it and a hidden file."""
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    folder = tmp_path / "build"
    (folder / "id").mkdir(parents=True)
    for name, text in (("index.html", "old"), ("id/a.html", "old"), ("id/a.ttl", "old"), (".hidden", "x")):
        (folder / name).write_text(text, "utf-8")
    (folder / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def test_what_is_there_and_what_is_not(origin: Path) -> None:
    folder = Folder(origin)
    assert folder.find("") == folder.find("index.html")
    assert [folder.find(path) for path in (".hidden", "way-out.txt", "../secret.txt", "id", "/index.html")] == [
        None
    ] * 5
    assert folder.list_forms("id/a") == {"text/html": ".html", "text/turtle": ".ttl"}
    assert folder.list_forms("index") == {}, "a page without data is no thing"
    folder.close()


def test_the_copy_outlives_the_folder(origin: Path) -> None:
    folder = Folder(origin)
    shutil.rmtree(origin)
    page = folder.find("index.html")
    assert page is not None
    assert page.path.read_text("utf-8") == "old"
    folder.close()
    assert not page.path.exists()


def test_a_folder_that_is_swapped_while_it_is_copied_is_copied_anew(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, copytree = origin.with_name("new"), shutil.copytree
    shutil.copytree(origin, new, symlinks=True)
    for page in new.rglob("*.html"):
        page.write_text("new", "utf-8")

    def copy_and_swap(*arguments: Any, **options: Any) -> Any:
        copied = copytree(*arguments, **options)
        if new.exists():
            origin.rename(origin.with_name("old"))
            new.rename(origin)
        return copied

    monkeypatch.setattr(shutil, "copytree", copy_and_swap)
    folder = Folder(origin)
    found = [folder.find(path) for path in ("index.html", "id/a.html")]
    assert [file.path.read_text("utf-8") for file in found if file] == ["new", "new"]
    folder.close()
