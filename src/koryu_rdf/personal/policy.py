"""The policy: what an office decided to do with personal data, as ``[personal]`` of ``koryu.toml`` says it.

Without a word of the office's the person goes and the department stays. Nothing is applied here.
"""

from __future__ import annotations

from typing import Literal

from koryu_rdf.model import Value

FieldPolicy = Literal["publish", "department-only", "withhold"]
Topic = Literal["department", "phone", "email", "narratives", "titles", "notes", "events"]


class Personal(Value, frozen=True, kw_only=True):
    """What may be published, by field: all of it, all but persons, or nothing of it.

    ``titles`` is for the titles of agreements and for the names of parties, ``notes`` for notes about web pages. The
    strings in ``decided`` are no personal data or may be published, those in ``denied`` never are; both count exactly as
    written, wherever they stand.
    """

    department: FieldPolicy = "department-only"
    phone: FieldPolicy = "department-only"
    email: FieldPolicy = "department-only"
    narratives: FieldPolicy = "department-only"
    titles: FieldPolicy = "department-only"
    notes: FieldPolicy = "department-only"
    events: FieldPolicy = "department-only"
    office_holders: Literal["withhold", "publish"] = "withhold"
    decided: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()

    def withholds(self, topic: Topic) -> bool:
        """Say whether nothing at all of a field may be published."""
        policy: FieldPolicy = getattr(self, topic)
        return policy == "withhold"
