"""The templates of what the service draws itself; every value put into one is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def get_template(name: str) -> Template:
    """Give the template in the file of that name beside this module."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (only who serves needs it)

    loader = PackageLoader("koryu_rdf.serve", "templates")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return environment.get_template(name)
