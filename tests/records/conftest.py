"""The bundled records as they stand in the file, and the lines of the survey document they come from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.model import Agreement

Agreements = dict[int, Agreement]


@pytest.fixture(scope="session")
def content() -> dict[str, Any]:
    return tomllib.loads((get_folder("records") / "economic-exchange-2012.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def agreements(content: dict[str, Any]) -> Agreements:
    return {entry["number"]: decode(entry, content["survey"]["id"]) for entry in content["agreement"]}


@pytest.fixture(scope="session")
def survey_lines(real_survey: Path) -> list[str]:
    return real_survey.read_text("utf-8").split("\n")


def decode(entry: dict[str, Any], survey: str) -> Agreement:
    facts = {name: value for name, value in entry.items() if name != "acknowledged"}
    return msgspec.convert({**facts, "survey": survey, "id": f"{survey}/{entry['number']}"}, Agreement)
