"""The examples in the docstrings of reading, and of what it stands on, are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

GROUND = [
    "administrative_levels",
    "a1",
    "contacts",
    "countries",
    "dates.characters",
    "dates.eras",
    "dates.field",
    "dates.iso",
    "dates.numerals",
    "dates.serials",
    "delimited",
    "encodings",
    "english_parties",
    "folding",
    "former_countries",
    "japanese_parties",
    "local_governments",
    "overseas_parties",
    "partner_places",
    "personal.addresses",
    "personal.screening",
]
READ = importlib.import_module("koryu_rdf.read").__path__
MODULES = [
    *(f"koryu_rdf.{name}" for name in GROUND),
    *(module.name for module in pkgutil.walk_packages(READ, "koryu_rdf.read.")),
]
WITH_EXAMPLES = {
    "contents",
    "form",
    "kinds",
    "markup",
    "official_list",
    "record_elements",
    "rows",
    "survey",
    "table.codes",
    "table.content",
    "table.context",
    "table.date_columns",
    "table.merges",
    "table.number_formats",
    "table.record",
    "table.vocabulary",
    "titles",
    "web_pages",
    "word.numbering",
}


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert failed == 0
    assert (tried > 0) == (name.removeprefix("koryu_rdf.").removeprefix("read.") in WITH_EXAMPLES.union(GROUND))
