"""The templates of what the service draws itself; every value put into one is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from koryu_rdf.templating import open_templates

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def get_template(name: str) -> Template:
    """Give the template in the file of that name beside this module."""
    return open_templates("koryu_rdf.serve").get_template(name)
