"""The templates of the pages; every value put into one is escaped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from koryu_rdf.publish.licences import name_licence
from koryu_rdf.templating import open_templates

if TYPE_CHECKING:
    from jinja2 import Environment, Template

DATA_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".csv": "text/csv",
}
DATA_NAMES = {".ttl": "Turtle", ".jsonld": "JSON-LD", ".nt": "N-Triples", ".csv": "CSV"}


def get_template(name: str) -> Template:
    """Give the template in the file of that name beside this module."""
    return _get_environment().get_template(name)


@cache
def _get_environment() -> Environment:
    environment = open_templates("koryu_rdf.publish")
    environment.globals.update(data_types=DATA_TYPES, data_names=DATA_NAMES, name_licence=name_licence)
    environment.filters["escape_pattern"] = lambda text: re.sub(r"([+.])", r"\\\1", text)
    return environment
