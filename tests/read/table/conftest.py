"""Tables as offices make them, written by the tests themselves."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import miss

from koryu_rdf.model import Agreement
from koryu_rdf.problems import sort_problems
from koryu_rdf.read import Reading, read
from koryu_rdf.settings import Settings


class Table(NamedTuple):
    """A table that was read."""

    records: list[Agreement]
    reading: Reading

    @property
    def problems(self) -> list[str]:
        """The problems in order, each as its cell and its code."""
        return [f"{one.where.cell or '-'} {one.code}" for one in sort_problems(self.reading.problems)]

    @property
    def grave(self) -> list[str]:
        """The problems that are more than a note."""
        found = sort_problems(self.reading.problems)
        return [f"{one.where.cell or '-'} {one.code}" for one in found if one.severity != "info"]

    def list_passed_over(self, reason: str) -> list[str]:
        """The texts that were passed over for a reason."""
        return [entry.text for entry in self.reading.passed_over if entry.reason == reason]


def read_file(path: Path, **settings: object) -> Table:
    """Read a file whole."""
    reading = read(path, settings=Settings(**settings))  # type: ignore[arg-type]
    return Table(list(reading), reading)


@pytest.fixture
def read_csv(tmp_path: Path) -> Callable[..., Table]:
    """Give the function that reads a table from its text."""

    def read_text(text: str, **settings: object) -> Table:
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8-sig")
        return read_file(path, **settings)

    return read_text


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Give the function that saves a workbook in another form, as LibreOffice does."""
    profile = tmp_path_factory.mktemp("libreoffice")
    office = shutil.which("soffice")

    def run(path: Path, suffix: str) -> Path:
        if office is None:
            miss("LibreOffice Calc is not installed")
        command = [str(office), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", suffix]
        done = subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=False, capture_output=True)
        assert done.returncode == 0, done.stderr
        return path.with_suffix(f".{suffix}")

    return run
