"""The errors of linking, made from the sentences of ``texts/errors.toml``."""

from __future__ import annotations

from pathlib import Path

from koryu_rdf.errors import LinkError
from koryu_rdf.texts import get_text


def make_link_error(key: str, where: Path | str | None, **slots: object) -> LinkError:
    """Make the error that a sentence stands for; its hint stands beside it as ``key-hint``."""
    hint = get_text("errors", f"{key}-hint", **slots)
    return LinkError(get_text("errors", key, **slots), where=None if where is None else str(where), hint=hint)
