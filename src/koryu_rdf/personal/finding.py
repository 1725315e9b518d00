"""A finding: a stretch of a text that is, or may be, personal data."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["name", "email", "phone", "address"]


class Finding(NamedTuple):
    """Where it stands in its text, what it is, and which rule told so: a key of ``texts/personal.toml``.

    One that is not certain may be something else, such as a company; ``holds_office`` marks the name of a person in an
    office named beside it: mayor, governor, ambassador.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    is_certain: bool = True
    holds_office: bool = False
