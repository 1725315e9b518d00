"""Sources: files, folders and standard input, what cannot be read at all, and how a survey is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.errors import ReadError
from koryu_rdf.model import to_json
from koryu_rdf.read import READERS, read
from koryu_rdf.read.survey import name_survey
from koryu_rdf.texts import get_topic

DOCUMENT = (Path(__file__).parent / "data" / "clean-form" / "document.txt").read_bytes()


def make_file(folder: Path, name: str, data: bytes = DOCUMENT) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def raise_error(*sources: str | Path, form: str | None = None, stdin: io.BytesIO | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        list(read(*sources, form=form, stdin=stdin))
    return caught.value


def test_a_folder_gives_its_readable_files_in_order_of_name(tmp_path: Path) -> None:
    make_file(tmp_path, "b-2012.TXT")
    make_file(tmp_path, "a-2012.txt")
    make_file(tmp_path, "picture.png")
    (tmp_path / "c.txt").mkdir()
    reading = read(tmp_path)
    assert [record.source.file for record in reading] == ["a-2012.txt"] * 2 + ["b-2012.TXT"] * 2
    assert reading.problems == []


def test_several_sources_in_the_order_named(tmp_path: Path) -> None:
    first, second = make_file(tmp_path, "b.txt"), make_file(tmp_path, "a.txt")
    assert [record.source.file for record in read(first, str(second))] == ["b.txt"] * 2 + ["a.txt"] * 2


def test_the_form_overrides_the_name(tmp_path: Path) -> None:
    path = make_file(tmp_path, "survey.dat")
    assert len(list(read(path, form="txt"))) == len(list(read(path, form=".TXT"))) == 2


def test_standard_input_with_a_form() -> None:
    records = list(read("-", form="txt", stdin=io.BytesIO(DOCUMENT)))
    assert [record.id for record in records] == ["stdin-2011/1", "stdin-2011/2"]
    assert records[0].source.file == "stdin"
    lines = b"".join(to_json(record) + b"\n" for record in records)
    assert list(read("-", form="jsonl", stdin=io.BytesIO(lines))) == records


def test_standard_input_without_a_form() -> None:
    error = raise_error("-", stdin=io.BytesIO(DOCUMENT))
    assert "--from" in error.message.en
    assert all(suffix in error.message.ja for suffix in READERS)


@pytest.mark.parametrize("name", ["missing.txt", "no/such/folder/a.txt"])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    error = raise_error(tmp_path / name)
    assert name in error.message.en
    assert error.hint


def test_a_folder_without_anything_to_read(tmp_path: Path) -> None:
    make_file(tmp_path, "picture.png")
    assert ".toml" in raise_error(tmp_path).message.en


def test_a_form_that_no_reader_knows(tmp_path: Path) -> None:
    assert ".doc" in raise_error(make_file(tmp_path, "a.doc")).message.en
    assert "png" in raise_error(make_file(tmp_path, "a.txt"), form="png").message.en


@pytest.mark.parametrize("method", ["open", "iterdir"])
def test_what_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    path = make_file(tmp_path, "a.txt")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(Path, method, refuse)
    assert "not allowed" in raise_error(path if method == "open" else tmp_path).message.en


def test_the_survey_may_be_named(tmp_path: Path) -> None:
    path = make_file(tmp_path, "a.txt")
    assert {record.survey for record in read(path, survey="kankyo-2012")} == {"kankyo-2012"}
    reading = read(get_folder("records"), survey="other")
    assert {record.id.partition("/")[0] for record in reading} == {"other"}
    assert set(reading.surveys) == {"other"}


def test_records_say_where_they_are_edited_and_what_their_survey_is() -> None:
    reading = read(get_folder("records"))
    records = list(reading)
    assert set(reading.origins) == {record.id for record in records}
    where = reading.origins["economic-exchange-2012/1"]
    assert where.file == "economic-exchange-2012.toml"
    assert where.line
    assert reading.surveys["economic-exchange-2012"].year == 2012


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Kankyo Survey.v2.txt", "kankyo-survey-v2"),
        ("survey2012.txt", "survey2012"),
        ("stdin", "stdin"),
        ("環境.txt", "survey-"),
        ("...txt", "survey-"),
    ],
)
def test_a_survey_is_named_after_its_file(file: str, name: str) -> None:
    found = name_survey(file, [])
    assert found.startswith(name)
    assert found.isascii()
    assert len(found) == len(name) + (8 if name == "survey-" else 0)


def test_a_year_in_the_name_is_enough(tmp_path: Path) -> None:
    assert next(iter(read(make_file(tmp_path, "kankyo-2010.txt")))).survey == "kankyo-2010"
    assert next(iter(read(make_file(tmp_path, "kankyo.txt")))).survey == "kankyo-2011"


def test_every_error_of_reading_is_there() -> None:
    keys = {
        "source-missing",
        "source-unreadable",
        "source-binary",
        "source-form-unknown",
        "folder-without-sources",
        "stdin-form-missing",
    }
    assert keys <= set(get_topic("errors"))
