"""The cases of reading: a folder each, with a document and what must come out of it.

``expected.toml`` holds ``problems`` (line and code of each), ``[[record]]`` tables with the fields that matter,
``[passed_over]`` (lines by reason, for the reasons that matter), or ``raises`` with a key of ``texts/errors.toml``.
Its ``[bytes]`` says how the document, kept as plain UTF-8, is to be written for the case: ``encoding``, ``newline``,
``ends_with_newline``, ``before`` and ``replace``, the latter two in hexadecimal.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from koryu_rdf.errors import KoryuError
from koryu_rdf.model import Agreement
from koryu_rdf.read import Reading, read

DATA = Path(__file__).parent / "data"
NAMES = sorted(folder.name for folder in DATA.iterdir() if (folder / "expected.toml").exists())
FORMS = [name for name in NAMES if (DATA / name / "document.txt").exists() and name != "binary"]


class Case(NamedTuple):
    """A case, its document on the disk, and what was read: records and the rest, or the error."""

    name: str
    expected: dict[str, Any]
    document: Path
    records: list[Agreement]
    reading: Reading | None
    error: KoryuError | None


def write_document(folder: Path, as_bytes: dict[str, Any], target: Path) -> Path:
    """Write a case's document as its ``[bytes]`` says."""
    [source] = folder.glob("document.*")
    text = source.read_text("utf-8")
    if not as_bytes.get("ends_with_newline", True):
        text = text.removesuffix("\n")
    data = text.replace("\n", as_bytes.get("newline", "\n")).encode(as_bytes.get("encoding", "utf-8"))
    for before, after in as_bytes.get("replace", []):
        assert before.encode() in data
        data = data.replace(before.encode(), bytes.fromhex(after))
    (target / source.name).write_bytes(bytes.fromhex(as_bytes.get("before", "")) + data)
    return target / source.name


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", FORMS if "document" in metafunc.fixturenames else NAMES, indirect=True)


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give the function that reads a case once."""

    @cache
    def read_one(name: str) -> Case:
        expected = tomllib.loads((DATA / name / "expected.toml").read_text("utf-8"))
        document = write_document(DATA / name, expected.pop("bytes", {}), tmp_path_factory.mktemp(name))
        try:
            reading = read(document)
            return Case(name, expected, document, list(reading), reading, None)
        except KoryuError as error:
            return Case(name, expected, document, [], None, error)

    return read_one


@pytest.fixture
def case(request: pytest.FixtureRequest, read_case: Any) -> Case:
    """Each of the cases in turn."""
    found: Case = read_case(request.param)
    return found
