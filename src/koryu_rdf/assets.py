"""The folders that come with the package: ontology, shapes, queries, records and links.

In a wheel they lie inside the package, in a checkout at its root. Out: paths, to be read only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Folder = Literal["ontology", "shapes", "queries", "records", "links"]

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def get_folder(name: Folder) -> Path:
    """Give one of the bundled folders."""
    bundled = _PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else _CHECKOUT / name


def list_files(name: Folder, suffix: str) -> list[Path]:
    """List a bundled folder's files of one kind, sorted by name."""
    return sorted(get_folder(name).glob(f"*{suffix}"))
