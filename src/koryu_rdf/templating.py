"""Templates of HTML and other texts; every value put into one is escaped, and one that is missing is an error.

In: the package whose folder ``templates`` holds them. Out: an environment of jinja2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def open_templates(package: str) -> Environment:
    """Open the templates of a package."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (most commands draw nothing)

    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
