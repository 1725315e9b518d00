"""What stands around the triples of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from koryu_rdf.namespaces import PREFIXES


class Frame(NamedTuple):
    """The named graph that takes the triples, as a token, and the prefixes for the formats that have them.

    What is ``continued`` has its head already.
    """

    graph: str | None = None
    prefixes: Mapping[str, str] = PREFIXES
    continued: bool = False
