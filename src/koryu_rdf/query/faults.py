"""The errors of the query stage, their sentences and hints found by one key."""

from __future__ import annotations

from koryu_rdf.errors import QueryError
from koryu_rdf.texts import get_text


def make_query_error(key: str, where: str | None, **slots: object) -> QueryError:
    """Make the error that ``key`` of the sentences stands for; its hint stands beside it as ``key-hint``."""
    hint = get_text("errors", f"{key}-hint", **slots)
    return QueryError(get_text("errors", key, **slots), where=where, hint=hint)
